//! Comparing two snapshots: what is known with what is known, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::difference::{
    ChangedFacet, ChangedResource, Difference, NotCompared, Side, Undecided, Unlisted, Verdict,
};
use super::values::{Change, differences, without_secrets};
use crate::resource::shape::Type;
use crate::resource::{Identity, KINDS, KindSpec, Outcome, Record, place};
use crate::snapshot::{CallLog, Fixture, KindSnapshot, Snapshot};

/// Why nothing can be said of a resource.
const NOTHING_SHARED: &str = "the two hold no facet of it in common";
/// Where a kind was not listed, if nobody listed anything.
const NOWHERE: &str = "any account";
/// What was not listed then.
const NO_KIND: &str = "any kind";

/// One of the two snapshots to compare.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The snapshot.
    pub snapshot: &'a Snapshot,
    /// With what its digests are salted, where that is known.
    pub salt: Option<&'a str>,
    /// The regions that were read: what an account lists as a whole leaves out what is in others.
    pub regions: &'a [String],
    /// The kinds that it holds and this release does not know.
    pub foreign: &'a BTreeSet<String>,
}

impl<'a> From<&'a Fixture> for Compared<'a> {
    fn from(fixture: &'a Fixture) -> Self {
        let Fixture { snapshot, salt, regions, foreign, .. } = fixture;
        Self { snapshot, salt: salt.as_deref(), regions, foreign }
    }
}

/// Compares two snapshots, resource by resource and facet by facet.
///
/// A fact that one of them could not tell is undecided, and never a difference or none. The same
/// holds for a resource of a kind that the other one did not list in its place. A facet that one
/// of them does not hold at all is not compared. A resource of which the two hold no facet in common
/// is undecided, and so is everything where neither listed nor holds anything that the other does.
pub fn compare<'a>(before: Compared<'a>, after: Compared<'a>) -> Difference {
    let mut comparison = Comparison {
        one_salt: before.salt.is_some() && before.salt == after.salt,
        difference: Difference::default(),
        lacking: BTreeMap::new(),
        has_compared: false,
    };
    let empty = KindSnapshot::default();
    for spec in KINDS {
        let of = |side: Compared<'a>| Listed {
            spec,
            held: side.snapshot.kind(spec).unwrap_or(&empty).clone(),
            regions: side.regions,
            complete: side.snapshot.complete,
        };
        comparison.kind(spec, &of(before), &of(after));
    }
    let Comparison { mut difference, lacking, has_compared, .. } = comparison;
    if !has_compared && difference.verdict() == Verdict::Same {
        difference.unlisted.extend([Side::Before, Side::After].map(|side| Unlisted {
            side,
            place: NOWHERE.to_owned(),
            kind: NO_KIND.to_owned(),
            reason: None,
            resources: 0,
        }));
    }
    let not_compared = lacking.into_iter().map(|((kind, operation, lacked_by), resources)| {
        NotCompared { kind: kind.to_owned(), operation, lacked_by, resources }
    });
    difference.not_compared = not_compared.collect();
    let foreign = [(Side::Before, before.foreign), (Side::After, after.foreign)];
    difference.foreign = foreign
        .into_iter()
        .flat_map(|(side, kinds)| kinds.iter().map(move |kind| (side, kind.clone())))
        .collect();
    difference.unlisted.sort();
    difference
}

/// A kind as one of the two holds it.
struct Listed<'a> {
    spec: &'static KindSpec,
    held: KindSnapshot,
    regions: &'a [String],
    /// Set for a mock, which needs no listing.
    complete: bool,
}

/// What a listing said of a place.
enum Listing {
    Told,
    Unknown(String),
    NotAsked,
}

