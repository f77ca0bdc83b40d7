//! A check that does not pass, with its findings.

use std::fmt::Write;

use super::super::super::record::{FindingRecord, SubjectRecord};
use super::super::super::results::{CheckResults, Results};
use super::super::{narrative, words};
use super::document::{Extent, count};
use super::escape::{authored, block, code, code_cell};
use crate::gate::Status;
use crate::run::cut;

/// A name is cut behind so many characters.
const LONGEST_NAME: usize = 200;
/// The same of a reason in a table.
const LONGEST_REASON: usize = 240;
/// The same of a message in the evidence.
const LONGEST_MESSAGE: usize = 2_000;
/// The same of a value that was read.
const LONGEST_VALUE: usize = 800;
/// The same of what the author wrote.
const LONGEST_PROSE: usize = 4_000;
/// So many failures, and so many values, are shown of a finding.
const MOST_LINES: usize = 20;

/// A part of the document.
pub(super) struct Section {
    pub(super) text: String,
    /// How many of its findings are not listed.
    pub(super) hidden: usize,
}

/// Whether a finding stands below its check. One that may have nothing to look at is as fine as a pass.
pub(super) fn is_shown(finding: &FindingRecord) -> bool {
    finding.breaks
        || matches!(finding.status, Status::Fail | Status::Unknown | Status::BelowThreshold)
}

/// Whether a waiver or the baseline accepts it.
pub(super) fn is_accepted(finding: &FindingRecord) -> bool {
    matches!(finding.status, Status::Waived | Status::Baselined)
}

pub(super) fn section(results: &Results, of: CheckResults<'_>, extent: Extent) -> Section {
    let CheckResults { suite, check, findings } = of;
    let severity = check.severity;
    let title = match check.title.as_str() {
        "" => code(&check.path),
        title => authored(&cut(&title.replace('\n', " "), LONGEST_REASON), ""),
    };
    let mut text = format!("\n## {severity}: {title}\n\n");
    let place = format!("{}:{}", results.file_of(check), check.line);
    let _ = writeln!(text, "{} of {} ({})\n", code(&check.path), code(&suite.name), code(&place));
    let shown = || findings.iter().filter(|finding| is_shown(finding));
    let number = shown().count();
    let accepted = findings.iter().filter(|finding| is_accepted(finding)).count();
    let more = match accepted {
        0 => String::new(),
        1 => ", and 1 more is accepted for now".to_owned(),
        more => format!(", and {more} more are accepted for now"),
    };
    let all = count(findings.len(), "finding", "findings");
    let _ = writeln!(text, "{number} of {all} do not pass{more}.\n");
    text.push_str("| resource | account | region | status | reason |\n|---|---|---|---|---|\n");
    shown().take(extent.findings).for_each(|finding| row(finding, &mut text));
    let hidden = number.saturating_sub(extent.findings);
    if hidden > 0 {
        let _ = write!(text, "\nand {hidden} more, which are not listed here.\n");
    }
    if !check.controls.is_empty() {
        let controls = check.controls.iter().map(|control| code(control));
        let _ = write!(text, "\nControls: {}\n", controls.collect::<Vec<_>>().join(", "));
    }
    prose(&check.description, "", &mut text);
    prose(&check.remediation, "\nTo mend it:\n", &mut text);
    if extent.evidence > 0 {
        evidence(shown().take(extent.evidence.min(extent.findings)), &mut text);
    }
    Section { text, hidden }
}

/// What the author wrote, in a quotation: whatever it leaves open ends with that.
fn prose(markdown: &str, before: &str, text: &mut String) {
    if !markdown.trim().is_empty() {
        let quoted = authored(&cut(markdown, LONGEST_PROSE), "> ");
        let _ = write!(text, "{before}\n{quoted}\n");
    }
}

fn row(finding: &FindingRecord, text: &mut String) {
    let resource = finding.resource.as_ref();
    let account = narrative::account_or_several(finding).unwrap_or_default();
    let region = resource.and_then(|resource| resource.region.as_deref()).unwrap_or_default();
    let status = match finding.breaks {
        true => format!("**{}**", finding.status),
        false => finding.status.to_string(),
    };
    let cell = |text: &str| code_cell(&cut(text, LONGEST_NAME));
    let _ = writeln!(
        text,
        "| {} | {} | {} | {status} | {} |",
        subject_cell(finding),
        cell(account),
        cell(region),
        reason_cell(finding)
    );
}

