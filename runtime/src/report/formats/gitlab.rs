//! GitLab's code quality report: <https://docs.gitlab.com/ci/testing/code_quality/>.
//!
//! A JSON array of what does not pass, each at its check's source, by the fingerprint that the
//! finding has in every run. GitLab shows what is new against the target branch, and what is gone
//! as fixed; so that nothing looks fixed that only was accepted, what a waiver, the baseline or the
//! threshold accepts stays in the report, as `info` and with the reason. A case that was to be
//! judged and was not is a `blocker`; that the run was only a part is an `info`.
//!
//! | severity of the check | here |
//! |---|---|
//! | critical | `blocker` |
//! | high | `critical` |
//! | medium | `major` |
//! | low | `minor` |
//! | informational | `info` |
//!
//! Descriptions are one line of at most 500 characters. GitLab states no limit for the size; what
//! breaks the build comes first, the worst before the rest.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::super::record::{CheckRecord, FindingRecord};
use super::super::results::{CheckResults, Results};
use super::inert_json::push_json;
use super::words;
use crate::gate::Status;
use crate::settings::Severity;

/// So long is a description at most, in characters.
const LONGEST: usize = 500;

pub(super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut entries = Entries { out, line: Vec::new(), written: 0 };
    let checks: Vec<CheckResults<'_>> = results.checks().collect();
    write_gaps(results, &checks, &mut entries)?;
    for severity in Severity::ALL.into_iter().rev() {
        for results_of in checks.iter().filter(|of| of.check.severity == severity) {
            for finding in results_of.findings.iter().filter(|finding| is_open(finding)) {
                entries.write(&entry(results, results_of, finding))?;
            }
        }
    }
    let mut accepted = 0;
    for results_of in &checks {
        for finding in results_of.findings.iter().filter(|finding| is_accepted(finding)) {
            entries.write(&entry(results, results_of, finding))?;
            accepted += 1;
        }
    }
    entries.end()?;
    Ok(match accepted {
        0 => Vec::new(),
        accepted => vec![format!(
            "GitLab knows no accepted findings: {accepted} that are waived, baselined or below the \
             threshold are in the report as `info`"
        )],
    })
}

/// An entry of the report.
#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The array while it is written: an entry a line.
struct Entries<'a> {
    out: &'a mut dyn Write,
    line: Vec<u8>,
    written: usize,
}

impl Entries<'_> {
    fn write(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        self.line.clear();
        self.line.extend(if self.written == 0 { b"[\n" } else { b",\n" });
        self.written += 1;
        push_json(&mut self.line, entry)?;
        self.out.write_all(&self.line)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })
    }
}

/// What does not pass, and nobody accepted.
fn is_open(finding: &FindingRecord) -> bool {
    match finding.status {
        Status::Fail | Status::Unknown => true,
        Status::NoResource => finding.breaks,
        Status::Pass | Status::Waived | Status::Baselined | Status::BelowThreshold => false,
    }
}

fn is_accepted(finding: &FindingRecord) -> bool {
    matches!(finding.status, Status::Waived | Status::Baselined | Status::BelowThreshold)
}

fn entry<'a>(results: &Results, of: &CheckResults<'a>, finding: &'a FindingRecord) -> Entry<'a> {
    let subject = words::subject(finding);
    let status = words::status(of.check, finding);
    let title = of.title();
    let mut text = match words::why(finding) {
        "" => format!("{status}: {subject}: {title}"),
        why => format!("{status}: {subject}: {title} {}", words::first_line(why)),
    };
    if let Some(again) = words::read_again(finding) {
        text = format!("{text} ({again})");
    }
    Entry {
        description: words::one_line(&text, LONGEST).into_owned(),
        check_name: &of.check.path,
        fingerprint: &finding.fingerprint,
        severity: match is_accepted(finding) {
            true => "info",
            false => severity(of.check.severity),
        },
        location: location(results, of.check),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "blocker",
        Severity::High => "critical",
        Severity::Medium => "major",
        Severity::Low => "minor",
        Severity::Informational => "info",
    }
}

fn location(results: &Results, check: &CheckRecord) -> Location {
    Location { path: results.file_of(check), lines: Lines { begin: check.line.max(1) } }
}

