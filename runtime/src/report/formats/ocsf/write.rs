//! The array, a finding at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use sha2::{Digest, Sha256};

use super::super::super::record::{BaselineRecord, FindingRecord, UnknownRecord, WaiverRecord};
use super::super::super::results::{CheckResults, Results};
use super::super::inert_json::write_json;
use super::super::narrative::{self, Cut};
use super::super::words::read_again;
use super::event::{
    Analytic, Check, Cloud, Compliance, Event, Evidence, FindingInfo, Header, Remediation,
    Resource, Unmapped,
};
use super::ids;
use crate::settings::Severity;

/// How long a text may be; no limit of anybody's.
const TEXT: usize = 4_000;
/// How long a name may be; no limit of anybody's.
const NAME: usize = 1_024;

/// Writes every finding. Says of how many texts were cut.
pub(in super::super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut out = BufWriter::new(out);
    let mut between = "[\n";
    let mut shortened = 0;
    let (_, time) = narrative::began(results);
    for of in results.checks() {
        for finding in of.findings {
            let mut writer = Writer { time, cut: Cut::default() };
            out.write_all(between.as_bytes())?;
            write_json(&mut out, &writer.finding(&of, finding))?;
            between = ",\n";
            shortened += usize::from(writer.cut.0);
        }
    }
    let mut writer = Writer { time, cut: Cut::default() };
    for missing in missing(results) {
        out.write_all(between.as_bytes())?;
        write_json(&mut out, &writer.missing(results, &missing))?;
        between = ",\n";
    }
    out.write_all(if between == "[\n" { b"[]\n" } else { b"\n]\n" })?;
    out.flush()?;
    Ok(match shortened {
        0 => Vec::new(),
        _ => vec![format!("texts of {shortened} findings are cut at {TEXT} bytes")],
    })
}

/// What has no finding.
struct Missing {
    /// What it is of: a check or a suite.
    of: String,
    /// What tells it from others of the same, in every run.
    key: String,
    words: String,
    severity: Severity,
}

fn missing(results: &Results) -> Vec<Missing> {
    let mut missing = Vec::new();
    for gap in &results.gaps {
        let is_of =
            |of: &CheckResults<'_>| of.suite.name == gap.suite && of.check.path == gap.check;
        let severity = results.checks().find(is_of).map(|of| of.check.severity);
        missing.push(Missing {
            of: format!("{}::{}", gap.suite, gap.check),
            // Without the count, which may be another one in the next run.
            key: String::new(),
            words: narrative::gap(gap),
            severity: severity.unwrap_or(Severity::High),
        });
    }
    let partial = results.partial.iter().map(|words| Missing {
        of: "configtest".to_owned(),
        key: words.clone(),
        words: words.clone(),
        severity: Severity::Informational,
    });
    missing.extend(partial);
    missing
}

struct Writer {
    time: u64,
    cut: Cut,
}

