//! A policy document, as the IAM JSON policy language has it.
//!
//! Source: "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language" in the
//! IAM user guide.

use super::Operator;
use super::form::{PolicyForm, StatementForm};

/// A policy document.
///
/// Two are equal where they are written alike but for white space: where its parts stand in the text
/// does not count, while the order of its elements does.
///
/// ```
/// use configtest::access::{Effect, Policy};
///
/// let policy = Policy::parse(
///     r#"{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}"#,
/// )?;
/// let statement = &policy.statements()[0];
/// assert_eq!(statement.effect(), Effect::Allow);
/// assert_eq!(statement.actions().values(), ["s3:GetObject"]);
/// assert!(policy.unknown().is_empty());
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// `Version`; where it is not written, the old one is meant.
    pub(crate) version: Option<Version>,
    /// `Id`.
    pub(crate) id: Option<String>,
    /// `Statement`, in the order of the document.
    pub(crate) statements: Vec<Statement>,
    /// How it is written.
    pub(crate) form: PolicyForm,
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
///
/// Where it stands does not count in a comparison.
#[derive(Debug, Clone)]
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
    /// How it is written.
    pub(crate) form: StatementForm,
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
///
/// Where they stand does not count in a comparison.
#[derive(Debug, Clone)]
pub struct PrincipalEntry {
    /// The kind.
    pub(crate) kind: PrincipalKind,
    /// Who.
    pub(crate) names: Texts,
    /// Where the kind stands.
    pub(crate) place: Place,
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
///
/// Where it stands does not count in a comparison.
#[derive(Debug, Clone)]
pub struct Condition {
    /// How it is compared.
    pub(crate) operator: Operator,
    /// The key, as it is written.
    pub(crate) key: String,
    /// The values, of which one has to match; numbers and booleans as their text.
    pub(crate) values: Texts,
    /// Which of the values are written without quotation marks: numbers and booleans.
    pub(crate) bare: Vec<usize>,
    /// Where the operator stands, which may test other keys, too.
    pub(crate) operator_place: Place,
    /// Where the key stands.
    pub(crate) place: Place,
}
