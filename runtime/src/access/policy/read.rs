//! Reading a policy document.

use std::str::FromStr;

use super::form::{IdleOperator, PolicyForm, PolicyPart, StatementForm, StatementPart};
use super::json::{self, At, Member, Node, Value};
use super::parts::shown;
use super::words::{did_you_mean, nearest, quoted};
use super::{
    Condition, Effect, Operator, Place, Policy, PolicyError, PolicyFault, PrincipalEntry,
    PrincipalKind, Principals, Statement, Texts, UnknownElement, Version,
};

pub(super) const POLICY_ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];
pub(super) const STATEMENT_ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];
pub(super) const PRINCIPAL_KINDS: [&str; 4] = ["AWS", "Service", "Federated", "CanonicalUser"];

type Reading<T> = Result<T, PolicyError>;

impl Policy {
    /// Reads a policy document.
    ///
    /// Whatever AWS keeps is read, so that no account has a policy that cannot be looked at:
    ///
    /// - Lists of no actions, resources, principals or values, and a `Condition` that tests nothing, are
    ///   read. IAM Access Analyzer calls them empty, and no error.
    /// - Several statements may have the same `Sid`: IAM refuses that, other services do not.
    /// - No length, no character of a name and no ARN is looked at; these differ from service to service.
    /// - An element, a kind of principals or a condition operator that is not known is kept, for AWS
    ///   may have newer ones: [`Policy::unknown`] tells of it. AWS tells capital letters from small ones
    ///   in all of them, and so `stringEquals` is not known either.
    ///
    /// Anything else that departs from the grammar is an error: above all a name that one object has
    /// twice, in which JSON readers differ. The keys of one operator may not differ in capital letters
    /// alone either.
    ///
    /// Sources: "Grammar of the IAM JSON policy language" and "IAM policy validation check reference" in
    /// the IAM user guide.
    ///
    /// # Errors
    ///
    /// The text is no such document. The first mistake is told: those of JSON and names that are there
    /// twice come before all others. More than 16 MB, 250,000 values or 32 levels are not read.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let node = json::read(text)?;
        let at = node.at;
        let members = match node.value {
            Value::Object(members) => members,
            Value::Text(_) => {
                let help = "this is a policy packed into a JSON text: unpack it first";
                return wrong(at, "the policy", "a text", "an object", help);
            }
            other => {
                let help = "write `{\"Version\": \"2012-10-17\", \"Statement\": [..]}`";
                return wrong(at, "the policy", other.shown(), "an object", help);
            }
        };
        policy(at, members)
    }
}

/// As [`Policy::parse`].
impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, PolicyError> {
        Self::parse(text)
    }
}

fn policy(at: At, members: Vec<Member>) -> Reading<Policy> {
    let (mut version, mut id, mut statements) = (None, None, None);
    let mut form = PolicyForm::default();
    for Member { at, name, node } in members {
        form.order.push(match name.as_str() {
            "Version" => {
                version = Some(self::version(node)?);
                PolicyPart::Version
            }
            "Id" => {
                id = Some(text(node, || "`Id`".to_owned())?);
                PolicyPart::Id
            }
            "Statement" => {
                let all = self::statements(node)?;
                form.is_single = all.1;
                statements = Some(all.0);
                PolicyPart::Statement
            }
            _ => PolicyPart::Unknown(keep(&mut form.unknown, at, name, &node)),
        });
    }
    let Some(statements) = statements else {
        let fault = PolicyFault::Missing {
            of: "the policy".to_owned(),
            element: "`Statement`",
            hint: meant(&form.unknown, &["Statement"]),
            help: "write `\"Statement\": [..]` with one statement at least",
        };
        return Err(PolicyError::new(at, fault));
    };
    Ok(Policy { version, id, statements, form })
}

fn version(node: Node) -> Reading<Version> {
    let at = node.at;
    let word = text(node, || "`Version`".to_owned())?;
    match word.as_str() {
        "2012-10-17" => Ok(Version::V2012),
        "2008-10-17" => Ok(Version::V2008),
        _ => {
            let fault = PolicyFault::Word {
                of: "`Version`".to_owned(),
                hint: did_you_mean(&word, ["2012-10-17", "2008-10-17"]),
                word,
                help: "the versions of the policy language are `2012-10-17` and `2008-10-17`; it is \
                       not the date of the policy",
            };
            Err(PolicyError::new(at, fault))
        }
    }
}

/// The statements, and whether there is one without a list.
fn statements(node: Node) -> Reading<(Vec<Statement>, bool)> {
    let at = node.at;
    match node.value {
        Value::Object(members) => Ok((vec![statement(0, at, members)?], true)),
        Value::List(items) if !items.is_empty() => {
            let mut statements = Vec::with_capacity(items.len());
            for (index, item) in items.into_iter().enumerate() {
                let Value::Object(members) = item.value else {
                    let of = format!("statement {}", index + 1);
                    let help = "write a statement: `{\"Effect\": .., \"Action\": .., ..}`";
                    return wrong(item.at, of, item.value.shown(), "an object", help);
                };
                statements.push(statement(index, item.at, members)?);
            }
            Ok((statements, false))
        }
        other => {
            let help = "write one statement at least: AWS keeps no policy without";
            wrong(at, "`Statement`", other.shown(), "an object or a list of objects", help)
        }
    }
}

