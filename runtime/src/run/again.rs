//! What is to be read again for cases that do not pass.

use std::collections::{BTreeMap, BTreeSet};

use super::carry_out::judge;
use super::plan::{listings, needs};
use crate::cache::{Anew, Need, Places};
use crate::check::{Case, Check, Subject, reads_of_when};
use crate::resource::trace::Trace;
use crate::resource::{Filter, Identity, KindSpec, Operation, Pattern, Timestamp};

/// What some cases read: what is read again for them, and nothing else.
#[derive(Default)]
pub(super) struct Again(BTreeMap<&'static str, OfKind>);

struct OfKind {
    kind: &'static KindSpec,
    /// The places that are listed.
    listings: Places,
    /// By the operation's name, the resources of which a facet is read though it is known.
    facets: BTreeMap<&'static str, Filter>,
    /// The same where it is read if nobody knows it.
    planned: BTreeMap<&'static str, Filter>,
    /// The resources that the cases are about.
    spoken_of: Filter,
}

impl Again {
    /// Adds what a case read that does not pass.
    ///
    /// A listing is read again where it told something; of what was looked at as a whole, or was not
    /// there, everywhere. A check that read nothing of its resource judged that it exists.
    pub(super) fn add(&mut self, case: &Case, trace: &Trace, only: Option<&Pattern>) {
        for read in &trace.reads {
            let identity = read.resource.identity();
            self.of(read.resource.spec()).read(read.operation, identity);
        }
        for kind in &trace.listings {
            self.of(kind).listings = Places::Every;
        }
        let reads_nothing = trace.reads.is_empty() && trace.listings.is_empty();
        let kind = case.check.kind();
        match (&case.subject, kind) {
            (Subject::Resource(core), _) => {
                if reads_nothing {
                    self.of(core.spec()).list(core.identity());
                }
                return;
            }
            (Subject::Unlisted { place: Some(place), .. }, Some(kind)) => {
                let place = Places::These(BTreeSet::from([place.clone()]));
                self.of(kind).listings.extend(&place);
            }
            (Subject::Unlisted { .. } | Subject::All | Subject::Nothing { .. }, Some(kind)) => {
                self.of(kind).listings = Places::Every;
            }
            (_, None) | (Subject::Snapshot, _) => {}
        }
        let check = case.check;
        self.plan(check, only);
        if matches!(case.subject, Subject::Nothing { .. }) {
            // Of each resource it reads the same, mostly.
            let read = reads_of_when(check, case.snapshot()).into_iter();
            let read: BTreeMap<_, _> =
                read.map(|(kind, read)| ((kind.name, read.name), (kind, read))).collect();
            for (kind, operation) in read.into_values() {
                let of_kind = self.of(kind);
                if operation != kind.list {
                    let spoken_of = of_kind.spoken_of.clone();
                    extend(&mut of_kind.facets, operation.name, &spoken_of);
                }
            }
        }
    }

    /// Adds what was not there the last time: what was known of where it was is listed once more, too.
    pub(super) fn add_gone(&mut self, case: &Case, only: Option<&Pattern>) {
        self.add(case, &judge(case).1, only);
        if let Some(core) = case.core() {
            self.of(core.spec()).list(core.identity());
        }
    }

    /// What a check needs of resources that nobody knows yet. Of which it speaks may be another answer
    /// now, and who reads nothing of a resource needs nothing of it.
    fn plan(&mut self, check: &'static Check, only: Option<&Pattern>) {
        let planned = match check.when.is_some() {
            true => listings(&[check], only),
            false => needs(&[check], only),
        };
        for need in planned {
            let of_kind = self.of(need.kind);
            let every = || Filter::all_of(Vec::new());
            for operation in need.facets {
                let of = need.of.get(operation.name).cloned().unwrap_or_else(every);
                extend(&mut of_kind.planned, operation.name, &of);
            }
            if let Some(spoken_of) = &need.spoken_of {
                of_kind.spoken_of.extend(spoken_of);
            }
        }
    }

    /// It as needs of which nothing is served that was read before `since`.
    pub(super) fn needs(&self, since: Timestamp) -> Vec<Need> {
        let need = |of_kind: &OfKind| {
            let OfKind { kind, listings, facets, planned, spoken_of } = of_kind;
            let mut of = planned.clone();
            for (operation, filter) in facets {
                extend(&mut of, operation, filter);
            }
            let operations = kind.facets.iter().map(|facet| facet.operation);
            let operations = operations.filter(|operation| of.contains_key(operation.name));
            let needed = operations.collect();
            of.retain(|_, filter| !filter.is_every());
            let anew = Anew { since, listings: listings.clone(), facets: facets.clone() };
            let spoken_of = Some(spoken_of.clone());
            Need { kind, facets: needed, of, spoken_of, anew: Some(anew) }
        };
        self.0.values().map(need).collect()
    }

    /// Adds what there is of a check's kind, with what the check needs of what is new.
    pub(super) fn list(&mut self, check: &'static Check, only: Option<&Pattern>) {
        if let Some(kind) = check.kind() {
            self.of(kind).listings = Places::Every;
            self.plan(check, only);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(&mut self, kind: &'static KindSpec) -> &mut OfKind {
        self.0.entry(kind.name).or_insert_with(|| OfKind {
            kind,
            listings: Places::default(),
            facets: BTreeMap::new(),
            planned: BTreeMap::new(),
            spoken_of: Filter::of_arns([]),
        })
    }
}

impl OfKind {
    fn read(&mut self, operation: &'static Operation, identity: &Identity) {
        if operation == self.kind.list {
            return self.list(identity);
        }
        let it = Filter::of_arns([identity.arn.clone()]);
        extend(&mut self.facets, operation.name, &it);
        self.spoken_of.extend(&it);
    }

    fn list(&mut self, identity: &Identity) {
        self.listings.extend(&Places::These(BTreeSet::from([identity.place()])));
        self.spoken_of.extend(&Filter::of_arns([identity.arn.clone()]));
    }
}

fn extend(filters: &mut BTreeMap<&'static str, Filter>, operation: &'static str, of: &Filter) {
    filters.entry(operation).and_modify(|known| known.extend(of)).or_insert_with(|| of.clone());
}
