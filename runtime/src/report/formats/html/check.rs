//! A check with its findings.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::super::super::results::{CheckResults, Results};
use super::plan::{MOST_FAILING, Section};
use super::words::{Code, Name, Short, count, number};
use super::{finding, markdown};

/// Begins the section of a check: all but its findings.
pub(super) fn push_head(page: &mut String, results: &Results, section: &Section<'_>) {
    let CheckResults { suite, check, .. } = section.results;
    let id = id(section.results);
    let severity = check.severity;
    let _ = write!(
        page,
        "<section class=\"check\" id=\"check-{id}\" aria-labelledby=\"title-{id}\" \
         data-severity=\"{severity}\" data-check=\"{}\" data-suite=\"{}\"",
        Short(&check.path),
        Short(&suite.name),
    );
    if let Some(kind) = &check.kind {
        let _ = write!(page, " data-kind=\"{}\"", Short(kind));
    }
    let _ = write!(
        page,
        ">\n<header>\n<h3 id=\"title-{id}\"><span class=\"severity severity-{severity}\">{severity}\
         </span> {}</h3>\n<p class=\"meta\">{} <span class=\"place\">{}:{}</span>",
        Name(section.results.title()),
        Code(&check.path),
        Name(&results.file_of(check)),
        check.line,
    );
    if let Some(kind) = &check.kind {
        let _ = write!(page, " <span>{}</span>", Name(kind));
    }
    if results.suites.len() > 1 {
        let (suite, source) = (Name(&suite.name), Name(&suite.source));
        let _ = write!(page, " <span>suite {suite}, source {source}</span>");
    }
    page.push_str("</p>\n");
    if !check.controls.is_empty() {
        page.push_str("<ul class=\"controls\" aria-label=\"Controls\">");
        for control in &check.controls {
            let _ = write!(page, "<li>{}</li>", Name(control));
        }
        page.push_str("</ul>\n");
    }
    push_counts(page, section);
    page.push_str("</header>\n");
    push_documentation(page, section, &id);
}

fn push_counts(page: &mut String, section: &Section<'_>) {
    let counts = section.counts();
    if section.missing > 0 {
        let _ = writeln!(
            page,
            "<p class=\"gap\">{} of this check without a finding: the process crashed or was \
             killed.</p>",
            count(section.missing, "case"),
        );
    }
    if counts.is_empty() {
        let _ = match &section.results.check.ignored {
            Some(why) => {
                writeln!(page, "<p class=\"not-run\">Not run unless asked for: {}</p>", Name(why))
            }
            None => writeln!(page, "<p class=\"not-run\">No findings: it did not run.</p>"),
        };
        return;
    }
    page.push_str("<p class=\"counts\">");
    for (status, many) in counts {
        let _ = write!(
            page,
            "<span class=\"status status-{status}\">{status} {}</span> ",
            number(many)
        );
    }
    page.push_str("</p>\n");
}

fn push_documentation(page: &mut String, section: &Section<'_>, id: &str) {
    let check = section.results.check;
    let (has_description, has_remediation) =
        (!check.description.is_empty(), !check.remediation.is_empty());
    let words = match (has_description, has_remediation) {
        (false, false) => return,
        (true, false) => "What it asks for",
        (false, true) => "How to mend it",
        (true, true) => "What it asks for, and how to mend it",
    };
    let open = if section.groups[0].all().is_empty() { "" } else { " open" };
    let _ = writeln!(page, "<details class=\"about\"{open}>\n<summary>{words}</summary>");
    if has_description {
        page.push_str("<div class=\"prose\">\n");
        markdown::push(page, &check.description);
        page.push_str("</div>\n");
    }
    if has_remediation {
        let _ = writeln!(page, "<h4 id=\"mend-{id}\">Remediation</h4>\n<div class=\"prose\">");
        markdown::push(page, &check.remediation);
        page.push_str("</div>\n");
    }
    page.push_str("</details>\n");
}

/// Says what does not pass and is not listed.
pub(super) fn push_omitted(page: &mut String, section: &Section<'_>) {
    let [breaking, other, _] = &section.groups;
    for (omitted, what) in [
        (breaking.omitted(), "break the build"),
        (other.omitted(), "neither pass nor break the build"),
    ] {
        if omitted > 0 {
            let _ = writeln!(
                page,
                "<p class=\"cut\">{} more of those that {what} {} not listed here: a page lists {} \
                 of a check, and no more than a browser bears. The format <code>findings</code> has \
                 them all.</p>",
                number(omitted),
                if omitted == 1 { "is" } else { "are" },
                number(MOST_FAILING),
            );
        }
    }
}

/// The findings that pass, folded.
pub(super) fn push_passing(page: &mut String, section: &Section<'_>) {
    let [_, _, passing] = &section.groups;
    let all = passing.all().len();
    if all == 0 {
        return;
    }
    let _ = writeln!(page, "<details class=\"passed\">\n<summary>{} passed</summary>", number(all));
    if passing.omitted() > 0 {
        let (listed, omitted) = (number(passing.listed().len()), number(passing.omitted()));
        let _ = writeln!(
            page,
            "<p class=\"cut\">The first {listed} are listed; {omitted} more passed.</p>",
        );
    }
    page.push_str("<ul>\n");
    for found in passing.listed() {
        finding::push_passing(page, section.results, found);
    }
    page.push_str("</ul>\n</details>\n");
}

/// By which a link names a check: the same in every report.
pub(super) fn id(results: CheckResults<'_>) -> String {
    let name = format!("{}\0{}", results.suite.name, results.check.path);
    Sha256::digest(name).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
