//! What a finding says in words, for the formats that show a person one text for each.

use std::borrow::Cow;
use std::time::UNIX_EPOCH;

use super::super::record::{
    FailureRecord, FindingRecord, ReadRecord, ResourceRecord, SubjectRecord, UnknownRecord,
};
use super::super::results::{CheckResults, Gap, Results};
use super::words;
use crate::gate::Status;
use crate::resource::{self, ALL_REGIONS, GLOBAL};
use crate::resource::{inert, is_active};
use crate::run::Verdict;

/// Whether a text was cut.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut(pub(super) bool);

impl Cut {
    /// The text, inert, in at most so many bytes of UTF-8: whatever unit a consumer counts in, it
    /// counts no more of them.
    pub(super) fn within<'a>(&mut self, text: &'a str, bytes: usize) -> Cow<'a, str> {
        const MORE: char = '…';
        if text.len() <= bytes && (is_plain(text) || !text.contains(is_active)) {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(bytes.min(text.len() + 16));
        let mut end = 0;
        for character in text.chars() {
            match is_active(character) {
                true => shown.extend(character.escape_unicode()),
                false => shown.push(character),
            }
            if shown.len() > bytes {
                self.0 = true;
                shown.truncate(end);
                shown.push(MORE);
                break;
            }
            if shown.len() + MORE.len_utf8() <= bytes {
                end = shown.len();
            }
        }
        Cow::Owned(shown)
    }
}

/// Whether nothing in it is active, as a look at its bytes tells already. Most texts are so.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
}

/// One line: what was looked at, what came of it, and what the check asks for.
pub(super) fn headline(of: &CheckResults<'_>, finding: &FindingRecord) -> String {
    let subject = subject(finding);
    let values = match &finding.values {
        Some(values) => format!(" ({})", start(values)),
        None => String::new(),
    };
    format!("{subject}{values} {}: {}", outcome(finding), start(of.title()))
}

/// What came of it, in words that stand behind a subject.
pub(super) fn outcome(finding: &FindingRecord) -> String {
    let verdict = match finding.verdict {
        Verdict::Pass => "passes",
        Verdict::Fail => "fails",
        Verdict::Unknown => "cannot be judged",
        Verdict::NoResource => "has nothing to look at",
    };
    let waiver = finding.waiver.as_ref();
    let accepted = match finding.status {
        Status::Waived => match waiver {
            Some(waiver) => format!(", waived until {}", start(&waiver.expires)),
            None => ", waived".to_owned(),
        },
        Status::Baselined => ", as it did when the baseline was written".to_owned(),
        Status::BelowThreshold => ", below the severity that breaks the build".to_owned(),
        Status::Pass | Status::Fail | Status::Unknown | Status::NoResource => match waiver {
            Some(waiver) if waiver.expired => {
                format!(", and its waiver expired on {}", start(&waiver.expires))
            }
            _ => String::new(),
        },
    };
    format!("{verdict}{accepted}")
}

fn subject(finding: &FindingRecord) -> String {
    let kind = start(finding.kind.as_deref().unwrap_or("its kind"));
    match (finding.subject, &finding.resource, &finding.place) {
        (_, Some(ResourceRecord { name: Some(name), id, .. }), _) => {
            format!("{} ({})", start(name), start(id))
        }
        (_, Some(ResourceRecord { id, .. }), _) => start(id).into_owned(),
        (SubjectRecord::Unlisted, None, Some(place)) => format!("{kind} of {}", start(place)),
        (SubjectRecord::Unlisted, None, None) => format!("{kind}, which could not be listed,"),
        (SubjectRecord::All, None, _) => format!("every {kind} together"),
        (SubjectRecord::Snapshot, None, _) => "the whole snapshot".to_owned(),
        (SubjectRecord::Resource | SubjectRecord::Nothing | SubjectRecord::Gate, None, _) => {
            start(&finding.test).into_owned()
        }
    }
}

/// As much of a name as belongs into one line.
fn start(text: &str) -> Cow<'_, str> {
    Cut::default().within(text, 200)
}

