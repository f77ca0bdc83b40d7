//! Two answers to one question, field by field.

use std::collections::BTreeMap;

use configtest::__collector::model::{KindSpec, Operation, Order, Type};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::model::LEFT_OUT;

/// By place and id of a resource, what each operation says of it.
pub type Answers = BTreeMap<String, BTreeMap<String, Answer>>;

/// What an operation says of a resource.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Answer {
    Value(Value),
    /// An error, by its code: for us, one that says that nothing is set.
    Error(String),
    /// We could not tell.
    Unknown,
}

/// The facets of a resource as a fixture has them.
pub fn ours(facets: &Value) -> BTreeMap<String, Answer> {
    let answer = |facet: &Value| match (facet.get("Value"), facet.get("Absent")) {
        (Some(value), None) => Answer::Value(value.clone()),
        (None, Some(code)) => Answer::Error(code.as_str().unwrap().to_owned()),
        _ => Answer::Unknown,
    };
    let facets = facets.as_object().unwrap().iter();
    facets.map(|(operation, facet)| (operation.clone(), answer(facet))).collect()
}

/// Compares what we read with what boto3 reads.
pub fn compare(
    place: &str,
    kind: &KindSpec,
    operation: &Operation,
    ours: Answer,
    theirs: Answer,
    differences: &mut Vec<String>,
) {
    match (ours, theirs) {
        (Answer::Value(ours), Answer::Value(theirs)) => {
            // Without a type nothing is a secret: this one is kept, and has to be the same.
            let is_kept = operation.name == "DescribeInstanceAttribute";
            let of = kind.type_of(operation).filter(|_| !is_kept);
            let theirs = without_what_is_left_out(operation, &ours, theirs);
            fields(place, &normal(ours, of, true), &normal(theirs, of, false), differences);
        }
        (ours, theirs) if ours == theirs => {}
        (ours, theirs) => {
            differences.push(format!("{place}:\n    ours    {ours:?}\n    boto3's {theirs:?}"));
        }
    }
}

/// What we do not read on purpose.
fn without_what_is_left_out(operation: &Operation, ours: &Value, theirs: Value) -> Value {
    let Value::Object(members) = theirs else { return theirs };
    let is_left_out = |member: &str| {
        let of_this = |of: &str| of == "*" || of == operation.qualified();
        let is_there =
            |(of, members, _): &(&str, &[&str], &str)| of_this(of) && members.contains(&member);
        ours.get(member).is_none() && LEFT_OUT.iter().any(is_there)
    };
    Value::Object(members.into_iter().filter(|(member, _)| !is_left_out(member)).collect())
}

/// A value in the one form that it has however it is read: lists in order where theirs says nothing,
/// no list where it is empty, no member that is null, and no secrets.
fn normal(value: Value, of: Option<Type>, is_ours: bool) -> Value {
    match (value, of) {
        (Value::Object(members), of) => {
            let of_member = |name: &str| match of {
                Some(Type::Structure(structure)) => {
                    let members = structure.members.iter();
                    members.clone().find(|member| member.name == name).map(|member| member.of)
                }
                _ => None,
            };
            let members = members.into_iter().map(|(name, member)| {
                let of = of_member(&name);
                (name, normal(member, of, is_ours))
            });
            let is_told = |member: &Value| {
                !member.is_null() && member.as_array().is_none_or(|items| !items.is_empty())
            };
            Value::Object(members.filter(|(_, member)| is_told(member)).collect::<Map<_, _>>())
        }
        (Value::Array(items), of) => {
            let (of, order) = match of {
                Some(Type::List(of, order)) => (Some(*of), order),
                _ => (None, Order::Any),
            };
            let items = items.into_iter().map(|item| normal(item, of, is_ours));
            let mut items: Vec<Value> = items.collect();
            if order == Order::Any {
                items.sort_by_cached_key(Value::to_string);
            }
            Value::Array(items)
        }
        (Value::String(text), Some(Type::Secret)) => match (is_ours, text.as_str()) {
            (true, text) if !text.starts_with("redacted:sha256:") => {
                format!("plain: {text}").into()
            }
            (_, text) => format!("a secret: {}", !text.is_empty()).into(),
        },
        (value, _) => value,
    }
}

fn fields(place: &str, ours: &Value, theirs: &Value, differences: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let names = ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name)));
            for name in names {
                let place = format!("{place} {name}");
                match (ours.get(name), theirs.get(name)) {
                    (Some(ours), Some(theirs)) => fields(&place, ours, theirs, differences),
                    (Some(ours), None) => differences.push(format!("{place}: only ours: {ours}")),
                    (_, theirs) => differences.push(format!("{place}: not ours: {theirs:?}")),
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (ours, theirs) in ours.iter().zip(theirs) {
                fields(&format!("{place}[]"), ours, theirs, differences);
            }
        }
        _ if ours == theirs => {}
        _ => differences.push(format!("{place}:\n    ours    {ours}\n    boto3's {theirs}")),
    }
}
