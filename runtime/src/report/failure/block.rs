//! The parts of a failure: the check, and what it found of one resource.

use std::borrow::Cow;

use super::super::page::{BAD, BOLD, CONTENT, DIM, OPEN, Page, paint};
use super::assertion::message_lines;
use super::help::help;
use super::layout::Layout;
use super::subject::{id, subject};
use crate::check::{Check, Documentation};
use crate::gate::{Judged, Kept};
use crate::resource::{Unknown, inert_line};
use crate::run::{Finding, Settled, Verdict};

/// A value that a check read takes at most so many lines.
const LONGEST_VALUE: usize = 12;

/// One thing that an assertion said.
#[derive(Clone)]
pub(super) struct Said<'a> {
    /// The assertion's place, where it is known.
    pub(super) location: Option<&'a str>,
    /// Its message.
    pub(super) message: Cow<'a, str>,
}

/// What the assertions said, in order: those that let the check go on, and what ended it.
pub(super) fn said_by(finding: &Finding) -> Vec<Said<'_>> {
    let noted = finding.failures.iter().map(|failure| Said {
        location: Some(&failure.location),
        message: failure.to_string().into(),
    });
    let end =
        Said { location: finding.location.as_deref(), message: finding.message.as_str().into() };
    // After these, a check that went to its end has nothing to add.
    let has_end = finding.failures.is_empty() || !finding.message.is_empty();
    noted.chain(has_end.then_some(end)).collect()
}

/// Which check it is.
pub(super) fn check(page: &mut Page, check: &Check, documentation: &Documentation) {
    let title = &documentation.title;
    if !title.is_empty() {
        page.line("check", &paint(BOLD, title));
    }
    page.line(
        if title.is_empty() { "check" } else { "" },
        &format!("{} ({}:{}), severity {}", check.path(), check.file, check.line, check.severity),
    );
}

/// That a finding is neither pass nor fail, where it is.
pub(super) fn verdict(page: &mut Page, verdict: Verdict) {
    match verdict {
        Verdict::Fail | Verdict::Pass => {}
        Verdict::Unknown | Verdict::NoResource => {
            let word = paint(style_of(verdict), &verdict.to_string());
            page.line("verdict", &format!("{word}, which does not pass"));
        }
    }
}

/// The resource, why the check does not pass on it, and on what evidence.
pub(super) fn found(page: &mut Page, judged: &Judged) {
    let finding = &judged.finding;
    subject(page, &finding.case);
    let label = match finding.verdict {
        Verdict::Fail | Verdict::Pass => "failed",
        Verdict::Unknown => "unknown",
        Verdict::NoResource => "nothing",
    };
    let all = said_by(finding);
    let (noted, end) = all.split_at(finding.failures.len());
    said(page, "failed", Verdict::Fail, noted);
    said(page, label, finding.verdict, end);
    if let Some(unknown) = &finding.unknown {
        missing(page, finding, unknown);
    }
    no_longer(page, judged);
    if let Some(settled) = &finding.settled {
        page.line("again", &read_again(settled));
    }
    evidence(page, finding);
}

/// That the finding is not of the first reading.
fn read_again(settled: &Settled) -> String {
    let Settled { readings, after, error, .. } = settled;
    let after = humantime::format_duration(*after);
    let times = if *readings == 1 { "once" } else { &format!("{readings} times") };
    match error {
        None => format!(
            "read {times} more, until {after} after the run began, and it still does not pass"
        ),
        Some(error) if *readings == 0 => format!("it could not be read again: {error}"),
        Some(error) => format!(
            "read {times} more, until {after} after the run began; then it could not be: {error}"
        ),
    }
}

/// Why what was accepted is not any more.
fn no_longer(page: &mut Page, judged: &Judged) {
    if let Some(waiver) = judged.waiver.as_ref().filter(|waiver| waiver.is_expired) {
        let (place, expires) = (&waiver.place, waiver.settings.expires);
        page.line("waiver", &format!("{place} accepted it until {expires}, and has expired"));
    }
    if let Kept::Changed(since) = &judged.kept {
        let words =
            format!("has it since {since}, and what the check reads has changed since then");
        page.line("baseline", &words);
    }
}