/// The rest, in lines: what was said where, which fact is missing, what accepts it, what was read.
/// Of long texts only a beginning, as whoever shows it has a limit of so many bytes anyway.
pub(super) fn details(finding: &FindingRecord, longest: usize) -> String {
    let mut lines = Lines { text: words(finding, longest), longest };
    for ReadRecord { resource, attribute, value, provenance } in &finding.reads {
        lines.push(&["read", resource, attribute, value, provenance]);
    }
    if finding.reads_omitted > 0 {
        lines.push(&["read", &format!("{} more", finding.reads_omitted)]);
    }
    lines.text
}

/// The same without what was read.
pub(super) fn words(finding: &FindingRecord, longest: usize) -> String {
    let mut lines = Lines { text: String::new(), longest };
    let location = finding.location.as_deref();
    lines.push(&[location.unwrap_or_default(), &finding.message]);
    for FailureRecord { location, message } in &finding.failures {
        lines.push(&[location, message]);
    }
    if let Some(UnknownRecord { message, iam_action, .. }) = &finding.unknown {
        lines.push(&["unknown", message]);
        lines.push(&["grant", iam_action.as_deref().unwrap_or_default()]);
    }
    if let Some(waiver) = &finding.waiver {
        lines.push(&["waiver", &waiver.place, &waiver.reason]);
    }
    if let Some(baseline) = &finding.baseline {
        lines.push(&["baseline", &baseline.path, &baseline.since]);
    }
    if let Some(again) = words::read_again(finding) {
        lines.push(&["again", &again]);
    }
    lines.text
}

struct Lines {
    text: String,
    longest: usize,
}

