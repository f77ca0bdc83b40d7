//! How an unknown fact leaves a check: by unwinding, so that no check can go on with it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::trace::Watch;
use super::{Unknown, trace};

struct Payload(Unknown);

/// Leaves the check: whoever carries it out records it as unknown.
///
/// `resume_unwind` runs no panic hook, so nothing is printed.
pub(crate) fn unwind(unknown: Unknown) -> ! {
    trace::met(&unknown);
    resume_unwind(Box::new(Payload(unknown)))
}

/// The same for a fact of what somebody watches. A check may have read it on a thread of its own
/// and throw away what that thread says; the watch still knows.
pub(crate) fn unwind_before(watch: &Watch, unknown: Unknown) -> ! {
    watch.met(&unknown);
    resume_unwind(Box::new(Payload(unknown)))
}

/// Tells an unwinding unknown from a panic.
pub(crate) fn of_payload(
    payload: Box<dyn std::any::Any + Send>,
) -> Result<Unknown, Box<dyn std::any::Any + Send>> {
    payload.downcast::<Payload>().map(|payload| payload.0)
}

/// Runs `read` and hands back an unknown fact instead of leaving the check.
///
/// For a check that wants to decide for itself what an unreadable fact means. A panic in `read`
/// passes through.
///
/// # Errors
///
/// The first fact that `read` asked for and the source could not tell.
///
/// ```
/// use configtest::prelude::*;
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// let versioning = configtest::known(|| bucket.versioning().is_enabled());
/// assert_eq!(versioning, Ok(false));
/// ```
pub fn known<T>(read: impl FnOnce() -> T) -> Result<T, Unknown> {
    // On a thread that the check started, nobody watches: watch here, so that what is handled
    // below is not taken for lost.
    if !trace::is_watched() {
        let (caught, mut trace) = trace::during_reads(|| caught(read));
        if let Ok(Err(unknown)) = &caught {
            trace.handled(unknown);
        }
        trace::hand_on(trace);
        return caught.unwrap_or_else(|panic| resume_unwind(panic));
    }
    let known = caught(read).unwrap_or_else(|panic| resume_unwind(panic));
    known.inspect_err(trace::handled)
}

/// What it read, or the fact that was not known; a panic otherwise.
fn caught<T>(
    read: impl FnOnce() -> T,
) -> Result<Result<T, Unknown>, Box<dyn std::any::Any + Send>> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(value) => Ok(Ok(value)),
        Err(payload) => of_payload(payload).map(Err),
    }
}