fn statement(index: usize, at: At, members: Vec<Member>) -> Reading<Statement> {
    // What a message calls it stands anywhere in it.
    let sid_of = |member: &Member| match &member.node.value {
        Value::Text(sid) if member.name == "Sid" => Some(sid.clone()),
        _ => None,
    };
    let name = shown(index, members.iter().find_map(sid_of).as_deref());
    let of = |element: &str| format!("`{element}` of {name}");
    let both = |at: At, one: &'static str, other: &'static str| {
        Err(PolicyError::new(at, PolicyFault::Both { of: name.clone(), one, other }))
    };

    let (mut sid, mut effect) = (None, None);
    let (mut principals, mut actions, mut resources) = (None, None, None);
    let (mut is_not_principal, mut is_not_action, mut is_not_resource) = (false, false, false);
    let mut conditions = Vec::new();
    let mut form = StatementForm::default();
    for Member { at, name: element, node } in members {
        form.order.push(match element.as_str() {
            "Sid" => {
                sid = Some(text(node, || of("Sid"))?);
                StatementPart::Sid
            }
            "Effect" => {
                effect = Some(self::effect(node, || of("Effect"))?);
                StatementPart::Effect
            }
            "Principal" | "NotPrincipal" => {
                if principals.is_some() {
                    return both(at, "Principal", "NotPrincipal");
                }
                is_not_principal = element == "NotPrincipal";
                principals = Some(self::principals(node, || of(&element))?);
                StatementPart::Principal
            }
            "Action" | "NotAction" => {
                if actions.is_some() {
                    return both(at, "Action", "NotAction");
                }
                is_not_action = element == "NotAction";
                actions = Some(texts(node, || of(&element))?);
                StatementPart::Action
            }
            "Resource" | "NotResource" => {
                if resources.is_some() {
                    return both(at, "Resource", "NotResource");
                }
                is_not_resource = element == "NotResource";
                resources = Some(texts(node, || of(&element))?);
                StatementPart::Resource
            }
            "Condition" => {
                conditions = self::conditions(node, &name, &mut form.idle)?;
                StatementPart::Condition
            }
            _ => StatementPart::Unknown(keep(&mut form.unknown, at, element, &node)),
        });
    }

    let missing = |element: &'static str, words: &[&str], help: &'static str| {
        let hint = meant(&form.unknown, words);
        let fault = PolicyFault::Missing { of: name.clone(), element, hint, help };
        PolicyError::new(at, fault)
    };
    let effect = effect.ok_or_else(|| {
        missing("`Effect`", &["Effect"], "write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`")
    })?;
    let actions = actions.ok_or_else(|| {
        let help = "name the actions that it is about; `\"Action\": \"*\"` is all of them";
        missing("`Action` and no `NotAction`", &["Action", "NotAction"], help)
    })?;
    Ok(Statement {
        sid,
        effect,
        principals,
        is_not_principal,
        actions,
        is_not_action,
        resources,
        is_not_resource,
        conditions,
        place: place(index, at),
        form,
    })
}

fn effect(node: Node, of: impl Fn() -> String) -> Reading<Effect> {
    let at = node.at;
    let word = text(node, &of)?;
    match word.as_str() {
        "Allow" => Ok(Effect::Allow),
        "Deny" => Ok(Effect::Deny),
        _ => {
            let hint = did_you_mean(&word, ["Allow", "Deny"]);
            let help = "write `Allow` or `Deny`, with a capital letter";
            Err(PolicyError::new(at, PolicyFault::Word { of: of(), word, hint, help }))
        }
    }
}

fn principals(node: Node, of: impl Fn() -> String) -> Reading<Principals> {
    let at = node.at;
    let help = "write `\"*\"` for everyone, or name the kind: `{\"AWS\": \"arn:aws:iam::111122223333:root\"}`";
    match node.value {
        Value::Text(word) if word == "*" => Ok(Principals::Everyone),
        Value::Text(word) => wrong(at, of(), quoted(&word), "`\"*\"` or an object", help),
        Value::Object(members) => {
            let mut entries = Vec::with_capacity(members.len());
            for (index, Member { at, name, node }) in members.into_iter().enumerate() {
                let names = texts(node, || format!("{} in {}", quoted(&name), of()))?;
                let kind = PrincipalKind::named(name);
                entries.push(PrincipalEntry { kind, names, place: place(index, at) });
            }
            Ok(Principals::These(entries))
        }
        other => wrong(at, of(), other.shown(), "`\"*\"` or an object", help),
    }
}

