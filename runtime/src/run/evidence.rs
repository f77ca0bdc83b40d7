//! What a check read, rendered for a person.

use std::sync::Arc;

use serde_json::Value;

use super::digest::{accounts, digest};
use crate::check::Case;
use crate::resource::shape::Type;
use crate::resource::trace::{Read, Trace};
use crate::resource::{Origin, Outcome, Secret, redact};

/// Of what a check reads of other resources than its own, so many are shown, the first and the last.
const FIRST_OTHERS: usize = 30;
const LAST_OTHERS: usize = 30;
/// A string of more characters than this is cut.
const LONGEST_STRING: usize = 400;

/// What a check read, in the order in which it read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// One for each attribute of each resource.
    pub reads: Vec<ReadEvidence>,
    /// Before which of them some are left out, and how many.
    pub omitted: Option<(usize, usize)>,
    /// A digest of all that was read, whatever is left out or cut; empty where nothing was.
    pub digest: String,
    /// The accounts of which something was read, sorted.
    pub accounts: Vec<String>,
}

/// One attribute that a check read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvidence {
    /// The resource's id.
    pub resource: String,
    /// The attribute's method.
    pub attribute: &'static str,
    /// What it was: JSON in which long strings are cut, or in words that it was not set or not known.
    pub value: String,
    /// The operation that told, with its service.
    pub operation: String,
    /// That operation, when it was asked, and where it is recorded.
    pub provenance: String,
}

impl Evidence {
    /// What was read: of the resource that the check looks at, where it is one, all of it.
    pub(super) fn of(trace: &Trace, case: &Case) -> Self {
        let own = case.core();
        let reads = &trace.reads;
        let is_own = |read: &Read| own.is_some_and(|own| Arc::ptr_eq(own, &read.resource));
        let others = reads.iter().filter(|read| !is_own(read)).count();
        let mut seen = 0;
        let mut evidence = Self {
            digest: digest(trace, case.snapshot()),
            accounts: accounts(reads),
            ..Self::default()
        };
        for read in reads {
            if !is_own(read) {
                seen += 1;
                if (FIRST_OTHERS + 1..=others.saturating_sub(LAST_OTHERS)).contains(&seen) {
                    evidence.omitted.get_or_insert((evidence.reads.len(), 0)).1 += 1;
                    continue;
                }
            }
            evidence.reads.push(ReadEvidence::of(read));
        }
        evidence
    }
}

impl ReadEvidence {
    fn of(read: &Read) -> Self {
        let stored = read.resource.stored(read.operation);
        let value = match &stored.outcome {
            Outcome::Value(json) => {
                let of = read.resource.spec().type_of(read.operation);
                member(json, read.member, of)
            }
            Outcome::Absent(code) => format!("not set ({code})"),
            Outcome::Unknown(unknown) => format!("unknown ({})", unknown.reason()),
        };
        let operation = read.operation.qualified();
        let provenance = match &stored.origin {
            Origin::Api(at) => format!("{operation} at {at}"),
            Origin::File { at, file, offset } => {
                let place = format!("{}:{}", file.path(), file.line(*offset));
                match at {
                    _ if file.is_edited() => {
                        format!("{operation}, {place}, edited since it was recorded")
                    }
                    Some(at) => format!("{operation} at {at}, {place}"),
                    None => format!("{operation}, {place}"),
                }
            }
            Origin::Mock => format!("{operation}, mock"),
        };
        let resource = read.resource.identity().id.clone();
        Self { resource, attribute: read.attribute, value, operation, provenance }
    }
}

/// A member of an answer. What may hold a secret is not shown, whatever the source keeps.
fn member(json: &str, member: &str, of: Option<Type>) -> String {
    let mut value = match serde_json::from_str::<Value>(json) {
        Ok(value) => value,
        Err(_) if of.is_some() => return "unreadable".to_owned(),
        Err(_) => return cut(json, LONGEST_STRING),
    };
    if let Some(of) = of {
        redact(of, &mut value, &|_, text| Some(hidden(text)));
    }
    let value = if member.is_empty() { Some(&value) } else { value.get(member) };
    value.map_or_else(|| "not set".to_owned(), |value| with_cut_strings(value).to_string())
}

fn with_cut_strings(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(cut(text, LONGEST_STRING)),
        Value::Array(items) => items.iter().map(with_cut_strings).collect(),
        Value::Object(members) => {
            let members = members.iter();
            members.map(|(name, value)| (name.clone(), with_cut_strings(value))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn hidden(text: &str) -> String {
    match Secret::new(text).is_redacted() {
        true => text.to_owned(),
        false => format!("not shown ({} characters)", text.chars().count()),
    }
}

/// A text of at most so many characters; one that is longer says how many it has.
pub fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => {
            let all = text.chars().count();
            format!("{}… ({longest} of {all} characters)", &text[..end])
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_string_is_cut_between_characters() {
        let long = "é".repeat(LONGEST_STRING + 1);
        let cut_long = format!("{}… (400 of 401 characters)", "é".repeat(LONGEST_STRING));
        assert_eq!(cut(&long, LONGEST_STRING), cut_long);
        assert_eq!(cut("short", 5), "short");
        let value = serde_json::json!({ "A": [{ "B": long, "C": 1 }, "short"] });
        let expected = serde_json::json!({ "A": [{ "B": cut_long, "C": 1 }, "short"] });
        assert_eq!(member(&value.to_string(), "", None), expected.to_string());
    }

    #[test]
    fn a_member_that_is_not_there_is_not_set() {
        assert_eq!(member(r#"{"A":1}"#, "B", None), "not set");
        assert_eq!(member(r#"{"A":{"C":[1]}}"#, "A", None), r#"{"C":[1]}"#);
    }
}