impl Listed<'_> {
    fn listings(&self) -> impl Iterator<Item = &CallLog> {
        let list = self.spec.list.qualified();
        self.held.calls.iter().filter(move |call| call.operation == list)
    }

    /// Whether a region was read: a listing of the whole account leaves out what is in others.
    fn reads(&self, region: &str) -> bool {
        self.regions.iter().any(|read| read == region)
    }

    /// What was said of an account: of one region of it, or of what is in none or in any.
    fn at(&self, account: &str, region: Option<&str>) -> Listing {
        if self.complete {
            return Listing::Told;
        }
        let covers = |call: &&CallLog| {
            call.account == account
                && match (call.region.as_deref(), region) {
                    (None, Some(region)) => self.reads(region),
                    (listed, region) => listed == region,
                }
        };
        let mut listings = self.listings().filter(covers).peekable();
        if listings.peek().is_none() {
            return Listing::NotAsked;
        }
        match listings.find_map(|call| call.unknown.as_ref()) {
            Some(unknown) => Listing::Unknown(unknown.to_string()),
            None => Listing::Told,
        }
    }
}

/// What is going on.
struct Comparison {
    one_salt: bool,
    difference: Difference,
    /// How many resources lack a facet, by kind, operation and side.
    lacking: BTreeMap<(&'static str, String, Side), usize>,
    /// Whether a facet was compared, or both listed a kind at one place.
    has_compared: bool,
}

impl Comparison {
    fn kind(&mut self, spec: &'static KindSpec, before: &Listed<'_>, after: &Listed<'_>) {
        let key = |record: &Record| {
            let Identity { account, region, id, .. } = &record.identity;
            (account.clone(), region.clone(), id.clone())
        };
        let mut pairs: BTreeMap<_, (Option<&Record>, Option<&Record>)> = BTreeMap::new();
        for record in &before.held.records {
            pairs.entry(key(record)).or_default().0 = Some(record);
        }
        for record in &after.held.records {
            pairs.entry(key(record)).or_default().1 = Some(record);
        }
        let mut unlisted = unlisted_places(before, after);
        self.has_compared |= have_listed(before, after);
        for pair in pairs.into_values() {
            let (side, record, asked) = match pair {
                (Some(before), Some(after)) => {
                    self.resource(spec, before, after);
                    continue;
                }
                (Some(record), None) => (Side::After, record, after),
                (None, Some(record)) => (Side::Before, record, before),
                (None, None) => continue,
            };
            let identity = &record.identity;
            let reason = match (asked.at(&identity.account, identity.region.as_deref()), side) {
                (Listing::Told, Side::Before) => {
                    self.difference.added.push((spec.name.to_owned(), identity.clone()));
                    continue;
                }
                (Listing::Told, Side::After) => {
                    self.difference.gone.push((spec.name.to_owned(), identity.clone()));
                    continue;
                }
                (Listing::Unknown(why), _) => Some(why),
                (Listing::NotAsked, _) => None,
            };
            *unlisted.entry((side, identity.place(), reason)).or_default() += 1;
        }
        let unlisted = unlisted.into_iter().map(|((side, place, reason), resources)| Unlisted {
            side,
            place,
            kind: spec.name.to_owned(),
            reason,
            resources,
        });
        self.difference.unlisted.extend(unlisted);
    }

    fn resource(&mut self, spec: &'static KindSpec, before: &Record, after: &Record) {
        self.difference.compared += 1;
        let names: BTreeSet<&String> = before.facets.keys().chain(after.facets.keys()).collect();
        let mut facets = Vec::new();
        let mut shares_facet = false;
        for name in names {
            let (one, other) = match (before.facets.get(name), after.facets.get(name)) {
                (Some(one), Some(other)) => (&one.outcome, &other.outcome),
                (one, _) => {
                    let side = if one.is_none() { Side::Before } else { Side::After };
                    *self.lacking.entry((spec.name, name.clone(), side)).or_default() += 1;
                    continue;
                }
            };
            shares_facet = true;
            let operation = spec.operations().find(|operation| operation.name == name);
            let of = operation.and_then(|operation| spec.type_of(operation));
            let facet = Facet { spec, identity: &before.identity, operation: name, of };
            let changes = self.facet(&facet, one, other);
            if !changes.is_empty() {
                facets.push(ChangedFacet { operation: name.clone(), changes });
            }
        }
        self.has_compared |= shares_facet;
        if !shares_facet {
            self.difference.undecided.push(Undecided {
                kind: spec.name.to_owned(),
                identity: before.identity.clone(),
                operation: spec.list.name.to_owned(),
                path: None,
                side: None,
                reason: NOTHING_SHARED.to_owned(),
            });
        }
        if !facets.is_empty() {
            let (kind, identity) = (spec.name.to_owned(), after.identity.clone());
            self.difference.changed.push(ChangedResource { kind, identity, facets });
        }
    }

