//! The document: the verdict, what is missing, the counts, and the checks.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::super::results::{CheckResults, Results};
use super::accepted::accepted;
use super::escape::{code, words};
use super::section::{is_shown, section};
use crate::gate::{Conclusion, Status};
use crate::run::{Verdict, cut};
use crate::settings::Severity;

/// How much a document may hold.
#[derive(Clone, Copy)]
pub(in super::super) struct Extent {
    /// In bytes.
    pub(in super::super) bytes: usize,
    /// So many findings of each check.
    pub(in super::super) findings: usize,
    /// So many of them with what the check read.
    pub(in super::super) evidence: usize,
}

/// So many gaps, partial notes and checks that did not run are listed.
const MOST_LISTED: usize = 50;
/// A name or a sentence in a list is cut behind so many characters.
const LONGEST: usize = 300;
/// What is kept for the notes at the end.
const FOR_NOTES: usize = 4_000;

/// The document, and what was cut of it.
pub(in super::super) fn document(results: &Results, extent: Extent) -> (String, Vec<String>) {
    let mut text = head(results);
    text.push_str(&missing(results));
    text.push_str(&counts(results));
    text.push_str(&settled(results));
    let mut left_out = Vec::new();
    sections(results, extent, &mut text, &mut left_out);
    accepted(results, extent.bytes.saturating_sub(FOR_NOTES), &mut text, &mut left_out);
    text.push_str(&not_run(results));
    if !left_out.is_empty() {
        text.push_str("\n## Left out\n\n");
        for note in &left_out {
            let _ = writeln!(text, "- {note}");
        }
    }
    (text, left_out)
}

fn head(results: &Results) -> String {
    let (title, verdict) = match results.conclusion() {
        Conclusion::Clean => ("pass", "Nothing breaks the build."),
        Conclusion::Findings => ("fail", "Something breaks the build."),
        Conclusion::CouldNotJudge => (
            "could not judge",
            "Not everything could be judged, and what is unknown does not pass.",
        ),
    };
    let mut text = format!("# configtest: {title}\n\n{verdict}\n");
    for suite in results.suites.iter().take(MOST_LISTED) {
        let (name, source) = (name(&suite.name), name(&suite.source));
        let _ = write!(text, "\nSuite {name} over the source {source}.\n");
    }
    if !results.began.is_empty() {
        let (began, ended) = (name(&results.began), name(&results.ended));
        let _ = write!(text, "\nFrom {began} to {ended}.\n");
    }
    text
}

/// The gaps, and why the findings are not those of the whole suites.
fn missing(results: &Results) -> String {
    if results.gaps.is_empty() && results.partial.is_empty() {
        return String::new();
    }
    let gaps = results.gaps.iter().map(|gap| {
        let (suite, check) = (name(&gap.suite), name(&gap.check));
        let cases = count(gap.missing, "case", "cases");
        format!("**Gap**: {cases} of {check} of {suite} without a finding: the process was killed, or crashed")
    });
    let partial =
        results.partial.iter().map(|why| format!("**Partial**: {}", words(&cut(why, LONGEST))));
    let text = listed("What is missing", gaps.chain(partial));
    match results.findings.is_empty() {
        true => format!("{text}\nThere are no findings.\n"),
        false => text,
    }
}

/// How many findings there are of each severity and status.
fn counts(results: &Results) -> String {
    let counts = results.counts();
    let mut text = "\n## Findings\n\n| severity |".to_owned();
    for status in Status::ALL {
        let _ = write!(text, " {status} |");
    }
    text.push_str("\n|---|");
    Status::ALL.iter().for_each(|_| text.push_str("--:|"));
    text.push('\n');
    let mut all: BTreeMap<Status, usize> = BTreeMap::new();
    for severity in Severity::ALL.iter().rev() {
        let of = |status: Status| counts.get(&(*severity, status)).copied().unwrap_or(0);
        if Status::ALL.iter().all(|status| of(*status) == 0) {
            continue;
        }
        let _ = write!(text, "| {severity} |");
        for status in Status::ALL {
            *all.entry(status).or_default() += of(status);
            let _ = write!(text, " {} |", of(status));
        }
        text.push('\n');
    }
    text.push_str("| **all** |");
    for status in Status::ALL {
        let _ = write!(text, " {} |", all.get(&status).copied().unwrap_or(0));
    }
    text.push('\n');
    text
}

