//! What a workflow of GitHub shows: annotations beside the code, and the summary of a step.
//!
//! Annotations are [workflow commands](https://docs.github.com/actions/reference/workflow-commands-for-github-actions):
//! GitHub keeps 10 errors, 10 warnings and 10 notices of a step, so there is one for each check, and
//! the last one counts the rest. The summary is the Markdown for GITHUB_STEP_SUMMARY, of which GitHub
//! takes 1 MiB from a step, and nothing at all of a longer one.

use std::io::{self, Write};

use super::super::record::FindingRecord;
use super::super::results::{CheckResults, Results};
use super::markdown::{Extent, document};
use super::words;
use crate::gate::Status;
use crate::resource::inert_line;
use crate::run::cut;

/// What the rest of the step may write is left of 1 MiB.
const SUMMARY: Extent = Extent { bytes: 900_000, findings: 20, evidence: 0 };
/// GitHub shows so many of each level.
const MOST_OF_LEVEL: usize = 10;
/// So many resources are named.
const MOST_NAMES: usize = 10;
/// A name is cut behind so many characters; so is a title.
const LONGEST_NAME: usize = 200;
/// Why the first of them does not pass is cut behind so many characters.
const LONGEST_REASON: usize = 500;

pub(super) fn write_summary(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (text, cut) = document(results, SUMMARY);
    // Whatever stands in the file already may be a line or a table that has not ended.
    out.write_all(b"\n\n")?;
    out.write_all(text.as_bytes())?;
    Ok(cut)
}

pub(super) fn write_annotations(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut all = missing(results);
    let mut checks: Vec<CheckResults<'_>> = results.checks().collect();
    // Within one severity they stay in their order.
    checks.sort_by_key(|check| std::cmp::Reverse(check.check.severity));
    all.extend(checks.into_iter().flat_map(|check| of_check(results, check)));
    let mut cut = Vec::new();
    for level in [Level::Error, Level::Warning, Level::Notice] {
        let of_level: Vec<&Annotation> = all.iter().filter(|one| one.level == level).collect();
        let shown = match of_level.len() {
            number if number > MOST_OF_LEVEL => MOST_OF_LEVEL - 1,
            number => number,
        };
        for annotation in of_level.iter().take(shown) {
            annotation.write(out)?;
        }
        if let Some(more) = of_level.len().checked_sub(shown).filter(|more| *more > 0) {
            let message = format!("{more} more checks are not shown here");
            Annotation::of_run(level, "configtest", message).write(out)?;
            cut.push(format!("{more} annotations of the level {} are left out", level.as_str()));
        }
    }
    Ok(cut)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

struct Annotation {
    level: Level,
    /// The file and the line, where it is of a check.
    place: Option<(String, u32)>,
    title: String,
    message: String,
}

impl Annotation {
    fn of_run(level: Level, title: &str, message: String) -> Self {
        Self { level, place: None, title: title.to_owned(), message }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "::{} ", self.level.as_str())?;
        if let Some((file, line)) = &self.place {
            write!(out, "file={},line={line},", property(file))?;
        }
        writeln!(out, "title={}::{}", property(&self.title), data(&self.message))
    }
}

/// That not everything was judged.
fn missing(results: &Results) -> Vec<Annotation> {
    let mut all = Vec::new();
    let cases: usize = results.gaps.iter().map(|gap| gap.missing).sum();
    if let Some(first) = results.gaps.first() {
        let checks = results.gaps.len();
        let message = format!(
            "{cases} cases of {checks} checks have no finding, because a process was killed, or crashed: {}{}",
            inert_line(&cut(&first.check, LONGEST_NAME)),
            if checks > 1 { ", ..." } else { "" }
        );
        all.push(Annotation::of_run(Level::Error, "configtest: a gap", message));
    }
    if results.findings.is_empty() {
        let message = "there are no findings: nothing was judged".to_owned();
        all.push(Annotation::of_run(Level::Error, "configtest: nothing", message));
    }
    if !results.partial.is_empty() {
        let message = cut(&results.partial.join("; "), LONGEST_REASON);
        let message = inert_line(&message).into_owned();
        all.push(Annotation::of_run(Level::Warning, "configtest: only a part", message));
    }
    all
}

/// At most one of each level: what breaks the build is an error, what is not known and does not break
/// it a warning, and the rest that does not pass a notice.
fn of_check(results: &Results, of: CheckResults<'_>) -> Vec<Annotation> {
    let level = |finding: &FindingRecord| match (finding.breaks, finding.status) {
        (true, _) => Some(Level::Error),
        (false, Status::Pass | Status::NoResource) => None,
        (false, Status::Unknown) => Some(Level::Warning),
        (false, _) => Some(Level::Notice),
    };
    let levels = [Level::Error, Level::Warning, Level::Notice].into_iter();
    let annotations = levels.filter_map(|wanted| {
        let findings: Vec<&FindingRecord> =
            of.findings.iter().filter(|finding| level(finding) == Some(wanted)).collect();
        let message = message(&findings, of.findings.len())?;
        let title = format!("configtest, {}: {}", of.check.severity, of.title());
        Some(Annotation {
            level: wanted,
            place: Some((results.file_of(of.check), of.check.line)),
            title: inert_line(&cut(&title, LONGEST_NAME)).into_owned(),
            message,
        })
    });
    annotations.collect()
}

/// Which findings they are, and why the first of them does not pass.
fn message(findings: &[&FindingRecord], all: usize) -> Option<String> {
    let first = findings.first()?;
    let of = |status: Status| findings.iter().filter(|finding| finding.status == status).count();
    let statuses = Status::ALL.iter().map(|status| (of(*status), status));
    let statuses = statuses.filter(|(number, _)| *number > 0);
    let statuses: Vec<String> =
        statuses.map(|(number, status)| format!("{number} {status}")).collect();
    let names = findings.iter().take(MOST_NAMES).map(|finding| {
        let name = finding.resource.as_ref().map_or(&finding.test, |resource| &resource.id);
        inert_line(&cut(name, LONGEST_NAME)).into_owned()
    });
    let names: Vec<String> = names.collect();
    let more = if findings.len() > MOST_NAMES { ", ..." } else { "" };
    let reason = match first.message.as_str() {
        "" => first.failures.first().map(|failure| failure.message.as_str()).unwrap_or_default(),
        message => message,
    };
    let reason = match first.unknown.as_ref() {
        Some(unknown) => &unknown.message,
        None => reason,
    };
    let reason = match reason {
        "" => String::new(),
        reason => format!("\n{}: {}", names[0], inert_line(&cut(reason, LONGEST_REASON))),
    };
    let again = words::read_again(first)
        .map(|again| format!("\n{}: {}", names[0], inert_line(&cut(&again, LONGEST_REASON))));
    let again = again.unwrap_or_default();
    let number = findings.len();
    Some(format!(
        "{number} of {all} do not pass ({}): {}{more}{reason}{again}",
        statuses.join(", "),
        names.join(", ")
    ))
}

/// The value of a property, as `escapeProperty` of GitHub's toolkit has it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message, as `escapeData` has it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests;
