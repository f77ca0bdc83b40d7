//! Filling the cache with what a run needs.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::CollectError;
use super::answer::log;
use super::connection::{Account, Connection};
use super::ec2::{describe_instances, describe_security_groups};
use super::s3::{BucketFacet, bucket_facet, list_buckets};
use crate::cache::{CachedKind, Freshness, Need, Store};
use crate::resource::{Identity, Kind, KindSpec, Operation, Origin, Stored, Timestamp, ec2, s3};
use crate::settings::{Clock, Environment};
use crate::snapshot::{CallLog, KindSnapshot};
use crate::source::SourceError;
use crate::source::protocol::{Collected, Request};

/// What other sources left in the cache is removed when it has not been written for so long.
const PRUNED_AFTER: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Asks AWS for what the cache does not serve, and nothing else, and puts it there.
///
/// # Errors
///
/// The account cannot be asked at all, or the cache cannot be written. What AWS does not tell of
/// one resource or region is a fact, and no error.
pub fn collect(request: &Request, environment: &Environment) -> Result<Collected, SourceError> {
    // On a thread of its own: a check that reads on demand may itself run inside a tokio runtime.
    let collected =
        std::thread::scope(|scope| scope.spawn(|| collect_into_cache(request, environment)).join());
    collected.unwrap_or(Err(CollectError::Died)).map_err(SourceError::Aws)
}

fn collect_into_cache(
    request: &Request,
    environment: &Environment,
) -> Result<Collected, CollectError> {
    let needs = request.needs.iter().map(|need| need.resolve());
    let needs: Vec<Need> = needs.collect::<Result<_, _>>().map_err(CollectError::UnknownName)?;
    let store = Store::new(&request.store);
    let _lock = store.lock()?;
    // Another process may have asked while this one waited for the lock.
    let freshness = &request.freshness;
    let read = |need: Need| {
        let held = store.read(need.kind, &mut |warning| environment.warn(&warning));
        (need, held)
    };
    let lacks = |(need, held): &(Need, Option<CachedKind>)| {
        !held.as_ref().is_some_and(|held| held.satisfies(need, freshness))
    };
    let unserved: Vec<(Need, Option<CachedKind>)> =
        needs.into_iter().map(read).filter(lacks).collect();
    if unserved.is_empty() {
        return Ok(Collected::default());
    }
    store.prune_others(Clock::system().time() - PRUNED_AFTER);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CollectError::Runtime)?;
    runtime.block_on(async {
        let connection = Arc::new(Connection::open(&request.source, environment).await?);
        let mut kinds = JoinSet::new();
        for (need, held) in unserved {
            let (connection, freshness) = (Arc::clone(&connection), freshness.clone());
            kinds.spawn(async move {
                let filled = fill(&connection, &need, held, &freshness).await;
                (need, filled)
            });
        }
        while let Some(joined) = kinds.join_next().await {
            let (need, filled) = joined.map_err(|_| CollectError::Died)?;
            let filled = filled?;
            store.write(need.kind, &filled.cached)?;
            environment.warn(&filled.summary(need.kind, &request.source.name));
        }
        Ok(Collected { regions: connection.regions().to_vec() })
    })
}

/// A kind with what was added to it.
struct Filled {
    cached: CachedKind,
    calls: Vec<CallLog>,
    gone: Vec<Identity>,
    /// What the listing says that was left out of it, in words.
    notes: Vec<String>,
}

impl Filled {
    fn summary(&self, kind: &KindSpec, source: &str) -> String {
        let count = self.cached.snapshot.records.len();
        let noun = if count == 1 { kind.nouns.0 } else { kind.nouns.1 };
        let calls: u64 = self.calls.iter().flat_map(|log| log.outcomes.values()).sum();
        let gone: Vec<&str> = self.gone.iter().map(|identity| identity.id.as_str()).collect();
        let gone = match gone.is_empty() {
            true => String::new(),
            false => format!("; gone since they were listed, and left out: {}", gone.join(", ")),
        };
        let call = if calls == 1 { "call" } else { "calls" };
        let notes: String = self.notes.iter().map(|note| format!("; {note}")).collect();
        format!("read {count} {noun} from `{source}` with {calls} {call}{gone}{notes}")
    }
}

