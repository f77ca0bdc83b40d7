//! What S3 itself counts as a public policy.

use std::fmt;

use super::input::NetworkOrigin;
use super::limits::{self, Limit, On};
use super::words::label;
use crate::access::{Effect, Place, Policy};

/// What S3 says of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyStatus {
    /// Whether it is public.
    pub is_public: IsPublic,
}

/// Whether S3 counts a policy as public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IsPublic {
    /// It does, for these statements.
    Yes(Vec<StatementReason>),
    /// It does not.
    No,
    /// What S3 documents does not settle it, for these statements.
    Unknown(Vec<StatementReason>),
}

/// A statement, and why it is or may be public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementReason {
    /// Where the statement stands.
    pub place: Place,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Why.
    pub because: String,
}

impl fmt::Display for StatementReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", label(self.place.index, self.sid.as_deref()), self.because)
    }
}

/// Whether S3 counts the policy of a bucket as public, as `GetBucketPolicyStatus` would tell.
///
/// S3 starts from public: each `Allow` has to be limited to fixed values, those of a principal or of a
/// condition. `Deny` does not matter, nor do actions and resources. It is not whether anybody gets in:
/// a policy that a `Deny` narrows is public to S3, and one for a range of addresses is not.
///
/// Where the documentation is silent or against what is seen, the answer is unknown and says of what.
///
/// Source: "Blocking public access to your Amazon S3 storage" in the S3 user guide, "The meaning of
/// 'public'".
pub fn policy_status(policy: &Policy) -> PolicyStatus {
    status(policy, On::Bucket)
}

/// The same of the policy of an access point that is reached from there.
///
/// It differs in two ways: one that is reached from a VPC only is never public, and a set of access
/// points is no limit.
///
/// Source: as for [`policy_status`], "Access points".
pub fn access_point_policy_status(policy: &Policy, origin: &NetworkOrigin) -> PolicyStatus {
    if !On::can_be_public(origin) {
        return PolicyStatus { is_public: IsPublic::No };
    }
    status(policy, On::AccessPoint)
}

fn status(policy: &Policy, on: On) -> PolicyStatus {
    let mut public = Vec::new();
    let mut undecided = Vec::new();
    for statement in policy.statements.iter().filter(|each| each.effect == Effect::Allow) {
        let (list, because) = match limits::of_statement(statement, policy.version(), on) {
            Limit::Fixed => continue,
            Limit::Open(because) => (&mut public, because),
            Limit::Undecided(because) => (&mut undecided, because),
        };
        list.push(StatementReason { place: statement.place, sid: statement.sid.clone(), because });
    }
    let is_public = if !public.is_empty() {
        IsPublic::Yes(public)
    } else if !undecided.is_empty() {
        IsPublic::Unknown(undecided)
    } else {
        IsPublic::No
    };
    PolicyStatus { is_public }
}

#[cfg(test)]
#[path = "status_tests.rs"]
mod tests;
