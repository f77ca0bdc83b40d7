//! Findings as Security Hub takes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::super::record::{BaselineRecord, FailureRecord, FindingRecord, WaiverRecord};
use super::super::super::results::{CheckResults, Results};
use super::super::narrative::{self, Cut};
use super::super::words;
use super::kinds;
use super::object::{
    Compliance, Finding, ProviderFields, Recommendation, Remediation, Resource, Severity, Workflow,
};
use crate::gate::Status;
use crate::run::Verdict;
use crate::settings;

const TYPE: &str = "Software and Configuration Checks/AWS Security Best Practices";
const TITLE: usize = 256;
const DESCRIPTION: usize = 1_024;
const RECOMMENDATION: usize = 512;
const ID: usize = 512;
const REQUIREMENTS: usize = 32;
const FIELDS: usize = 50;
const KEY: usize = 128;
/// Half of what it may have: a finding of 50 such fields is below 240 KB however it is escaped.
const VALUE: usize = 1_024;

/// Where a finding is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place<'a> {
    pub(super) account: &'a str,
    pub(super) region: &'a str,
    pub(super) partition: &'static str,
}

/// What stands for an account where none is known. Nobody has it.
pub(super) const NO_ACCOUNT: &str = "000000000000";

/// The partitions of accounts, as far as their findings tell.
pub(super) type Partitions<'a> = BTreeMap<&'a str, &'static str>;

impl<'a> Place<'a> {
    /// Where the finding is imported: to the first of its accounts; to that one where it knows of
    /// none. What it does not tell of its partition, others of its account do, or those of its suite.
    pub(super) fn of(
        finding: &'a FindingRecord,
        partitions: &Partitions<'_>,
        otherwise: (&'a str, &'static str),
    ) -> Self {
        let account = narrative::accounts(finding).find(|account| is_account(account));
        let account = account.unwrap_or(otherwise.0);
        let partition = partition(finding).or_else(|| partitions.get(account).copied());
        let partition = partition.unwrap_or(otherwise.1);
        let region = narrative::region(finding).filter(|region| is_region(region));
        Self { account, region: region.unwrap_or(home(partition)), partition }
    }

    /// Where what is of an account and no region is imported.
    pub(super) fn global(account: &'a str, partition: &'static str) -> Self {
        Self { account, region: home(partition), partition }
    }
}

/// The partition that a finding tells, as Security Hub knows it.
pub(super) fn partition(finding: &FindingRecord) -> Option<&'static str> {
    Some(match narrative::partition(finding)? {
        "aws-cn" => "aws-cn",
        "aws-us-gov" => "aws-us-gov",
        _ => "aws",
    })
}

pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_region(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=16).contains(&text.len()) && text.bytes().all(is_part)
}

/// The region that is home to what is global.
fn home(partition: &str) -> &'static str {
    match partition {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    }
}

/// A finding, and whether a text of it was cut.
pub(super) fn finding<'a>(
    results: &'a Results,
    of: &CheckResults<'a>,
    finding: &'a FindingRecord,
    place: Place<'a>,
) -> (Finding<'a>, Cut) {
    let mut cut = Cut::default();
    let check = of.check;
    let headline = narrative::headline(of, finding);
    let mut description = narrative::details(finding, DESCRIPTION);
    if description.trim().is_empty() {
        description = match check.description.as_str() {
            "" => headline.clone(),
            description => description.to_owned(),
        };
    }
    let owned = |cut: &mut Cut, text: &str, limit| Cow::Owned(cut.within(text, limit).into_owned());
    let requirements = check.controls.iter().filter(|control| !control.trim().is_empty());
    let requirements: Vec<_> = requirements.map(|control| cut.within(control, VALUE)).collect();
    cut.0 |= requirements.len() > REQUIREMENTS;
    let recommendation = check.remediation.as_str();
    let recommendation = (!recommendation.trim().is_empty()).then(|| Remediation {
        recommendation: Recommendation { text: cut.within(recommendation, RECOMMENDATION) },
    });
    let whole = format!("{}/{}", finding.suite, finding.check);
    let resource = match &finding.resource {
        Some(resource) if !resource.arn.is_empty() => Resource {
            r#type: kinds::type_of(finding.kind.as_deref()),
            id: cut.within(&resource.arn, ID),
            partition: place.partition,
            region: narrative::region(finding).filter(|region| is_region(region)),
        },
        _ => Resource {
            r#type: "Other",
            id: owned(&mut cut, &format!("configtest/{whole}"), ID),
            partition: place.partition,
            region: None,
        },
    };
    let severity = severity(check.severity, finding.verdict);
    let found = Finding {
        title: owned(&mut cut, &headline, TITLE),
        description: owned(&mut cut, &description, DESCRIPTION),
        remediation: recommendation,
        product_fields: fields(of, finding, &mut cut),
        compliance: Compliance {
            status: status(finding.verdict),
            related_requirements: requirements.into_iter().take(REQUIREMENTS).collect(),
        },
        workflow: Workflow {
            status: match (finding.status, finding.breaks) {
                (Status::Waived, _) => "SUPPRESSED",
                (Status::Baselined, _) => "NOTIFIED",
                (Status::Pass, _) | (Status::NoResource, false) => "RESOLVED",
                (
                    Status::Fail | Status::Unknown | Status::NoResource | Status::BelowThreshold,
                    _,
                ) => "NEW",
            },
        },
        ..bare(
            results,
            place,
            &format!("configtest/{}", finding.fingerprint),
            &whole,
            severity,
            resource,
        )
    };
    (found, cut)
}

