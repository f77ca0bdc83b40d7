//! Findings as text, for a terminal.

use std::error::Error;
use std::fmt::Write;

use crate::check::{Documentation, Subject};
use crate::run::{Finding, Verdict};

/// The width of the words on the left.
const LABEL: usize = 11;

/// The findings of one test that do not pass; none where all do.
pub fn failures(findings: &[Finding]) -> Option<String> {
    let failures: Vec<String> =
        findings.iter().filter(|finding| !finding.passes()).map(failure).collect();
    match (failures.is_empty(), findings.len()) {
        (true, _) => None,
        (false, 1) => Some(failures.concat()),
        (false, all) => {
            let count = failures.len();
            Some(format!("{count} of {all} do not pass\n\n{}", failures.join("\n\n")))
        }
    }
}

/// What, where, why, on what evidence, and how to mend it.
fn failure(finding: &Finding) -> String {
    let check = finding.case.check;
    let Documentation { title, remediation, .. } = check.documentation();
    let mut text = Text::default();
    match finding.verdict {
        Verdict::Fail | Verdict::Pass => {}
        verdict @ (Verdict::Unknown | Verdict::NoResource) => {
            text.line("verdict", &format!("{verdict}, which does not pass"));
        }
    }
    if !title.is_empty() {
        text.line("check", &title);
    }
    text.line(
        if title.is_empty() { "check" } else { "" },
        &format!("{} ({}:{}), severity {}", check.path(), check.file, check.line, check.severity),
    );
    subject(&mut text, finding);
    let why = match &finding.location {
        Some(location) => format!("{location}: {}", finding.message),
        None => finding.message.clone(),
    };
    let label = match finding.verdict {
        Verdict::Fail | Verdict::Pass => "failed",
        Verdict::Unknown => "unknown",
        Verdict::NoResource => "nothing",
    };
    let is_unknown = finding.verdict == Verdict::Unknown;
    if !is_unknown {
        failed_checks(&mut text, finding);
    }
    // After these, a check that went to its end has nothing to add.
    if !why.is_empty() {
        let is_first = is_unknown || finding.failures.is_empty();
        text.line(if is_first { label } else { "" }, &why);
    }
    if let Some(unknown) = &finding.unknown {
        text.line("", &unknown.to_string());
        if let Some(action) = unknown.iam_action() {
            text.line("grant", &format!("the IAM action {action} to whoever reads the account"));
        }
    }
    if is_unknown {
        failed_checks(&mut text, finding);
    }
    evidence(&mut text, finding);
    for (position, control) in check.controls.iter().enumerate() {
        text.line(if position == 0 { "controls" } else { "" }, control);
    }
    match finding.verdict {
        Verdict::Fail if !remediation.is_empty() => text.line("mend", &remediation),
        Verdict::NoResource => text.line(
            "mend",
            "say `#[config_test(allow_empty)]` if having none is fine, or look at another source",
        ),
        Verdict::Fail | Verdict::Unknown | Verdict::Pass => {}
    }
    text.written.truncate(text.written.trim_end().len());
    text.written
}

fn subject(text: &mut Text, finding: &Finding) {
    let kind = finding.case.check.kind.name;
    match &finding.case.subject {
        Subject::Resource(core) => {
            let identity = core.identity();
            let name = core.display_name().map(|name| format!(" ({name})")).unwrap_or_default();
            text.line("resource", &format!("{kind} {}{name}", identity.id));
            let region = identity.region.iter().map(|region| format!(", {region}"));
            let region: String = region.collect();
            text.line("", &format!("{} in account {}{region}", identity.arn, identity.account));
        }
        Subject::Unlisted { place: Some(place), .. } => {
            text.line("resource", &format!("every {kind} in {place}"));
        }
        Subject::Unlisted { place: None, .. } | Subject::Nothing => {
            text.line("resource", &format!("every {kind}"));
        }
    }
}

/// What `check!` found wrong.
fn failed_checks(text: &mut Text, finding: &Finding) {
    for (position, failure) in finding.failures.iter().enumerate() {
        let label = if position == 0 { "failed" } else { "" };
        text.line(label, &format!("{}: {failure}", failure.location));
    }
}

fn evidence(text: &mut Text, finding: &Finding) {
    let own = match &finding.case.subject {
        Subject::Resource(core) => Some(core.identity().id.as_str()),
        Subject::Unlisted { .. } | Subject::Nothing => None,
    };
    for (position, read) in finding.evidence.reads.iter().enumerate() {
        // A check that looks at another resource too says whose attribute it was.
        let whose = match own {
            Some(own) if own == read.resource => String::new(),
            _ => format!("{} ", read.resource),
        };
        let label = if position == 0 { "read" } else { "" };
        text.line(label, &format!("{whose}{} = {}", read.attribute, read.value));
        text.line("", &format!("  from {}", read.provenance));
    }
}

/// An error with its causes, as the last words of a program.
pub fn error(error: &dyn Error) -> String {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(next) = cause {
        // `transparent` errors show the words of their source already.
        let words = next.to_string();
        if !text.ends_with(&words) {
            let _ = write!(text, "\ncaused by: {words}");
        }
        cause = next.source();
    }
    text
}

/// Labelled lines in two columns.
#[derive(Default)]
struct Text {
    written: String,
}

impl Text {
    fn line(&mut self, label: &str, content: &str) {
        for (position, line) in content.lines().enumerate() {
            let label = if position == 0 { label } else { "" };
            let line = format!("{label:LABEL$}{line}");
            self.written.push_str(line.trim_end());
            self.written.push('\n');
        }
    }
}
