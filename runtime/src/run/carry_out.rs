//! Carrying a check out.

use super::panic::{self, Thrown};
use super::{Evidence, Finding, Verdict};
use crate::check::{Case, Subject};
use crate::resource::trace;

/// Runs a check over its subject. Never panics on the check's account.
pub fn carry_out(case: &Case) -> Finding {
    let finding = |verdict, message: String| Finding {
        case: case.clone(),
        verdict,
        message,
        location: None,
        unknown: None,
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
    let unknown = match thrown {
        // A check that caught the unwinding and went on still did not see the fact.
        Ok(Ok(())) => match trace.unknown.clone() {
            None => return finding(Verdict::Pass, String::new()),
            Some(unknown) => unknown,
        },
        Ok(Err(message)) => {
            let evidence = Evidence::of(&trace);
            return Finding { evidence, ..finding(Verdict::Fail, message) };
        }
        Err(Thrown::Panic { message, location }) => {
            let evidence = Evidence::of(&trace);
            return Finding { evidence, location, ..finding(Verdict::Fail, message) };
        }
        Err(Thrown::Unknown(unknown)) => unknown,
    };
    Finding {
        evidence: Evidence::of(&trace),
        unknown: Some(unknown),
        ..finding(Verdict::Unknown, "a fact that the check read is not known".to_owned())
    }
}

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
pub fn verdict(check: impl FnOnce()) -> Verdict {
    let (thrown, trace) = trace::during(|| panic::catch(check));
    match thrown {
        Ok(()) if trace.unknown.is_none() => Verdict::Pass,
        Ok(()) | Err(Thrown::Unknown(_)) => Verdict::Unknown,
        Err(Thrown::Panic { .. }) => Verdict::Fail,
    }
}
