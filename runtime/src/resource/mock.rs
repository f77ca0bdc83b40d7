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
    fact: Fact<impl Serialize + DeserializeOwned>,
) -> Handle {
    let is_listing = operation == core.spec().list;
    let outcome = match &fact {
        Fact::Known(value) => match to_json(value) {
            Ok(json) => Outcome::Value(json),
            Err(error) => unreachable!("the shapes of the API are always JSON: {error}"),
        },
        Fact::Absent => match operation.absent.first() {
            Some(code) => Outcome::Absent((*code).to_owned()),
            // AWS has no error for it, and answers without the member.
            None if !is_listing && can_be_empty(&fact) => Outcome::Value("{}".into()),
            None => Outcome::Absent("not set".to_owned()),
        },
        Fact::Unknown(unknown) => Outcome::Unknown(unknown.clone()),
    };
    core.with(operation, outcome).into()
}

/// Whether an answer of that shape may lack all members.
fn can_be_empty<T: DeserializeOwned>(_: &Fact<T>) -> bool {
    serde_json::from_str::<T>("{}").is_ok()
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