impl Lines {
    /// The parts with colons between them; nothing where the last one is empty.
    fn push(&mut self, parts: &[&str]) {
        if parts.last().is_none_or(|last| last.is_empty()) || self.text.len() > self.longest {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mut between = "";
        for part in parts.iter().filter(|part| !part.is_empty()) {
            self.text.push_str(between);
            // So that whoever cuts it sees that there is more.
            let end = part.floor_char_boundary(self.longest + 4);
            self.text.push_str(&part[..end]);
            between = ": ";
        }
    }
}

/// What a gap says.
pub(super) fn gap(gap: &Gap) -> String {
    let Gap { suite, check, missing } = gap;
    let (cases, have) = match missing {
        1 => ("case", "has"),
        _ => ("cases", "have"),
    };
    format!(
        "{missing} {cases} of {} in {} {have} no finding: a process was killed or crashed",
        inert(check),
        inert(suite)
    )
}

/// When the run began, as it is written, and in milliseconds since 1970.
pub(super) fn began(results: &Results) -> (&str, u64) {
    match humantime::parse_rfc3339(&results.began) {
        Ok(time) => {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
            (&results.began, u64::try_from(since).unwrap_or(u64::MAX))
        }
        Err(_) => ("1970-01-01T00:00:00Z", 0),
    }
}

/// The account of a finding, where it is of one.
pub(super) fn account(finding: &FindingRecord) -> Option<&str> {
    let mut accounts = accounts(finding);
    accounts.next().filter(|_| accounts.next().is_none())
}

/// What stands for the account of a finding that is of more than one.
pub(super) const SEVERAL: &str = "several";

/// The account of a finding, or that there are several.
pub(super) fn account_or_several(finding: &FindingRecord) -> Option<&str> {
    let is_of_any = accounts(finding).next().is_some();
    account(finding).or(is_of_any.then_some(SEVERAL))
}

/// The accounts of a finding, as far as they are known: its resource's, or the one that was to be
/// listed, or those of which it read something.
pub(super) fn accounts(finding: &FindingRecord) -> impl Iterator<Item = &str> {
    let of_place =
        || finding.place.as_deref().map(|place| place.split('/').next().unwrap_or(place));
    let account = finding.resource.as_ref().map(|resource| resource.account.as_str());
    let account = account.or_else(of_place).filter(|account| !account.is_empty());
    let others = match account {
        Some(_) => &[],
        None => finding.accounts.as_slice(),
    };
    account.into_iter().chain(others.iter().map(String::as_str))
}

/// All of them, where there is more than one.
pub(super) fn all_accounts(finding: &FindingRecord) -> Option<String> {
    let accounts: Vec<_> = accounts(finding).collect();
    (accounts.len() > 1).then(|| accounts.join(", "))
}

/// The region of a finding, where it has one.
pub(super) fn region(finding: &FindingRecord) -> Option<&str> {
    let of_place = || {
        let region = finding.place.as_deref().and_then(|place| place.split('/').nth(1));
        region.filter(|region| ![GLOBAL, ALL_REGIONS].contains(region))
    };
    let region = finding.resource.as_ref().and_then(|resource| resource.region.as_deref());
    region.or_else(of_place).filter(|region| !region.is_empty())
}

/// The partition of a finding, where its ARN or its region tells: `aws`, `aws-cn`, `aws-us-gov`.
pub(super) fn partition(finding: &FindingRecord) -> Option<&str> {
    let arn = finding.resource.as_ref().map_or("", |resource| resource.arn.as_str());
    let mut parts = arn.split(':');
    match (parts.next(), parts.next()) {
        (Some("arn"), Some(partition)) if !partition.is_empty() => Some(partition),
        _ => region(finding).map(resource::partition),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::results::sample;
    use super::*;

    fn within(text: &str, bytes: usize) -> (String, bool) {
        let mut cut = Cut::default();
        (cut.within(text, bytes).into_owned(), cut.0)
    }

    #[test]
    fn a_text_keeps_its_limit_in_bytes() {
        assert_eq!(within("12345", 5), ("12345".to_owned(), false));
        assert_eq!(within("123456", 5), ("12…".to_owned(), true));
        assert_eq!(within("ééé", 6), ("ééé".to_owned(), false));
        assert_eq!(within("ééé", 5), ("é…".to_owned(), true));
        assert_eq!(within("\u{1b}[0m", 20), ("\\u{1b}[0m".to_owned(), false));
        assert_eq!(within("ab\u{1b}[0m", 7), ("ab…".to_owned(), true));
        for bytes in 3..40 {
            let long = "aé\u{202e}日\u{1b}".repeat(10);
            assert!(within(&long, bytes).0.len() <= bytes);
        }
    }

    #[test]
    fn a_headline_tells_what_it_is() {
        let results = sample::results();
        let lines = results.checks().flat_map(|of| {
            of.findings.iter().map(move |finding| headline(&of, finding)).collect::<Vec<_>>()
        });
        assert_eq!(
            lines.map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>(),
            [
                "acme-data passes",
                "acme-logs fails",
                "acme-old fails, as it did when the baseline was written",
                "acme-secret cannot be judged",
                "acme-website fails, waived until 2027-03-31",
                "groups::keep_ports_private has nothing to look at",
                "bastion (sg-0123) (port=22) fails, below the severity that breaks the build",
            ]
        );
    }

    #[test]
    fn a_finding_of_no_resource_is_of_the_accounts_that_it_read() {
        let of = |accounts: &[&str], place: Option<&str>| {
            let finding = sample::over(accounts);
            let finding = FindingRecord { place: place.map(str::to_owned), ..finding };
            let owned = |account: &str| account.to_owned();
            (account(&finding).map(owned), account_or_several(&finding).map(owned))
        };
        let both = |account: &str| (Some(account.to_owned()), Some(account.to_owned()));
        assert_eq!(of(&[], None), (None, None));
        assert_eq!(of(&["1"], None), both("1"));
        assert_eq!(of(&["1", "2"], None), (None, Some(SEVERAL.to_owned())));
        assert_eq!(of(&["1", "2"], Some("3/eu-west-1")), both("3"));
        assert_eq!(all_accounts(&sample::over(&["1", "2"])).as_deref(), Some("1, 2"));
    }

    #[test]
    fn an_unknown_fact_that_is_waived_is_no_failure() {
        let mut finding = sample::finding("a", "b", Status::Unknown);
        finding.status = Status::Waived;
        assert_eq!(outcome(&finding), "cannot be judged, waived");
    }
}
