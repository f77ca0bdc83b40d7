//! Resources built in code, for testing a check and for the mock source.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json as value};

use super::arn::{Place, arn_of, partition};
use super::shape::{Type, to_json};
use super::{
    Arn, Core, Fact, Handle, Identity, KindSpec, Operation, Origin, Outcome, Record, Stored, Tag,
};

/// The account of every mock: the one that the AWS documentation uses for examples.
const ACCOUNT: &str = "111122223333";
/// The region of every mock.
const REGION: &str = "us-east-1";

/// What AWS gives a new resource of a kind.
///
/// All of it is JSON in which `{id}`, `{account}`, `{region}` and `{partition}` stand for those of the
/// resource, and `{location}` for the region as GetBucketLocation spells it. Lists that are not named
/// are empty.
#[derive(Debug)]
pub(crate) struct Made {
    /// What the listing says, beside the id.
    pub(super) listing: &'static str,
    /// What the further operations say.
    pub(super) facets: MadeFacets,
}

/// By the operation; none is what AWS has none of.
pub(super) type MadeFacets = &'static [(&'static Operation, Option<&'static str>)];

/// A new resource, by one of the ways in which its kind is made.
pub(super) fn core(spec: &'static KindSpec, way: usize, id: String) -> Handle {
    let (mut account, mut region) = (ACCOUNT, REGION);
    match spec.listing.arn {
        Arn::Account => account = &id,
        Arn::Region => region = &id,
        _ => {}
    }
    let place = Place { partition: partition(region), account, region: Some(region) };
    let record = match spec.made.get(way) {
        Some(made) => new(spec, made, &id, place),
        None => unreachable!("{} is made in {} ways", spec.name, spec.made.len()),
    };
    Arc::new(Core::new(spec, record, None)).into()
}

/// The resource in another account, or another region: what it says as it was made is what it would
/// say had it been made there.
pub(super) fn moved(core: &Core, account: Option<String>, region: Option<String>) -> Handle {
    let spec = core.spec();
    let was = core.identity();
    let there = Place {
        partition: match &region {
            Some(region) => partition(region),
            None => partition_of(was),
        },
        account: account.as_deref().unwrap_or(&was.account),
        region: region.as_deref().or(was.region.as_deref()),
    };
    let id = match spec.listing.arn {
        Arn::Account => there.account,
        Arn::Region => there.region.unwrap_or(&was.id),
        _ => &was.id,
    };
    let mut record = core.to_record();
    for made in spec.made {
        let before = new(spec, made, &was.id, place_of(was));
        let mut after = new(spec, made, id, there);
        for (operation, stored) in &mut record.facets {
            let before = before.facets.get(operation).map(|stored| &stored.outcome);
            let after = after.facets.remove(operation).map(|stored| stored.outcome);
            let (Some(before), Some(after)) = (before, after) else { continue };
            stored.outcome = follow(&stored.outcome, before, after);
        }
        record.identity = Identity { arn: record.identity.arn, ..after.identity };
    }
    record.identity.arn = arn_of(spec, there, id, &listed_in(spec, &record));
    core.with_record(record).into()
}

/// What is now as it was before becomes what it is after; of structures, member by member.
fn follow(now: &Outcome, before: &Outcome, after: Outcome) -> Outcome {
    if now == before {
        return after;
    }
    let read = |outcome: &Outcome| match outcome {
        Outcome::Value(json) => serde_json::from_str::<Map<String, Value>>(json).ok(),
        Outcome::Absent(_) | Outcome::Unknown(_) => None,
    };
    let (Some(mut members), Some(before), Some(after)) = (read(now), read(before), read(&after))
    else {
        return now.clone();
    };
    for (name, value) in after {
        if let Some(member) = members.get_mut(&name).filter(|now| before.get(&name) == Some(now)) {
            *member = value;
        }
    }
    Outcome::Value(Value::Object(members).to_string().into())
}

/// The resource with `fact` as what `operation` says.
pub(super) fn set(
    core: &Core,
    operation: &'static Operation,
    fact: Fact<impl Serialize>,
) -> Handle {
    let outcome = match fact {
        Fact::Known(value) => match to_json(&value) {
            Ok(json) => Outcome::Value(json),
            Err(error) => unreachable!("the shapes of the API are always JSON: {error}"),
        },
        Fact::Absent => absent(core.spec(), operation),
        Fact::Unknown(unknown) => Outcome::Unknown(unknown),
    };
    put(core, operation, outcome)
}

/// The resource with another member of what its listing says; null takes the member away.
pub(super) fn member(core: &Core, name: &'static str, value: Value) -> Handle {
    facet_member(core, core.spec().list, name, value)
}

/// The same with what another operation says.
pub(super) fn facet_member(
    core: &Core,
    operation: &'static Operation,
    name: &'static str,
    value: Value,
) -> Handle {
    let mut told = told(core, operation);
    match (value, told.as_object_mut()) {
        (Value::Null, Some(members)) => members.remove(name),
        (value, _) => Some(std::mem::replace(&mut told[name], value)),
    };
    put(core, operation, outcome(&told))
}

/// The value as JSON, for [`member`].
pub(super) fn json(value: impl Serialize) -> Value {
    let read = to_json(&value).and_then(|json| serde_json::from_str(&json));
    match read {
        Ok(value) => value,
        Err(error) => unreachable!("the shapes of the API are always JSON: {error}"),
    }
}

