//! Reading `[[waiver]]`.

use std::collections::BTreeMap;

use toml::Spanned;

use super::check_pattern::{check_pattern, is_every, resource_pattern};
use super::table::{Document, Table, date_help};
use super::{SettingsError, WaiverSettings, did_you_mean, list};

/// The waivers of the file, in which these sources are described.
pub(super) fn waivers<'s>(
    root: &Table<'_, '_>,
    document: Document<'_>,
    sources: impl Iterator<Item = &'s str> + Clone,
) -> Result<Vec<WaiverSettings>, SettingsError> {
    let tables = root.headed_tables("waiver", "waiver")?;
    let lines = document.lines();
    let mut waivers: Vec<WaiverSettings> = Vec::with_capacity(tables.len());
    // Thousands are not compared with each other.
    let mut same: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for table in tables {
        let line = lines.partition_point(|begin| *begin <= table.span().start);
        let waiver = waiver(&table, line, sources.clone())?;
        let alike = same.entry((waiver.check.clone(), waiver.resource.clone())).or_default();
        let earlier = alike.iter().map(|position| &waivers[*position]);
        if let Some(earlier) = earlier.clone().find(|earlier| overlap(earlier, &waiver)) {
            let message = format!(
                "the waiver of `{}` for `{}` is there twice: at line {} and at line {line}\n\
                 help: keep one of them, or give them different `sources` or `suites`",
                waiver.check, waiver.resource, earlier.line
            );
            return Err(table.error(table.span_of("check").unwrap_or(table.span()), message));
        }
        alike.push(waivers.len());
        waivers.push(waiver);
    }
    Ok(waivers)
}

/// Whether both hold over the same source for the same suite.
fn overlap(one: &WaiverSettings, other: &WaiverSettings) -> bool {
    let meet = |one: &[String], other: &[String]| {
        one.is_empty() || other.is_empty() || one.iter().any(|name| other.contains(name))
    };
    meet(&one.sources, &other.sources) && meet(&one.suites, &other.suites)
}

fn waiver<'s>(
    table: &Table<'_, '_>,
    line: usize,
    sources: impl Iterator<Item = &'s str> + Clone,
) -> Result<WaiverSettings, SettingsError> {
    table.only(&[
        "check", "resource", "reason", "expires", "owner", "ticket", "unknown", "sources", "suites",
    ])?;
    let required = |key: &str, what: &str| match table.filled(key)? {
        Some(text) => Ok(text),
        None => Err(table.lacks(key, what)),
    };
    let optional = |key| Ok(table.filled(key)?.map(Spanned::into_inner));
    let check = required("check", "the check, or a pattern for checks")?;
    check_pattern(check.get_ref()).map_err(|why| table.error(check.span(), why))?;
    let resource = required("resource", "a pattern for the name or the ARN of a resource")?;
    resource_pattern(resource.get_ref()).map_err(|why| table.error(resource.span(), why))?;
    if is_every(check.get_ref()) && is_every(resource.get_ref()) {
        let message = format!(
            "{} accepts every failure there is\nhelp: name the checks, or the resources",
            table.name()
        );
        return Err(table.error(check.span(), message));
    }
    let reason = required("reason", "why it is accepted")?.into_inner();
    let expires = match table.date("expires")? {
        Some(date) => date,
        None => {
            let what = format!("the last day on which it holds\nhelp: {}", date_help("expires"));
            return Err(table.lacks("expires", &what));
        }
    };
    Ok(WaiverSettings {
        check: check.into_inner(),
        resource: resource.into_inner(),
        reason,
        expires,
        owner: optional("owner")?,
        ticket: optional("ticket")?,
        unknown: table.boolean("unknown")?.unwrap_or(false),
        sources: sources_of(table, sources)?,
        suites: suites_of(table)?,
        line,
    })
}

/// The sources over which it holds: names of the file, or what works everywhere.
fn sources_of<'s>(
    table: &Table<'_, '_>,
    described: impl Iterator<Item = &'s str> + Clone,
) -> Result<Vec<String>, SettingsError> {
    let mut sources: Vec<String> = Vec::new();
    for source in table.strings("sources")? {
        let name = source.get_ref();
        let valid = || described.clone().chain(["aws", "mock"]);
        let is_fixture = name.strip_prefix("fixture:").is_some_and(|path| !path.is_empty());
        if !is_fixture && !valid().any(|valid| valid == name) {
            let message = format!(
                "`sources` at {} names `{name}`, which is no source{}\nhelp: there are {} and \
                 `fixture:PATH`",
                table.name(),
                did_you_mean(name, valid()),
                list(valid())
            );
            return Err(table.error(source.span(), message));
        }
        if !sources.contains(name) {
            sources.push(source.into_inner());
        }
    }
    match table.span_of("sources") {
        Some(span) if sources.is_empty() => {
            let message = format!(
                "`sources` at {} names none\nhelp: leave it out where the waiver holds over all",
                table.name()
            );
            Err(table.error(span, message))
        }
        _ => Ok(sources),
    }
}

/// The suites for which it holds. Which there are, no file knows.
fn suites_of(table: &Table<'_, '_>) -> Result<Vec<String>, SettingsError> {
    let mut suites: Vec<String> = Vec::new();
    for suite in table.strings("suites")? {
        let name = suite.get_ref();
        let is_one = name.split_once("::").is_some_and(|(package, target)| {
            let is_word = |text: &str| {
                let is_letter = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
                !text.is_empty() && text.chars().all(is_letter)
            };
            is_word(package) && is_word(target)
        });
        if !is_one {
            let message = format!(
                "`suites` at {} names `{name}`, which is no suite\nhelp: a suite is written \
                 `PACKAGE::TARGET`, as `acme::config`",
                table.name()
            );
            return Err(table.error(suite.span(), message));
        }
        if !suites.contains(name) {
            suites.push(suite.into_inner());
        }
    }
    match table.span_of("suites") {
        Some(span) if suites.is_empty() => {
            let message = format!(
                "`suites` at {} names none\nhelp: leave it out where the waiver holds for all",
                table.name()
            );
            Err(table.error(span, message))
        }
        _ => Ok(suites),
    }
}
