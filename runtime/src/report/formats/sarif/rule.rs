//! Checks as rules.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::super::results::CheckResults;
use super::super::narrative::Cut;
use super::document::{Configuration, Help, Level, Rule, RuleProperties, Text};
use super::limits;
use crate::settings::Severity;

/// The rules of these checks, in their order, and of how many of them tags were left out.
pub(super) fn rules<'a>(checks: &[CheckResults<'a>]) -> (Vec<Rule<'a>>, usize) {
    let mut suites: BTreeMap<&str, usize> = BTreeMap::new();
    for of in checks {
        *suites.entry(&of.check.path).or_default() += 1;
    }
    let is_alone = |of: &CheckResults<'_>| suites.get(of.check.path.as_str()) == Some(&1);
    let mut cut = 0;
    let rules = checks.iter().map(|of| {
        let rule = rule(of, is_alone(of));
        cut += usize::from(rule.properties.tags.len() > limits::TAGS);
        rule
    });
    let mut rules: Vec<_> = rules.collect();
    for rule in &mut rules {
        rule.properties.tags.truncate(limits::TAGS);
    }
    (rules, cut)
}

fn rule<'a>(of: &CheckResults<'a>, is_alone: bool) -> Rule<'a> {
    let check = of.check;
    let text = |text: &'a str, longest| Cut::default().within(text, longest);
    let title = match check.title.as_str() {
        "" => text(&check.path, limits::DESCRIPTION),
        title => text(title, limits::DESCRIPTION),
    };
    let description = match check.description.as_str() {
        "" => title.clone(),
        description => text(description, limits::DESCRIPTION),
    };
    Rule {
        id: match is_alone {
            true => text(&check.path, limits::NAME),
            false => {
                let path = format!("{}::{}", of.suite.name, check.path);
                Cow::Owned(Cut::default().within(&path, limits::NAME).into_owned())
            }
        },
        help: help(of, &title),
        short_description: Text { text: title },
        full_description: Text { text: description },
        default_configuration: Configuration {
            enabled: check.ignored.is_none() || !of.findings.is_empty(),
            level: level(check.severity),
        },
        properties: RuleProperties {
            tags: tags(of),
            precision: "very-high",
            security_severity: score(check.severity),
            severity: check.severity.as_str(),
            suite: text(&of.suite.name, limits::NAME),
        },
    }
}

/// The documentation of the check: it is Markdown as it is.
fn help<'a>(of: &CheckResults<'_>, title: &str) -> Help<'a> {
    let check = of.check;
    let mut parts = vec![title.to_owned()];
    parts.extend([&check.description].into_iter().filter(|text| !text.is_empty()).cloned());
    let heading = |mark: &str, title: &str| match mark {
        "" => format!("{title}:"),
        mark => format!("{mark} {title}"),
    };
    let whole = |mark: &str| {
        let mut parts = parts.clone();
        if !check.remediation.is_empty() {
            parts.extend([heading(mark, "Remediation"), check.remediation.clone()]);
        }
        if !check.controls.is_empty() {
            let controls = check.controls.iter().map(|control| format!("- {control}"));
            parts.extend([heading(mark, "Controls"), controls.collect::<Vec<_>>().join("\n")]);
        }
        let text = parts.join("\n\n");
        Cow::Owned(Cut::default().within(&text, limits::HELP).into_owned())
    };
    Help { text: whole(""), markdown: whole("##") }
}

/// One more than are kept where there are more.
fn tags<'a>(of: &CheckResults<'a>) -> Vec<Cow<'a, str>> {
    let check = of.check;
    let mut tags = vec![Cow::Borrowed("security"), Cow::Borrowed("configuration")];
    let own = check.controls.iter().chain(&check.kind);
    for tag in own.map(|tag| Cut::default().within(tag, limits::NAME)) {
        if tags.len() <= limits::TAGS && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// How a viewer sorts failures.
pub(super) fn level(severity: Severity) -> Level {
    match severity {
        Severity::Critical | Severity::High => Level::Error,
        Severity::Medium => Level::Warning,
        Severity::Low | Severity::Informational => Level::Note,
    }
}

/// In the middle of what GitHub calls so: over 9.0 is critical, from 7.0 high, from 4.0 medium. It
/// has no word for informational.
fn score(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Critical => Some("9.5"),
        Severity::High => Some("8.0"),
        Severity::Medium => Some("5.5"),
        Severity::Low => Some("2.0"),
        Severity::Informational => None,
    }
}
