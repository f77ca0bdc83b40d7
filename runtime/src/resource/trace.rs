//! What a check read, in the order in which it read it.
//!
//! A read notes only where the value stands; it is rendered when a finding needs it, so a check
//! that passes pays for a push.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Core, Identity, KindSpec, Operation, SoftFailure, Unknown};

/// One call of an attribute's method.
#[derive(Clone)]
pub(crate) struct Read {
    pub(crate) resource: Arc<Core>,
    /// The method: `versioning`.
    pub(crate) attribute: &'static str,
    pub(crate) operation: &'static Operation,
    /// The member of the operation's answer that the method returns; empty for the whole.
    pub(crate) member: &'static str,
}

impl Read {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.resource, &other.resource)
            && self.attribute == other.attribute
            && self.operation == other.operation
    }

    /// Where it stands among the reads of a resource, and that among other resources.
    fn place(&self) -> (&'static str, &Identity, &'static str, &'static str) {
        let resource = &self.resource;
        (resource.spec().name, resource.identity(), self.operation.name, self.attribute)
    }

    /// Equal for reads that are the same.
    fn key(&self) -> (usize, &'static str, &'static str) {
        (Arc::as_ptr(&self.resource).addr(), self.attribute, self.operation.name)
    }
}

/// What was noted while a check ran.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) reads: Vec<Read>,
    /// The kinds whose resources were looked at as a whole.
    pub(crate) listings: Vec<&'static KindSpec>,
    /// What `check!` found wrong, in the order in which it was found.
    pub(crate) failures: Vec<SoftFailure>,
    /// The unknown facts that nobody handled through `known`.
    unknowns: Vec<Unknown>,
    /// Whether a failure was noted before any fact was missing.
    fails_for_certain: bool,
    /// Whether whoever watches reads the failures afterwards.
    takes_failures: bool,
    /// The keys of the reads, where they are too many to look through.
    keys: HashSet<(usize, &'static str, &'static str)>,
}

/// From this many reads on, keys tell which of them are there.
const MANY: usize = 16;

thread_local! {
    static CURRENT: RefCell<Option<Trace>> = const { RefCell::new(None) };
    /// Who watched what this thread read last.
    static LAST: RefCell<Watch> = const { RefCell::new(Watch(None)) };
}

impl Trace {
    /// The first unknown fact that the check did not handle.
    pub(crate) fn unknown(&self) -> Option<&Unknown> {
        self.unknowns.first()
    }

    /// Adds what other threads of the same check did, in an order that no scheduler decides.
    pub(crate) fn add(&mut self, mut other: Self) {
        other.reads.sort_by(|left, right| left.place().cmp(&right.place()));
        other.listings.sort_by_key(|kind| kind.name);
        let words = |unknown: &Unknown| (unknown.operation().to_owned(), unknown.to_string());
        other.unknowns.sort_by_cached_key(words);
        other.reads.into_iter().for_each(|read| self.read(read));
        other.listings.into_iter().for_each(|kind| self.list(kind));
        // Nobody can tell whether that was before or after what failed here.
        self.fails_for_certain &= other.unknowns.is_empty();
        self.unknowns.extend(other.unknowns);
    }

    /// Whether something is wrong whatever the facts are that were not known: it was found before
    /// the first of them was missing.
    pub(crate) fn fails_for_certain(&self) -> bool {
        self.fails_for_certain
    }

    /// The operations that told what was read, with the kinds.
    pub(crate) fn operations(self) -> Vec<(&'static KindSpec, &'static Operation)> {
        let listings = self.listings.iter().map(|kind| (*kind, kind.list));
        let reads = self.reads.iter().map(|read| (read.resource.spec(), read.operation));
        listings.chain(reads).collect()
    }

    /// Takes back the note of that unknown fact, once.
    pub(super) fn handled(&mut self, unknown: &Unknown) {
        let position = self.unknowns.iter().rposition(|noted| noted == unknown);
        if let Some(position) = position {
            self.unknowns.remove(position);
        }
    }

    /// The same attribute read twice is one line of evidence.
    fn read(&mut self, read: Read) {
        let is_new = if self.reads.len() < MANY {
            !self.reads.iter().any(|earlier| earlier.is_same(&read))
        } else {
            if self.keys.is_empty() {
                self.keys.extend(self.reads.iter().map(Read::key));
            }
            self.keys.insert(read.key())
        };
        if is_new {
            self.reads.push(read);
        }
    }

    fn list(&mut self, kind: &'static KindSpec) {
        if !self.listings.iter().any(|known| known.name == kind.name) {
            self.listings.push(kind);
        }
    }
}

