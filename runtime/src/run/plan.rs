//! What checks need of a source.

use std::collections::BTreeMap;

use crate::cache::Need;
use crate::check::{Check, Over, chosen_by_when};
use crate::resource::table::DESCRIBE_INSTANCE_ATTRIBUTE;
use crate::resource::{Filter, KINDS, KindSpec, Operation, Pattern};
use crate::snapshot::Snapshot;

/// The kinds that the checks speak of, and of each kind the facets that their bodies name, of the
/// resources that they name them of.
///
/// What a helper function reads is not seen here; it is fetched when it is read. `only` is what the
/// run is narrowed to.
pub fn needs(checks: &[&'static Check], only: Option<&Pattern>) -> Vec<Need> {
    gather(checks.iter().flat_map(|check| wanted(check, check.methods, only, None)))
}

/// The same, where a snapshot tells already of which resources the checks speak that say `when`, and
/// `selected` which of the resources are asked for, by their ARNs: what is read of the others is not
/// needed.
pub fn needs_among(
    checks: &[&'static Check],
    only: Option<&Pattern>,
    snapshot: &Snapshot,
    selected: impl Fn(&'static Check) -> Option<Vec<String>>,
) -> Vec<Need> {
    gather(checks.iter().flat_map(|check| {
        // What is judged as a whole is not narrowed from outside.
        let only = only.filter(|_| matches!(check.over, Over::Each(_)));
        let chosen = selected(check).or_else(|| chosen_by_when(check, snapshot, only));
        wanted(check, check.methods, only, chosen.map(Filter::of_arns))
    }))
}

/// The kinds that the checks speak of, and nothing of their resources but the listing, and what
/// tells of which of them a check speaks.
pub fn listings(checks: &[&'static Check], only: Option<&Pattern>) -> Vec<Need> {
    gather(checks.iter().flat_map(|check| wanted(check, &[], only, None)))
}

/// A kind of which a check reads something.
struct Wanted {
    kind: &'static KindSpec,
    facets: Vec<&'static Operation>,
    of: Filter,
}

/// What a check with these methods in its body reads.
fn wanted(
    check: &'static Check,
    methods: &'static [&'static str],
    only: Option<&Pattern>,
    chosen: Option<Filter>,
) -> Vec<Wanted> {
    let facets = |kind: &'static KindSpec, methods: &[&str]| {
        let read = kind.facets.iter().filter(|facet| facet.is_read_by(methods));
        read.map(|facet| facet.operation).collect()
    };
    let every = || Filter::all_of(Vec::new());
    let mut wanted = Vec::new();
    if let Some(kind) = check.kind() {
        let pattern = check.resource.map(Pattern::new);
        let of = match check.over {
            Over::Each(_) => Filter::all_of(pattern.into_iter().chain(only.cloned()).collect()),
            // What is judged as a whole is not narrowed from outside.
            Over::All(_) | Over::Snapshot => Filter::all_of(pattern.into_iter().collect()),
        };
        if let Some(when) = &check.when {
            wanted.push(Wanted { kind, facets: facets(kind, when.methods), of: of.clone() });
        }
        wanted.push(Wanted { kind, facets: facets(kind, methods), of: chosen.unwrap_or(of) });
    }
    for kind in check.context.iter().copied().flatten() {
        wanted.push(Wanted { kind, facets: facets(kind, methods), of: every() });
    }
    wanted
}

/// One need for each kind, sorted.
fn gather(wanted: impl Iterator<Item = Wanted>) -> Vec<Need> {
    type Facets = BTreeMap<&'static str, Filter>;
    let mut kinds: BTreeMap<&str, (&'static KindSpec, Filter, Facets)> = BTreeMap::new();
    for Wanted { kind, facets, of } in wanted {
        let (_, spoken_of, held) =
            kinds.entry(kind.name).or_insert_with(|| (kind, of.clone(), Facets::new()));
        spoken_of.extend(&of);
        for operation in facets {
            held.entry(operation.name).and_modify(|held| held.extend(&of)).or_insert(of.clone());
        }
    }
    let need = |(kind, spoken_of, mut of): (&'static KindSpec, Filter, Facets)| {
        let facets = kind.facets.iter().map(|facet| facet.operation);
        let facets = facets.filter(|operation| of.contains_key(operation.name)).collect();
        of.retain(|_, filter| !filter.is_every());
        Need { kind, facets, of, spoken_of: Some(spoken_of), anew: None }
    };
    kinds.into_values().map(need).collect()
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
        Some(Need { kind: spec, facets, of: BTreeMap::new(), spoken_of: None, anew: None })
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
        of: BTreeMap::new(),
        spoken_of: None,
        anew: None,
    };
    KINDS.iter().map(need).collect()
}
