//! What a check read, in the order in which it read it.
//!
//! A read notes only where the value stands; it is rendered when a finding needs it, so a check
//! that passes pays for a push.

use std::cell::RefCell;
use std::sync::Arc;

use super::{Core, Operation, SoftFailure, Unknown};

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
}

/// What was noted while a check ran.
#[derive(Default)]
pub(crate) struct Trace {
    pub(crate) reads: Vec<Read>,
    /// What `check!` found wrong, in the order in which it was found.
    pub(crate) failures: Vec<SoftFailure>,
    /// The unknown facts that nobody handled through `known`.
    unknowns: Vec<Unknown>,
    /// Whether a failure was noted before any fact was missing.
    fails_for_certain: bool,
    /// Whether whoever watches reads the failures afterwards.
    takes_failures: bool,
}

thread_local! {
    static CURRENT: RefCell<Option<Trace>> = const { RefCell::new(None) };
}

impl Trace {
    /// The first unknown fact that the check did not handle.
    pub(crate) fn unknown(&self) -> Option<&Unknown> {
        self.unknowns.first()
    }

    /// Whether something is wrong whatever the facts are that were not known: it was found before
    /// the first of them was missing.
    pub(crate) fn fails_for_certain(&self) -> bool {
        self.fails_for_certain
    }
}

/// Runs `body` and returns what it read. `body` must not unwind past this.
pub(crate) fn during<T>(body: impl FnOnce() -> T) -> (T, Trace) {
    watch(Trace { takes_failures: true, ..Trace::default() }, body)
}

/// The same where nobody looks at the failures afterwards: they are not noted, but panic.
pub(super) fn during_reads<T>(body: impl FnOnce() -> T) -> (T, Trace) {
    watch(Trace::default(), body)
}

fn watch<T>(trace: Trace, body: impl FnOnce() -> T) -> (T, Trace) {
    let outer = CURRENT.replace(Some(trace));
    let value = body();
    let trace = CURRENT.replace(outer).unwrap_or_default();
    (value, trace)
}

/// Notes a read; the same attribute read twice is one line of evidence.
pub(super) fn note(read: impl FnOnce() -> Read) {
    CURRENT.with_borrow_mut(|current| {
        if let Some(trace) = current {
            let read = read();
            if !trace.reads.iter().any(|earlier| earlier.is_same(&read)) {
                trace.reads.push(read);
            }
        }
    });
}

/// Notes an unknown fact; whether a check is watched on this thread.
pub(super) fn met(unknown: &Unknown) -> bool {
    CURRENT.with_borrow_mut(|current| match current {
        Some(trace) => {
            trace.unknowns.push(unknown.clone());
            true
        }
        None => false,
    })
}

/// Takes back the note of the unknown fact that was handled, and of no other.
pub(super) fn handled(unknown: &Unknown) {
    CURRENT.with_borrow_mut(|current| {
        if let Some(trace) = current {
            let position = trace.unknowns.iter().rposition(|noted| noted == unknown);
            if let Some(position) = position {
                trace.unknowns.remove(position);
            }
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
