//! Findings as results.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::super::super::record::FindingRecord;
use super::super::super::results::{CheckResults, Results};
use super::super::narrative::{self, Cut};
use super::document::{
    ArtifactLocation, Fingerprints, Level, Location, LogicalLocation, PhysicalLocation, ROOT,
    Region, ResultObject, ResultProperties, Rule, Text,
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
        properties: ResultProperties {
            status: finding.status.as_str(),
            breaks: finding.breaks,
            test: name(&finding.test),
            account: narrative::account_or_several(finding).map(name),
            region: narrative::region(finding).map(name),
        },
    }
}

/// Whatever is not a failure has no level.
fn kind(of: &CheckResults<'_>, finding: &FindingRecord) -> (&'static str, Level) {
    match (finding.verdict, finding.status) {
        (Verdict::Unknown, _) | (_, Status::Unknown) => ("open", Level::None),
        _ => ("fail", rule::level(of.check.severity)),
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