/// What a check looked at.
pub(super) fn subject_cell(finding: &FindingRecord) -> String {
    let cell = |text: &str| code_cell(&cut(text, LONGEST_NAME));
    let every = || match &finding.kind {
        Some(kind) => format!("every {}", cell(kind)),
        None => "every resource".to_owned(),
    };
    let of = match (&finding.resource, finding.subject, &finding.place) {
        (Some(resource), _, _) => match &resource.name {
            Some(name) => format!("{} ({})", cell(&resource.id), cell(name)),
            None => cell(&resource.id),
        },
        (None, SubjectRecord::Snapshot, _) => "the whole snapshot".to_owned(),
        (None, SubjectRecord::Gate, _) => cell(&finding.test),
        (None, _, Some(place)) => format!("{} in {}", every(), cell(place)),
        (None, _, None) => every(),
    };
    match &finding.values {
        Some(values) => format!("{of}, {}", cell(values)),
        None => of,
    }
}

/// Why it does not pass, in the first line of it.
fn reason_cell(finding: &FindingRecord) -> String {
    let first = finding.failures.first().map(|failure| failure.message.as_str());
    let unknown = finding.unknown.as_ref().map(|unknown| unknown.message.as_str());
    let said = [unknown.unwrap_or_default(), first.unwrap_or_default(), &finding.message];
    let said = said.into_iter().find(|said| !said.is_empty()).unwrap_or_default();
    let line = said.lines().next().unwrap_or_default();
    let rest = if line.len() < said.trim_end().len() { " …" } else { "" };
    let ended = match &finding.waiver {
        Some(waiver) if waiver.expired => {
            let [place, expires] =
                [&waiver.place, &waiver.expires].map(|text| code_cell(&cut(text, LONGEST_NAME)));
            format!("the waiver at {place} ended on {expires}: ")
        }
        _ => String::new(),
    };
    format!("{ended}{}{rest}", code_cell(&cut(line, LONGEST_REASON)))
}

/// What the check said and read, folded away.
fn evidence<'a>(findings: impl Iterator<Item = &'a FindingRecord>, text: &mut String) {
    text.push_str("\n<details>\n<summary>Evidence</summary>\n");
    for finding in findings {
        let _ = write!(text, "\n{}", block(&evidence_of(finding)));
    }
    text.push_str("\n</details>\n");
}

fn evidence_of(finding: &FindingRecord) -> String {
    let name = |text: &str| cut(text, LONGEST_NAME);
    let mut text = format!("{}\n", name(&finding.test));
    if let Some(resource) = &finding.resource {
        let _ = writeln!(text, "{}", name(&resource.arn));
    }
    if let Some(accounts) = narrative::all_accounts(finding) {
        let _ = writeln!(text, "accounts {}", cut(&accounts, LONGEST_MESSAGE));
    }
    let at = |location: &str| format!("{}: ", name(location));
    for failure in finding.failures.iter().take(MOST_LINES) {
        let message = cut(&failure.message, LONGEST_MESSAGE);
        let _ = writeln!(text, "{}{message}", at(&failure.location));
    }
    more(finding.failures.len().saturating_sub(MOST_LINES), &mut text);
    if !finding.message.is_empty() {
        let location = finding.location.as_deref().map(at).unwrap_or_default();
        let _ = writeln!(text, "{location}{}", cut(&finding.message, LONGEST_MESSAGE));
    }
    if let Some(unknown) = &finding.unknown {
        let _ = writeln!(text, "unknown: {}", cut(&unknown.message, LONGEST_MESSAGE));
        if let Some(action) = &unknown.iam_action {
            let _ = writeln!(text, "grant the IAM action {}", name(action));
        }
    }
    if let Some(again) = words::read_again(finding) {
        let _ = writeln!(text, "again: {}", cut(&again, LONGEST_MESSAGE));
    }
    for read in finding.reads.iter().take(MOST_LINES) {
        let of = match &finding.resource {
            Some(resource) if resource.id == read.resource => String::new(),
            _ => format!("{} ", name(&read.resource)),
        };
        let value = cut(&read.value, LONGEST_VALUE);
        let _ = writeln!(text, "{of}{} = {value}", name(&read.attribute));
        let _ = writeln!(text, "  from {}", name(&read.provenance));
    }
    let omitted = finding.reads.len().saturating_sub(MOST_LINES) + finding.reads_omitted;
    more(omitted, &mut text);
    text
}

fn more(number: usize, text: &mut String) {
    if number > 0 {
        let _ = writeln!(text, "… and {number} more");
    }
}
