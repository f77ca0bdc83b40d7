//! A snapshot in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::CallLog;
use crate::resource::{Core, FacetLoader, KINDS, Kind, KindSpec, Outcome, Record, Unknown, place};

/// The resources of one moment.
///
/// Suites read one from a fixture or from an account; built in code, it is what the mock source
/// hands out:
///
/// ```
/// use configtest::prelude::*;
///
/// fn acme() -> Snapshot {
///     Snapshot::mock()
///         .with(s3::Bucket::mock("acme-logs"))
///         .with(ec2::SecurityGroup::mock("sg-0a1b2c3d"))
/// }
/// # assert_eq!(acme().len(), 2);
/// ```
///
/// A mock is in account 111122223333 and in us-east-1 where nothing else is said:
///
/// ```
/// use configtest::prelude::*;
///
/// let group = ec2::SecurityGroup::mock_default("sg-0a1b2c3d");
/// let there = group.clone().with_account("222233334444").with_region("eu-west-1");
/// assert_eq!(there.arn(), "arn:aws:ec2:eu-west-1:222233334444:security-group/sg-0a1b2c3d");
/// assert_eq!(Snapshot::mock().with(group).with(there).len(), 2);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    pub(crate) kinds: BTreeMap<String, KindSnapshot>,
    /// Set for a mock: what it does not hold is known not to exist.
    pub(crate) complete: bool,
}

/// The resources of one kind, with the calls that told of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSnapshot {
    /// Sorted by identity.
    pub records: Vec<Record>,
    /// Folded and sorted.
    pub calls: Vec<CallLog>,
}

/// A place whose resources of a kind could not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unlisted {
    /// `111122223333/eu-west-1`, or none where nothing at all was asked.
    pub(crate) place: Option<String>,
    pub(crate) unknown: Unknown,
}

impl Snapshot {
    /// A snapshot without a resource, to be filled in code.
    pub fn mock() -> Self {
        Self { kinds: BTreeMap::new(), complete: true }
    }

    /// Adds a resource.
    #[must_use]
    pub fn with(mut self, resource: impl Kind) -> Self {
        let core = resource.core();
        self.kinds.entry(core.spec().name.to_owned()).or_default().insert(core.to_record());
        self
    }

    /// How many resources it holds.
    pub fn len(&self) -> usize {
        self.kinds.values().map(|kind| kind.records.len()).sum()
    }

    /// Whether it holds no resource.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn kind(&self, spec: &KindSpec) -> Option<&KindSnapshot> {
        self.kinds.get(spec.name)
    }

    /// How many resources of each kind it holds, for every kind there is.
    pub fn counts(&self) -> impl Iterator<Item = (&'static KindSpec, usize)> {
        KINDS.iter().map(|spec| (*spec, self.kind(spec).map_or(0, |kind| kind.records.len())))
    }

    /// Every fact that could not be read, listings first.
    pub fn unknown_facts(&self) -> impl Iterator<Item = &Unknown> {
        let listings = self.kinds.values().flat_map(|kind| &kind.calls);
        let listings = listings.filter_map(|call| call.unknown.as_ref());
        let records = self.kinds.values().flat_map(|kind| &kind.records);
        let facts = records.flat_map(|record| record.facets.values());
        listings.chain(facts.filter_map(|stored| match &stored.outcome {
            Outcome::Unknown(unknown) => Some(unknown),
            Outcome::Value(_) | Outcome::Absent(_) => None,
        }))
    }

    /// The resources of a kind, sorted by account, region and id.
    pub(crate) fn resources(
        &self,
        spec: &'static KindSpec,
        loader: Option<&Arc<dyn FacetLoader>>,
    ) -> Vec<Arc<Core>> {
        let records = self.kind(spec).map_or(&[][..], |kind| &kind.records);
        let core = |record: &Record| Arc::new(Core::new(spec, record.clone(), loader.cloned()));
        records.iter().map(core).collect()
    }

    /// Where the resources of a kind could not be listed. A kind that nobody listed anywhere is
    /// one such place: an empty snapshot never says "there are none".
    pub(crate) fn unlisted(&self, spec: &'static KindSpec) -> Vec<Unlisted> {
        if self.complete {
            return Vec::new();
        }
        let list = spec.list.qualified();
        let calls = self.kind(spec).map_or(&[][..], |kind| &kind.calls);
        let mut listings = calls.iter().filter(|call| call.operation == list).peekable();
        if listings.peek().is_none() {
            let message = format!("nobody listed the {} of this source", spec.nouns.1);
            let unknown = Unknown::not_collected(spec.list, message);
            return vec![Unlisted { place: None, unknown }];
        }
        listings
            .filter_map(|call| {
                call.unknown.as_ref().map(|unknown| Unlisted {
                    place: Some(place(&call.account, call.region.as_deref())),
                    unknown: unknown.clone(),
                })
            })
            .collect()
    }
}

impl KindSnapshot {
    /// Puts a resource in its place; one of the same identity is replaced.
    pub(crate) fn insert(&mut self, record: Record) {
        match self.records.binary_search_by(|known| known.identity.cmp(&record.identity)) {
            Ok(position) => self.records[position] = record,
            Err(position) => self.records.insert(position, record),
        }
    }
}
