//! A policy document, as the IAM JSON policy language has it.
//!
//! Source: "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language" in the
//! IAM user guide.

use super::Operator;

/// A policy document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// `Version`; where it is not written, the old one is meant.
    pub(crate) version: Option<Version>,
    /// `Id`.
    pub(crate) id: Option<String>,
    /// `Statement`, in the order of the document.
    pub(crate) statements: Vec<Statement>,
}

/// `Version` of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `2008-10-17`, which knows no variables.
    V2008,
    /// `2012-10-17`.
    V2012,
}

/// One statement of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `Sid`.
    pub(crate) sid: Option<String>,
    /// `Effect`.
    pub(crate) effect: Effect,
    /// `Principal` or `NotPrincipal`; none in a policy that is attached to somebody.
    pub(crate) principals: Option<Principals>,
    /// Whether it is `NotPrincipal`.
    pub(crate) is_not_principal: bool,
    /// `Action` or `NotAction`.
    pub(crate) actions: Texts,
    /// Whether it is `NotAction`.
    pub(crate) is_not_action: bool,
    /// `Resource` or `NotResource`; none in a trust policy.
    pub(crate) resources: Option<Texts>,
    /// Whether it is `NotResource`.
    pub(crate) is_not_resource: bool,
    /// `Condition`: each has to be met.
    pub(crate) conditions: Vec<Condition>,
    /// Where it stands.
    pub(crate) place: Place,
}

/// `Effect` of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// `Allow`.
    Allow,
    /// `Deny`.
    Deny,
}

/// Where a statement or a condition stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Its number among its like, from 0.
    pub index: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

/// One text, or a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The texts, in the order of the document.
    pub(crate) values: Vec<String>,
    /// Whether it is written as a list.
    pub(crate) is_list: bool,
}

/// `Principal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principals {
    /// `"*"`: everyone, known to AWS or not.
    Everyone,
    /// By kind. `{"AWS": "*"}` is everyone, too.
    These(Vec<PrincipalEntry>),
}

/// The principals of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalEntry {
    /// The kind.
    pub(crate) kind: PrincipalKind,
    /// Who.
    pub(crate) names: Texts,
}

/// The kind of a principal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalKind {
    /// `AWS`: accounts, users, roles and sessions.
    Aws,
    /// `Service`.
    Service,
    /// `Federated`: providers of identities.
    Federated,
    /// `CanonicalUser`: an account, by the id that S3 has for it.
    CanonicalUser,
    /// A word that this release does not know.
    Other(String),
}

/// One test of one key of a `Condition`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How it is compared.
    pub(crate) operator: Operator,
    /// The key, as it is written.
    pub(crate) key: String,
    /// The values, of which one has to match; numbers and booleans as their text.
    pub(crate) values: Texts,
    /// Where the key stands.
    pub(crate) place: Place,
}

impl Policy {
    /// The version that holds for it.
    pub fn version(&self) -> Version {
        self.version.unwrap_or(Version::V2008)
    }

    /// Its statements, in the order of the document.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }
}

impl Statement {
    /// Its `Sid`.
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// Its `Effect`.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }
}
