//! A live account as a source: the cache in front, the collector behind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::SourceError;
use super::protocol::{AwsSource, NeedDoc, Request};
use crate::cache::{Freshness, Need, Store};
use crate::resource::{
    FacetLoader, Identity, KindSpec, Operation, Origin, Outcome, Reason, Stored, Unknown,
};
use crate::settings::Environment;
use crate::snapshot::Snapshot;

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
    /// What was fetched on demand, per kind and operation, for all resources at once.
    on_demand: Mutex<BTreeMap<(&'static str, &'static str), Arc<OnDemand>>>,
}

type OnDemand = Result<BTreeMap<Identity, Stored>, String>;

impl Live {
    /// The account that `source` describes, cached in `store`.
    pub fn new(
        source: AwsSource,
        store: Store,
        freshness: Freshness,
        environment: Environment,
    ) -> Self {
        Self { source, store, freshness, environment, on_demand: Mutex::default() }
    }

    /// The resources of the kinds needed, from the cache where that serves, and the regions that
    /// were read for them; none where the cache served all.
    ///
    /// # Errors
    ///
    /// The account cannot be asked at all.
    pub fn snapshot(&self, needs: &[Need]) -> Result<(Snapshot, Vec<String>), SourceError> {
        let mut regions = Vec::new();
        let warn = &mut |warning: String| self.environment.warn(&warning);
        let unserved = self.store.unserved(needs, &self.freshness, warn);
        if !unserved.is_empty() {
            let request = Request {
                source: self.source.clone(),
                store: self.store.folder().to_owned(),
                freshness: self.freshness.clone(),
                needs: unserved.iter().map(NeedDoc::from).collect(),
            };
            regions = collect(&request, &self.environment)?.regions;
        }
        let mut snapshot = Snapshot::default();
        for need in needs {
            if let Some(cached) = self.store.read(need.kind, warn) {
                let served = cached.into_served(&self.freshness);
                snapshot.kinds.insert(need.kind.name.to_owned(), served);
            }
        }
        Ok((snapshot, regions))
    }

    fn fetch(&self, kind: &'static KindSpec, operation: &'static Operation) -> OnDemand {
        let need = Need { kind, facets: vec![operation] };
        let (mut snapshot, _) = self.snapshot(&[need]).map_err(|error| error.to_string())?;
        let records = snapshot.kinds.remove(kind.name).unwrap_or_default().records;
        let stored = records.into_iter().filter_map(|mut record| {
            record.facets.remove(operation.name).map(|stored| (record.identity, stored))
        });
        Ok(stored.collect())
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
        let fetched = Arc::clone(
            on_demand
                .entry((kind.name, operation.name))
                .or_insert_with(|| Arc::new(self.fetch(kind, operation))),
        );
        drop(on_demand);
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

/// The folder of a source's cache below `target`: another one for other settings, credentials or
/// endpoints, so that what one account said is never served for another.
///
/// Of the environment all `AWS_*` variables count but the secrets, which go with the key's id; of
/// the AWS configuration, the content of its files.
pub fn store_folder(target: &Path, source: &AwsSource, environment: &Environment) -> PathBuf {
    const SECRETS: [&str; 2] = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
    let mut hash = Sha256::new();
    hash.update(source.regions.join(","));
    for (name, value) in environment.variables() {
        if name.starts_with("AWS_") && !SECRETS.contains(&name) {
            hash.update([0]);
            hash.update(name);
            hash.update([0]);
            hash.update(value);
        }
    }
    for file in environment.aws_files() {
        hash.update([1]);
        // A file that is not there is like an empty one to the SDK too.
        hash.update(std::fs::read(file).unwrap_or_default());
    }
    let digest: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name: String = source
        .name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    target.join("configtest").join("cache").join(format!("{name}-{digest}"))
}
