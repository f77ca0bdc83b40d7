//! What differs between two snapshots, as JSON.
//!
//! The same two snapshots make the same bytes. Lists are sorted by kind,
//! account, region and id; `Unlisted` by side and place.
//! Members may be added; what is there keeps its meaning while `FormatVersion` is 1:
//!
//! | member | what it says |
//! |---|---|
//! | `FormatVersion` | 1 |
//! | `Verdict` | `Same`; `Different`; or `Unknown`: no difference, and something could not be compared |
//! | `Before`, `After` | what was compared, as the user named it |
//! | `Compared` | how many resources both hold |
//! | `Added`, `Gone` | resources: `Kind`, `Account`, `Region` (or null), `Id`, `Arn` |
//! | `Changed` | resources with `Facets`: `Operation` and `Changes`, each a `Path` with `Before` and `After` |
//! | `Undecided` | `Operation` of resources with `Path` (or null), `Side` (or null) and `Reason` |
//! | `Unlisted` | `Side` that did not list `Kind` in `Place`, why (`Reason`, or null where it was not asked), and how many `Resources` the other has there |
//! | `Foreign` | kinds that a later release wrote: `Side` and `Kind` |
//! | `NotCompared` | facets that only one holds: `Kind`, `Operation`, `LackedBy`, `Resources` |
//!
//! `Side` and `LackedBy` are `Before` or `After`. A change whose `Path` is empty is of the whole
//! facet; `Before` or `After` is left out where there is no such member or item.

use serde_json::{Map, Value, json};

use crate::resource::Identity;
use crate::snapshot::{
    Change, ChangedResource, Difference, NotCompared, Side, Undecided, Unlisted,
};

/// The JSON, with a line end.
pub fn diff_json(difference: &Difference, before: &str, after: &str) -> String {
    let Difference { added, gone, changed, undecided, unlisted, foreign, not_compared, compared } =
        difference;
    let resources = |of: &[(String, Identity)]| -> Value {
        of.iter().map(|(kind, identity)| Value::Object(resource(kind, identity))).collect()
    };
    let json = json!({
        "FormatVersion": 1,
        "Verdict": difference.verdict().as_str(),
        "Before": before,
        "After": after,
        "Compared": compared,
        "Added": resources(added),
        "Gone": resources(gone),
        "Changed": changed.iter().map(changed_resource).collect::<Value>(),
        "Undecided": undecided.iter().map(undecided_fact).collect::<Value>(),
        "Unlisted": unlisted.iter().map(unlisted_kind).collect::<Value>(),
        "Foreign": foreign.iter().map(foreign_kind).collect::<Value>(),
        "NotCompared": not_compared.iter().map(not_compared_facet).collect::<Value>(),
    });
    format!("{json:#}\n")
}

fn resource(kind: &str, identity: &Identity) -> Map<String, Value> {
    let Identity { account, region, id, arn } = identity;
    Map::from_iter([
        ("Kind".to_owned(), kind.into()),
        ("Account".to_owned(), account.as_str().into()),
        ("Region".to_owned(), region.as_deref().into()),
        ("Id".to_owned(), id.as_str().into()),
        ("Arn".to_owned(), arn.as_str().into()),
    ])
}

fn changed_resource(changed: &ChangedResource) -> Value {
    let facets = changed.facets.iter().map(|facet| {
        let changes: Value = facet.changes.iter().map(change).collect();
        json!({ "Operation": facet.operation, "Changes": changes })
    });
    let mut json = resource(&changed.kind, &changed.identity);
    json.insert("Facets".to_owned(), facets.collect());
    Value::Object(json)
}

fn change(change: &Change) -> Value {
    let Change { path, before, after } = change;
    let mut json = Map::from_iter([("Path".to_owned(), path.as_str().into())]);
    for (name, value) in [("Before", before), ("After", after)] {
        if let Some(value) = value {
            json.insert(name.to_owned(), value.clone());
        }
    }
    Value::Object(json)
}

fn undecided_fact(undecided: &Undecided) -> Value {
    let mut json = resource(&undecided.kind, &undecided.identity);
    json.insert("Operation".to_owned(), undecided.operation.as_str().into());
    json.insert("Path".to_owned(), undecided.path.as_deref().into());
    json.insert("Side".to_owned(), undecided.side.map(Side::as_str).into());
    json.insert("Reason".to_owned(), undecided.reason.as_str().into());
    Value::Object(json)
}

fn unlisted_kind(unlisted: &Unlisted) -> Value {
    let Unlisted { side, place, kind, reason, resources } = unlisted;
    json!({
        "Side": side.as_str(),
        "Place": place,
        "Kind": kind,
        "Reason": reason,
        "Resources": resources,
    })
}

fn foreign_kind((side, kind): &(Side, String)) -> Value {
    json!({ "Side": side.as_str(), "Kind": kind })
}

fn not_compared_facet(of: &NotCompared) -> Value {
    let NotCompared { kind, operation, lacked_by, resources } = of;
    json!({
        "Kind": kind,
        "Operation": operation,
        "LackedBy": lacked_by.as_str(),
        "Resources": resources,
    })
}
