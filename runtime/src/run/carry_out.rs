//! Carrying a check out.

use super::{Evidence, Finding, Verdict};
use crate::check::panic::{self, Thrown};
use crate::check::{Case, Check, Conclude, Returned, Subject};
use crate::resource::trace::{self, Trace};
use crate::resource::{KindSpec, Operation};

/// Runs a check over its subject. Never panics on the check's account.
pub fn carry_out(case: &Case) -> Finding {
    judge(case).0
}

/// The same, with what the check read.
pub(super) fn judge(case: &Case) -> (Finding, Trace) {
    match of_nothing(case) {
        Some(finding) => (finding, Trace::default()),
        None => {
            let (thrown, trace) = watched(case);
            (concluded(case, thrown, &trace), trace)
        }
    }
}

fn of_nothing(case: &Case) -> Option<Finding> {
    match &case.subject {
        Subject::Resource(_) | Subject::All | Subject::Snapshot => None,
        Subject::Unlisted { unknown, .. } => {
            let message = format!("the {} could not be listed", nouns(case.check).1);
            let finding = Finding::new(case, Verdict::Unknown, message);
            Some(Finding { unknown: Some(unknown.clone()), ..finding })
        }
        Subject::Nothing { passed_over } => {
            let message = nothing(case.check, *passed_over);
            Some(Finding::new(case, Verdict::NoResource, message))
        }
    }
}

fn concluded(case: &Case, thrown: Result<Result<(), Returned>, Thrown>, trace: &Trace) -> Finding {
    let finding = |verdict, message: String| Finding::new(case, verdict, message);
    // What was found wrong before a fact was missing is wrong whatever the fact is.
    let (unless_known, and_then) = match trace.fails_for_certain() {
        true => (Verdict::Fail, "; the check ended there"),
        false => (Verdict::Unknown, ""),
    };
    let noted = |finding: Finding| Finding {
        failures: trace.failures.clone(),
        evidence: Evidence::of(trace, case.core()),
        ..finding
    };
    let (verdict, message, location) = match thrown {
        Ok(Ok(())) if trace.failures.is_empty() => (Verdict::Pass, String::new(), None),
        Ok(Ok(())) => (Verdict::Fail, String::new(), None),
        Ok(Err(Returned::Error(message))) => (Verdict::Fail, message, None),
        Err(Thrown::Panic { message, location }) => (Verdict::Fail, message, location),
        Ok(Err(Returned::Unknown(unknown))) | Err(Thrown::Unknown(unknown)) => {
            return noted(Finding {
                unknown: Some(unknown),
                ..finding(unless_known, format!("{NOT_KNOWN}{and_then}"))
            });
        }
    };
    // A check that caught the unwinding, or lost it on a thread of its own, and went on has judged
    // without the fact, whatever it says.
    if let Some(unknown) = trace.unknown() {
        let message = match message.as_str() {
            "" => format!("{NOT_KNOWN}; the check went on without it"),
            message => format!("{NOT_KNOWN}; the check went on, and then: {message}"),
        };
        return noted(Finding {
            unknown: Some(unknown.clone()),
            location,
            ..finding(unless_known, message)
        });
    }
    match verdict {
        Verdict::Pass => finding(verdict, message),
        _ => noted(Finding { location, ..finding(verdict, message) }),
    }
}

/// What a check reads, whatever it says: the kinds that it looks at as a whole, and the facets.
pub fn reads(case: &Case) -> Vec<(&'static KindSpec, &'static Operation)> {
    if matches!(case.subject, Subject::Unlisted { .. } | Subject::Nothing { .. }) {
        return Vec::new();
    }
    watched(case).1.operations()
}

/// Calls the function, and says what it read, on whatever thread.
fn watched(case: &Case) -> (Result<Result<(), Returned>, Thrown>, Trace) {
    let context = case.context();
    let run = || {
        if case.is_chosen(&context) {
            (case.check.run)(&context)
        } else {
            Err(Returned::Error(FICKLE.to_owned()))
        }
    };
    let (thrown, mut trace) = trace::during(|| panic::catch(run));
    trace.add(context.watch().take());
    (thrown, trace)
}

/// What the resources are called that a check runs over.
fn nouns(check: &Check) -> (&'static str, &'static str) {
    check.kind().map_or(("resource", "resources"), |kind| kind.nouns)
}

fn nothing(check: &Check, passed_over: usize) -> String {
    let (one, many) = nouns(check);
    let so = "so this check would pass without having tested anything";
    match passed_over {
        0 => format!("there is no {one} to look at, {so}"),
        1 => format!("there is one {one}, of which the check does not speak, {so}"),
        count => format!("there are {count} {many}, and the check speaks of none of them, {so}"),
    }
}

const FICKLE: &str =
    "`when` said at first that the check speaks of this resource, and then that it does not";
const NOT_KNOWN: &str = "a fact that the check read is not known";

/// What a check says of a resource, for testing the check itself: it never panics on the check's
/// account. The [guide](crate::guide::testing_checks) has more.
///
/// ```
/// use configtest::prelude::*;
/// use configtest::Verdict;
///
/// fn buckets_keep_versions(bucket: &s3::Bucket) {
///     assert!(bucket.versioning().is_enabled());
/// }
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// assert_eq!(configtest::verdict(|| buckets_keep_versions(&bucket)), Verdict::Fail);
/// ```
///
/// A check that returns an error fails, as it does in a suite; one that reads what is unknown is
/// unknown:
///
/// ```
/// use configtest::prelude::*;
/// use configtest::{Fact, Unknown, Verdict};
///
/// fn buckets_have_a_policy(bucket: &s3::Bucket) -> Result<(), &'static str> {
///     bucket.policy().map(|_| ()).ok_or("no bucket policy is set")
/// }
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// assert_eq!(configtest::verdict(|| buckets_have_a_policy(&bucket)), Verdict::Fail);
///
/// let denied = Unknown::access_denied("s3:GetBucketPolicy");
/// let bucket = bucket.with_policy(Fact::Unknown(denied));
/// assert_eq!(configtest::verdict(|| buckets_have_a_policy(&bucket)), Verdict::Unknown);
/// ```
pub fn verdict<R: Conclude>(check: impl FnOnce() -> R) -> Verdict {
    let (thrown, trace) = trace::during(|| panic::catch(|| check().conclude()));
    match thrown {
        _ if trace.fails_for_certain() => Verdict::Fail,
        _ if trace.unknown().is_some() => Verdict::Unknown,
        Ok(Ok(())) if trace.failures.is_empty() => Verdict::Pass,
        Ok(Ok(())) => Verdict::Fail,
        Ok(Err(Returned::Unknown(_))) | Err(Thrown::Unknown(_)) => Verdict::Unknown,
        Ok(Err(Returned::Error(_))) | Err(Thrown::Panic { .. }) => Verdict::Fail,
    }
}

#[cfg(test)]
#[path = "carry_out_tests.rs"]
mod tests;