    fn facet(&mut self, facet: &Facet<'_>, before: &Outcome, after: &Outcome) -> Vec<Change> {
        let mut undecided = |path: Option<String>, side: Option<Side>, reason: String| {
            self.difference.undecided.push(Undecided {
                kind: facet.spec.name.to_owned(),
                identity: facet.identity.clone(),
                operation: facet.operation.to_owned(),
                path,
                side,
                reason,
            });
        };
        let mut is_known = true;
        for (side, outcome) in [(Side::Before, before), (Side::After, after)] {
            if let Outcome::Unknown(unknown) = outcome {
                undecided(None, Some(side), unknown.to_string());
                is_known = false;
            }
        }
        let json = |outcome: &Outcome| match outcome {
            Outcome::Value(json) => serde_json::from_str::<Value>(json).map(Some),
            Outcome::Absent(_) | Outcome::Unknown(_) => Ok(None),
        };
        let (before, after) = match (json(before), json(after)) {
            _ if !is_known => return Vec::new(),
            (Ok(before), Ok(after)) => (before, after),
            (Err(error), _) => {
                undecided(None, Some(Side::Before), error.to_string());
                return Vec::new();
            }
            (_, Err(error)) => {
                undecided(None, Some(Side::After), error.to_string());
                return Vec::new();
            }
        };
        match (before, after) {
            // Whichever code says so: it is not set.
            (None, None) => Vec::new(),
            (Some(before), Some(after)) => {
                let found = differences(facet.of, &before, &after, self.one_salt);
                for (path, reason) in found.digests {
                    undecided(Some(path), None, reason.to_owned());
                }
                found.changes
            }
            (before, after) => {
                let shown =
                    |value: Option<Value>| value.map(|value| without_secrets(facet.of, value));
                vec![Change { path: String::new(), before: shown(before), after: shown(after) }]
            }
        }
    }
}

/// A facet of a resource that both hold.
struct Facet<'a> {
    spec: &'static KindSpec,
    identity: &'a Identity,
    operation: &'a str,
    of: Option<Type>,
}

/// How many resources the other holds where one did not list them: by who did not, the place, and
/// why not.
type Unlistings = BTreeMap<(Side, String, Option<String>), usize>;

/// The places that one of the two listed and the other did not, or could not.
fn unlisted_places(before: &Listed<'_>, after: &Listed<'_>) -> Unlistings {
    let mut places = Unlistings::new();
    for (side, asked, other) in [(Side::Before, before, after), (Side::After, after, before)] {
        for call in asked.listings().chain(other.listings()) {
            let region = call.region.as_deref();
            let reason = match asked.at(&call.account, region) {
                Listing::Told => continue,
                Listing::Unknown(why) => Some(why),
                Listing::NotAsked => None,
            };
            places.insert((side, place(&call.account, region), reason), 0);
        }
    }
    places
}

/// Whether there is a place where both listed the kind.
fn have_listed(before: &Listed<'_>, after: &Listed<'_>) -> bool {
    let is_told = |side: &Listed<'_>, call: &CallLog| {
        matches!(side.at(&call.account, call.region.as_deref()), Listing::Told)
    };
    (before.complete && after.complete)
        || before
            .listings()
            .chain(after.listings())
            .any(|call| is_told(before, call) && is_told(after, call))
}
