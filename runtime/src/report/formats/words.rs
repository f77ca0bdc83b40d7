//! Words on findings that several formats have in common.

use std::borrow::Cow;
use std::time::Duration;

use super::super::again;
use super::super::inert::cut_inert;
use super::super::record::{CheckRecord, FindingRecord, SettledRecord, SubjectRecord};
use super::super::results::Gap;
use crate::gate::Status;
use crate::run::Settled;

/// What a report says that has no findings.
pub(super) const NOTHING_JUDGED: &str = "nothing was judged: the run has no findings";

/// What a finding is of: the name of the resource, or else what the check looked at.
pub(super) fn subject(finding: &FindingRecord) -> String {
    let what = match (&finding.resource, finding.subject) {
        (Some(resource), _) => resource.name.clone().unwrap_or_else(|| resource.id.clone()),
        (None, SubjectRecord::Resource) => finding.test.clone(),
        (None, SubjectRecord::All) => "all resources".to_owned(),
        (None, SubjectRecord::Snapshot) => "the snapshot".to_owned(),
        (None, SubjectRecord::Unlisted) => "resources that could not be listed".to_owned(),
        (None, SubjectRecord::Nothing) => "no resource".to_owned(),
        (None, SubjectRecord::Gate) => finding.test.clone(),
    };
    let mut what = match &finding.place {
        Some(place) => format!("{what} in {place}"),
        None => what,
    };
    if let Some(values) = &finding.values {
        what = format!("{what} ({values})");
    }
    what
}

/// The status, and what makes it so: `waived until 2027-03-31: the public website`.
pub(super) fn status(check: &CheckRecord, finding: &FindingRecord) -> String {
    let status = match finding.status {
        Status::Waived => match &finding.waiver {
            Some(waiver) => {
                format!("waived until {}: {} ({})", waiver.expires, waiver.reason, waiver.place)
            }
            None => "waived".to_owned(),
        },
        Status::Baselined => match &finding.baseline {
            Some(baseline) => format!("baselined since {} ({})", baseline.since, baseline.path),
            None => "baselined".to_owned(),
        },
        Status::BelowThreshold => format!("below-threshold ({})", check.severity),
        Status::Pass | Status::Fail | Status::Unknown | Status::NoResource => {
            finding.status.to_string()
        }
    };
    let expired = finding.waiver.as_ref().filter(|waiver| waiver.expired);
    match (finding.status, expired) {
        (Status::Fail | Status::Unknown, _) if !finding.breaks => {
            format!("{status}, which does not break the build")
        }
        (Status::Fail | Status::Unknown, Some(waiver)) => {
            format!("{status}, the waiver expired on {} ({})", waiver.expires, waiver.place)
        }
        _ => status,
    }
}

/// Why a finding does not pass: the fact that is missing, the message or the first failure.
pub(super) fn why(finding: &FindingRecord) -> &str {
    let unknown = finding.unknown.as_ref().map(|unknown| unknown.message.as_str());
    let failure = finding.failures.first().map(|failure| failure.message.as_str());
    let all = [unknown, Some(finding.message.as_str()), failure];
    all.into_iter().flatten().find(|text| !text.is_empty()).unwrap_or_default()
}

/// That it is not of the first reading, where it is not: in the words of the terminal.
pub(super) fn read_again(finding: &FindingRecord) -> Option<String> {
    let SettledRecord { readings, after, is_gone, error } = finding.settled.clone()?;
    let settled =
        Settled { readings, after: Duration::from_secs(after.unwrap_or_default()), is_gone, error };
    Some(again::read_again(&settled, finding.verdict))
}

/// What a gap says.
pub(super) fn gap(gap: &Gap) -> String {
    let (cases, were) = match gap.missing {
        1 => ("1 case".to_owned(), "was"),
        missing => (format!("{missing} cases"), "were"),
    };
    format!(
        "{cases} of {} {} {were} not judged: the process that was to do so was killed or crashed",
        gap.suite, gap.check
    )
}

/// The first line that says something.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// A text that does nothing, on one line, of at most so many characters.
pub(super) fn one_line(text: &str, longest: usize) -> Cow<'_, str> {
    // Most are such already.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    let is_line = text.len() <= longest && text.bytes().all(is_plain);
    if is_line && !text.contains("  ") && text.trim_ascii().len() == text.len() {
        return Cow::Borrowed(text);
    }
    // What is cut away is not looked at: it may be megabytes.
    let text = cut_inert(text, longest);
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_ends_and_no_runs_of_spaces() {
        for text in ["a\nb", "a  b", " a b", "a b ", "a\tb", "a \u{2003}b"] {
            assert_eq!(one_line(text, 10), "a b");
        }
        assert!(matches!(one_line("a b", 3), Cow::Borrowed("a b")));
        assert_eq!(one_line("a b\u{1b}", 10), "a b\\u{1b}");
        assert_eq!(one_line("abcd", 3), "abc… (3 of 4 characters)");
    }
}
