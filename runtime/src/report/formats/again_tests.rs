//! What was read again is told in every format in which a person reads a finding.

use super::super::record::{FindingRecord, SettledRecord};
use super::super::results::{Results, sample};
use super::{Format, words};
use crate::gate::Status;
use crate::resource::is_active;

/// One that still fails, one whose last reading was refused in hostile words, and one that is gone.
fn results() -> Results {
    let settled = |status: Status, settled: SettledRecord| {
        let all = sample::results().findings;
        let like = all.into_iter().find(|finding| finding.status == status).unwrap();
        FindingRecord { settled: Some(settled), ..like }
    };
    let fail = SettledRecord { readings: 2, after: Some(67), is_gone: false, error: None };
    let error = Some("refused\u{1b}[31m </pre>\n::set-output name=x::y ```\n]]>".to_owned());
    let refused = SettledRecord { readings: 0, after: None, is_gone: false, error };
    let gone = SettledRecord { readings: 1, after: Some(7), is_gone: true, error: None };
    let findings = vec![
        settled(Status::Pass, gone),
        settled(Status::Unknown, refused),
        FindingRecord {
            status: Status::Fail,
            breaks: true,
            ..settled(Status::BelowThreshold, fail)
        },
    ];
    Results { findings, ..sample::results() }
}

fn written(format: Format, results: &Results) -> String {
    let mut bytes = Vec::new();
    format.write(results, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

const FAIL: &str = "read 2 times more, until 1m 7s after the run began, and it still does not pass";
const REFUSED: &str = "it could not be read again: refused";
const GONE: &str = "read once more, until 7s after the run began, and it passes since what it is of is \
                    gone, or is nothing of which the check speaks";

#[test]
fn what_does_not_pass_says_that_it_was_read_again() {
    for format in Format::ALL {
        // The one has it as data, and the other does not show evidence.
        if matches!(format, Format::Findings | Format::GithubSummary) {
            continue;
        }
        let text = written(format, &results());
        for sentence in [FAIL, REFUSED] {
            assert!(text.contains(sentence), "{sentence:?} in {format}: {text}");
        }
        assert!(!text.contains(|character| character != '\n' && is_active(character)), "{format}");
        let mut lines = text.lines().filter(|line| line.trim_start().starts_with("::"));
        let is_harmless = |line: &str| !line.trim_start().starts_with("::set-output");
        assert!(lines.all(is_harmless), "{format}: {text}");
    }
}

#[test]
fn what_passes_since_it_is_gone_says_so() {
    for format in [Format::Asff, Format::Html, Format::Junit, Format::Ocsf] {
        let text = written(format, &results());
        assert!(text.contains(GONE), "{format}: {text}");
    }
    for format in [Format::Markdown, Format::GithubSummary] {
        let text = written(format, &results());
        let line = "\n1 finding passed when what it read was read again, 1 of them since what it is \
                    of is gone.\n";
        assert!(text.contains(line), "{format}: {text}");
    }
}

#[test]
fn what_was_read_once_says_nothing_of_it() {
    assert_eq!(words::read_again(&sample::results().findings[0]), None);
    for format in Format::ALL {
        assert!(!written(format, &sample::results()).contains("again"), "{format}");
    }
}

#[test]
fn a_long_error_keeps_the_limits() {
    let mut results = results();
    for settled in results.findings.iter_mut().flat_map(|finding| &mut finding.settled) {
        settled.readings = 2;
        settled.error = Some("long \u{202e}".repeat(100_000));
    }
    for format in Format::ALL {
        // Findings are as they were written down, where it was cut before.
        if format == Format::Findings {
            continue;
        }
        let text = written(format, &results);
        assert!(text.len() < 120_000, "{format}: {}", text.len());
        let is_told = text.contains("; then it could not be: long");
        assert_eq!(is_told, format != Format::GithubSummary, "{format}");
    }
}
