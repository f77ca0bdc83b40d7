//! The resources of a kind as checks run over them: shared by all checks, read and parsed once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::KindSnapshot;
use crate::resource::{Core, FacetLoader, KindSpec, Record, Unknown, place};

/// The resources of a kind.
pub struct KindView {
    /// Sorted by account, region and id.
    pub(crate) cores: Vec<Arc<Core>>,
    /// The name of each: its id, with its place where another one has the same id.
    pub(crate) names: Vec<String>,
    /// The positions of the resources in the order of their names.
    pub(crate) by_name: Vec<u32>,
    /// Where further ones could not be listed.
    pub(crate) unlisted: Vec<Unlisted>,
}

/// A place whose resources of a kind could not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// `111122223333/eu-west-1`, or none where nothing at all was asked.
    pub(crate) place: Option<String>,
    pub(crate) unknown: Unknown,
}

/// Who is asked for the kinds that a snapshot came without.
pub trait Lister: Send + Sync {
    /// The resources of that kind, with the calls that told of them.
    ///
    /// # Errors
    ///
    /// They cannot be listed anywhere.
    fn list(&self, kind: &'static KindSpec) -> Result<KindSnapshot, Unknown>;
}

impl KindView {
    fn new(
        spec: &'static KindSpec,
        records: &[Record],
        unlisted: Vec<Unlisted>,
        facets: Option<&Arc<dyn FacetLoader>>,
    ) -> Self {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records {
            *ids.entry(&record.identity.id).or_default() += 1;
        }
        let name = |record: &Record| {
            let identity = &record.identity;
            match ids.get(identity.id.as_str()) {
                Some(1) | None => identity.id.clone(),
                // The same id in two regions or accounts.
                Some(_) => format!("{}@{}", identity.id, identity.place()),
            }
        };
        let names: Vec<String> = records.iter().map(name).collect();
        let mut by_name: Vec<u32> = (0..).take(names.len()).collect();
        by_name.sort_by(|left, right| names[*left as usize].cmp(&names[*right as usize]));
        let core = |record: &Record| Arc::new(Core::new(spec, record.clone(), facets.cloned()));
        Self { cores: records.iter().map(core).collect(), names, by_name, unlisted }
    }
}

/// What was made of a snapshot's records, and who is asked for more.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) lister: Option<Arc<dyn Lister>>,
    pub(super) facets: Option<Arc<dyn FacetLoader>>,
    views: Mutex<BTreeMap<&'static str, Arc<KindView>>>,
}

impl Reader {
    pub(super) fn new(
        lister: Option<Arc<dyn Lister>>,
        facets: Option<Arc<dyn FacetLoader>>,
    ) -> Self {
        Self { lister, facets, views: Mutex::default() }
    }

    /// The resources of a kind. `held` is what the snapshot came with, where somebody listed it; a
    /// snapshot that is complete has nothing that is not listed.
    pub(super) fn view(
        &self,
        spec: &'static KindSpec,
        held: Option<&KindSnapshot>,
        is_complete: bool,
    ) -> Arc<KindView> {
        // The lock is held while a kind is listed: other threads wait for the one answer.
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let view = || {
            let facets = self.facets.as_ref();
            let of = |kind: &KindSnapshot| {
                let unlisted = if is_complete { Vec::new() } else { kind.unlisted(spec) };
                KindView::new(spec, &kind.records, unlisted, facets)
            };
            Arc::new(match (held, &self.lister) {
                (Some(held), _) => of(held),
                (None, Some(lister)) => match lister.list(spec) {
                    Ok(listed) => of(&listed),
                    Err(unknown) => {
                        KindView::new(spec, &[], vec![Unlisted { place: None, unknown }], facets)
                    }
                },
                (None, None) => of(&KindSnapshot::default()),
            })
        };
        Arc::clone(views.entry(spec.name).or_insert_with(view))
    }
}

impl KindSnapshot {
    /// Whether somebody listed the kind somewhere.
    pub(super) fn is_listed(&self, spec: &KindSpec) -> bool {
        let list = spec.list.qualified();
        self.calls.iter().any(|call| call.operation == list)
    }

    /// Where the resources of a kind could not be listed. A kind that nobody listed anywhere is
    /// one such place: an empty snapshot never says "there are none".
    pub(super) fn unlisted(&self, spec: &'static KindSpec) -> Vec<Unlisted> {
        if !self.is_listed(spec) {
            let message = format!("nobody listed the {} of this source", spec.nouns.1);
            let unknown = Unknown::not_collected(spec.list, message);
            return vec![Unlisted { place: None, unknown }];
        }
        let list = spec.list.qualified();
        let unlisted = self.calls.iter().filter(|call| call.operation == list).filter_map(|call| {
            call.unknown.as_ref().map(|unknown| Unlisted {
                place: Some(place(&call.account, call.region.as_deref())),
                unknown: unknown.clone(),
            })
        });
        unlisted.collect()
    }
}
