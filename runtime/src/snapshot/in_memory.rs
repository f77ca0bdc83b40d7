//! A snapshot in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::view::Reader;
use super::{Account, All, CallLog, KindView, Lister, Region};
use crate::resource::trace::Watch;
use crate::resource::{
    Core, FacetLoader, Handle, KINDS, Kind, KindSpec, Outcome, Record, Unknown, ec2, s3,
};

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
/// # assert_eq!(acme().all::<s3::Bucket>().len(), 1);
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
/// let both = Snapshot::mock().with(group).with(there);
/// assert_eq!(both.all::<ec2::SecurityGroup>().len(), 2);
/// ```
///
/// A check over the whole of it takes it by reference, and so does one that looks at a resource and
/// needs more than that: [`Snapshot::all`] hands out the resources of a kind, which are read where
/// nobody has read them yet.
#[derive(Clone, Default)]
pub struct Snapshot {
    pub(crate) kinds: Shared<BTreeMap<String, KindSnapshot>>,
    /// Set for a mock: what it does not hold is known not to exist.
    pub(crate) complete: bool,
    reader: Arc<Reader>,
    watch: Watch,
}

/// The resources of one kind, with the calls that told of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSnapshot {
    /// Sorted by identity.
    pub records: Vec<Record>,
    /// Folded and sorted.
    pub calls: Vec<CallLog>,
}

impl Snapshot {
    /// A snapshot without a resource, to be filled in code.
    pub fn mock() -> Self {
        Self { complete: true, ..Self::default() }
    }

    /// Adds a resource.
    #[must_use]
    pub fn with(mut self, resource: impl Kind) -> Self {
        let handle = resource.handle();
        let spec = handle.spec();
        // What a recording holds of the kind stays beside it.
        let lister = self.reader.lister.as_ref().filter(|_| self.kind(spec).is_none());
        match lister.map(|lister| lister.list(spec)) {
            Some(Ok(recorded)) => {
                self.kinds.insert(spec.name.to_owned(), recorded);
            }
            // Nobody knows what else there is.
            Some(Err(_)) => self.complete = false,
            None => {}
        }
        self.kinds.entry(handle.spec().name.to_owned()).or_default().insert(handle.to_record());
        // What was made of the records before is not true any more.
        let Reader { lister, facets, .. } = &*self.reader;
        self.reader = Arc::new(Reader::new(lister.clone(), facets.clone()));
        self
    }

    /// All resources of a kind: what a check takes as `All<K>`. Who asks for them leaves the check where
    /// some could not be listed.
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let acme = Snapshot::mock().with(s3::Bucket::mock("acme-logs"));
    /// let buckets: All<s3::Bucket> = acme.all();
    /// assert!(buckets.get("acme-logs").is_some());
    /// // What a mock does not hold is certainly not there.
    /// assert!(acme.all::<ec2::Instance>().is_empty());
    /// ```
    pub fn all<K: Kind>(&self) -> All<K> {
        All::new(self.view(K::SPEC), self.watch.clone())
    }

    /// Every account that was read, sorted; of a mock, those in which it holds something. Leaves the check where the source does not tell which there are.
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let acme = Snapshot::mock()
    ///     .with(s3::AccountSettings::mock("111122223333"))
    ///     .with(s3::AccountSettings::mock("444455556666"))
    ///     .with(s3::Bucket::mock("acme-logs").with_account("444455556666"));
    /// let buckets = acme.accounts().iter().map(|account| account.all::<s3::Bucket>().len()).collect::<Vec<_>>();
    /// assert_eq!(buckets, [0, 1]);
    /// ```
    pub fn accounts(&self) -> Vec<Account> {
        let all: All<s3::AccountSettings> = self.all();
        all.iter().map(|settings| self.account(settings.account_id())).collect()
    }

    /// The account of that number: twelve digits. Whether it was read shows when something is asked of
    /// it.
    pub fn account(&self, id: &str) -> Account {
        Account::new(id, self.clone())
    }

    /// Every region of every account that was read, sorted; of a mock, those in which it holds
    /// something. Leaves the check where the source does not tell which there are.
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let acme = Snapshot::mock()
    ///     .with(ec2::RegionSettings::mock("us-east-1"))
    ///     .with(ec2::RegionSettings::mock("eu-west-1"));
    /// let names: Vec<String> = acme.regions().iter().map(|region| region.name().to_owned()).collect();
    /// assert_eq!(names, ["eu-west-1", "us-east-1"]);
    /// ```
    pub fn regions(&self) -> Vec<Region> {
        let all: All<ec2::RegionSettings> = self.all();
        let region = |settings: ec2::RegionSettings| {
            self.account(settings.account()).region(settings.region_name())
        };
        all.iter().map(region).collect()
    }

    pub(crate) fn kind(&self, spec: &KindSpec) -> Option<&KindSnapshot> {
        self.kinds.get(spec.name)
    }

    /// How many resources of each kind it holds by now, for every kind there is: no answer to how many
    /// there are.
    #[doc(hidden)]
    pub fn counts(&self) -> impl Iterator<Item = (&'static KindSpec, usize)> {
        KINDS.iter().map(|spec| (*spec, self.kind(spec).map_or(0, |kind| kind.records.len())))
    }

    /// Every fact that could not be read so far, listings first.
    #[doc(hidden)]
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

    /// The same with someone who is asked for the kinds and facets that it came without.
    pub(crate) fn read_by(self, lister: Arc<dyn Lister>, facets: Arc<dyn FacetLoader>) -> Self {
        Self { reader: Arc::new(Reader::new(Some(lister), Some(facets))), ..self }
    }

    /// The same for one case of a check.
    pub(crate) fn watched_by(&self, watch: Watch) -> Self {
        Self { watch, ..self.clone() }
    }

    /// The resources of a kind as checks run over them.
    pub(crate) fn view(&self, spec: &'static KindSpec) -> Arc<KindView> {
        let held = || match self.complete && self.reader.lister.is_none() {
            true => Some(self.with_settings(spec)),
            false => {
                let held = self.kind(spec).filter(|kind| self.complete || kind.is_listed(spec));
                held.map(Cow::Borrowed)
            }
        };
        self.reader.view(spec, held, self.complete)
    }

    pub(super) fn handle(&self, core: Arc<Core>) -> Handle {
        Handle::new(core, self.watch.clone())
    }

    pub(super) fn facet_loader(&self) -> Option<Arc<dyn FacetLoader>> {
        self.reader.facets.clone()
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.kinds.iter().map(|(name, kind)| (name, kind.records.len()));
        formatter.debug_map().entries(held).finish()
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

/// What is cloned when it is changed, and shared until then.
#[derive(Clone, Default)]
pub(crate) struct Shared<T>(Arc<T>);

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}
