//! Carrying a check out.

use super::panic::{self, Thrown};
use super::{Evidence, Finding, Verdict};
use crate::check::{Case, Conclude, Returned, Subject};
use crate::resource::{KindSpec, Operation, trace};

/// Runs a check over its subject. Never panics on the check's account.
pub fn carry_out(case: &Case) -> Finding {
    let finding = |verdict, message: String| Finding {
        case: case.clone(),
        verdict,
        message,
        location: None,
        unknown: None,
        failures: Vec::new(),
        evidence: Evidence::default(),
    };
    let core = match &case.subject {
        Subject::Resource(core) => core,
        Subject::Unlisted { unknown, .. } => {
            let message = format!("the {} could not be listed", case.check.kind.nouns.1);
            return Finding {
                unknown: Some(unknown.clone()),
                ..finding(Verdict::Unknown, message)
            };
        }
        Subject::Nothing => {
            let message = format!(
                "there is no {} to look at, so this check would pass without having tested anything",
                case.check.kind.nouns.0
            );
            return finding(Verdict::NoResource, message);
        }
    };
    let (thrown, trace) = trace::during(|| panic::catch(|| (case.check.run)(core)));
    // What was found wrong before a fact was missing is wrong whatever the fact is. Of a fact that was
    // missing on a thread of the check's own nobody can tell when that was.
    let (unless_known, and_then) = match trace.fails_for_certain() && core.missed().is_none() {
        true => (Verdict::Fail, "; the check ended there"),
        false => (Verdict::Unknown, ""),
    };
    let noted = |finding: Finding| Finding {
        failures: trace.failures.clone(),
        evidence: Evidence::of(&trace),
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
    if let Some(unknown) = trace.unknown().or_else(|| core.missed()) {
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

/// What a check reads of its subject, whatever it says of it.
pub fn reads(case: &Case) -> Vec<(&'static KindSpec, &'static Operation)> {
    let Subject::Resource(core) = &case.subject else { return Vec::new() };
    let (_, trace) = trace::during(|| panic::catch(|| (case.check.run)(core)));
    trace.reads.iter().map(|read| (read.resource.spec(), read.operation)).collect()
}

const NOT_KNOWN: &str = "a fact that the check read is not known";

/// What a check says of a resource, for testing the check itself.
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
