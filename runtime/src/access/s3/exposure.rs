//! The exposure of a bucket, and how it comes about.

use std::fmt;

use super::input::ExposureInput;
use super::layers::Layers;
use super::words::TOLD;
use super::{Given, PolicyStatus};
use crate::access::Policy;

/// Whether everyone is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicAnswer {
    /// Nobody gets in who may not be anybody.
    Holds,
    /// Everyone does, as this shows.
    Violated(String),
    /// It could not be told, for these reasons.
    Unknown(Vec<String>),
}

/// Who can reach a bucket.
///
/// The two answers to "is it public?" are not merged: what S3 counts as public, and what the policies
/// let in. They differ where a `Deny` narrows a policy, for one, or where a range of addresses is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// What `GetBucketPolicyStatus` would say of the policy, whatever blocks there are. The policy may
    /// be absent or unknown.
    pub s3_policy_status: Given<PolicyStatus>,
    /// Whether something is public in the words of S3, after what blocks ignore and restrict.
    pub documented: PublicAnswer,
    /// Whether an anonymous request or one of any account gets in, after the same.
    pub semantic: PublicAnswer,
    /// Who gets in: nobody beyond these, as far as the layers tell.
    pub reachable: Reach,
    /// What each layer opens or closes, in the order in which they were looked at.
    pub chain: Vec<Step>,
}

/// Who gets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// These, and nobody beyond them.
    Known(Audience),
    /// These, and perhaps others, for these reasons.
    Unknown {
        /// Who the layers that are known let in.
        at_least: Audience,
        /// Why there may be others.
        because: Vec<String>,
    },
}

/// Who gets in, from few to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// The account itself, and AWS services.
    Private,
    /// Other accounts that are named, or some that a condition leaves.
    OtherAccounts,
    /// Everyone with an account of AWS.
    AuthenticatedAws,
    /// Everyone.
    Public,
}

/// What one layer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The layer.
    pub layer: Layer,
    /// What it does.
    pub effect: StepEffect,
    /// The same in words.
    pub text: String,
}

/// What stands between a request and a bucket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The policy of the bucket.
    BucketPolicy,
    /// An access point, by its name.
    AccessPoint(String),
    /// The public access block of the account.
    AccountBlock,
    /// The public access block of the bucket.
    BucketBlock,
    /// The public access block of an access point.
    AccessPointBlock(String),
    /// Its object ownership.
    ObjectOwnership,
    /// Its ACL, and those of its objects.
    Acl,
}

/// What a layer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepEffect {
    /// It lets somebody in who is not of the account.
    Opens,
    /// It keeps somebody out.
    Closes,
    /// Neither.
    Nothing,
    /// It could be either.
    Unknown,
}

/// Whether a bucket is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPublic {
    /// It is not, by both predicates.
    Holds,
    /// It is, by these.
    Violated(Vec<Failed>),
    /// It may be, by these.
    Unknown(Vec<Failed>),
}

/// A predicate that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Which.
    pub predicate: Predicate,
    /// Why.
    pub because: Vec<String>,
}

/// One of the two answers to "is it public?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// What S3 counts as public: [`Exposure::documented`].
    Documented,
    /// What the policies let in: [`Exposure::semantic`].
    Semantic,
}