impl Writer {
    fn text<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        self.cut.within(text, TEXT)
    }

    fn name<'a>(&mut self, name: &'a str) -> Cow<'a, str> {
        self.cut.within(name, NAME)
    }

    fn owned(&mut self, text: &str) -> Cow<'static, str> {
        Cow::Owned(self.text(text).into_owned())
    }

    fn finding<'a>(&mut self, of: &CheckResults<'a>, finding: &'a FindingRecord) -> Event<'a> {
        let CheckResults { check, suite, .. } = *of;
        let headline = narrative::headline(of, finding);
        let words = narrative::words(finding, TEXT);
        let (status_id, status) = ids::status(finding);
        let (compliance_id, compliance) = ids::compliance(finding.verdict);
        let title = match check.title.as_str() {
            "" => self.name(&check.path),
            title => self.name(title),
        };
        let requirements: Vec<_> = check.controls.iter().map(|it| self.name(it)).collect();
        let mut standards: Vec<_> =
            check.controls.iter().map(|it| self.name(ids::standard(it))).collect();
        standards.dedup();
        if standards.is_empty() {
            standards.push(self.name(&suite.name));
        }
        let resource = finding.resource.as_ref().map(|resource| Resource {
            uid: self.name(&resource.arn),
            name: self.name(resource.name.as_deref().unwrap_or(&resource.id)),
            r#type: finding.kind.as_deref().map(|kind| self.name(kind)),
            region: resource.region.as_deref().map(|region| self.name(region)),
            cloud_partition: self.name(narrative::partition(finding).unwrap_or("aws")),
        });
        let account = narrative::account(finding).map(|account| self.name(account));
        Event {
            header: Header::new(self.time, self.name(&suite.configtest)),
            severity_id: ids::severity(check.severity),
            severity: ids::word(check.severity),
            status_id,
            status,
            status_code: finding.status.as_str(),
            status_detail: Cow::Owned(narrative::outcome(finding)),
            message: self.owned(&join(&headline, &words)),
            finding_info: FindingInfo {
                uid: self.name(&finding.fingerprint),
                title: self.owned(&headline),
                desc: match check.description.as_str() {
                    "" => None,
                    description => Some(self.text(description)),
                },
                created_time: self.time,
                analytic: Analytic::rule(self.name(&check.path), title.clone()),
            },
            compliance: Compliance {
                status_id: compliance_id,
                status: compliance,
                standards: standards.clone(),
                requirements,
                checks: vec![Check {
                    uid: self.name(&check.path),
                    name: title,
                    standards,
                    status_id: compliance_id,
                    status: compliance,
                }],
            },
            cloud: Cloud::new(account, narrative::region(finding).map(|it| self.name(it))),
            resources: resource.into_iter().collect(),
            remediation: match check.remediation.as_str() {
                "" => None,
                remediation => Some(Remediation { desc: self.text(remediation) }),
            },
            evidences: self.evidences(finding),
            unmapped: Some(self.unmapped(of, finding)),
        }
    }

    fn evidences<'a>(&mut self, finding: &'a FindingRecord) -> Vec<Evidence<'a>> {
        let reads = finding.reads.iter().map(|read| Evidence {
            name: self.name(&read.attribute),
            data: BTreeMap::from([
                ("resource", self.name(&read.resource)),
                ("value", self.text(&read.value)),
                ("provenance", self.name(&read.provenance)),
            ]),
        });
        reads.collect()
    }

    fn unmapped<'a>(&mut self, of: &CheckResults<'a>, finding: &'a FindingRecord) -> Unmapped<'a> {
        let mut words = BTreeMap::from([
            ("suite", self.name(&finding.suite)),
            ("source", self.name(&of.suite.source)),
            ("test", self.name(&finding.test)),
            ("file", self.name(&of.check.file)),
            ("verdict", Cow::Owned(finding.verdict.to_string())),
        ]);
        let mut add = |key: &'static str, text: Option<&'a str>| {
            let text = text.filter(|text| !text.is_empty());
            words.extend(text.map(|text| (key, self.cut.within(text, TEXT))));
        };
        add("values", finding.values.as_deref());
        add("place", finding.place.as_deref());
        add("location", finding.location.as_deref());
        add("digest", Some(&finding.digest));
        if let Some(WaiverRecord { reason, owner, ticket, expires, place, .. }) = &finding.waiver {
            add("waiver_reason", Some(reason));
            add("waiver_owner", owner.as_deref());
            add("waiver_ticket", ticket.as_deref());
            add("waiver_expires", Some(expires));
            add("waiver_place", Some(place));
        }
        if let Some(BaselineRecord { path, since }) = &finding.baseline {
            add("baseline_place", Some(path));
            add("baseline_since", Some(since));
        }
        if let Some(UnknownRecord { reason, operation, code, iam_action, message }) =
            &finding.unknown
        {
            add("unknown_reason", Some(reason));
            add("unknown_operation", Some(operation));
            add("unknown_code", code.as_deref());
            add("unknown_iam_action", iam_action.as_deref());
            add("unknown_message", Some(message));
        }
        if let Some(accounts) = narrative::all_accounts(finding) {
            words.insert("accounts", self.owned(&accounts));
        }
        if let Some(again) = read_again(finding) {
            words.insert("again", self.owned(&again));
        }
        Unmapped {
            breaks: finding.breaks,
            line: of.check.line,
            reads_omitted: finding.reads_omitted,
            words,
        }
    }

    fn missing(&mut self, results: &Results, missing: &Missing) -> Event<'static> {
        let Missing { of, key, words, severity: level } = missing;
        let uid = Sha256::digest(format!("missing\0{of}\0{key}"));
        let of = self.owned(of);
        let words = self.owned(words);
        let version = results.suites.first().map_or(env!("CARGO_PKG_VERSION"), |it| &it.configtest);
        Event {
            header: Header::new(self.time, self.owned(version)),
            severity_id: ids::severity(*level),
            severity: ids::word(*level),
            status_id: 0,
            status: "Unknown",
            status_code: "missing",
            status_detail: words.clone(),
            message: words.clone(),
            finding_info: FindingInfo {
                uid: Cow::Owned(uid.iter().take(16).map(|byte| format!("{byte:02x}")).collect()),
                title: words.clone(),
                desc: None,
                created_time: self.time,
                analytic: Analytic::rule(of.clone(), of.clone()),
            },
            compliance: Compliance {
                status_id: 0,
                status: "Unknown",
                standards: vec![of],
                requirements: Vec::new(),
                checks: Vec::new(),
            },
            cloud: Cloud::new(None, None),
            resources: Vec::new(),
            remediation: None,
            evidences: Vec::new(),
            unmapped: None,
        }
    }
}

fn join(headline: &str, words: &str) -> String {
    match words {
        "" => headline.to_owned(),
        words => format!("{headline}\n\n{words}"),
    }
}
