//! A request to AWS.

use std::collections::BTreeMap;

/// A request, as far as policies look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub principal: Principal,
    /// `s3:GetObject`.
    pub action: String,
    /// The ARN of what it is about.
    pub resource: String,
    /// The account of that resource; none where it is not known.
    pub resource_account: Option<String>,
    /// The keys of the context besides those that follow from the principal, by their names in small
    /// letters.
    pub context: BTreeMap<String, ContextValue>,
}

/// What a key of the context holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextValue {
    /// One value.
    One(String),
    /// Several: of a key that can have more than one.
    Many(Vec<String>),
}

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Principal {
    /// Somebody who has not signed it.
    Anonymous,
    /// The root user of an account.
    Root {
        /// 12 digits.
        account: String,
    },
    /// An IAM user.
    User {
        /// `arn:aws:iam::111122223333:user/path/name`.
        arn: String,
    },
    /// A session of a role.
    Session {
        /// The role: `arn:aws:iam::111122223333:role/path/name`.
        role: String,
        /// The name of the session.
        session: String,
    },
    /// A federated user of `GetFederationToken`.
    FederatedUser {
        /// `arn:aws:sts::111122223333:federated-user/name`.
        arn: String,
    },
    /// An AWS service by itself.
    Service {
        /// `cloudtrail.amazonaws.com`.
        name: String,
    },
    /// Somebody whom a provider of identities vouches for, as trust policies see them.
    Federated {
        /// `accounts.google.com`, or the ARN of a provider.
        provider: String,
    },
}
