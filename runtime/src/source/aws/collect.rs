//! Filling the cache with what a run needs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::CollectError;
use super::answer::log;
use super::connection::{Account, Connection};
use super::facet::{Facet, batch, facet};
use super::list::{Listed, list};
use super::progress::Progress;
use super::redaction::Redaction;
use crate::cache::{CachedKind, Freshness, Need, Places, Store};
use crate::resource::table::DESCRIBE_INSTANCE_ATTRIBUTE;
use crate::resource::{
    Answer, FacetSpec, Identity, KindSpec, Origin, Outcome, Stored, Timestamp, Unknown,
};
use crate::settings::{Clock, Environment};
use crate::snapshot::CallLog;
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
    let clock = Clock::system();
    store.prune_others(clock.time() - PRUNED_AFTER);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CollectError::Runtime)?;
    let progress = Arc::new(Progress::start(&request.source.name, environment));
    let collected = runtime.block_on(async {
        let connection = Connection::open(&request.source, environment, clock).await?;
        let collection = Arc::new(Collection {
            connection: Arc::new(connection),
            redaction: Arc::new(redaction(request).map_err(CollectError::Runtime)?),
            freshness: freshness.clone(),
            concurrency: request.source.settings.concurrency.max(1),
            progress: Arc::clone(&progress),
        });
        let mut kinds = JoinSet::new();
        for (need, held) in unserved {
            let collection = Arc::clone(&collection);
            kinds.spawn(async move {
                let filled = collection.fill(&need, held).await;
                (need, filled)
            });
        }
        while let Some(joined) = kinds.join_next().await {
            let (need, filled) = joined.map_err(|_| CollectError::Died)?;
            let filled = filled?;
            store.write(need.kind, &filled.cached)?;
            // A recording reads every kind there is, and tells at its end of which there are none.
            if request.for_checks || filled.says_something() {
                progress.say(&filled.summary(need.kind, &request.source.name));
            }
        }
        Ok(Collected { regions: collection.connection.regions_read() })
    });
    // A name that is still being looked up holds nobody up.
    runtime.shutdown_background();
    progress.end();
    collected
}

/// A check that reads user data asks for it by name; so does a setting.
fn redaction(request: &Request) -> std::io::Result<Redaction> {
    let mut kept = request.source.settings.keep_secrets.clone();
    let attribute = DESCRIBE_INSTANCE_ATTRIBUTE.name;
    let is_read = |name: &String| name == attribute;
    if request.for_checks && request.needs.iter().any(|need| need.facets.iter().any(is_read)) {
        kept.push("instance-user-data".to_owned());
    }
    Redaction::new(request.salt.as_deref(), &kept)
}

/// What a collection shares among the kinds.
struct Collection {
    connection: Arc<Connection>,
    redaction: Arc<Redaction>,
    freshness: Freshness,
    concurrency: usize,
    progress: Arc<Progress>,
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
    fn says_something(&self) -> bool {
        !(self.cached.snapshot.records.is_empty() && self.gone.is_empty() && self.notes.is_empty())
    }

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

/// One facet of one resource, to be read.
struct Job {
    facet: &'static FacetSpec,
    identity: Identity,
}

/// What came of a job.
struct Done {
    job: Job,
    facet: Facet,
    start: Timestamp,
    end: Timestamp,
    calls: u64,
}

impl Collection {
    async fn fill(
        self: &Arc<Self>,
        need: &Need,
        held: Option<CachedKind>,
    ) -> Result<Filled, CollectError> {
        let mut calls = Vec::new();
        let mut notes = Vec::new();
        let held = held.filter(|held| held.listing_serves(&self.freshness));
        let mut cached = match held {
            Some(held) if held.is_listed_anew(need) => held,
            held => {
                let again = need.anew.as_ref().map(|anew| &anew.listings);
                let places = match (&held, again) {
                    (Some(_), Some(places)) => places,
                    // Where nothing is held, everything is listed.
                    (Some(_), None) | (None, _) => &Places::Every,
                };
                let Listed { snapshot, notes: listed_notes } =
                    list(&self.connection, need.kind, places, &self.redaction).await?;
                notes = listed_notes;
                calls.extend(snapshot.calls.iter().cloned());
                let (run, now) = (&self.freshness.run, self.connection.client.clock().now());
                match held {
                    Some(mut held) => {
                        held.relist(need.kind, snapshot, run, now);
                        held
                    }
                    None => CachedKind {
                        snapshot,
                        listed_at: now,
                        listed_by: run.clone(),
                        facets: BTreeMap::new(),
                    },
                }
            }
        };
        let mut facet_calls = Vec::new();
        let mut jobs: BTreeMap<(String, Option<String>), Vec<Job>> = BTreeMap::new();
        for operation in &need.facets {
            let Some(facet) = need.kind.facet(operation) else { continue };
            cached.begin(operation, &self.freshness);
            let mut lacking: Vec<Identity> = cached
                .lacking(need, operation, &self.freshness)
                .map(|record| record.identity.clone())
                .collect();
            let is_needed = |identity: &Identity| need.speaks_of(operation, identity);
            let is_batch = matches!(facet.answer, Answer::Batch(..));
            if is_batch {
                // A batch tells of all resources of a place, whichever are needed.
                let needed = lacking.iter().filter(|identity| is_needed(identity));
                let places: BTreeSet<String> = needed.map(Identity::place).collect();
                lacking.retain(|identity| places.contains(&identity.place()));
            } else {
                lacking.retain(is_needed);
            }
            if is_batch {
                self.read_batch(facet, lacking, &mut cached, &mut facet_calls).await?;
                continue;
            }
            for identity in lacking {
                let place = (identity.account.clone(), identity.region.clone());
                jobs.entry(place).or_default().push(Job { facet, identity });
            }
        }
        let gone = self.read_facets(need.kind, jobs, &mut cached, &mut facet_calls).await?;
        calls.extend(facet_calls.iter().cloned());
        let known = std::mem::take(&mut cached.snapshot.calls);
        cached.snapshot.calls = CallLog::folded(known.into_iter().chain(facet_calls));
        Ok(Filled { cached, calls, gone, notes })
    }

