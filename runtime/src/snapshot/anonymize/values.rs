//! A snapshot, fact by fact, as the shapes of the API describe it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::members::{Treatment, treatment};
use super::names::Names;
use super::policy::policy;
use super::texts::{tag_key, text, word_of_aws};
use crate::resource::shape::{Order, Structure, Type};
use crate::resource::{Identity, KindSpec, Outcome, Record, Secret, Stored, Unknown, kind_named};
use crate::snapshot::{CallLog, KindSnapshot, Snapshot};

/// What stands for what AWS said of an error: it names callers and resources.
const LEFT_OUT: &str = "left out of an anonymized recording";

/// The snapshot with other names for everything that tells whose it is.
///
/// Whoever knows `salt` can try out originals: it is to be written nowhere. The same salt makes the
/// same snapshot. Kinds, operations and members that this release does not know are left out.
pub fn anonymize(snapshot: &Snapshot, salt: &str) -> Snapshot {
    let mut names = Names::new(salt, originals(snapshot));
    let mut anonymized = if snapshot.complete { Snapshot::mock() } else { Snapshot::default() };
    for (kind, held) in snapshot.kinds.iter() {
        let Some(spec) = kind_named(kind) else { continue };
        let mut of_kind = KindSnapshot::default();
        for record in &held.records {
            of_kind.insert(anonymous_record(&mut names, spec, record));
        }
        let calls = held.calls.iter().map(|call| anonymous_call(&mut names, call));
        of_kind.calls = CallLog::folded(calls.collect::<Vec<_>>());
        anonymized.kinds.insert(kind.clone(), of_kind);
    }
    anonymized
}

/// What no replacement may be.
fn originals(snapshot: &Snapshot) -> BTreeSet<String> {
    let kinds = || snapshot.kinds.values();
    let identities = kinds().flat_map(|kind| &kind.records).map(|record| &record.identity);
    let identities = identities.flat_map(|of| [of.account.clone(), of.id.clone()]);
    let calls = kinds().flat_map(|kind| &kind.calls).map(|call| call.account.clone());
    identities.chain(calls).collect()
}

fn anonymous_record(names: &mut Names, spec: &KindSpec, record: &Record) -> Record {
    let Identity { account, region, id, arn } = &record.identity;
    let identity = Identity {
        account: text(names, account),
        region: region.clone(),
        id: text(names, id),
        arn: text(names, arn),
    };
    let mut facets = std::collections::BTreeMap::new();
    for operation in spec.operations() {
        let Some(stored) = record.facets.get(operation.name) else { continue };
        let outcome = match &stored.outcome {
            Outcome::Value(json) => match serde_json::from_str(json) {
                Ok(value) => {
                    let value = match spec.type_of(operation) {
                        Some(of) => anonymous(names, of, Field::default(), value),
                        // A text of its own, as a bucket's policy.
                        None => replaced(names, value),
                    };
                    Outcome::Value(value.unwrap_or_default().to_string().into())
                }
                Err(_) => Outcome::Unknown(Unknown::malformed(operation, LEFT_OUT)),
            },
            Outcome::Absent(code) => Outcome::Absent(code.clone()),
            Outcome::Unknown(unknown) => Outcome::Unknown(anonymous_unknown(unknown)),
        };
        let origin = stored.origin.clone();
        facets.insert(operation.name.to_owned(), Stored { outcome, origin });
    }
    Record { identity, facets }
}

fn anonymous_call(names: &mut Names, call: &CallLog) -> CallLog {
    CallLog {
        account: text(names, &call.account),
        unknown: call.unknown.as_ref().map(anonymous_unknown),
        ..call.clone()
    }
}

fn anonymous_unknown(unknown: &Unknown) -> Unknown {
    let message = if unknown.message.is_empty() { "" } else { LEFT_OUT };
    Unknown { message: message.to_owned(), ..unknown.clone() }
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, Default)]
struct Field {
    structure: &'static str,
    member: &'static str,
}

/// The value of a member; none where it is not what the shape says.
fn anonymous(names: &mut Names, of: Type, field: Field, value: Value) -> Option<Value> {
    match (of, value) {
        (_, Value::Null) => None,
        (Type::Structure(structure), Value::Object(mut members)) => {
            let Structure { name: (_, name), members: described } = structure;
            let member = |member: &crate::resource::shape::Member| {
                let value = members.remove(member.name)?;
                let field = Field { structure: name, member: member.name };
                let value = anonymous(names, member.of, field, value)?;
                Some((member.name.to_owned(), value))
            };
            Some(described.iter().filter_map(member).collect())
        }
        (Type::List(item, order), Value::Array(items)) => {
            let items = items.into_iter();
            let items = items.filter_map(|value| anonymous(names, *item, field, value));
            let mut items: Vec<Value> = items.collect();
            if order == Order::Any {
                items.sort_by_cached_key(Value::to_string);
            }
            Some(items.into())
        }
        (Type::Secret, Value::String(secret)) => {
            Some(Secret::digest_of(&secret, names.salt()).into())
        }
        (Type::String, Value::String(original)) => {
            Some(match treatment(field.structure, field.member) {
                Treatment::Kept => word_of_aws(names, &original).into(),
                Treatment::TagKey => tag_key(names, &original).into(),
                Treatment::Policy => policy(names, &original).into(),
                Treatment::Replaced => text(names, &original).into(),
            })
        }
        (Type::Timestamp, Value::String(time)) => Some(word_of_aws(names, &time).into()),
        (Type::Boolean, value @ Value::Bool(_))
        | (Type::Integer | Type::Long | Type::Double, value @ Value::Number(_)) => Some(value),
        _ => None,
    }
}

/// A value that no shape describes: the facets that are so are policies.
fn replaced(names: &mut Names, value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(original) => Some(policy(names, &original).into()),
        Value::Array(items) => {
            Some(items.into_iter().filter_map(|item| replaced(names, item)).collect())
        }
        Value::Object(members) => {
            let member = |(name, value)| Some((name, replaced(names, value)?));
            Some(Value::Object(members.into_iter().filter_map(member).collect()))
        }
        value @ (Value::Bool(_) | Value::Number(_)) => Some(value),
    }
}