fn conditions(
    node: Node,
    statement: &str,
    idle: &mut Vec<IdleOperator>,
) -> Reading<Vec<Condition>> {
    let at = node.at;
    let of = || format!("`Condition` of {statement}");
    let help =
        "write operators with their keys: `{\"StringEquals\": {\"aws:PrincipalOrgID\": \"..\"}}`";
    let Value::Object(operators) = node.value else {
        return wrong(at, of(), node.value.shown(), "an object", help);
    };
    let mut conditions = Vec::new();
    for Member { at, name, node } in operators {
        let of = || format!("{} in {}", quoted(&name), of());
        let Value::Object(keys) = node.value else {
            let help =
                "write the keys that it tests, with their values: `{\"aws:SourceVpc\": \"vpc-1\"}`";
            return wrong(node.at, of(), node.value.shown(), "an object", help);
        };
        let operator = Operator::named(&name);
        if keys.is_empty() {
            let after = conditions.len();
            let place = place(idle.len(), at);
            idle.push(IdleOperator { after, operator, place });
            continue;
        }
        let help =
            "keep one of them, with the values of both: capital letters do not count in keys";
        json::once(&keys, str::to_ascii_lowercase, help)?;
        for Member { at: key_at, name: key, node } in keys {
            let (values, bare) = values(node, || format!("{} of {}", quoted(&key), of()))?;
            conditions.push(Condition {
                operator: operator.clone(),
                key,
                values,
                bare,
                operator_place: place(conditions.len(), at),
                place: place(conditions.len(), key_at),
            });
        }
    }
    Ok(conditions)
}

/// The values of a key, and which of them are written without quotation marks.
fn values(node: Node, of: impl Fn() -> String) -> Reading<(Texts, Vec<usize>)> {
    let mut bare = Vec::new();
    let mut value = |index: usize, node: Node, wanted: &'static str| {
        let (text, is_bare) = match node.value {
            Value::Text(text) => (text, false),
            Value::Number(text) => (text, true),
            Value::Bool(value) => (value.to_string(), true),
            other => {
                let help = "write the values as texts, numbers, `true` or `false`; `\"Null\": \
                            {\"KEY\": \"true\"}` asks whether a key is absent";
                return wrong(node.at, of(), other.shown(), wanted, help);
            }
        };
        if is_bare {
            bare.push(index);
        }
        Ok(text)
    };
    let texts = match node.value {
        Value::List(items) => {
            let mut values = Vec::with_capacity(items.len());
            for (index, item) in items.into_iter().enumerate() {
                values.push(value(index, item, "a text, a number or a boolean")?);
            }
            Texts { values, is_list: true }
        }
        _ => {
            let wanted = "a text, a number, a boolean or a list of these";
            Texts { values: vec![value(0, node, wanted)?], is_list: false }
        }
    };
    Ok((texts, bare))
}

fn text(node: Node, of: impl Fn() -> String) -> Reading<String> {
    match node.value {
        Value::Text(text) => Ok(text),
        other => wrong(node.at, of(), other.shown(), "a text", quote_help(&other)),
    }
}

fn texts(node: Node, of: impl Fn() -> String) -> Reading<Texts> {
    match node.value {
        Value::Text(text) => Ok(Texts { values: vec![text], is_list: false }),
        Value::List(items) => {
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                values.push(text(item, || format!("a value of {}", of()))?);
            }
            Ok(Texts { values, is_list: true })
        }
        other => {
            wrong(node.at, of(), other.shown(), "a text or a list of texts", quote_help(&other))
        }
    }
}

fn quote_help(value: &Value) -> &'static str {
    match value {
        Value::Null => "write a value, or take the element away",
        Value::Bool(_) | Value::Number(_) => "put it in `\"`",
        Value::Text(_) | Value::List(_) | Value::Object(_) => "write a text in `\"`",
    }
}

fn wrong<T>(
    at: At,
    of: impl Into<String>,
    found: impl Into<String>,
    wanted: &'static str,
    help: impl Into<String>,
) -> Reading<T> {
    let (of, found, help) = (of.into(), found.into(), help.into());
    Err(PolicyError::new(at, PolicyFault::Type { of, found, wanted, help }))
}

/// Keeps an element that is not known; its number.
fn keep(unknown: &mut Vec<UnknownElement>, at: At, name: String, node: &Node) -> u32 {
    let index = unknown.len();
    let mut json = String::new();
    node.value.write(&mut json);
    unknown.push(UnknownElement { name, json, place: place(index, at) });
    // There are no more than values.
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Whether one of the unknown elements may be meant to be one of these words.
fn meant(unknown: &[UnknownElement], words: &[&str]) -> String {
    let near = |element: &&UnknownElement| nearest(&element.name, words.iter().copied()).is_some();
    unknown.iter().find(near).map_or_else(String::new, |element| {
        let Place { line, column, .. } = element.place;
        format!("; is {} in line {line}, column {column} meant?", quoted(&element.name))
    })
}

fn place(index: usize, at: At) -> Place {
    Place { index, line: at.line as usize, column: at.column as usize }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "error_tests.rs"]
mod error_tests;

#[cfg(test)]
#[path = "random_tests.rs"]
mod random_tests;
