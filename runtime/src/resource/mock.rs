//! Resources built in code, for testing a check and for the mock source.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::arn::{Place, arn_of};
use super::shape::to_json;
use super::{Core, Fact, Handle, Identity, KindSpec, Operation, Outcome, Record};

/// The account of every mock: the one that the AWS documentation uses for examples.
pub(super) const ACCOUNT: &str = "111122223333";
/// The region of every mock.
pub(super) const REGION: &str = "us-east-1";

pub(super) fn core(spec: &'static KindSpec, id: String) -> Handle {
    let place = Place { partition: "aws", account: ACCOUNT, region: Some(REGION) };
    let arn = arn_of(spec, place, &id, &Value::Null);
    let identity =
        Identity { account: ACCOUNT.to_owned(), region: Some(REGION.to_owned()), id, arn };
    Arc::new(Core::new(spec, Record { identity, facets: BTreeMap::new() }, None)).into()
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
        Fact::Absent => {
            Outcome::Absent(operation.absent.first().copied().unwrap_or("not set").to_owned())
        }
        Fact::Unknown(unknown) => Outcome::Unknown(unknown),
    };
    core.with(operation, outcome).into()
}

/// What the listing says of a mock now, for a setter to change; nothing where it says nothing yet.
pub(super) fn get<T: DeserializeOwned + Default>(core: &Core) -> T {
    match &core.stored(core.spec().list).outcome {
        Outcome::Value(json) => match serde_json::from_str(json) {
            Ok(value) => value,
            Err(error) => unreachable!("a mock's own JSON reads back: {error}"),
        },
        Outcome::Absent(_) | Outcome::Unknown(_) => T::default(),
    }
}
