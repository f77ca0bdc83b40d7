//! A live account as a source: the cache in front, the collector behind.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tempfile::TempDir;

use super::SourceError;
use super::error::with_causes;
use super::protocol::{AwsSource, NeedDoc, Request};
use crate::cache::{CachedKind, Freshness, Need, Store, run_began};
use crate::resource::{
    FacetLoader, Filter, Identity, KindSpec, Operation, Origin, Outcome, Reason, Stored, Timestamp,
    Unknown,
};
use crate::settings::Environment;
use crate::snapshot::{KindSnapshot, Lister, Snapshot};

#[cfg(feature = "aws")]
use super::aws::collect;
#[cfg(not(feature = "aws"))]
use super::program::collect;

/// A live account, read through the cache.
pub struct Live {
    source: AwsSource,
    store: Store,
    freshness: Freshness,
    environment: Environment,
    /// The cache, where it is for this process alone and ends with it.
    scratch: Option<Arc<TempDir>>,
    /// Whether checks read it, and may be told secrets that they name.
    for_checks: bool,
    /// With what secrets are salted where it has to be the same as before.
    salt: Option<String>,
    /// How long it is read again where a check does not pass.
    settle: Option<Duration>,
    /// Whether what is read beside what the checks speak of is read of one resource at a time.
    is_narrow: bool,
    /// By the kind's name, the resources of which the checks speak.
    spoken_of: Mutex<BTreeMap<&'static str, Filter>>,
    /// What was fetched on demand, for all resources at once.
    on_demand: Mutex<BTreeMap<Asked, Arc<OnDemand>>>,
}

/// A kind, an operation, and whether it was asked for what the checks speak of alone.
type Asked = (&'static str, &'static str, bool);
type OnDemand = Result<BTreeMap<Identity, Stored>, String>;

impl Live {
    /// The account that `source` describes, cached in `store`.
    pub fn new(
        source: AwsSource,
        store: Store,
        freshness: Freshness,
        environment: Environment,
    ) -> Self {
        Self {
            source,
            store,
            freshness,
            environment,
            scratch: None,
            for_checks: true,
            salt: None,
            settle: None,
            is_narrow: false,
            spoken_of: Mutex::default(),
            on_demand: Mutex::default(),
        }
    }

    /// The same with its cache in a folder that ends with it.
    #[must_use]
    pub fn in_scratch(self, scratch: TempDir) -> Self {
        let store = Store::new(scratch.path().join("cache"));
        Self { store, scratch: Some(Arc::new(scratch)), ..self }
    }

    /// The same where checks that do not pass have until then after the beginning of the run.
    #[must_use]
    pub fn settling_for(self, settle: Option<Duration>) -> Self {
        Self { settle, ..self }
    }

    /// How long it is read again where a check does not pass.
    pub fn settle(&self) -> Option<Duration> {
        self.settle
    }

    /// When the run began.
    pub fn began(&self) -> Timestamp {
        self.freshness.now
    }

    /// When what the run read first was there, as whoever asks first says: `now`. One process says it
    /// for all of a run.
    pub fn first_read(&self, now: Timestamp) -> Timestamp {
        let folder = self.store.folder();
        let noted = match (folder.parent(), folder.file_name()) {
            (Some(caches), Some(source)) if self.environment.nextest_run().is_some() => {
                // A run may have several sources.
                let note = format!("{}-{}", self.freshness.run, source.to_string_lossy());
                run_began(caches, &note, now).unwrap_or(now)
            }
            _ => now,
        };
        noted.max(self.began())
    }

    /// Tells the person at the terminal something.
    pub fn tell(&self, text: &str) {
        self.environment.warn(text);
    }

    /// Reads these needs, of which some ask for what has been read lately. What checks read of the
    /// snapshot beside them is what the run has read already; what nobody has read yet is read of the
    /// resources that the needs speak of, and of no other. Told beside it is whether the account was
    /// asked: none is where the cache has all of that.
    ///
    /// # Errors
    ///
    /// The account cannot be asked at all.
    pub fn read_again(&self, needs: &[Need]) -> Result<(Snapshot, bool), SourceError> {
        let again = Arc::new(Self {
            source: self.source.clone(),
            store: self.store.clone(),
            freshness: self.freshness.clone(),
            environment: self.environment.clone(),
            scratch: self.scratch.clone(),
            for_checks: self.for_checks,
            salt: self.salt.clone(),
            settle: self.settle,
            is_narrow: true,
            spoken_of: Mutex::default(),
            // What was fetched before is in the cache, and what is there may be younger.
            on_demand: Mutex::default(),
        });
        let (snapshot, asked) = again.gather(needs)?;
        let lister = Arc::clone(&again);
        Ok((snapshot.read_by(lister, again), asked.is_some()))
    }

    /// Where its cache is.
    #[cfg(test)]
    pub fn cache_folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// The same for a recording or a comparison: digests stand for all secrets then, but for those
    /// that the settings keep, and have that salt.
    #[must_use]
    pub fn for_recording(self, salt: Option<String>) -> Self {
        Self { for_checks: false, salt, ..self }
    }

    /// The resources of the kinds needed, from the cache where that serves, and the regions that
    /// were read for them; none where the cache served all.
    ///
    /// # Errors
    ///
    /// The account cannot be asked at all.
    pub fn snapshot(&self, needs: &[Need]) -> Result<(Snapshot, Vec<String>), SourceError> {
        let (snapshot, asked) = self.gather(needs)?;
        Ok((snapshot, asked.unwrap_or_default()))
    }