/// Who watches what is read of a resource: the case of the check to which it was handed. It knows
/// what was read on threads that the check started, where nobody else watches.
#[derive(Clone, Default)]
pub(crate) struct Watch(Option<Arc<Mutex<Trace>>>);

impl Watch {
    /// One for a case.
    pub(crate) fn new() -> Self {
        Self(Some(Arc::default()))
    }

    /// What threads of the check did that nobody watched.
    pub(crate) fn take(&self) -> Trace {
        let taken = |trace: &Arc<Mutex<Trace>>| {
            std::mem::take(&mut *trace.lock().unwrap_or_else(PoisonError::into_inner))
        };
        self.0.as_ref().map(taken).unwrap_or_default()
    }

    /// Notes a read.
    pub(super) fn note(&self, read: impl FnOnce() -> Read) {
        self.with_trace(|trace| trace.read(read()));
    }

    /// Notes that the resources of a kind were looked at as a whole.
    pub(crate) fn note_listing(&self, kind: &'static KindSpec) {
        self.with_trace(|trace| trace.list(kind));
    }

    /// Notes an unknown fact.
    pub(super) fn met(&self, unknown: &Unknown) {
        self.with_trace(|trace| trace.unknowns.push(unknown.clone()));
    }

    /// The trace of this thread, where a check is watched on it, or else the case's.
    fn with_trace(&self, change: impl FnOnce(&mut Trace)) {
        CURRENT.with_borrow_mut(|current| {
            if let Some(shared) = &self.0 {
                self.remember();
                if current.is_none() {
                    return change(&mut shared.lock().unwrap_or_else(PoisonError::into_inner));
                }
            }
            if let Some(trace) = current {
                change(trace);
            }
        });
    }

    /// What this thread meets next that is no resource's belongs to the same case.
    fn remember(&self) {
        LAST.with_borrow_mut(|last| {
            let is_it = match (&last.0, &self.0) {
                (Some(last), Some(this)) => Arc::ptr_eq(last, this),
                _ => false,
            };
            if !is_it {
                *last = self.clone();
            }
        });
    }
}

/// Runs `body` and returns what it read. `body` must not unwind past this.
pub(crate) fn during<T>(body: impl FnOnce() -> T) -> (T, Trace) {
    watch(Trace { takes_failures: true, ..Trace::default() }, body)
}

/// The same where nobody looks at the failures afterwards: they are not noted, but panic.
pub(crate) fn during_reads<T>(body: impl FnOnce() -> T) -> (T, Trace) {
    watch(Trace::default(), body)
}

fn watch<T>(trace: Trace, body: impl FnOnce() -> T) -> (T, Trace) {
    let outer = CURRENT.replace(Some(trace));
    let value = body();
    let trace = CURRENT.replace(outer).unwrap_or_default();
    (value, trace)
}

/// Notes an unknown fact that is no resource's: it belongs to the case of which this thread read
/// something before.
pub(super) fn met(unknown: &Unknown) {
    let last = LAST.with_borrow(Watch::clone);
    last.met(unknown);
}

/// Hands what a part of a check did on a thread that nobody watches to the case that it belongs to.
pub(super) fn hand_on(trace: Trace) {
    let last = LAST.with_borrow(Watch::clone);
    last.with_trace(|of_the_case| of_the_case.add(trace));
}

/// Takes back the note of the unknown fact that was handled, and of no other.
pub(super) fn handled(unknown: &Unknown) {
    CURRENT.with_borrow_mut(|current| {
        if let Some(trace) = current {
            trace.handled(unknown);
        }
    });
}

/// Notes a failure after which the check goes on, and tells its position; hands it back where nobody
/// would read the note.
pub(crate) fn failed(failure: SoftFailure) -> Result<usize, SoftFailure> {
    CURRENT.with_borrow_mut(|current| match current {
        Some(trace) if trace.takes_failures => {
            trace.fails_for_certain |= trace.unknowns.is_empty();
            trace.failures.push(failure);
            Ok(trace.failures.len() - 1)
        }
        Some(_) | None => Err(failure),
    })
}

/// Adds to a noted failure what the check has to say of it.
pub(crate) fn explain(position: usize, message: String) {
    CURRENT.with_borrow_mut(|current| {
        let noted = current.as_mut().and_then(|trace| trace.failures.get_mut(position));
        if let Some(failure) = noted {
            failure.message = Some(message);
        }
    });
}

/// Whether a check is watched on this thread.
pub(super) fn is_watched() -> bool {
    CURRENT.with_borrow(Option::is_some)
}