async fn fill(
    connection: &Arc<Connection>,
    need: &Need,
    held: Option<CachedKind>,
    freshness: &Freshness,
) -> Result<Filled, CollectError> {
    let mut calls = Vec::new();
    let mut notes = Vec::new();
    let mut cached = match held.filter(|held| held.listing_serves(freshness)) {
        Some(held) => held,
        None => {
            let Listed { snapshot, notes: listed_notes } = list(connection, need.kind).await?;
            notes = listed_notes;
            calls.extend(snapshot.calls.iter().cloned());
            CachedKind {
                snapshot,
                listed_at: Clock::system().now(),
                listed_by: freshness.run.clone(),
                facets: BTreeMap::new(),
            }
        }
    };
    let mut tasks = JoinSet::new();
    for operation in &need.facets {
        for record in cached.lacking(operation, freshness) {
            let (connection, identity) = (Arc::clone(connection), record.identity.clone());
            tasks.spawn(facet(connection, operation, identity));
        }
        cached.facets.insert(operation.name.to_owned(), freshness.run.clone());
    }
    let mut gone = Vec::new();
    let mut facet_calls = Vec::new();
    while let Some(joined) = tasks.join_next().await {
        let told = joined.map_err(|_| CollectError::Died)?;
        let log_key = told.identity.region.as_deref();
        let code = match &told.facet {
            BucketFacet::Told(_, code) => code.as_deref(),
            BucketFacet::Gone(code) => Some(code.as_str()),
        };
        let account = &told.identity.account;
        facet_calls.push(log(told.operation, account, log_key, told.start, told.end, code));
        let records = &mut cached.snapshot.records;
        let position = records.binary_search_by(|record| record.identity.cmp(&told.identity));
        match (position, told.facet) {
            (Ok(position), BucketFacet::Told(outcome, _)) => {
                let stored = Stored { outcome, origin: Origin::Api(told.end) };
                records[position].facets.insert(told.operation.name.to_owned(), stored);
            }
            (Ok(position), BucketFacet::Gone(_)) => {
                records.remove(position);
                gone.push(told.identity);
            }
            // Another of its facets has said before that it is gone.
            (Err(_), BucketFacet::Told(..) | BucketFacet::Gone(_)) => {}
        }
    }
    gone.sort();
    calls.extend(facet_calls.iter().cloned());
    let known = std::mem::take(&mut cached.snapshot.calls);
    cached.snapshot.calls = CallLog::folded(known.into_iter().chain(facet_calls));
    Ok(Filled { cached, calls, gone, notes })
}

/// What was told of one facet of one resource, and when.
struct FacetTold {
    operation: &'static Operation,
    identity: Identity,
    facet: BucketFacet,
    start: Timestamp,
    end: Timestamp,
}

async fn facet(
    connection: Arc<Connection>,
    operation: &'static Operation,
    identity: Identity,
) -> FacetTold {
    let clock = Clock::system();
    let permit = connection.permits.acquire().await;
    let start = clock.now();
    let facet = bucket_facet(&connection, operation, &identity).await;
    drop(permit);
    FacetTold { operation, identity, facet, start, end: clock.now() }
}

async fn list(
    connection: &Arc<Connection>,
    kind: &'static KindSpec,
) -> Result<Listed, CollectError> {
    type Describe = for<'a> fn(&'a Connection, &'a Account, &'a str) -> Described<'a>;
    let describe: Describe = match kind.name {
        name if name == s3::Bucket::SPEC.name => return list_buckets(connection).await,
        name if name == ec2::Instance::SPEC.name => {
            |to, account, region| Box::pin(describe_instances(to, account, region))
        }
        name if name == ec2::SecurityGroup::SPEC.name => {
            |to, account, region| Box::pin(describe_security_groups(to, account, region))
        }
        name => unreachable!("{name} is in the table of kinds, and nothing lists it"),
    };
    let account = connection.account().await?.clone();
    let mut regions = JoinSet::new();
    for region in connection.regions() {
        let (connection, account) = (Arc::clone(connection), account.clone());
        let region = region.clone();
        regions.spawn(async move { describe(&connection, &account, &region).await });
    }
    let mut snapshot = KindSnapshot::default();
    let mut calls = Vec::new();
    while let Some(joined) = regions.join_next().await {
        let region = joined.map_err(|_| CollectError::Died)?;
        region.records.into_iter().for_each(|record| snapshot.insert(record));
        calls.extend(region.calls);
    }
    snapshot.calls = CallLog::folded(calls);
    Ok(Listed { snapshot, notes: Vec::new() })
}

/// What one region says of a kind, while it is being asked.
type Described<'a> = Pin<Box<dyn Future<Output = KindSnapshot> + Send + 'a>>;

/// The resources of a kind, with what a reader should know of what is not among them.
pub(super) struct Listed {
    pub(super) snapshot: KindSnapshot,
    pub(super) notes: Vec<String>,
}