/// What was not judged: GitLab wants a place for it, which is the check, or the first one.
fn write_gaps(
    results: &Results,
    checks: &[CheckResults<'_>],
    entries: &mut Entries<'_>,
) -> io::Result<()> {
    let place = |suite: &str, check: &str| {
        let mut all = checks.iter();
        let of = all.find(|of| of.suite.name == suite && of.check.path == check).or(checks.first());
        of.map_or_else(
            || Location { path: "configtest.toml".to_owned(), lines: Lines { begin: 1 } },
            |of| location(results, of.check),
        )
    };
    let mut write = |check_name: &str, severity, text: &str, key: &[&str], location| {
        let fingerprint = fingerprint(key);
        entries.write(&Entry {
            description: words::one_line(text, LONGEST).into_owned(),
            check_name,
            fingerprint: &fingerprint,
            severity,
            location,
        })
    };
    if results.findings.is_empty() && results.gaps.is_empty() {
        let location = place("", "");
        write("configtest", "blocker", words::NOTHING_JUDGED, &["nothing"], location)?;
    }
    for gap in &results.gaps {
        let location = place(&gap.suite, &gap.check);
        let key = ["gap", &gap.suite, &gap.check];
        write(&gap.check, "blocker", &words::gap(gap), &key, location)?;
    }
    for sentence in &results.partial {
        let text = format!("partial results: {sentence}");
        write("configtest", "info", &text, &["partial", sentence], place("", ""))?;
    }
    Ok(())
}

/// The same for the same words in every run.
fn fingerprint(of: &[&str]) -> String {
    let digest = Sha256::digest(of.join("\0"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::super::results::sample;
    use super::*;

    fn written(results: &Results) -> (Vec<Value>, Vec<String>) {
        let mut bytes = Vec::new();
        let notes = write(results, &mut bytes).unwrap();
        (serde_json::from_slice(&bytes).unwrap(), notes)
    }

    #[test]
    fn what_does_not_pass_stands_at_its_check() {
        let (entries, notes) = written(&sample::results());
        assert_eq!(entries.len(), 6, "{entries:#?}");
        assert_eq!(
            entries[0]["description"],
            concat!(
                "fail: acme-logs: Buckets keep every public-access block switched on. ",
                "assertion failed: block.blocks_everything()"
            )
        );
        assert_eq!(entries[0]["check_name"], "buckets::block_public_access");
        assert_eq!(entries[0]["severity"], "critical");
        let location = json!({ "path": "app/tests/config/buckets.rs", "lines": { "begin": 9 } });
        assert_eq!(entries[0]["location"], location);
        let first_words = |entry: &Value| {
            let text = entry["description"].as_str().unwrap().to_owned();
            (text.split(": ").next().unwrap().to_owned(), entry["severity"].clone())
        };
        let all: Vec<_> = entries.iter().map(first_words).collect();
        let expected = [
            ("fail", "critical"),
            ("unknown", "critical"),
            ("no-resource", "minor"),
            ("baselined since 2026-11-01 (configtest-baseline.json)", "info"),
            ("waived until 2027-03-31", "info"),
            ("below-threshold (low)", "info"),
        ];
        let expected = expected.map(|(status, severity)| (status.to_owned(), severity.into()));
        assert_eq!(all, expected);
        assert_eq!(notes.len(), 1);
        assert!(notes[0].contains(" 3 that are waived"), "{notes:?}");
    }

    #[test]
    fn what_was_not_judged_has_entries_of_its_own() {
        let (entries, _) = written(&sample::with_gaps());
        assert_eq!(entries.len(), 8);
        assert_eq!(entries[0]["severity"], "blocker");
        assert_eq!(entries[0]["location"]["lines"]["begin"], 9);
        let gap = "3 cases of app::config buckets::block_public_access were not judged";
        assert!(entries[0]["description"].as_str().unwrap().starts_with(gap), "{}", entries[0]);
        assert_eq!(entries[1]["severity"], "info");
        assert_eq!(written(&sample::with_gaps()).0, entries, "the same in every run");
        let mut nothing = sample::results();
        nothing.findings.clear();
        let (entries, notes) = written(&nothing);
        assert_eq!((entries.len(), notes.len()), (1, 0));
        assert_eq!(entries[0]["severity"], "blocker");
    }

    #[test]
    fn fingerprints_differ_and_no_description_is_long() {
        for results in [sample::with_gaps(), sample::hostile()] {
            let (entries, _) = written(&results);
            let of = |entry: &Value| entry["fingerprint"].as_str().unwrap().to_owned();
            let fingerprints: BTreeSet<_> = entries.iter().map(of).collect();
            assert_eq!(fingerprints.len(), entries.len());
            for entry in &entries {
                let text = entry["description"].as_str().unwrap();
                assert!(text.chars().count() < LONGEST + 50, "{text}");
                assert!(!text.contains(|c: char| c == '\n' || crate::resource::is_active(c)));
            }
        }
    }
}