/// The resource with one more tag in a list of what `operation` says, or another value of it.
pub(super) fn tagged(
    core: &Core,
    operation: &'static Operation,
    name: &'static str,
    tag: Tag,
) -> Handle {
    let mut tags = match told(core, operation)[name].take() {
        Value::Array(tags) => tags,
        _ => Vec::new(),
    };
    tags.retain(|known| known["Key"] != tag.key);
    tags.push(json(tag));
    facet_member(core, operation, name, Value::Array(tags))
}

/// What the listing says of a mock now, for a setter to change; what a bare one says where that is
/// not known.
pub(super) fn get<T: DeserializeOwned>(core: &Core) -> T {
    match serde_json::from_value(told(core, core.spec().list)) {
        Ok(value) => value,
        Err(error) => unreachable!("a mock's own JSON reads back: {error}"),
    }
}

/// What `operation` says now; where that is not known, what it says of a resource of which nothing is
/// set.
fn told(core: &Core, operation: &'static Operation) -> Value {
    let spec = core.spec();
    let read = match &core.stored(operation).outcome {
        Outcome::Value(json) => serde_json::from_str(json).ok(),
        Outcome::Absent(_) | Outcome::Unknown(_) => None,
    };
    read.unwrap_or_else(|| {
        let mut blank = match operation == spec.list {
            true => value!({ spec.listing.id: core.identity().id }),
            false => value!({}),
        };
        if let Some(of) = spec.type_of(operation) {
            complete(of, &mut blank);
        }
        blank
    })
}

/// Gives every structure the lists that it does not name: a list that is missing is malformed, and not
/// empty.
fn complete(of: Type, value: &mut Value) {
    match (of, value) {
        (Type::List(item, _), Value::Array(items)) => {
            items.iter_mut().for_each(|value| complete(*item, value));
        }
        (Type::Structure(structure), Value::Object(members)) => {
            for member in structure.members {
                if matches!(member.of, Type::List(..)) {
                    members.entry(member.name).or_insert(Value::Array(Vec::new()));
                }
                if let Some(value) = members.get_mut(member.name) {
                    complete(member.of, value);
                }
            }
        }
        _ => {}
    }
}

fn new(spec: &KindSpec, made: &Made, id: &str, place: Place<'_>) -> Record {
    let region = place.region.unwrap_or_default();
    let location = if region == "us-east-1" { "" } else { region };
    // It stands in strings.
    let quoted = Value::from(id).to_string();
    let quoted = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    let filled = |operation: &Operation, text: &str| -> Value {
        let text = text
            .replace("{id}", quoted)
            .replace("{account}", place.account)
            .replace("{region}", region)
            .replace("{location}", location)
            .replace("{partition}", place.partition);
        let mut value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => unreachable!("what a {} is made of is JSON: {error}", spec.nouns.0),
        };
        if let Some(of) = spec.type_of(operation) {
            complete(of, &mut value);
        }
        value
    };
    let mut listed = filled(spec.list, made.listing);
    listed[spec.listing.id] = id.into();
    let facets = made.facets.iter().map(|(operation, told)| match told {
        Some(text) => (*operation, outcome(&filled(operation, text))),
        None => (*operation, absent(spec, operation)),
    });
    let told = facets.chain([(spec.list, outcome(&listed))]).map(|(operation, outcome)| {
        (operation.name.to_owned(), Stored { outcome, origin: Origin::Mock })
    });
    let facets: BTreeMap<String, Stored> = told.collect();
    let is_in_no_region = matches!(spec.listing.arn, Arn::Account | Arn::MultiRegionAccessPoint);
    let identity = Identity {
        account: place.account.to_owned(),
        region: place.region.filter(|_| !is_in_no_region).map(str::to_owned),
        id: id.to_owned(),
        arn: arn_of(spec, place, id, &listed),
    };
    Record { identity, facets }
}

/// The resource with another outcome of an operation. Where that is the listing, the ARN follows.
fn put(core: &Core, operation: &'static Operation, outcome: Outcome) -> Handle {
    let mut record = core.to_record();
    let stored = Stored { outcome, origin: Origin::Mock };
    record.facets.insert(operation.name.to_owned(), stored);
    let spec = core.spec();
    if operation == spec.list {
        let was = core.identity();
        record.identity.arn = arn_of(spec, place_of(was), &was.id, &listed_in(spec, &record));
    }
    core.with_record(record).into()
}

fn listed_in(spec: &KindSpec, record: &Record) -> Value {
    match record.facets.get(spec.list.name).map(|stored| &stored.outcome) {
        Some(Outcome::Value(json)) => serde_json::from_str(json).unwrap_or_default(),
        _ => Value::Null,
    }
}

fn place_of(identity: &Identity) -> Place<'_> {
    Place {
        partition: partition_of(identity),
        account: &identity.account,
        region: identity.region.as_deref(),
    }
}

fn partition_of(identity: &Identity) -> &str {
    identity.arn.split(':').nth(1).unwrap_or("aws")
}

fn outcome(value: &Value) -> Outcome {
    Outcome::Value(value.to_string().into())
}

/// What an operation says of a resource that has none of it. Where AWS has no error for that, it
/// answers without the member.
fn absent(spec: &KindSpec, operation: &Operation) -> Outcome {
    match operation.absent.first() {
        Some(code) => Outcome::Absent((*code).to_owned()),
        None if operation == spec.list => Outcome::Absent("not set".to_owned()),
        None => {
            let mut blank = value!({});
            if let Some(of) = spec.type_of(operation) {
                complete(of, &mut blank);
            }
            outcome(&blank)
        }
    }
}
