//! What a test shows that does not pass: one failure, or several of one check at a glance first.

use std::collections::BTreeMap;

use super::super::page::{BAD, BOLD, Page, WIDTH, paint};
use super::assertion::Comparison;
use super::block::{check, found, remedy, said_by, style_of, verdict};
use super::subject::{id, short};
use crate::gate::{Judged, Status};
use crate::resource::is_active;
use crate::run::{Finding, Verdict};

/// So many resources are shown in full.
const MOST_IN_FULL: usize = 20;
/// Names in the list are aligned up to so many columns.
const WIDEST_NAME: usize = 48;
/// A reason in the list has so many columns, however long the names are.
const SHORTEST_REASON: usize = 40;
/// A value in the list has at most so many columns.
const LONGEST_VALUE: usize = 30;

/// The findings of one check that break the build, with styles; none where none does.
pub fn failures(findings: &[Judged]) -> Option<String> {
    let failing: Vec<&Judged> = findings.iter().filter(|finding| finding.breaks).collect();
    let count = || {
        let all = format!("{} of {} do not pass", failing.len(), findings.len());
        format!("{}{}", paint(BAD, &all), accepted(findings))
    };
    match (&failing[..], findings) {
        ([], _) => None,
        ([one], [_]) => Some(single(one)),
        ([one], _) => Some(format!("{}\n\n{}", count(), single(one))),
        ([first, ..], _) => Some(several(&count(), first, &failing)),
    }
}

/// How many do not pass and break nothing, each with the word for why.
fn accepted(findings: &[Judged]) -> String {
    let words = Status::ALL.into_iter().filter(|status| *status != Status::Pass);
    let counted = words.filter_map(|status| {
        let is_it = |judged: &&Judged| !judged.breaks && judged.status == status;
        let count = findings.iter().filter(is_it).count();
        (count > 0).then(|| format!("; {count} {status}"))
    });
    counted.collect()
}

/// What, where, why, on what evidence, and how to mend it.
fn single(judged: &Judged) -> String {
    let finding = &judged.finding;
    let of = finding.case.check;
    let documentation = of.documentation();
    let mut page = Page::default();
    verdict(&mut page, finding.verdict);
    check(&mut page, of, &documentation);
    found(&mut page, judged);
    remedy(&mut page, of, &documentation, &[finding.verdict]);
    page.into_text()
}

/// The list of them first, what they share once, and then each.
fn several(count: &str, first: &Judged, failing: &[&Judged]) -> String {
    let mut parts = vec![list(count, failing)];
    let of = first.finding.case.check;
    let documentation = of.documentation();
    let verdicts: Vec<Verdict> = failing.iter().map(|judged| judged.finding.verdict).collect();
    let mut page = Page::default();
    check(&mut page, of, &documentation);
    remedy(&mut page, of, &documentation, &verdicts);
    parts.push(page.into_text());
    for judged in failing.iter().take(MOST_IN_FULL) {
        let mut page = Page::default();
        found(&mut page, judged);
        parts.push(page.into_text());
    }
    if let Some(hidden) = failing.get(MOST_IN_FULL..).filter(|hidden| !hidden.is_empty()) {
        let name = hidden.iter().find_map(|judged| id(&judged.finding.case)).map(for_shell);
        let name = name.unwrap_or_else(|| "NAME".to_owned());
        parts.push(format!(
            "… and {} more, which the list above names. To see one alone:\n  \
             CONFIGTEST_RESOURCE={name} cargo test {}",
            hidden.len(),
            of.path()
        ));
    }
    parts.join("\n\n")
}

/// Who does not pass, and why, on a line each.
fn list(count: &str, failing: &[&Judged]) -> String {
    let failing: Vec<&Finding> = failing.iter().map(|judged| &judged.finding).collect();
    let mut seen: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for finding in &failing {
        *seen.entry(id(&finding.case)).or_default() += 1;
    }
    let is_alone = |finding: &Finding| seen.get(&id(&finding.case)) == Some(&1);
    let names: Vec<String> =
        failing.iter().map(|finding| short(&finding.case, is_alone(finding))).collect();
    let widths = names.iter().map(|name| name.chars().count());
    let widest = widths.max().unwrap_or(0).min(WIDEST_NAME);
    let mut page = Page::default();
    page.plain_line(count);
    for (finding, name) in failing.iter().zip(&names) {
        let gap = widest.saturating_sub(name.chars().count());
        let room = WIDTH.saturating_sub(widest + 4).max(SHORTEST_REASON);
        let reason = paint(style_of(finding.verdict), &clipped(&reason(finding), room));
        page.plain_line(&format!("  {}{:gap$}  {reason}", paint(BOLD, name), ""));
    }
    page.into_text()
}

/// Why a finding does not pass, on a line.
fn reason(finding: &Finding) -> String {
    if let (Verdict::Unknown, Some(unknown)) = (finding.verdict, &finding.unknown) {
        return format!("unknown: {unknown}");
    }
    let said = said_by(finding);
    let first = said.first().map_or("", |said| &*said.message);
    let reason = match Comparison::of(first) {
        Some(compared) => {
            let said = compared.own.unwrap_or(compared.said);
            let is_short = |value: &str| value.chars().count() <= LONGEST_VALUE;
            match is_short(compared.left) && is_short(compared.right) {
                true => format!("{said} (left: {}, right: {})", compared.left, compared.right),
                false => said.to_owned(),
            }
        }
        None => first.to_owned(),
    };
    match said.len() {
        0 | 1 => reason,
        more => format!("{} (and {} more)", first_line(&reason), more - 1),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

/// The first line of a text, of at most so many columns.
fn clipped(text: &str, columns: usize) -> String {
    let line = first_line(text);
    let is_whole = line.chars().count() <= columns && line.len() == text.trim_end().len();
    match is_whole {
        true => line.to_owned(),
        false => {
            let begin: String = line.chars().take(columns.saturating_sub(2)).collect();
            format!("{} …", begin.trim_end())
        }
    }
}

/// An id as CONFIGTEST_RESOURCE takes it on a command line: a pattern, in which `?` stands for what
/// cannot be shown, in quotes where a shell would make something else of it.
fn for_shell(id: &str) -> String {
    let is_hidden = |character| matches!(character, '\n' | '\t' | '\'') || is_active(character);
    let pattern = id.replace(is_hidden, "?");
    let is_plain = |character: char| character.is_alphanumeric() || "-_.:/@+=,".contains(character);
    match pattern.chars().all(is_plain) {
        true => pattern,
        false => format!("'{pattern}'"),
    }
}
