//! From a finding to what is written down of it.

use sha2::{Digest, Sha256};

use super::{
    BaselineRecord, CheckRecord, FailureRecord, FindingRecord, ReadRecord, ResourceRecord,
    SettledRecord, SubjectRecord, UnknownRecord, WaiverRecord,
};
use crate::check::{Case, Check, Subject};
use crate::gate::{Judged, Kept, Status, Waiver};
use crate::resource::Unknown;
use crate::run::{ReadEvidence, Settled, Verdict};

use super::super::inert::cut_inert;

/// A message has at most so many characters.
const LONGEST_MESSAGE: usize = 8_000;
/// A value that was read has at most so many.
const LONGEST_VALUE: usize = 4_000;
/// A name or an ARN has at most so many. AWS's own are shorter.
const LONGEST_NAME: usize = 2_048;

/// A check, written down.
pub fn check_record(check: &Check) -> CheckRecord {
    let documentation = check.documentation();
    CheckRecord {
        path: check.path(),
        title: cut_inert(&documentation.title, LONGEST_MESSAGE),
        description: cut_inert(&documentation.description, LONGEST_MESSAGE),
        remediation: cut_inert(&documentation.remediation, LONGEST_MESSAGE),
        severity: check.severity,
        controls: check.controls.iter().map(|control| name(control)).collect(),
        file: check.file.to_owned(),
        line: check.line,
        kind: check.kind().map(|kind| kind.name.to_owned()),
        ignored: check.ignore.map(str::to_owned),
    }
}

/// A finding, written down. `test` is the name of its case. `baseline` is the file, as the settings
/// name it.
pub fn finding_record(judged: &Judged, suite: &str, test: &str, baseline: &str) -> FindingRecord {
    let finding = &judged.finding;
    let case = &finding.case;
    let check = case.check.path();
    let (subject, place) = match &case.subject {
        Subject::Resource(_) => (SubjectRecord::Resource, None),
        Subject::All => (SubjectRecord::All, None),
        Subject::Snapshot => (SubjectRecord::Snapshot, None),
        Subject::Unlisted { place, .. } => (SubjectRecord::Unlisted, place.clone()),
        Subject::Nothing { .. } => (SubjectRecord::Nothing, None),
    };
    let values = case.values_text();
    let resource = resource_record(case);
    FindingRecord {
        fingerprint: fingerprint(&[
            suite,
            &check,
            values.as_deref().unwrap_or_default(),
            case.core().map_or("", |core| core.identity().account.as_str()),
            case.core().map_or("", |core| core.identity().arn.as_str()),
            place.as_deref().unwrap_or_default(),
        ]),
        suite: suite.to_owned(),
        test: name(test),
        values: values.as_deref().map(name),
        kind: case.check.kind().map(|kind| kind.name.to_owned()),
        subject,
        accounts: match resource {
            Some(_) => Vec::new(),
            None => finding.evidence.accounts.iter().map(|account| name(account)).collect(),
        },
        resource,
        place: place.as_deref().map(name),
        verdict: finding.verdict,
        status: judged.status,
        breaks: judged.breaks,
        message: cut_inert(&finding.message, LONGEST_MESSAGE),
        location: finding.location.clone(),
        failures: finding
            .failures
            .iter()
            .map(|failure| FailureRecord {
                location: failure.location.clone(),
                message: cut_inert(&failure.to_string(), LONGEST_MESSAGE),
            })
            .collect(),
        unknown: finding.unknown.as_ref().map(unknown_record),
        reads: finding.evidence.reads.iter().map(read_record).collect(),
        reads_omitted: finding.evidence.omitted.map_or(0, |(_, count)| count),
        digest: finding.evidence.digest.clone(),
        settled: finding.settled.as_ref().map(settled_record),
        waiver: judged.waiver.as_deref().map(waiver_record),
        baseline: match &judged.kept {
            Kept::Since(since) => {
                Some(BaselineRecord { path: baseline.to_owned(), since: since.clone() })
            }
            Kept::Changed(_) | Kept::New => None,
        },
        stale: Vec::new(),
        check,
    }
}