/// Who can reach a bucket. `public` tells whether a policy by itself lets in an anonymous request or one
/// of any account; it is asked of the policy of the bucket and of those of its access points.
///
/// ```
/// use configtest::access::{
///     Acl, ExposureInput, Given, NotPublic, ObjectOwnership, PublicAccessBlock, PublicAnswer, exposure,
/// };
///
/// let input = ExposureInput {
///     account: Given::Known("111122223333".to_owned()),
///     policy: Given::Absent,
///     acl: Given::Known(Acl { owner: "me".to_owned(), grants: Vec::new() }),
///     ownership: Given::Known(ObjectOwnership::BucketOwnerEnforced),
///     account_block: Given::Absent,
///     bucket_block: Given::Known(PublicAccessBlock::ALL),
///     access_points: Given::Absent,
/// };
/// let exposure = exposure(&input, |_| PublicAnswer::Holds);
/// assert_eq!(exposure.not_public(), NotPublic::Holds);
/// ```
///
/// Source: "Blocking public access to your Amazon S3 storage", "Access control list (ACL) overview",
/// "Configuring IAM policies for using access points" and "Reviewing bucket access using IAM Access
/// Analyzer for S3" in the S3 user guide.
pub fn exposure(input: &ExposureInput, public: impl Fn(&Policy) -> PublicAnswer) -> Exposure {
    let mut layers = Layers::new(input, &public);
    layers.policies();
    layers.acls();
    layers.exposure()
}

impl Exposure {
    /// Whether the bucket is not public, which holds only where both predicates are clean.
    pub fn not_public(&self) -> NotPublic {
        let mut violated = Vec::new();
        let mut unknown = Vec::new();
        let both =
            [(Predicate::Documented, &self.documented), (Predicate::Semantic, &self.semantic)];
        for (predicate, answer) in both {
            match answer {
                PublicAnswer::Holds => {}
                PublicAnswer::Violated(why) => {
                    violated.push(Failed { predicate, because: vec![why.clone()] });
                }
                PublicAnswer::Unknown(why) => {
                    unknown.push(Failed { predicate, because: why.clone() });
                }
            }
        }
        if !violated.is_empty() {
            NotPublic::Violated(violated)
        } else if !unknown.is_empty() {
            NotPublic::Unknown(unknown)
        } else {
            NotPublic::Holds
        }
    }
}

impl PublicAnswer {
    /// Both have to hold.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Violated(one), Self::Violated(other)) => {
                Self::Violated(format!("{one}; {other}"))
            }
            (violated @ Self::Violated(_), _) | (_, violated @ Self::Violated(_)) => violated,
            (Self::Unknown(mut one), Self::Unknown(other)) => {
                for why in other {
                    push_new(&mut one, why);
                }
                Self::Unknown(one)
            }
            (unknown @ Self::Unknown(_), Self::Holds) | (Self::Holds, unknown) => unknown,
        }
    }
}

impl Reach {
    /// The account itself is reached always.
    pub(super) fn unknown(because: String) -> Self {
        Self::Unknown { at_least: Audience::Private, because: vec![because] }
    }

    /// Whom either lets in.
    pub(super) fn and(self, other: Self) -> Self {
        let (one, mut because) = self.parts();
        let (two, more) = other.parts();
        let at_least = one.max(two);
        for why in more {
            push_new(&mut because, why);
        }
        // Nothing is beyond everyone.
        if because.is_empty() || at_least == Audience::Public {
            Self::Known(at_least)
        } else {
            Self::Unknown { at_least, because }
        }
    }

    fn parts(self) -> (Audience, Vec<String>) {
        match self {
            Self::Known(audience) => (audience, Vec::new()),
            Self::Unknown { at_least, because } => (at_least, because),
        }
    }
}

/// The first reasons are enough: more of them change nothing.
fn push_new(list: &mut Vec<String>, text: String) {
    if list.len() < TOLD && !list.contains(&text) {
        list.push(text);
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Private => "its own account and AWS services",
            Self::OtherAccounts => "other accounts",
            Self::AuthenticatedAws => "everyone with an account of AWS",
            Self::Public => "everyone",
        })
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(audience) => audience.fmt(f),
            Self::Unknown { at_least, because } => {
                write!(f, "{at_least}, and perhaps others: {}", because.join("; "))
            }
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.predicate {
            Predicate::Documented => "what S3 counts as public: ",
            Predicate::Semantic => "who is let in: ",
        })?;
        f.write_str(&self.because.join("; "))
    }
}

#[cfg(test)]
#[path = "exposure_tests.rs"]
mod tests;
