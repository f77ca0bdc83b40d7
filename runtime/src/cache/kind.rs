//! What the cache holds of a kind, and whether it is good enough.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Anew;
use crate::resource::{
    Filter, Identity, KindSpec, Operation, Origin, Outcome, Record, Stored, Timestamp,
};
use crate::snapshot::{CallLog, KindSnapshot};

/// What a run needs of a kind.
#[derive(Debug, Clone)]
pub struct Need {
    /// The kind, which is always listed.
    pub kind: &'static KindSpec,
    /// The facets to read, in the order of the kind's table.
    pub facets: Vec<&'static Operation>,
    /// By the operation's name, the resources of which a facet is read; every one where nothing is
    /// said of it.
    pub of: BTreeMap<&'static str, Filter>,
    /// The resources of which the checks speak: of these alone is read what nobody planned for. Every
    /// one where nothing is said.
    pub spoken_of: Option<Filter>,
    /// What of it has to have been read lately, whoever read it.
    pub anew: Option<Anew>,
}

impl Need {
    /// Whether a fact is older than it may be.
    fn is_outdated(&self, operation: &Operation, identity: &Identity, stored: &Stored) -> bool {
        match (&self.anew, &stored.origin) {
            (Some(anew), Origin::Api(at)) => *at < anew.since && anew.facet(operation, identity),
            (Some(_), Origin::File { .. } | Origin::Mock) | (None, _) => false,
        }
    }

    /// Whether that facet of that resource is needed.
    pub fn speaks_of(&self, operation: &Operation, identity: &Identity) -> bool {
        self.of.get(operation.name).is_none_or(|of| of.matches(identity))
    }
}

/// Which of the cache's contents may serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// The run that asks: what was read in the same run always serves.
    pub run: String,
    /// What another run read serves while it is younger than this.
    pub max_age: Duration,
    /// What the time is.
    pub now: Timestamp,
}

impl Freshness {
    fn serves(&self, run: Option<&str>, at: Timestamp) -> bool {
        self.is_same(run) || at.age_at(self.now) < self.max_age
    }

    fn is_same(&self, run: Option<&str>) -> bool {
        run == Some(self.run.as_str())
    }
}

/// A kind in the cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedKind {
    /// The resources and the calls.
    pub snapshot: KindSnapshot,
    /// When the listing was read.
    pub listed_at: Timestamp,
    /// The run that read the listing.
    pub listed_by: String,
    /// The run that last read a facet, by the operation's name.
    pub facets: BTreeMap<String, String>,
}

impl CachedKind {
    /// How many listings and facts could not be told.
    pub fn unknown_facts(&self) -> usize {
        let calls = self.snapshot.calls.iter().filter(|call| call.unknown.is_some()).count();
        let facts = self.snapshot.records.iter().flat_map(|record| record.facets.values());
        calls + facts.filter(|stored| matches!(stored.outcome, Outcome::Unknown(_))).count()
    }

    /// Whether the listing may serve. One that another run could not read is tried again.
    pub fn listing_serves(&self, freshness: &Freshness) -> bool {
        let unread = self.snapshot.calls.iter().any(|call| call.unknown.is_some());
        let run = Some(self.listed_by.as_str());
        if unread { freshness.is_same(run) } else { freshness.serves(run, self.listed_at) }
    }

    /// Whether the places are listed that the need wants listed anew.
    pub fn is_listed_anew(&self, need: &Need) -> bool {
        need.anew.as_ref().is_none_or(|anew| {
            let list = need.kind.list.qualified();
            anew.is_listed_by(self.snapshot.calls.iter().filter(|call| call.operation == list))
        })
    }

