//! What checks need of a source.

use std::collections::BTreeMap;

use crate::cache::Need;
use crate::check::Check;
use crate::resource::table::DESCRIBE_INSTANCE_ATTRIBUTE;
use crate::resource::{KINDS, KindSpec, Operation, Pattern};
use crate::snapshot::Snapshot;

/// The kinds that the checks run over, and of each kind the facets that their bodies name.
///
/// What a helper function reads is not seen here; it is fetched when it is read. With a pattern, only
/// the facets of what it speaks of are needed.
pub fn needs(checks: &[&'static Check], only: Option<&Pattern>) -> Vec<Need> {
    let mut kinds: BTreeMap<&str, (&'static KindSpec, Vec<&str>)> = BTreeMap::new();
    for check in checks {
        let (_, methods) = kinds.entry(check.kind.name).or_insert((check.kind, Vec::new()));
        methods.extend(check.methods);
    }
    let need = |(kind, methods): (&'static KindSpec, Vec<&str>)| Need {
        kind,
        facets: kind
            .facets
            .iter()
            .filter(|facet| facet.is_read_by(&methods))
            .map(|facet| facet.operation)
            .collect(),
        only: only.cloned(),
    };
    kinds.into_values().map(need).collect()
}

/// The kinds that the checks run over, and nothing of their resources but the listing.
pub fn listings(checks: &[&'static Check]) -> Vec<Need> {
    needs(checks, None).into_iter().map(|need| Need { facets: Vec::new(), ..need }).collect()
}

/// The kinds that a snapshot lists or holds, and of each the facets that it holds of some resource.
pub fn what_is_held(snapshot: &Snapshot) -> Vec<Need> {
    let need = |spec: &&'static KindSpec| {
        let held = snapshot.kind(spec)?;
        if held.calls.is_empty() && held.records.is_empty() {
            return None;
        }
        let is_held = |operation: &&'static Operation| {
            held.records.iter().any(|record| record.facets.contains_key(operation.name))
        };
        let facets = spec.facets.iter().map(|facet| facet.operation).filter(is_held).collect();
        Some(Need { kind: spec, facets, only: None })
    };
    KINDS.iter().filter_map(need).collect()
}

/// Every facet of every kind, but for what costs a call for each resource and would be redacted:
/// the user data of instances.
pub fn everything(keeps_user_data: bool) -> Vec<Need> {
    let need = |kind: &&'static KindSpec| Need {
        kind,
        facets: kind
            .facets
            .iter()
            .map(|facet| facet.operation)
            .filter(|operation| keeps_user_data || **operation != DESCRIBE_INSTANCE_ATTRIBUTE)
            .collect(),
        only: None,
    };
    KINDS.iter().map(need).collect()
}
