//! Findings as results.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::super::super::record::{FindingRecord, WaiverRecord};
use super::super::super::results::{CheckResults, Results};
use super::super::narrative::{self, Cut};
use super::document::{
    ArtifactLocation, Fingerprints, Level, Location, LogicalLocation, PhysicalLocation, ROOT,
    Region, ResultObject, ResultProperties, Rule, Suppression, Text,
};
use super::{limits, rule};
use crate::gate::Status;
use crate::run::Verdict;

/// What may not stand in the path of a URI (RFC 3986).
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What may not stand in a path that is relative, either.
const NO_RELATIVE_PATH: &AsciiSet = &NO_PATH.add(b':');

/// A finding, as a result of a rule.
pub(super) fn result<'a>(
    results: &Results,
    of: &CheckResults<'a>,
    rule: (usize, &'a Rule<'a>),
    finding: &'a FindingRecord,
    longest: usize,
) -> ResultObject<'a> {
    let (rule_index, rule) = rule;
    let (kind, level) = kind(of, finding);
    let name = |text: &'a str| Cut::default().within(text, limits::NAME);
    ResultObject {
        rule_id: &rule.id,
        rule_index,
        kind,
        level,
        message: Text { text: message(of, finding, longest) },
        locations: [location(results, of, finding)],
        partial_fingerprints: Fingerprints {
            own: name(&finding.fingerprint),
            github: name(&finding.fingerprint),
        },
        baseline_state: (finding.status == Status::Baselined).then_some("unchanged"),
        suppressions: suppression(finding).map(|suppression| [suppression]),
        properties: ResultProperties {
            status: finding.status.as_str(),
            breaks: finding.breaks,
            test: name(&finding.test),
            account: narrative::account(finding).map(name),
            region: narrative::region(finding).map(name),
        },
    }
}

/// Whatever is not a failure has no level.
fn kind(of: &CheckResults<'_>, finding: &FindingRecord) -> (&'static str, Level) {
    match (finding.verdict, finding.status) {
        (Verdict::Unknown, _) | (_, Status::Unknown) => ("open", Level::None),
        (_, Status::Waived | Status::Baselined | Status::BelowThreshold) => ("fail", Level::Note),
        (_, Status::Pass | Status::Fail | Status::NoResource) => {
            ("fail", rule::level(of.check.severity))
        }
    }
}

fn message(of: &CheckResults<'_>, finding: &FindingRecord, longest: usize) -> Cow<'static, str> {
    let mut text = narrative::headline(of, finding);
    let details = narrative::details(finding, longest);
    if !details.is_empty() {
        text.push_str("\n\n");
        text.push_str(&details);
    }
    Cow::Owned(Cut::default().within(&text, longest).into_owned())
}

fn location<'a>(
    results: &Results,
    of: &CheckResults<'_>,
    finding: &'a FindingRecord,
) -> Location<'a> {
    let name = |text: &'a str| Cut::default().within(text, limits::NAME);
    let logical = finding.resource.as_ref().map(|resource| LogicalLocation {
        name: name(resource.name.as_deref().unwrap_or(&resource.id)),
        fully_qualified_name: name(&resource.arn),
        kind: "resource",
    });
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(&results.file_of(of.check)),
            region: Region { start_line: of.check.line.max(1) },
        },
        logical_locations: logical.map(|logical| [logical]),
    }
}

/// A file of the repository, or one with its whole path.
fn artifact(file: &str) -> ArtifactLocation {
    let path = utf8_percent_encode(file, NO_PATH);
    let is_on_a_drive = file.as_bytes().get(1) == Some(&b':');
    match (file.starts_with('/'), is_on_a_drive) {
        (true, _) => ArtifactLocation { uri: format!("file://{path}"), uri_base_id: None },
        (_, true) => ArtifactLocation { uri: format!("file:///{path}"), uri_base_id: None },
        (false, false) => {
            let path = utf8_percent_encode(file, NO_RELATIVE_PATH);
            ArtifactLocation { uri: path.to_string(), uri_base_id: Some(ROOT) }
        }
    }
}

/// What accepts the finding.
fn suppression(finding: &FindingRecord) -> Option<Suppression<'_>> {
    let text = |text| Cut::default().within(text, limits::DESCRIPTION);
    let mut properties = BTreeMap::new();
    let justification = match (finding.status, &finding.waiver, &finding.baseline) {
        (Status::Waived, Some(waiver), _) => {
            let WaiverRecord { reason, owner, ticket, expires, place, .. } = waiver;
            properties.extend([("expires", text(expires)), ("place", text(place))]);
            properties.extend(owner.as_deref().map(|owner| ("owner", text(owner))));
            properties.extend(ticket.as_deref().map(|ticket| ("ticket", text(ticket))));
            let words = format!("{reason} (waived until {expires} in {place})");
            Cow::Owned(Cut::default().within(&words, limits::DESCRIPTION).into_owned())
        }
        (Status::Waived, None, _) => Cow::Borrowed("waived"),
        (Status::Baselined, _, Some(baseline)) => {
            properties.extend([("place", text(&baseline.path)), ("since", text(&baseline.since))]);
            let words = format!("known since {} in {}", baseline.since, baseline.path);
            Cow::Owned(Cut::default().within(&words, limits::DESCRIPTION).into_owned())
        }
        (Status::Baselined, _, None) => Cow::Borrowed("known in the baseline"),
        _ => return None,
    };
    Some(Suppression { kind: "external", status: "accepted", justification, properties })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_uri() {
        let of = |file: &str| {
            let ArtifactLocation { uri, uri_base_id } = artifact(file);
            (uri, uri_base_id.is_some())
        };
        assert_eq!(of("app/tests/a b#%.rs"), ("app/tests/a%20b%23%25.rs".to_owned(), true));
        assert_eq!(of("/src/é.rs"), ("file:///src/%C3%A9.rs".to_owned(), false));
        assert_eq!(of("C:/src/a.rs"), ("file:///C:/src/a.rs".to_owned(), false));
    }
}