    /// The resources of which that facet is still to be read.
    pub fn lacking<'a>(
        &'a self,
        need: &'a Need,
        operation: &'static Operation,
        freshness: &'a Freshness,
    ) -> impl Iterator<Item = &'a Record> {
        let run = self.facets.get(operation.name).map(String::as_str);
        self.snapshot.records.iter().filter(move |record| {
            !record.facets.get(operation.name).is_some_and(|stored| {
                serves(stored, run, freshness)
                    && !need.is_outdated(operation, &record.identity, stored)
            })
        })
    }

    /// Takes in a listing of some places that the run made at `now`. What is known of resources that
    /// are still there stays; what could be listed before and cannot now, too.
    pub fn relist(&mut self, kind: &KindSpec, listed: KindSnapshot, run: &str, now: Timestamp) {
        let list = kind.list.qualified();
        let (before, others): (Vec<CallLog>, Vec<CallLog>) =
            std::mem::take(&mut self.snapshot.calls)
                .into_iter()
                .partition(|call| call.operation == list);
        let is_step_back = |call: &CallLog| {
            call.unknown.is_some()
                && before.iter().any(|old| old.unknown.is_none() && old.overlaps(call))
        };
        let (kept, listings): (Vec<CallLog>, Vec<CallLog>) =
            listed.calls.into_iter().partition(is_step_back);
        let is_told =
            |identity: &Identity| listings.iter().any(|call| call.speaks_of(kind.list, identity));
        let mut known: BTreeMap<Identity, Record> = BTreeMap::new();
        for record in std::mem::take(&mut self.snapshot.records) {
            match is_told(&record.identity) {
                true => drop(known.insert(record.identity.clone(), record)),
                false => self.snapshot.records.push(record),
            }
        }
        for mut record in listed.records.into_iter().filter(|record| is_told(&record.identity)) {
            for (operation, stored) in
                known.remove(&record.identity).into_iter().flat_map(|known| known.facets)
            {
                record.facets.entry(operation).or_insert(stored);
            }
            self.snapshot.records.push(record);
        }
        self.snapshot.records.sort_by(|left, right| left.identity.cmp(&right.identity));
        let left = before.into_iter().filter(|old| {
            let is_replaced = listings.iter().any(|call| call.overlaps(old));
            !is_replaced
        });
        let left: Vec<CallLog> = left.collect();
        if kept.is_empty() && left.is_empty() {
            self.listed_at = now;
        }
        run.clone_into(&mut self.listed_by);
        self.snapshot.calls = CallLog::folded(others.into_iter().chain(left).chain(listings));
    }

    /// Makes that run the one that reads a facet: what another run told that does not serve is gone, so
    /// that nobody takes it for told by this one.
    pub fn begin(&mut self, operation: &Operation, freshness: &Freshness) {
        let before = self.facets.insert(operation.name.to_owned(), freshness.run.clone());
        if before.as_ref() == Some(&freshness.run) {
            return;
        }
        for record in &mut self.snapshot.records {
            let stale = |stored: &Stored| !serves(stored, before.as_deref(), freshness);
            if record.facets.get(operation.name).is_some_and(stale) {
                record.facets.remove(operation.name);
            }
        }
    }

    /// What may serve: nothing where the listing may not. A facet that is too old, or that another
    /// run could not read, is left out, so that whoever reads it has it fetched.
    pub fn into_served(self, freshness: &Freshness) -> Option<KindSnapshot> {
        if !self.listing_serves(freshness) {
            return None;
        }
        let Self { mut snapshot, facets, .. } = self;
        for record in &mut snapshot.records {
            record.facets.retain(|operation, stored| {
                // What the listing says is as fresh as the listing.
                let is_listed = !facets.contains_key(operation);
                is_listed || serves(stored, facets.get(operation).map(String::as_str), freshness)
            });
        }
        Some(snapshot)
    }

    /// Whether nothing that is needed is lacking.
    pub fn satisfies(&self, need: &Need, freshness: &Freshness) -> bool {
        self.listing_serves(freshness)
            && self.is_listed_anew(need)
            && need.facets.iter().all(|operation| {
                !self
                    .lacking(need, operation, freshness)
                    .any(|record| need.speaks_of(operation, &record.identity))
            })
    }
}

fn serves(stored: &Stored, run: Option<&str>, freshness: &Freshness) -> bool {
    match (&stored.outcome, &stored.origin) {
        (Outcome::Unknown(_), _) => freshness.is_same(run),
        (_, Origin::Api(at)) => freshness.serves(run, *at),
        (_, Origin::File { .. } | Origin::Mock) => false,
    }
}