/// What a waiver or a baseline comes to, written down.
pub fn gate_record(suite: &str, test: &str, verdict: Verdict, message: &str) -> FindingRecord {
    let status = match verdict {
        Verdict::Pass => Status::Pass,
        Verdict::Fail => Status::Fail,
        Verdict::Unknown => Status::Unknown,
        Verdict::NoResource => Status::NoResource,
    };
    FindingRecord {
        fingerprint: fingerprint(&[suite, test]),
        suite: suite.to_owned(),
        check: name(test),
        test: name(test),
        values: None,
        kind: None,
        subject: SubjectRecord::Gate,
        resource: None,
        accounts: Vec::new(),
        place: None,
        verdict,
        status,
        breaks: verdict != Verdict::Pass,
        message: cut_inert(message, LONGEST_MESSAGE),
        location: None,
        failures: Vec::new(),
        unknown: None,
        reads: Vec::new(),
        reads_omitted: 0,
        digest: String::new(),
        settled: None,
        waiver: None,
        baseline: None,
        stale: Vec::new(),
    }
}

fn resource_record(case: &Case) -> Option<ResourceRecord> {
    let core = case.core()?;
    let identity = core.identity();
    Some(ResourceRecord {
        id: name(&identity.id),
        arn: name(&identity.arn),
        name: core.display_name().as_deref().map(name),
        account: name(&identity.account),
        region: identity.region.as_deref().map(name),
    })
}

fn settled_record(settled: &Settled) -> SettledRecord {
    let Settled { readings, after, is_gone, error } = settled;
    SettledRecord {
        readings: *readings,
        after: (*readings > 0).then_some(after.as_secs()),
        is_gone: *is_gone,
        error: error.as_ref().map(|error| cut_inert(error, LONGEST_MESSAGE)),
    }
}

fn unknown_record(unknown: &Unknown) -> UnknownRecord {
    UnknownRecord {
        reason: unknown.reason().to_string(),
        operation: unknown.operation().to_owned(),
        code: unknown.code().map(name),
        iam_action: unknown.iam_action().map(str::to_owned),
        message: cut_inert(&unknown.to_string(), LONGEST_MESSAGE),
    }
}

fn read_record(read: &ReadEvidence) -> ReadRecord {
    ReadRecord {
        resource: name(&read.resource),
        attribute: read.attribute.to_owned(),
        value: cut_inert(&read.value, LONGEST_VALUE),
        provenance: name(&read.provenance),
    }
}

fn waiver_record(waiver: &Waiver) -> WaiverRecord {
    let settings = &waiver.settings;
    WaiverRecord {
        reason: cut_inert(&settings.reason, LONGEST_MESSAGE),
        owner: settings.owner.as_deref().map(name),
        ticket: settings.ticket.as_deref().map(name),
        expires: settings.expires.to_string(),
        expired: waiver.is_expired,
        place: name(&waiver.place),
    }
}

fn name(text: &str) -> String {
    cut_inert(text, LONGEST_NAME)
}

/// 32 hexadecimal digits for these parts.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn why_it_was_not_read_again_is_written_down() {
        let error = Some(format!("no \u{1b}[31mnetwork{}", "!".repeat(LONGEST_MESSAGE)));
        let never = settled_record(&Settled { error, ..Settled::default() });
        assert_eq!((never.readings, never.after), (0, None));
        let error = never.error.unwrap();
        assert!(error.starts_with("no ") && !error.contains('\u{1b}'), "{error}");
        assert!(error.len() < LONGEST_MESSAGE + 100, "{}", error.len());
        let after = Duration::from_secs(7);
        let twice = settled_record(&Settled { readings: 2, after, ..Settled::default() });
        assert_eq!((twice.readings, twice.after, twice.error), (2, Some(7), None));
    }
}
