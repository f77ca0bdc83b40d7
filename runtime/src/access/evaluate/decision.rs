//! Decisions, and what they come from.

use std::fmt;

use crate::access::{Effect, Place};

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What becomes of it.
    pub outcome: Outcome,
    /// The statements that decided: those that allow it if it is allowed, those that deny it if it is
    /// denied explicitly, and both if it is not known.
    pub by: Vec<By>,
    /// The kinds of policies that would have to allow it and do not, or may not.
    pub lacking: Vec<PolicyKind>,
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is allowed.
    Allowed,
    /// A statement denies it.
    ExplicitDeny,
    /// Not all allow it that have to. Whether a statement denies it, too, may not be known.
    ImplicitDeny,
    /// It is not known, for these reasons.
    Unknown(Vec<Reason>),
}

impl Decision {
    /// Whether it is known to be allowed.
    pub fn is_allowed(&self) -> bool {
        self.outcome == Outcome::Allowed
    }

    /// Whether it is known to be denied, one way or the other.
    pub fn is_denied(&self) -> bool {
        matches!(self.outcome, Outcome::ExplicitDeny | Outcome::ImplicitDeny)
    }
}

/// A statement that had a part in a decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct By {
    /// The kind of its policy.
    pub kind: PolicyKind,
    /// Which of the policies of this kind, from 0, in the order in which they were given.
    pub policy: usize,
    /// Where it stands there.
    pub place: Place,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Its `Effect`.
    pub effect: Effect,
}

/// The kind of a policy: what it is attached to, and so what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyKind {
    /// Of a user, a group or a role.
    Identity,
    /// Of a resource; trust policies of roles and key policies are such.
    Resource,
    /// A service control policy of an organization.
    ServiceControl,
    /// A resource control policy of an organization.
    ResourceControl,
    /// The permissions boundary of a user or a role.
    Boundary,
    /// Given when a session began.
    Session,
}

/// Why a decision is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A condition operator that this release does not know.
    Operator(String),
    /// An element of a policy or of a statement that this release does not know.
    Element(String),
    /// The request does not say what this key holds.
    Unstated(String),
    /// This key has several values where one is asked for, and it matters which is meant.
    SeveralValues(String),
    /// A value that is not of the kind that the operator compares.
    Value {
        /// The kind: a number, a date.
        kind: &'static str,
        /// The value.
        value: String,
    },
    /// A canonical user, of whom the request does not say which account it is.
    CanonicalUser(String),
    /// A principal of a kind that this release does not know.
    PrincipalKind(String),
    /// A user who may be the one that a federated user comes from.
    FederatingUser(String),
    /// `NotPrincipal` names only some of what a principal is: it, its role, its account.
    NotPrincipal,
    /// A resource that matches only if a wildcard in it reaches over a colon.
    BeyondColon(String),
    /// An ARN that is not whole, in a policy for which AWS does not say how it is read.
    ShortArn(String),
    /// A text with `?` in it and a value that are too long to be compared.
    TooLong,
    /// A statement of a resource's policy that names nobody.
    NoPrincipal,
    /// Policies of this kind were not read.
    Unread(PolicyKind),
    /// Whether principal and resource are of the same account.
    Account,
    /// Whether a permission that a resource's policy gives to everyone is limited by the permissions
    /// boundary or the policies of the session.
    Everyone,
    /// A grant of the key may allow it.
    Grant,
    /// Whether resource control policies apply to this service.
    ResourceControl(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operator(name) => write!(f, "the condition operator `{name}` is not known"),
            Self::Element(name) => write!(f, "the element `{name}` is not known"),
            Self::Unstated(key) => write!(f, "the request does not say its `{key}`"),
            Self::SeveralValues(key) => {
                write!(f, "`{key}` has several values where one is asked for")
            }
            Self::Value { kind, value } => write!(f, "`{value}` is not {kind}"),
            Self::CanonicalUser(id) => {
                write!(f, "the account of the canonical user `{id}` is not known")
            }
            Self::PrincipalKind(kind) => write!(f, "principals of the kind `{kind}` are not known"),
            Self::FederatingUser(arn) => {
                write!(f, "the federated user may come from the user `{arn}`")
            }
            Self::NotPrincipal => write!(
                f,
                "`NotPrincipal` names only a part of the principal, its role and its account"
            ),
            Self::BeyondColon(arn) => {
                write!(f, "`{arn}` matches only if a wildcard reaches over a colon")
            }
            Self::ShortArn(arn) => write!(f, "the ARN `{arn}` is not whole"),
            Self::TooLong => write!(f, "a text with `?` in it and a value are too long to compare"),
            Self::NoPrincipal => write!(f, "a statement of a resource's policy names nobody"),
            Self::Unread(kind) => write!(f, "the {kind} were not read"),
            Self::Account => write!(f, "the account of the resource is not known"),
            Self::Everyone => write!(
                f,
                "what a resource's policy allows everyone may be limited by the permissions \
                 boundary or the session"
            ),
            Self::Grant => write!(f, "a grant of the key may allow it"),
            Self::ResourceControl(service) => {
                write!(f, "whether resource control policies apply to `{service}` is not known")
            }
        }
    }
}

impl fmt::Display for PolicyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Identity => "identity policies",
            Self::Resource => "resource policies",
            Self::ServiceControl => "service control policies",
            Self::ResourceControl => "resource control policies",
            Self::Boundary => "permissions boundaries",
            Self::Session => "session policies",
        })
    }
}
