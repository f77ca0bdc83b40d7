//! The case of a finding.

use std::fmt::Write as _;
use std::io;

use super::super::super::record::{CheckRecord, FindingRecord, ReadRecord};
use super::super::super::results::CheckResults;
use super::super::{narrative, words};
use super::budget::Part;
use super::xml::{self, Xml};
use crate::gate::Status;
use crate::run::cut;

/// So long is a name or a message at most, in characters.
const LONGEST_LINE: usize = 300;
/// So long is one text among the details at most, in characters.
const LONGEST_TEXT: usize = 10_000;
/// So many failures, and so many attributes that were read, are among the details at most.
const MOST: usize = 50;

/// What becomes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    Skipped,
    Failure,
    Error,
}

impl Outcome {
    pub(super) fn of(finding: &FindingRecord) -> Self {
        match (finding.status, finding.breaks) {
            (Status::Pass, _) | (Status::NoResource, false) => Self::Passed,
            (Status::Fail | Status::NoResource, true) => Self::Failure,
            (Status::Unknown, true) => Self::Error,
            (Status::Fail | Status::Unknown, false)
            | (Status::Waived | Status::Baselined | Status::BelowThreshold, _) => Self::Skipped,
        }
    }

    pub(super) fn part(self) -> Part {
        match self {
            Self::Passed => Part::Passed,
            Self::Skipped => Part::Skipped,
            Self::Failure | Self::Error => Part::Broken,
        }
    }
}

/// A case, as it is written.
pub(super) struct Case<'a> {
    pub(super) classname: &'a str,
    pub(super) name: &'a str,
    pub(super) outcome: Outcome,
    /// The word for what happened: a status, or `gap`.
    pub(super) kind: &'a str,
    pub(super) message: &'a str,
    pub(super) details: &'a str,
}

impl Case<'_> {
    pub(super) fn write(&self, xml: &mut Xml) -> io::Result<()> {
        let classname = words::one_line(self.classname, LONGEST_LINE);
        let name = words::one_line(self.name, LONGEST_LINE);
        let attributes = [("classname", &*classname), ("name", &*name), ("time", "0")];
        let (element, message) = match self.outcome {
            Outcome::Passed => {
                xml::empty(xml, "testcase", &attributes)?;
                return line_end(xml);
            }
            Outcome::Skipped => ("skipped", self.message),
            Outcome::Failure => ("failure", self.message),
            Outcome::Error => ("error", self.message),
        };
        let message = words::one_line(message, LONGEST_LINE);
        xml::start(xml, "testcase", &attributes)?;
        match self.outcome {
            Outcome::Skipped => xml::text(xml, element, &[("message", &message)], self.details)?,
            _ => {
                let attributes = [("message", &*message), ("type", self.kind)];
                xml::text(xml, element, &attributes, self.details)?;
            }
        }
        xml::end(xml, "testcase")?;
        line_end(xml)
    }
}

/// Ends a line between elements.
pub(super) fn line_end(xml: &mut Xml) -> io::Result<()> {
    io::Write::write_all(xml.get_mut(), b"\n")
}

/// What a case is called within its check. `is_ambiguous`: others have the same name.
pub(super) fn name(finding: &FindingRecord, is_ambiguous: bool) -> String {
    let rest = finding.test.strip_prefix(&finding.check).unwrap_or(&finding.test);
    let name = match rest.strip_prefix("::").unwrap_or(rest).trim() {
        "" => words::subject(finding),
        name => name.to_owned(),
    };
    let line = words::one_line(&name, LONGEST_LINE / 2);
    // A name that was shortened may now be that of another case.
    match is_ambiguous || line != name {
        true => format!("{line} ({})", finding.fingerprint),
        false => line.into_owned(),
    }
}

/// Why a finding does not pass, in a line.
pub(super) fn message(check: &CheckRecord, finding: &FindingRecord) -> String {
    let status = words::status(check, finding);
    match words::first_line(words::why(finding)) {
        "" => status,
        why => format!("{status}: {}", words::one_line(why, LONGEST_LINE)),
    }
}