/// What several findings of a check share: the controls, and how to mend it.
pub(super) fn remedy(page: &mut Page, check: &Check, of: &Documentation, verdicts: &[Verdict]) {
    for (position, control) in check.controls.iter().enumerate() {
        page.line(if position == 0 { "controls" } else { "" }, control);
    }
    if verdicts.contains(&Verdict::Fail) {
        page.line("mend", &of.remediation);
    } else if verdicts.contains(&Verdict::NoResource) {
        page.line(
            "mend",
            "say `#[config_test(allow_empty)]` if having none is fine, or look at another source",
        );
    }
}

/// How a verdict looks.
pub(super) fn style_of(verdict: Verdict) -> anstyle::Style {
    match verdict {
        Verdict::Fail | Verdict::NoResource => BAD,
        Verdict::Unknown => OPEN,
        Verdict::Pass => BOLD,
    }
}

/// What the assertions said; each begins with the label, so that the lines of one stay apart from
/// the next.
pub(super) fn said(page: &mut Page, label: &str, verdict: Verdict, all: &[Said<'_>]) {
    for Said { location, message } in all {
        let location = location.map(|location| format!("{location}: ")).unwrap_or_default();
        let lines = message_lines(message, location.chars().count(), style_of(verdict));
        page.line(label, &format!("{location}{}", lines.join("\n")));
    }
}

/// The fact that is missing: whose it is, why it is, and what helps.
fn missing(page: &mut Page, finding: &Finding, unknown: &Unknown) {
    let reads = &finding.evidence.reads;
    let read = match unknown.operation() {
        // No operation told it: a secret that was read already.
        "" => reads.last(),
        operation => reads.iter().rev().find(|read| read.operation == operation),
    };
    let fact = read.map(|read| {
        let owner = whose(finding, &read.resource)
            .map(|id| format!(" of {}", inert_line(id)))
            .unwrap_or_default();
        format!("{}{owner} from ", paint(OPEN, read.attribute))
    });
    page.line("", &format!("{}{unknown}", fact.unwrap_or_default()));
    let (label, words) = help(unknown);
    page.line(label, &words);
}

/// A check that looks at another resource too says whose attribute it was.
fn whose<'a>(finding: &Finding, resource: &'a str) -> Option<&'a str> {
    (id(&finding.case) != Some(resource)).then_some(resource)
}

fn evidence(page: &mut Page, finding: &Finding) {
    for (position, read) in finding.evidence.reads.iter().enumerate() {
        if let Some((before, count)) = finding.evidence.omitted
            && before == position
        {
            page.line("", &paint(DIM, &format!("… {count} more were read")));
        }
        let owner = whose(finding, &read.resource)
            .map(|id| format!("{} ", inert_line(id)))
            .unwrap_or_default();
        let attribute = format!("{owner}{} = ", read.attribute);
        let is_known = !read.value.starts_with("unknown (");
        let value = match is_known {
            true => value_lines(&read.value, attribute.chars().count()).join("\n"),
            false => paint(OPEN, &read.value),
        };
        let label = if position == 0 { "read" } else { "" };
        page.line(label, &format!("{attribute}{value}"));
        page.line("", &paint(DIM, &format!("  from {}", read.provenance)));
    }
}

/// The lines of a value, whose first one begins behind `lead` columns.
fn value_lines(value: &str, lead: usize) -> Vec<String> {
    if lead + value.chars().count() <= CONTENT {
        return vec![value.to_owned()];
    }
    let layout = Layout { width: CONTENT, lead, breaks_texts: false };
    at_most(LONGEST_VALUE, layout.lines(value))
}

/// At most so many lines, of which the last one says how many more there are.
pub(super) fn at_most(longest: usize, mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > longest {
        let hidden = lines.len() + 1 - longest;
        lines.truncate(longest - 1);
        let last = lines.last().map_or("", String::as_str);
        let margin = last.len() - last.trim_start_matches(' ').len();
        lines.push(format!("{:margin$}… ({hidden} more lines)", ""));
    }
    lines
}
