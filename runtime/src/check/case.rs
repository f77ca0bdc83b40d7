//! What a check runs over in a snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Check;
use crate::resource::{Core, FacetLoader, Unknown};
use crate::snapshot::Snapshot;

/// A check together with what it looks at.
#[derive(Clone)]
pub struct Case {
    /// The check.
    pub check: &'static Check,
    /// What it looks at.
    pub subject: Subject,
}

/// What a check looks at.
#[derive(Clone)]
pub enum Subject {
    /// A resource.
    Resource(Arc<Core>),
    /// Resources that could not be listed: whatever they are, the check does not pass on them.
    Unlisted {
        /// `111122223333/eu-west-1`, or none where nothing at all was listed.
        place: Option<String>,
        /// Why not.
        unknown: Unknown,
    },
    /// No resource of its kind.
    Nothing,
}

impl Case {
    /// The cases of a check, sorted: one per resource, one per place that could not be listed; a
    /// single one where there is neither. Each with the name under which it runs.
    pub fn all_of(
        check: &'static Check,
        snapshot: &Snapshot,
        loader: Option<&Arc<dyn FacetLoader>>,
    ) -> Vec<(String, Self)> {
        let path = check.path();
        let resources = snapshot.resources(check.kind, loader);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for core in &resources {
            *seen.entry(core.identity().id.clone()).or_default() += 1;
        }
        let named = resources.into_iter().map(|core| {
            let identity = core.identity();
            let name = match seen.get(&identity.id) {
                Some(1) | None => format!("{path}::{}", identity.id),
                // The same id in two regions or accounts.
                Some(_) => format!("{path}::{}@{}", identity.id, identity.place()),
            };
            (name, Self { check, subject: Subject::Resource(core) })
        });
        let mut cases: Vec<(String, Self)> = named.collect();
        for unlisted in snapshot.unlisted(check.kind) {
            let name = match &unlisted.place {
                Some(place) => format!("{path}::[{place}]"),
                None => path.clone(),
            };
            let subject = Subject::Unlisted { place: unlisted.place, unknown: unlisted.unknown };
            cases.push((name, Self { check, subject }));
        }
        if cases.is_empty() {
            cases.push((path, Self { check, subject: Subject::Nothing }));
        }
        cases
    }
}
