//! The page as a whole.

use std::fmt::Write as _;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::super::super::results::Results;
use super::plan::{MOST_BYTES, MOST_FAILING, Plan};
use super::words::{Short, number};
use super::{check, finding, head};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes the page.
pub(in super::super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    write_within(results, MOST_BYTES, out)
}

/// Writes a page that lists findings up to so many bytes.
pub(super) fn write_within(
    results: &Results,
    bytes: usize,
    out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    let plan = Plan::of(results, bytes);
    let mut page = String::new();
    push_start(&mut page, results);
    head::push_verdict(&mut page, results);
    head::push_gaps(&mut page, results, &plan);
    head::push_counts(&mut page, results);
    head::push_grants(&mut page, results);
    page.push_str("<div class=\"columns\">\n");
    head::push_filters(&mut page, results);
    let not_all = match plan.omitted() {
        [0, 0, 0] => "",
        _ => " Not all findings are listed on this page.",
    };
    let _ = writeln!(
        page,
        "<section class=\"results\" aria-labelledby=\"results\">\n<h2 id=\"results\">Findings by \
         check</h2>\n<p id=\"none\" hidden>No finding here is like that: reset the filters to see \
         others.{not_all}</p>",
    );
    if results.findings.is_empty() {
        page.push_str("<p class=\"not-run\">This run has no findings: nothing was judged.</p>\n");
    }
    for section in &plan.sections {
        check::push_head(&mut page, results, section);
        flush(&mut page, out)?;
        let [breaking, other, _] = &section.groups;
        for found in breaking.listed().iter().chain(other.listed()) {
            finding::push(&mut page, section.results, found);
            flush(&mut page, out)?;
        }
        check::push_omitted(&mut page, section);
        check::push_passing(&mut page, section);
        page.push_str("</section>\n");
        flush(&mut page, out)?;
    }
    page.push_str("</section>\n</div>\n</main>\n");
    push_end(&mut page, results);
    flush(&mut page, out)?;
    Ok(sentences(&plan))
}

fn flush(page: &mut String, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page.as_bytes())?;
    page.clear();
    Ok(())
}

fn push_start(page: &mut String, results: &Results) {
    let title = format!("{}: {}", head::verdict(results.conclusion()), head::suites(results));
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
         'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#results\">To the findings</a>\n<main>\n",
        digest(STYLE),
        digest(SCRIPT),
        Short(&title),
    );
}

fn push_end(page: &mut String, results: &Results) {
    let mut versions: Vec<&str> =
        results.suites.iter().map(|suite| suite.configtest.as_str()).collect();
    versions.sort_unstable();
    versions.dedup();
    let versions = versions.join(", ");
    let _ = write!(
        page,
        "<footer><p>configtest {}. This page asks nothing of any server.</p></footer>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        Short(&versions),
    );
}

/// By which a Content-Security-Policy names what it lets run.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// What is not listed and does not pass, in words.
fn sentences(plan: &Plan<'_>) -> Vec<String> {
    let [breaking, other, _] = plan.omitted();
    let mut sentences = Vec::new();
    for (omitted, what) in
        [(breaking, "break the build"), (other, "neither pass nor break the build")]
    {
        if omitted > 0 {
            let (most, megabytes) = (number(MOST_FAILING), MOST_BYTES / 1_000_000);
            sentences.push(format!(
                "of the findings that {what}, {} {} counted and not listed: a page lists {most} of \
                 a check, and about {megabytes} MB in all",
                number(omitted),
                if omitted == 1 { "is" } else { "are" },
            ));
        }
    }
    sentences
}
