//! What there is to ask of the parts of a policy.

use super::{
    Condition, Effect, Operator, Place, Policy, PrincipalEntry, PrincipalKind, Principals,
    Statement, Texts, UnknownElement, Version,
};

impl Policy {
    /// The version that holds for it: the old one where none is written.
    pub fn version(&self) -> Version {
        self.version.unwrap_or(Version::V2008)
    }

    /// Its `Id`.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Its statements, in the order of the document.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Its elements that this release does not know.
    pub fn unknown_elements(&self) -> &[UnknownElement] {
        &self.form.unknown
    }
}

impl Version {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::V2008 => "2008-10-17",
            Self::V2012 => "2012-10-17",
        }
    }
}

impl Effect {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
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

    /// What its `Principal` or `NotPrincipal` names; none in a policy that is attached to somebody.
    pub fn principals(&self) -> Option<&Principals> {
        self.principals.as_ref()
    }

    /// Whether it is about all principals but those that it names.
    pub fn is_not_principal(&self) -> bool {
        self.is_not_principal
    }

    /// What its `Action` or `NotAction` names.
    pub fn actions(&self) -> &Texts {
        &self.actions
    }

    /// Whether it is about all actions but those that it names.
    pub fn is_not_action(&self) -> bool {
        self.is_not_action
    }

    /// What its `Resource` or `NotResource` names; none in a trust policy.
    pub fn resources(&self) -> Option<&Texts> {
        self.resources.as_ref()
    }

    /// Whether it is about all resources but those that it names.
    pub fn is_not_resource(&self) -> bool {
        self.is_not_resource
    }

    /// Its conditions, of which each has to be met.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Its elements that this release does not know. What it means is not known where there are any.
    pub fn unknown_elements(&self) -> &[UnknownElement] {
        &self.form.unknown
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What messages call it: ``statement 2 (`AllowRead`)``, counted from 1.
    pub fn shown(&self) -> String {
        shown(self.place.index, self.sid())
    }
}

/// What messages call a statement.
pub(super) fn shown(index: usize, sid: Option<&str>) -> String {
    match sid {
        Some(sid) if !sid.is_empty() => {
            format!("statement {} ({})", index + 1, super::words::quoted(sid))
        }
        _ => format!("statement {}", index + 1),
    }
}

impl Principals {
    /// The principals by kind; none where everyone is meant by a bare `"*"`.
    pub fn entries(&self) -> &[PrincipalEntry] {
        match self {
            Self::Everyone => &[],
            Self::These(entries) => entries,
        }
    }
}

impl PrincipalEntry {
    /// The kind.
    pub fn kind(&self) -> &PrincipalKind {
        &self.kind
    }

    /// Who: as they are written.
    pub fn names(&self) -> &Texts {
        &self.names
    }

    /// Where the kind stands; its index is that among the kinds of the statement.
    pub fn place(&self) -> Place {
        self.place
    }
}

impl PrincipalKind {
    /// As it is written.
    pub fn name(&self) -> &str {
        match self {
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
            Self::Other(name) => name,
        }
    }

    pub(super) fn named(name: String) -> Self {
        match name.as_str() {
            "AWS" => Self::Aws,
            "Service" => Self::Service,
            "Federated" => Self::Federated,
            "CanonicalUser" => Self::CanonicalUser,
            _ => Self::Other(name),
        }
    }
}

impl Texts {
    /// The texts, in the order of the document.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Whether they are written as a list: `["s3:*"]` says what `"s3:*"` says.
    pub fn is_list(&self) -> bool {
        self.is_list
    }
}

impl<'a> IntoIterator for &'a Texts {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

impl Condition {
    /// How it is compared.
    pub fn operator(&self) -> &Operator {
        &self.operator
    }

    /// The key, as it is written; AWS does not tell its capital letters from its small ones.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The values, of which one has to match; numbers and booleans as their text.
    pub fn values(&self) -> &Texts {
        &self.values
    }

    /// Where the key stands; its index is that among the conditions of the statement.
    pub fn place(&self) -> Place {
        self.place
    }
}

// Each takes its value apart, so that a new field is not forgotten.

impl PartialEq for Statement {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            sid,
            effect,
            principals,
            is_not_principal,
            actions,
            is_not_action,
            resources,
            is_not_resource,
            conditions,
            place: _,
            form,
        } = self;
        *sid == other.sid
            && *effect == other.effect
            && *principals == other.principals
            && *is_not_principal == other.is_not_principal
            && *actions == other.actions
            && *is_not_action == other.is_not_action
            && *resources == other.resources
            && *is_not_resource == other.is_not_resource
            && *conditions == other.conditions
            && *form == other.form
    }
}

impl Eq for Statement {}

impl PartialEq for PrincipalEntry {
    fn eq(&self, other: &Self) -> bool {
        let Self { kind, names, place: _ } = self;
        *kind == other.kind && *names == other.names
    }
}

impl Eq for PrincipalEntry {}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        let Self { operator, key, values, bare, operator_place: _, place: _ } = self;
        *operator == other.operator
            && *key == other.key
            && *values == other.values
            && *bare == other.bare
    }
}

impl Eq for Condition {}