/// The finding on the run itself.
pub(super) fn run<'a>(results: &'a Results, suite: &'a str, place: Place<'a>) -> Finding<'a> {
    let of_suite = results.gaps.iter().filter(|gap| gap.suite == suite).map(narrative::gap);
    let mut missing: Vec<_> = of_suite.chain(results.partial.iter().cloned()).collect();
    if results.findings.binary_search_by(|finding| finding.suite.as_str().cmp(suite)).is_err() {
        missing.push("nothing was judged".to_owned());
    }
    let is_whole = missing.is_empty();
    let text = |text: String, limit| Cow::Owned(Cut::default().within(&text, limit).into_owned());
    let (title, status) = match is_whole {
        true => (format!("{suite}: every case was carried out"), "PASSED"),
        false => (format!("{suite}: the findings are not all"), "NOT_AVAILABLE"),
    };
    let whole = format!("{suite}/run");
    let label = if is_whole { "INFORMATIONAL" } else { "HIGH" };
    let resource = Resource {
        r#type: "Other",
        id: text(format!("configtest/{whole}"), ID),
        partition: place.partition,
        region: None,
    };
    Finding {
        description: match is_whole {
            true => text(title.clone(), DESCRIPTION),
            false => text(missing.join("\n"), DESCRIPTION),
        },
        title: text(title, TITLE),
        compliance: Compliance { status, related_requirements: Vec::new() },
        workflow: Workflow { status: if is_whole { "RESOLVED" } else { "NEW" } },
        ..bare(
            results,
            place,
            &format!("configtest/{whole}/{}", place.account),
            &whole,
            Severity { label, original: if is_whole { "informational" } else { "high" } },
            resource,
        )
    }
}

/// What is the same of all of them.
fn bare<'a>(
    results: &'a Results,
    place: Place<'a>,
    id: &str,
    generator: &str,
    severity: Severity,
    resource: Resource<'a>,
) -> Finding<'a> {
    let (began, _) = narrative::began(results);
    let Place { account, region, partition } = place;
    let text = |text: &str, limit| Cow::Owned(Cut::default().within(text, limit).into_owned());
    Finding {
        schema_version: "2018-10-08",
        id: text(id, ID),
        product_arn: format!(
            "arn:{partition}:securityhub:{region}:{account}:product/{account}/default"
        ),
        product_name: "configtest",
        company_name: "configtest",
        region,
        generator_id: text(&format!("configtest/{generator}"), ID),
        aws_account_id: account,
        types: [TYPE],
        first_observed_at: began,
        last_observed_at: began,
        created_at: began,
        updated_at: began,
        severity,
        title: Cow::Borrowed("configtest"),
        description: Cow::Borrowed("configtest"),
        remediation: None,
        product_fields: BTreeMap::new(),
        resources: [resource],
        compliance: Compliance { status: "NOT_AVAILABLE", related_requirements: Vec::new() },
        workflow: Workflow { status: "NEW" },
        record_state: "ACTIVE",
        finding_provider_fields: ProviderFields { severity, types: [TYPE] },
    }
}