    /// Works the jobs off, every place with workers of its own, so that none waits for another.
    async fn read_facets(
        self: &Arc<Self>,
        kind: &'static KindSpec,
        jobs: BTreeMap<(String, Option<String>), Vec<Job>>,
        cached: &mut CachedKind,
        calls: &mut Vec<CallLog>,
    ) -> Result<Vec<Identity>, CollectError> {
        let (sender, mut done) = mpsc::channel::<Done>(2 * self.concurrency);
        let mut workers = JoinSet::new();
        for (_, jobs) in jobs {
            let Some(first) = jobs.first() else { continue };
            let Some(account) = self.connection.account_of(&first.identity).await? else {
                continue;
            };
            self.progress.expect(jobs.len());
            let count = self.concurrency.min(jobs.len());
            let mut jobs = jobs;
            jobs.reverse();
            let queue = Arc::new(Mutex::new(jobs));
            for _ in 0..count {
                let worker = Worker {
                    collection: Arc::clone(self),
                    kind,
                    account: account.clone(),
                    queue: Arc::clone(&queue),
                    sender: sender.clone(),
                };
                workers.spawn(worker.work());
            }
        }
        drop(sender);
        let mut gone = Vec::new();
        while let Some(done) = done.recv().await {
            self.progress.advance();
            let Done { job: Job { facet, identity }, facet: told, start, end, calls: count } = done;
            let operation = facet.operation;
            let code = match &told {
                Facet::Known(_, code) => code.as_deref(),
                Facet::Gone(code) => Some(code.as_str()),
            };
            let region = identity.region.as_deref();
            let mut log = log(operation, &identity.account, region, (start, end), code);
            log.outcomes.values_mut().for_each(|number| *number = count);
            match calls.last_mut().filter(|last: &&mut CallLog| last.key() == log.key()) {
                Some(last) => last.add(log),
                None => calls.push(log),
            }
            let records = &mut cached.snapshot.records;
            let position = records.binary_search_by(|record| record.identity.cmp(&identity));
            match (position, told) {
                (Ok(position), Facet::Known(outcome, _)) => {
                    let stored = Stored { outcome, origin: Origin::Api(end) };
                    records[position].facets.insert(operation.name.to_owned(), stored);
                }
                (Ok(position), Facet::Gone(_)) => {
                    records.remove(position);
                    gone.push(identity);
                }
                // Another of its facets has said before that it is gone.
                (Err(_), Facet::Known(..) | Facet::Gone(_)) => {}
            }
        }
        while let Some(joined) = workers.join_next().await {
            joined.map_err(|_| CollectError::Died)?;
        }
        *calls = CallLog::folded(std::mem::take(calls));
        gone.sort();
        Ok(gone)
    }

    /// Reads a facet of all resources that lack it, region by region.
    async fn read_batch(
        &self,
        facet: &'static FacetSpec,
        lacking: Vec<Identity>,
        cached: &mut CachedKind,
        calls: &mut Vec<CallLog>,
    ) -> Result<(), CollectError> {
        let operation = facet.operation;
        let mut places: BTreeMap<(String, String), Vec<Identity>> = BTreeMap::new();
        for identity in lacking {
            let place = (identity.account.clone(), identity.region.clone().unwrap_or_default());
            places.entry(place).or_default().push(identity);
        }
        for ((account_id, region), identities) in places {
            let Some(first) = identities.first() else { continue };
            let Some(account) = self.connection.account_of(first).await? else { continue };
            let told = batch(&self.connection, facet, &account, &region, &self.redaction).await;
            let code = told.failure.as_ref().and_then(|(_, code)| code.as_deref());
            let times = (told.start, told.end);
            let mut log = log(operation, &account_id, Some(&region), times, code);
            log.outcomes.values_mut().for_each(|number| *number = told.calls);
            calls.push(log);
            for identity in identities {
                let outcome = match (&told.failure, told.by_id.get(&identity.id)) {
                    (Some((unknown, _)), _) => Outcome::Unknown(unknown.clone()),
                    (None, Some(value)) => Outcome::Value(value.to_string().into()),
                    (None, None) => {
                        let what = format!("the answer does not name `{}`", identity.id);
                        Outcome::Unknown(Unknown::not_collected(operation, what))
                    }
                };
                let records = &mut cached.snapshot.records;
                let position = records.binary_search_by(|record| record.identity.cmp(&identity));
                if let Ok(position) = position {
                    let stored = Stored { outcome, origin: Origin::Api(told.end) };
                    records[position].facets.insert(operation.name.to_owned(), stored);
                }
            }
        }
        Ok(())
    }
}

/// Works jobs of one place off, one after the other.
struct Worker {
    collection: Arc<Collection>,
    kind: &'static KindSpec,
    account: Account,
    queue: Arc<Mutex<Vec<Job>>>,
    sender: mpsc::Sender<Done>,
}

impl Worker {
    async fn work(self) {
        loop {
            let next = self.queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(job) = next else { return };
            let Collection { connection, redaction, .. } = &*self.collection;
            let identity = &job.identity;
            let told =
                facet(connection, self.kind, job.facet, &self.account, identity, redaction).await;
            let done = Done {
                job,
                facet: told.facet,
                start: told.start,
                end: told.end,
                calls: told.calls,
            };
            if self.sender.send(done).await.is_err() {
                // Nobody is interested any more.
                return;
            }
        }
    }
}
