//! How a policy is written, besides what it says: what writing it back needs.

use super::{Operator, Place};

/// How a policy is written. The default is the order of the AWS documentation, and a list of statements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PolicyForm {
    /// Its elements in their order; empty for the usual order.
    pub(crate) order: Vec<PolicyPart>,
    /// Whether `Statement` is one object, and no list.
    pub(crate) is_single: bool,
    /// Elements that this release does not know.
    pub(crate) unknown: Vec<UnknownElement>,
}

/// An element of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyPart {
    Version,
    Id,
    Statement,
    /// That of the unknown ones.
    Unknown(u32),
}

impl PolicyForm {
    /// The usual order.
    pub(crate) const ORDER: [PolicyPart; 3] =
        [PolicyPart::Version, PolicyPart::Id, PolicyPart::Statement];
}

/// How a statement is written. The default is the order of the AWS documentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct StatementForm {
    /// Its elements in their order; empty for the usual order.
    pub(crate) order: Vec<StatementPart>,
    /// Elements that this release does not know.
    pub(crate) unknown: Vec<UnknownElement>,
    /// Operators of its `Condition` that test no key.
    pub(crate) idle: Vec<IdleOperator>,
}

/// An element of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatementPart {
    Sid,
    Effect,
    /// Or `NotPrincipal`.
    Principal,
    /// Or `NotAction`.
    Action,
    /// Or `NotResource`.
    Resource,
    Condition,
    /// That of the unknown ones.
    Unknown(u32),
}

impl StatementForm {
    /// The usual order.
    pub(crate) const ORDER: [StatementPart; 6] = [
        StatementPart::Sid,
        StatementPart::Effect,
        StatementPart::Principal,
        StatementPart::Action,
        StatementPart::Resource,
        StatementPart::Condition,
    ];
}

/// An element that this release does not know.
///
/// Where it stands does not count in a comparison.
#[derive(Debug, Clone)]
pub struct UnknownElement {
    /// Its name.
    pub(crate) name: String,
    /// Its value, as JSON without white space.
    pub(crate) json: String,
    /// Where its name stands.
    pub(crate) place: Place,
}

impl UnknownElement {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value, as JSON without white space.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Where its name stands; its index is that among the unknown elements beside it.
    pub fn place(&self) -> Place {
        self.place
    }
}

impl PartialEq for UnknownElement {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, json, place: _ } = self;
        *name == other.name && *json == other.json
    }
}

impl Eq for UnknownElement {}

/// An operator that tests no key: `"StringEquals": {}`.
#[derive(Debug, Clone)]
pub(crate) struct IdleOperator {
    /// How many conditions stand before it.
    pub(crate) after: usize,
    /// The operator.
    pub(crate) operator: Operator,
    /// Where it stands.
    pub(crate) place: Place,
}

impl PartialEq for IdleOperator {
    fn eq(&self, other: &Self) -> bool {
        let Self { after, operator, place: _ } = self;
        *after == other.after && *operator == other.operator
    }
}

impl Eq for IdleOperator {}
