//! The resources of a kind as checks run over them: shared by all checks, read and parsed once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::KindSnapshot;
use crate::resource::{
    ALL_REGIONS, Core, FacetLoader, KindSpec, Record, Unknown, inert_line, place,
};

/// The resources of a kind.
pub struct KindView {
    /// Sorted by account, region and id.
    pub(crate) cores: Vec<Arc<Core>>,
    /// The name of each: its id, with its place where another one has the same id. It is a line of a
    /// list, of a log and of a command line, and does nothing there.
    pub(crate) names: Vec<String>,
    /// The positions of the resources in the order of their names.
    pub(crate) by_name: Vec<u32>,
    /// Where further ones could not be listed.
    pub(crate) unlisted: Vec<Unlisted>,
    /// The positions of the resources in the order of their ids, where somebody asks for one.
    by_id: OnceLock<Vec<u32>>,
    /// Where they were listed, or could not be; none where there are no others for certain.
    asked: Option<BTreeSet<String>>,
    spec: &'static KindSpec,
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
        asked: Option<BTreeSet<String>>,
        facets: Option<&Arc<dyn FacetLoader>>,
    ) -> Self {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records {
            *ids.entry(&record.identity.id).or_default() += 1;
        }
        let name = |record: &Record| {
            let identity = &record.identity;
            match ids.get(identity.id.as_str()) {
                Some(1) | None => inert_line(&identity.id).into_owned(),
                // The same id in two regions or accounts.
                Some(_) => {
                    inert_line(&format!("{}@{}", identity.id, identity.place())).into_owned()
                }
            }
        };
        let names: Vec<String> = records.iter().map(name).collect();
        let mut by_name: Vec<u32> = (0..).take(names.len()).collect();
        by_name.sort_by(|left, right| names[*left as usize].cmp(&names[*right as usize]));
        let core = |record: &Record| Arc::new(Core::new(spec, record.clone(), facets.cloned()));
        let cores: Vec<Arc<Core>> = records.iter().map(core).collect();
        Self { names, by_name, by_id: OnceLock::new(), unlisted, asked, spec, cores }
    }

    /// The accounts in which its resources were looked for.
    pub(crate) fn accounts(&self) -> BTreeSet<String> {
        let asked = self.asked.iter().flatten();
        let asked = asked.filter_map(|place| place.split_once('/')).map(|(account, _)| account);
        let held = self.cores.iter().map(|core| core.identity().account.as_str());
        asked.chain(held).map(str::to_owned).collect()
    }

    /// The positions of the resources with that id, ascending.
    pub(super) fn called(&self, id: &str) -> &[u32] {
        let id_of = |position: &u32| self.cores[*position as usize].identity().id.as_str();
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id: Vec<u32> = (0..).take(self.cores.len()).collect();
            by_id.sort_by_key(|position| (id_of(position), *position));
            by_id
        });
        let start = by_id.partition_point(|position| id_of(position) < id);
        let end = by_id.partition_point(|position| id_of(position) <= id);
        &by_id[start..end]
    }

    /// The positions of the resources of an account, or of a region of it.
    pub(super) fn within(&self, account: &str, region: Option<&str>) -> Range<u32> {
        let place_of = |core: &Arc<Core>| {
            let identity = core.identity();
            let by_region = identity.account.as_str().cmp(account);
            match region {
                Some(region) => by_region.then(identity.region.as_deref().cmp(&Some(region))),
                None => by_region,
            }
        };
        let start = self.cores.partition_point(|core| place_of(core).is_lt());
        let end = self.cores.partition_point(|core| place_of(core).is_le());
        start as u32..end as u32
    }

    /// Why not all resources of an account, or of a region of it, are known: they could not be
    /// listed, or nobody did.
    pub(super) fn unlisted_within(&self, account: &str, region: Option<&str>) -> Option<Unknown> {
        match self.listing(account, region) {
            Listing::Whole => None,
            Listing::Unlisted(unknown) => Some(unknown),
            Listing::NotAsked => {
                let whose = region.map_or_else(|| account.to_owned(), |_| place(account, region));
                let message = format!("nobody listed the {} of {whose}", self.spec.nouns.1);
                Some(Unknown::not_collected(self.spec.list, message))
            }
        }
    }

    /// Whether all resources of an account, or of a region of it, are known.
    pub(crate) fn listing(&self, account: &str, region: Option<&str>) -> Listing {
        let Some(asked) = &self.asked else { return Listing::Whole };
        let whole_account = format!("{account}/");
        let [here, global, everywhere] =
            [region, None, Some(ALL_REGIONS)].map(|region| place(account, region));
        let speaks_of = |listed: &str| match region {
            Some(_) => listed == here || listed == global || listed == everywhere,
            None => listed.starts_with(&whole_account),
        };
        let is_here = |unlisted: &&Unlisted| unlisted.place.as_deref().is_none_or(speaks_of);
        if let Some(unlisted) = self.unlisted.iter().find(is_here) {
            return Listing::Unlisted(unlisted.unknown.clone());
        }
        match asked.iter().any(|place| speaks_of(place)) {
            true => Listing::Whole,
            false => Listing::NotAsked,
        }
    }
}

/// What is known of the resources of a place.
pub enum Listing {
    /// There are no others.
    Whole,
    /// They could not be listed.
    Unlisted(Unknown),
    /// Nobody listed them.
    NotAsked,
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

    /// The resources of a kind. `held` tells what the snapshot came with, where somebody listed it; a
    /// snapshot that is complete has nothing that is not listed.
    pub(super) fn view<'a>(
        &self,
        spec: &'static KindSpec,
        held: impl FnOnce() -> Option<Cow<'a, KindSnapshot>>,
        is_complete: bool,
    ) -> Arc<KindView> {
        // The lock is held while a kind is listed: other threads wait for the one answer.
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let view = || {
            let facets = self.facets.as_ref();
            let of = |kind: &KindSnapshot| match is_complete {
                true => KindView::new(spec, &kind.records, Vec::new(), None, facets),
                false => {
                    let asked = Some(kind.asked(spec));
                    KindView::new(spec, &kind.records, kind.unlisted(spec), asked, facets)
                }
            };
            Arc::new(match (held(), &self.lister) {
                (Some(held), _) => of(&held),
                (None, Some(lister)) => match lister.list(spec) {
                    Ok(listed) => of(&listed),
                    Err(unknown) => {
                        let unlisted = vec![Unlisted { place: None, unknown }];
                        KindView::new(spec, &[], unlisted, Some(BTreeSet::new()), facets)
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

    /// Where the resources of a kind were asked for.
    fn asked(&self, spec: &KindSpec) -> BTreeSet<String> {
        let list = spec.list.qualified();
        let calls = self.calls.iter().filter(|call| call.operation == list);
        calls.map(|call| place(&call.account, call.region.as_deref())).collect()
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