/// How many passed when they were read again: those that pass are not listed.
fn settled(results: &Results) -> String {
    let passed = results.findings.iter().filter(|finding| finding.verdict == Verdict::Pass);
    let passed = passed.filter_map(|finding| finding.settled.as_ref());
    let (mut all, mut gone) = (0, 0);
    for settled in passed {
        all += 1;
        gone += usize::from(settled.is_gone);
    }
    let of_gone = match gone {
        0 => String::new(),
        gone => format!(", {gone} of them since what it is of is gone"),
    };
    match all {
        0 => String::new(),
        all => format!(
            "\n{} passed when what it read was read again{of_gone}.\n",
            count(all, "finding", "findings")
        ),
    }
}

/// The checks that do not pass: what breaks the build first, and of these the most severe.
fn sections(results: &Results, extent: Extent, text: &mut String, notes: &mut Vec<String>) {
    let mut worst_first: Vec<CheckResults<'_>> =
        results.checks().filter(|check| check.findings.iter().any(is_shown)).collect();
    worst_first.sort_by_cached_key(|check| {
        let breaks = check.findings.iter().any(|finding| finding.breaks);
        (Reverse(breaks), Reverse(check.check.severity))
    });
    // A quarter is for what was accepted.
    let end = extent.bytes / 4 * 3;
    let (mut left_out, mut without_evidence, mut findings) = (0, 0, 0);
    for check in worst_first {
        let fits = |part: &str| text.len() + part.len() <= end;
        let short = Extent { evidence: 0, ..extent };
        // Nothing that matters less stands where something was left out.
        let parts = [extent, short].into_iter().filter(|_| left_out == 0);
        let mut parts = parts.map(|extent| (extent, section(results, check, extent)));
        match parts.find(|(_, section)| fits(&section.text)) {
            Some((of, section)) => {
                text.push_str(&section.text);
                findings += section.hidden;
                without_evidence += usize::from(of.evidence < extent.evidence);
            }
            None => {
                left_out += 1;
                findings += check.findings.iter().filter(|finding| is_shown(finding)).count();
            }
        }
    }
    let checks = |number| count(number, "check", "checks");
    if left_out > 0 {
        notes.push(format!("{} that do not pass are left out", checks(left_out)));
    }
    if without_evidence > 0 {
        notes.push(format!("{} are shown without evidence", checks(without_evidence)));
    }
    if findings > 0 {
        let findings = count(findings, "finding", "findings");
        notes.push(format!("{findings} that do not pass are counted and not listed"));
    }
}

/// Checks that nobody carried out.
fn not_run(results: &Results) -> String {
    let ignored = results.checks().filter(|check| check.findings.is_empty());
    let ignored = ignored.filter_map(|check| {
        let why = check.check.ignored.as_deref()?;
        let why = match why {
            "" => String::new(),
            why => format!(": {}", words(&cut(why, LONGEST))),
        };
        Some(format!("{} was ignored{why}", name(&check.check.path)))
    });
    listed("Not run", ignored)
}

fn listed(title: &str, items: impl Iterator<Item = String>) -> String {
    let (mut text, mut number) = (String::new(), 0);
    for item in items {
        if number < MOST_LISTED {
            let _ = writeln!(text, "- {item}");
        }
        number += 1;
    }
    if number > MOST_LISTED {
        let _ = writeln!(text, "- and {} more", number - MOST_LISTED);
    }
    match number {
        0 => text,
        _ => format!("\n## {title}\n\n{text}"),
    }
}

fn name(text: &str) -> String {
    code(&cut(text, LONGEST))
}

/// `1 case`, `2 cases`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
