//! What does not pass and was accepted: until when, and why.

use std::fmt::Write;

use super::super::super::record::FindingRecord;
use super::super::super::results::Results;
use super::document::count;
use super::escape::{code_cell, words_cell};
use super::section::{is_accepted, subject_cell};
use crate::run::cut;

/// So many findings are listed.
const MOST: usize = 500;
/// A text of a waiver is cut behind so many characters.
const LONGEST: usize = 300;

/// Adds the table, up to so many bytes of the whole document.
pub(super) fn accepted(
    results: &Results,
    end: usize,
    text: &mut String,
    left_out: &mut Vec<String>,
) {
    let mut findings = results.findings.iter().filter(|finding| is_accepted(finding)).peekable();
    if findings.peek().is_none() {
        return;
    }
    text.push_str(
        "\n## Accepted for now\n\n| check | resource | status | reason | until | owner |\n\
         |---|---|---|---|---|---|\n",
    );
    let (mut listed, mut hidden) = (0, 0);
    for finding in findings {
        if listed == MOST || hidden > 0 {
            hidden += 1;
            continue;
        }
        let row = row(finding);
        match text.len() + row.len() <= end {
            true => {
                text.push_str(&row);
                listed += 1;
            }
            false => hidden += 1,
        }
    }
    if hidden > 0 {
        let findings = count(hidden, "accepted finding", "accepted findings");
        left_out.push(format!("{findings} more are counted and not listed"));
    }
}

fn row(finding: &FindingRecord) -> String {
    let mut row = String::new();
    let (mut reason, mut until, mut owner) = (String::new(), String::new(), String::new());
    let text = |text: &str| words_cell(&cut(text, LONGEST)).into_owned();
    if let Some(waiver) = &finding.waiver {
        reason = text(&waiver.reason);
        until = code_cell(&cut(&waiver.expires, LONGEST));
        let of = [&waiver.owner, &waiver.ticket].into_iter().flatten();
        owner = of.map(|of| text(of)).collect::<Vec<_>>().join(", ");
    } else if let Some(baseline) = &finding.baseline {
        let [path, since] =
            [&baseline.path, &baseline.since].map(|of| code_cell(&cut(of, LONGEST)));
        reason = format!("in {path} since {since}");
    }
    let check = code_cell(&cut(&finding.check, LONGEST));
    let (subject, status) = (subject_cell(finding), finding.status);
    let _ = writeln!(row, "| {check} | {subject} | {status} | {reason} | {until} | {owner} |");
    row
}
