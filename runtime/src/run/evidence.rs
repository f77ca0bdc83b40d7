//! What a check read, rendered for a person.

use serde_json::Value;

use crate::resource::shape::Type;
use crate::resource::trace::{Read, Trace};
use crate::resource::{Origin, Outcome, Secret, redact};

/// A value of more characters than this is cut.
const LONGEST_VALUE: usize = 400;

/// What a check read, in the order in which it read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// One for each attribute of each resource.
    pub reads: Vec<ReadEvidence>,
}

/// One attribute that a check read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvidence {
    /// The resource's id.
    pub resource: String,
    /// The attribute's method.
    pub attribute: &'static str,
    /// What it was: JSON, or in words that it was not set or not known.
    pub value: String,
    /// The operation that told, when, and where it is recorded.
    pub provenance: String,
}

impl Evidence {
    pub(super) fn of(trace: &Trace) -> Self {
        Self { reads: trace.reads.iter().map(ReadEvidence::of).collect() }
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
        Self { resource, attribute: read.attribute, value, provenance }
    }
}

/// A member of an answer. What may hold a secret is not shown, whatever the source keeps.
fn member(json: &str, member: &str, of: Option<Type>) -> String {
    let mut value = match serde_json::from_str::<Value>(json) {
        Ok(value) => value,
        Err(_) if of.is_some() => return "unreadable".to_owned(),
        Err(_) => return cut(json.to_owned()),
    };
    if let Some(of) = of {
        redact(of, &mut value, &|_, text| Some(hidden(text)));
    }
    let value = if member.is_empty() { Some(&value) } else { value.get(member) };
    value.map_or_else(|| "not set".to_owned(), |value| cut(value.to_string()))
}

fn hidden(text: &str) -> String {
    match Secret::new(text).is_redacted() {
        true => text.to_owned(),
        false => format!("not shown ({} characters)", text.chars().count()),
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => {
            let all = text.chars().count();
            format!("{}… ({} of {all} characters)", &text[..end], LONGEST_VALUE)
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_between_characters() {
        let long = "é".repeat(LONGEST_VALUE + 1);
        assert_eq!(cut(long), format!("{}… (400 of 401 characters)", "é".repeat(LONGEST_VALUE)));
        assert_eq!(cut("short".to_owned()), "short");
    }

    #[test]
    fn a_member_that_is_not_there_is_not_set() {
        assert_eq!(member(r#"{"A":1}"#, "B", None), "not set");
        assert_eq!(member(r#"{"A":{"C":[1]}}"#, "A", None), r#"{"C":[1]}"#);
    }
}