/// What Security Hub has no name for, and what the check read.
fn fields<'a>(
    of: &CheckResults<'a>,
    finding: &'a FindingRecord,
    cut: &mut Cut,
) -> BTreeMap<String, Cow<'a, str>> {
    let mut fields = BTreeMap::new();
    let made = [
        ("configtest/accounts", narrative::all_accounts(finding)),
        ("configtest/again", words::read_again(finding)),
    ];
    for (key, text) in made {
        let text = text.map(|text| Cow::Owned(cut.within(&text, VALUE).into_owned()));
        fields.extend(text.map(|text| (key.to_owned(), text)));
    }
    let mut add = |key: &str, text: &'a str| {
        if text.trim().is_empty() {
            return;
        }
        let key = cut.within(key, KEY).into_owned();
        match fields.len() < FIELDS || fields.contains_key(&key) {
            true => _ = fields.insert(key, cut.within(text, VALUE)),
            false => cut.0 = true,
        }
    };
    add("configtest/status", finding.status.as_str());
    add("configtest/breaks", if finding.breaks { "true" } else { "false" });
    add("configtest/suite", &finding.suite);
    add("configtest/source", &of.suite.source);
    add("configtest/version", &of.suite.configtest);
    add("configtest/check", &finding.check);
    add("configtest/test", &finding.test);
    add("configtest/values", finding.values.as_deref().unwrap_or_default());
    add("configtest/place", finding.place.as_deref().unwrap_or_default());
    add("configtest/digest", &finding.digest);
    add("configtest/message", &finding.message);
    add("configtest/location", finding.location.as_deref().unwrap_or_default());
    if let Some(WaiverRecord { reason, owner, ticket, expires, place, .. }) = &finding.waiver {
        add("configtest/waiver/reason", reason);
        add("configtest/waiver/owner", owner.as_deref().unwrap_or_default());
        add("configtest/waiver/ticket", ticket.as_deref().unwrap_or_default());
        add("configtest/waiver/expires", expires);
        add("configtest/waiver/place", place);
    }
    if let Some(BaselineRecord { path, since }) = &finding.baseline {
        add("configtest/baseline/place", path);
        add("configtest/baseline/since", since);
    }
    if let Some(unknown) = &finding.unknown {
        add("configtest/unknown/reason", &unknown.reason);
        add("configtest/unknown/operation", &unknown.operation);
        add("configtest/unknown/code", unknown.code.as_deref().unwrap_or_default());
        add("configtest/unknown/iam-action", unknown.iam_action.as_deref().unwrap_or_default());
        add("configtest/unknown/message", &unknown.message);
    }
    for (position, FailureRecord { location, message }) in finding.failures.iter().enumerate() {
        add(&format!("configtest/failure/{position}/location"), location);
        add(&format!("configtest/failure/{position}/message"), message);
    }
    for (position, read) in finding.reads.iter().enumerate() {
        add(&format!("configtest/read/{position}/{}", read.attribute), &read.value);
        add(&format!("configtest/read/{position}/resource"), &read.resource);
        add(&format!("configtest/read/{position}/provenance"), &read.provenance);
    }
    fields
}

/// Security Hub has no word for a check that had nothing to look at.
fn status(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "PASSED",
        Verdict::Fail => "FAILED",
        Verdict::Unknown | Verdict::NoResource => "NOT_AVAILABLE",
    }
}

/// Informational is "no issue was found", so what passes is that.
fn severity(severity: settings::Severity, verdict: Verdict) -> Severity {
    let (label, original) = match severity {
        settings::Severity::Informational => ("INFORMATIONAL", "informational"),
        settings::Severity::Low => ("LOW", "low"),
        settings::Severity::Medium => ("MEDIUM", "medium"),
        settings::Severity::High => ("HIGH", "high"),
        settings::Severity::Critical => ("CRITICAL", "critical"),
    };
    match verdict {
        Verdict::Pass => Severity { label: "INFORMATIONAL", original },
        Verdict::Fail | Verdict::Unknown | Verdict::NoResource => Severity { label, original },
    }
}