    /// The same, with none where nobody had to be asked.
    fn gather(&self, needs: &[Need]) -> Result<(Snapshot, Option<Vec<String>>), SourceError> {
        let mut asked = None;
        let mut snapshot = Snapshot::default();
        let mut unserved = Vec::new();
        for need in needs {
            if let Some(spoken_of) = &need.spoken_of {
                let mut all = self.spoken_of.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(need.kind.name, spoken_of.clone());
            }
            match self.read(need.kind).filter(|cached| cached.satisfies(need, &self.freshness)) {
                Some(cached) => self.take(need, Some(cached), &mut snapshot),
                None => unserved.push(need),
            }
        }
        if !unserved.is_empty() {
            let request = Request {
                source: self.source.clone(),
                store: self.store.folder().to_owned(),
                freshness: self.freshness.clone(),
                needs: unserved.iter().map(|need| NeedDoc::from(*need)).collect(),
                for_checks: self.for_checks,
                salt: self.salt.clone(),
            };
            asked = Some(collect(&request, &self.environment)?.regions);
        }
        for need in unserved {
            self.take(need, self.read(need.kind), &mut snapshot);
        }
        Ok((snapshot, asked))
    }

    fn read(&self, kind: &'static KindSpec) -> Option<CachedKind> {
        self.store.read(kind, &mut |warning| self.environment.warn(&warning))
    }

    /// What may serve, even where it is less than what is needed: the rest is unknown then.
    fn take(&self, need: &Need, cached: Option<CachedKind>, snapshot: &mut Snapshot) {
        if let Some(served) = cached.and_then(|cached| cached.into_served(&self.freshness)) {
            snapshot.kinds.insert(need.kind.name.to_owned(), served);
        }
    }

    fn fetch(
        &self,
        kind: &'static KindSpec,
        operation: &'static Operation,
        only: Option<&Filter>,
    ) -> OnDemand {
        let of = only.map(|only| (operation.name, only.clone())).into_iter().collect();
        let need = Need { kind, facets: vec![operation], of, spoken_of: None, anew: None };
        let (mut snapshot, _) = self.snapshot(&[need]).map_err(|error| with_causes(&error))?;
        let records = snapshot.kinds.remove(kind.name).unwrap_or_default().records;
        let stored = records.into_iter().filter_map(|mut record| {
            record.facets.remove(operation.name).map(|stored| (record.identity, stored))
        });
        Ok(stored.collect())
    }
}

impl Lister for Live {
    fn list(&self, kind: &'static KindSpec) -> Result<KindSnapshot, Unknown> {
        let (facets, of) = (Vec::new(), BTreeMap::new());
        let need = Need { kind, facets, of, spoken_of: None, anew: None };
        match self.snapshot(&[need]) {
            Ok((mut snapshot, _)) => Ok(snapshot.kinds.remove(kind.name).unwrap_or_default()),
            Err(error) => Err(Unknown::new(Reason::Failed, kind.list, None, with_causes(&error))),
        }
    }
}

impl FacetLoader for Live {
    fn load(
        &self,
        kind: &'static KindSpec,
        operation: &'static Operation,
        of: &Identity,
    ) -> Stored {
        // The lock is held while the facet is fetched: other threads wait for the one answer.
        let mut on_demand = self.on_demand.lock().unwrap_or_else(PoisonError::into_inner);
        // A check may look beside what checks speak of.
        let spoken_of = self.spoken_of.lock().unwrap_or_else(PoisonError::into_inner);
        let only = spoken_of.get(kind.name).filter(|only| only.matches(of)).cloned();
        drop(spoken_of);
        let fetched = if only.is_none() && self.is_narrow {
            drop(on_demand);
            let alone = Filter::of_arns([of.arn.clone()]);
            Arc::new(self.fetch(kind, operation, Some(&alone)))
        } else {
            Arc::clone(
                on_demand
                    .entry((kind.name, operation.name, only.is_some()))
                    .or_insert_with(|| Arc::new(self.fetch(kind, operation, only.as_ref()))),
            )
        };
        let unknown = match &*fetched {
            Ok(stored) => match stored.get(of) {
                Some(stored) => return stored.clone(),
                None => Unknown::not_collected(
                    operation,
                    format!("`{}` was gone when it was asked for", of.id),
                ),
            },
            Err(error) => Unknown::new(Reason::Failed, operation, None, error.as_str()),
        };
        Stored { outcome: Outcome::Unknown(unknown), origin: Origin::Api(self.freshness.now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::AwsSettings;

    #[test]
    fn one_process_says_for_all_of_a_run_when_the_first_reading_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let time = |second| Timestamp::new(std::time::UNIX_EPOCH + Duration::from_secs(second));
        let live = |source: &str, variables: &[(&str, &str)]| {
            let store = Store::new(folder.path().join(source));
            let freshness =
                Freshness { run: "one".to_owned(), max_age: Duration::ZERO, now: time(100) };
            let environment = Environment::of(variables.iter().copied());
            let settings = AwsSettings::default();
            Live::new(AwsSource { name: "aws".to_owned(), settings }, store, freshness, environment)
        };
        let nextest = [("NEXTEST_RUN_ID", "one")];
        assert_eq!(live("a", &nextest).first_read(time(160)), time(160));
        assert_eq!(live("a", &nextest).first_read(time(300)), time(160), "another process");
        assert_eq!(live("b", &nextest).first_read(time(300)), time(300), "another source");
        assert_eq!(live("a", &[]).first_read(time(300)), time(300), "a process by itself");
        assert_eq!(live("a", &[]).first_read(time(50)), time(100), "a clock that was set back");
    }
}