/// About how many bytes the details take: for sharing out the room there is.
pub(super) fn size_of_details(of: &CheckResults<'_>, finding: &FindingRecord) -> usize {
    let short = |text: &str| text.len().min(LONGEST_TEXT);
    let failures = finding.failures.iter().take(MOST);
    let reads = finding.reads.iter().take(MOST);
    500 + short(&of.check.title)
        + short(&of.check.remediation)
        + short(&finding.message)
        + finding.unknown.as_ref().map_or(0, |unknown| short(&unknown.message))
        + words::read_again(finding).map_or(0, |again| 10 + short(&again))
        + failures.map(|failure| 100 + short(&failure.message)).sum::<usize>()
        + reads.map(|read| 100 + short(&read.value)).sum::<usize>()
}

/// All there is to say of a finding that does not pass.
pub(super) fn details(of: &CheckResults<'_>, finding: &FindingRecord) -> String {
    let mut text = String::with_capacity(1024);
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{label:<12}{}", words::one_line(value, LONGEST_TEXT));
        }
    };
    let resource = finding.resource.as_ref();
    line("check", of.title());
    line("severity", of.check.severity.as_str());
    line("controls", &of.check.controls.join("; "));
    line("status", &words::status(of.check, finding));
    line("subject", &words::subject(finding));
    line("kind", finding.kind.as_deref().unwrap_or_default());
    if let Some(resource) = resource {
        line("id", &resource.id);
        line("arn", &resource.arn);
        line("account", &resource.account);
        line("region", resource.region.as_deref().unwrap_or_default());
    }
    if resource.is_none() {
        line("account", narrative::account(finding).unwrap_or_default());
        line("accounts", &narrative::all_accounts(finding).unwrap_or_default());
    }
    if let Some(waiver) = &finding.waiver {
        line("waiver", &format!("{} until {}: {}", waiver.place, waiver.expires, waiver.reason));
        line("owner", waiver.owner.as_deref().unwrap_or_default());
        line("ticket", waiver.ticket.as_deref().unwrap_or_default());
    }
    line("fingerprint", &finding.fingerprint);
    said(&mut text, finding);
    read(&mut text, finding);
    if !of.check.remediation.is_empty() {
        let _ = write!(text, "\nremediation\n");
        block(&mut text, &of.check.remediation);
    }
    text
}

fn said(text: &mut String, finding: &FindingRecord) {
    let mut place = |location: &str, message: &str| {
        if !message.is_empty() {
            let _ = writeln!(text, "\n{}", words::one_line(location, LONGEST_LINE));
            block(text, message);
        }
    };
    for failure in finding.failures.iter().take(MOST) {
        place(&failure.location, &failure.message);
    }
    if let Some(omitted) = finding.failures.len().checked_sub(MOST).filter(|omitted| *omitted > 0) {
        place("and", &format!("{omitted} more"));
    }
    place(finding.location.as_deref().unwrap_or("message"), &finding.message);
    if let Some(unknown) = &finding.unknown {
        place("unknown", &unknown.message);
        if let Some(action) = &unknown.iam_action {
            place("IAM action to grant", action);
        }
    }
    place("again", &words::read_again(finding).unwrap_or_default());
}

fn read(text: &mut String, finding: &FindingRecord) {
    if finding.reads.is_empty() {
        return;
    }
    let _ = write!(text, "\nread\n");
    for ReadRecord { resource, attribute, value, provenance } in finding.reads.iter().take(MOST) {
        block(text, &format!("{resource}.{attribute} = {}", cut(value, LONGEST_TEXT)));
        block(text, &format!("  {provenance}"));
    }
    match finding.reads.len().saturating_sub(MOST) + finding.reads_omitted {
        0 => {}
        omitted => block(text, &format!("and {omitted} more")),
    }
}

/// Lines, indented.
fn block(text: &mut String, content: &str) {
    for line in cut(content, LONGEST_TEXT).lines() {
        let _ = writeln!(text, "  {line}");
    }
}
