//! Writing a policy document.

use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::form::{IdleOperator, PolicyForm, PolicyPart, StatementForm, StatementPart};
use super::{Condition, Policy, Principals, Statement, Texts, UnknownElement};

impl Policy {
    /// The document without white space: the elements that were read, in their order and form.
    ///
    /// ```
    /// use configtest::access::Policy;
    ///
    /// let text = r#"{"Statement":[{"Action":["s3:*"],"Effect":"Deny","Resource":"*"}]}"#;
    /// assert_eq!(Policy::parse(text)?.to_json(), text);
    /// # Ok::<(), configtest::access::PolicyError>(())
    /// ```
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("what was read can be written"))
    }

    /// As [`Self::to_json`], with lines and indents.
    pub fn to_json_pretty(&self) -> String {
        serde_json::to_string_pretty(self)
            .unwrap_or_else(|_| unreachable!("what was read can be written"))
    }
}

/// The document without white space; `{:#}` with lines and indents.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&if f.alternate() { self.to_json_pretty() } else { self.to_json() })
    }
}

/// For `serde_json`, as the document.
impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { version, id, statements, form } = self;
        let mut map = serializer.serialize_map(None)?;
        let order = if form.order.is_empty() { &PolicyForm::ORDER[..] } else { &form.order };
        for part in order {
            match part {
                PolicyPart::Version => {
                    if let Some(version) = version {
                        map.serialize_entry("Version", version.name())?;
                    }
                }
                PolicyPart::Id => {
                    if let Some(id) = id {
                        map.serialize_entry("Id", id)?;
                    }
                }
                PolicyPart::Statement => match &statements[..] {
                    [only] if form.is_single => map.serialize_entry("Statement", only)?,
                    all => map.serialize_entry("Statement", all)?,
                },
                PolicyPart::Unknown(index) => write_unknown(&mut map, &form.unknown, *index)?,
            }
        }
        map.end()
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = &self.form;
        let mut map = serializer.serialize_map(None)?;
        let is_usual = form.order.is_empty();
        let order = if is_usual { &StatementForm::ORDER[..] } else { &form.order };
        let not = |is_not: bool, yes: &'static str, no: &'static str| if is_not { no } else { yes };
        for part in order {
            match part {
                StatementPart::Sid => {
                    if let Some(sid) = &self.sid {
                        map.serialize_entry("Sid", sid)?;
                    }
                }
                StatementPart::Effect => map.serialize_entry("Effect", self.effect.name())?,
                StatementPart::Principal => {
                    if let Some(principals) = &self.principals {
                        let name = not(self.is_not_principal, "Principal", "NotPrincipal");
                        map.serialize_entry(name, principals)?;
                    }
                }
                StatementPart::Action => {
                    let name = not(self.is_not_action, "Action", "NotAction");
                    map.serialize_entry(name, &self.actions)?;
                }
                StatementPart::Resource => {
                    if let Some(resources) = &self.resources {
                        let name = not(self.is_not_resource, "Resource", "NotResource");
                        map.serialize_entry(name, resources)?;
                    }
                }
                StatementPart::Condition => {
                    let block = Block { conditions: &self.conditions, idle: &form.idle };
                    if !(is_usual && block.conditions.is_empty() && block.idle.is_empty()) {
                        map.serialize_entry("Condition", &block)?;
                    }
                }
                StatementPart::Unknown(index) => write_unknown(&mut map, &form.unknown, *index)?,
            }
        }
        map.end()
    }
}

fn write_unknown<M: SerializeMap>(
    map: &mut M,
    unknown: &[UnknownElement],
    index: u32,
) -> Result<(), M::Error> {
    let element = usize::try_from(index).ok().and_then(|index| unknown.get(index));
    element.map_or(Ok(()), |element| map.serialize_entry(&element.name, &raw(&element.json)?))
}

/// JSON as it is.
fn raw<E: Error>(json: &str) -> Result<Box<RawValue>, E> {
    RawValue::from_string(json.to_owned()).map_err(E::custom)
}

impl Serialize for Principals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Everyone => serializer.serialize_str("*"),
            Self::These(entries) => serializer
                .collect_map(entries.iter().map(|entry| (entry.kind.name(), &entry.names))),
        }
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.values[..] {
            [only] if !self.is_list => serializer.serialize_str(only),
            all => serializer.collect_seq(all),
        }
    }
}

/// The value of `Condition`.
struct Block<'a> {
    conditions: &'a [Condition],
    idle: &'a [IdleOperator],
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut idle = self.idle.iter().peekable();
        let mut written = 0;
        // Those that follow each other with one operator were one object.
        for keys in self.conditions.chunk_by(|one, next| one.operator == next.operator) {
            while let Some(idle) = idle.next_if(|idle| idle.after <= written) {
                map.serialize_entry(&idle.operator.to_string(), &Keys(&[]))?;
            }
            map.serialize_entry(&keys[0].operator.to_string(), &Keys(keys))?;
            written += keys.len();
        }
        for idle in idle {
            map.serialize_entry(&idle.operator.to_string(), &Keys(&[]))?;
        }
        map.end()
    }
}

/// The keys of one operator.
struct Keys<'a>(&'a [Condition]);

impl Serialize for Keys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|condition| (&condition.key, Values(condition))))
    }
}

/// The values of one key.
struct Values<'a>(&'a Condition);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Condition { values: Texts { values, is_list }, bare, .. } = self.0;
        let value = |index: usize| Scalar {
            text: &values[index],
            is_bare: bare.binary_search(&index).is_ok(),
        };
        if values.len() == 1 && !is_list {
            return value(0).serialize(serializer);
        }
        let mut list = serializer.serialize_seq(Some(values.len()))?;
        for index in 0..values.len() {
            list.serialize_element(&value(index))?;
        }
        list.end()
    }
}

struct Scalar<'a> {
    text: &'a str,
    is_bare: bool,
}

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_bare {
            raw::<S::Error>(self.text)?.serialize(serializer)
        } else {
            serializer.serialize_str(self.text)
        }
    }
}
