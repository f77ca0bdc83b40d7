//! The three values: known, absent, unknown.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Operation;
use super::table::operations;

/// The value of a facet.
///
/// AWS answers in one of three ways, and the three are never folded into two: a setting is there,
/// a setting is certainly not there, or nobody could tell.
///
/// ```
/// use configtest::Fact;
///
/// let versioning: Fact<&str> = Fact::Absent;
/// assert_eq!(versioning.known(), None);
/// assert_eq!(Fact::Known("Enabled").known(), Some(&"Enabled"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact<T> {
    /// The source said what it is.
    Known(T),
    /// The source said that it is not set.
    Absent,
    /// The source could not say.
    Unknown(Unknown),
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Absent | Self::Unknown(_) => None,
        }
    }

    /// The fact with another value, where it has one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Known(value) => Fact::Known(change(value)),
            Self::Absent => Fact::Absent,
            Self::Unknown(unknown) => Fact::Unknown(unknown),
        }
    }
}

impl<T> From<T> for Fact<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

/// `None` is a setting that is certainly not there.
impl<T> From<Option<T>> for Fact<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Known)
    }
}

impl From<&str> for Fact<String> {
    fn from(text: &str) -> Self {
        Self::Known(text.to_owned())
    }
}

/// A list is known, as it is written in code.
impl<T, const N: usize> From<[T; N]> for Fact<Vec<T>> {
    fn from(items: [T; N]) -> Self {
        Self::Known(items.into())
    }
}

/// Why a fact is not known.
///
/// A check that reads such a fact does not go on: its finding is *unknown*, which never passes.
/// [`known`](crate::known) hands it to a check that wants to decide for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    pub(crate) reason: Reason,
    pub(crate) operation: String,
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    pub(crate) iam_action: Option<String>,
}

/// The ways in which a fact can stay unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reason {
    /// AWS refused to say: the caller lacks a permission.
    AccessDenied,
    /// AWS refused to say, and granting a permission does not help: a policy, as a service control
    /// policy of the organization, denies it explicitly.
    ExplicitDeny,
    /// The credentials ran out and could not be renewed.
    CredentialsExpired,
    /// AWS asked us to slow down until the attempts ran out.
    Throttled,
    /// No answer within the time allowed.
    TimedOut,
    /// No connection.
    Unreachable,
    /// The region is not enabled for the account.
    RegionDisabled,
    /// The answer, or the recording of it, does not have the shape that the API documents.
    Malformed,
    /// It may hold a secret, and the source keeps a digest in its place.
    Redacted,
    /// The source was not asked for it, or cannot be.
    NotCollected,
    /// Any other error of the API.
    Failed,
}

impl Reason {
    /// The word that recordings and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessDenied => "AccessDenied",
            Self::ExplicitDeny => "ExplicitDeny",
            Self::CredentialsExpired => "CredentialsExpired",
            Self::Throttled => "Throttled",
            Self::TimedOut => "TimedOut",
            Self::Unreachable => "Unreachable",
            Self::RegionDisabled => "RegionDisabled",
            Self::Malformed => "Malformed",
            Self::Redacted => "Redacted",
            Self::NotCollected => "NotCollected",
            Self::Failed => "Failed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Unknown {
    pub(crate) fn new(
        reason: Reason,
        operation: &Operation,
        code: Option<String>,
        message: impl Into<String>,
    ) -> Self {
        let iam_action = (reason == Reason::AccessDenied).then(|| operation.iam_action.to_owned());
        Self { reason, operation: operation.qualified(), code, message: message.into(), iam_action }
    }

    pub(crate) fn malformed(operation: &Operation, message: impl Into<String>) -> Self {
        Self::new(Reason::Malformed, operation, None, message)
    }

    pub(crate) fn not_collected(operation: &Operation, message: impl Into<String>) -> Self {
        Self::new(Reason::NotCollected, operation, None, message)
    }

    /// What a source says of a fact that AWS refused to tell, for testing a check: `operation` with
    /// its service, as in `s3:GetBucketVersioning`.
    pub fn access_denied(operation: impl Into<String>) -> Self {
        let operation = operation.into();
        let in_table = operations()
            .find(|known| known.qualified() == operation)
            .map(|known| known.iam_action.to_owned());
        Self {
            reason: Reason::AccessDenied,
            code: Some("AccessDenied".to_owned()),
            message: "Access Denied".to_owned(),
            iam_action: Some(in_table.unwrap_or_else(|| operation.clone())),
            operation,
        }
    }

    /// The kind of obstacle.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The API operation that would have told, with its service: `s3:GetBucketVersioning`.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The error code that AWS answered with, where it answered.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What the source said, in its own words.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The IAM action to grant so that the fact can be read, where that is what is missing.
    pub fn iam_action(&self) -> Option<&str> {
        self.iam_action.as_deref()
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.operation.is_empty() {
            write!(formatter, "{}: ", self.operation)?;
        }
        write!(formatter, "{}", self.reason)?;
        if let Some(code) = self.code.as_deref().filter(|code| *code != self.reason.as_str()) {
            write!(formatter, " ({code})")?;
        }
        if !self.message.is_empty() {
            write!(formatter, ": {}", self.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Unknown {}
