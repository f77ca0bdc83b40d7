//! What a baseline comes to over what could be listed.

use std::collections::BTreeMap;

use super::*;
use crate::check::{BARE, Over, RunsOver};
use crate::gate::{Baseline, Judged, Status};
use crate::prelude::*;
use crate::report::record::finding_record;
use crate::resource::{Kind, KindSpec, Timestamp, Unknown};
use crate::settings::GateSettings;
use crate::snapshot::{CallLog, KindSnapshot};

const ACCOUNT: &str = "111122223333";

static DESCRIBED: Check = Check {
    over: Over::Each(ec2::SecurityGroup::SPEC),
    run: |context| {
        let group: ec2::SecurityGroup = RunsOver::from_case(context);
        assert!(!group.group_id().starts_with("sg-bad"));
        Ok(())
    },
    ..BARE
};

static REGIONAL: Check = Check { over: Over::Each(ec2::RegionSettings::SPEC), ..BARE };

fn entry(check: &Check, resource: &str) -> BaselineEntry {
    BaselineEntry {
        suite: "app::config".to_owned(),
        check: check.path(),
        values: None,
        account: ACCOUNT.to_owned(),
        resource: resource.to_owned(),
        digest: "00".to_owned(),
        since: "2026-11-24".to_owned(),
    }
}

fn group(region: &str, id: &str) -> String {
    format!("arn:aws:ec2:{region}:{ACCOUNT}:security-group/{id}")
}

fn judge(entries: impl IntoIterator<Item = BaselineEntry>) -> Judge {
    let mut baseline = Baseline::default();
    for entry in entries {
        assert!(baseline.insert(entry));
    }
    let suite = "app::config".to_owned();
    let gate = Gate::new(suite.clone(), GateSettings::default(), Vec::new(), Some(baseline));
    let mut judge = Judge::without_settings(suite);
    judge.gate = gate;
    judge
}

/// A snapshot of one kind whose listing was asked of these regions.
fn listed(kind: &'static KindSpec, regions: &[(Option<&str>, Option<Unknown>)]) -> Snapshot {
    let now = Timestamp::parse("2026-11-24T05:40:00Z").unwrap();
    let call = |(region, unknown): &(Option<&str>, Option<Unknown>)| CallLog {
        operation: kind.list.qualified(),
        account: ACCOUNT.to_owned(),
        region: region.map(str::to_owned),
        start: now,
        end: now,
        outcomes: BTreeMap::new(),
        unknown: unknown.clone(),
    };
    let calls = regions.iter().map(call).collect();
    let mut snapshot = Snapshot::default();
    let kind_snapshot = KindSnapshot { records: Vec::new(), calls };
    snapshot.kinds.insert(kind.name.to_owned(), kind_snapshot);
    snapshot
}

fn denied() -> Option<Unknown> {
    Some(Unknown::access_denied("ec2:DescribeSecurityGroups"))
}

fn of(check: &'static Check, resources: &[String], snapshot: &Snapshot) -> (Verdict, String) {
    let judge = judge(resources.iter().map(|resource| entry(check, resource)));
    let outcome = GateTest::Baseline { check }.judged(&judge, snapshot);
    let stale = outcome.stale.iter().map(|entry| entry.resource.as_str()).collect::<Vec<_>>();
    let said = outcome.message.lines().filter(|line| line.contains(" is gone")).count();
    assert_eq!(stale.len(), said, "{stale:?}");
    (outcome.verdict, outcome.message)
}

#[test]
fn what_is_of_a_region_that_was_not_read_is_not_gone() {
    let here = group("eu-west-1", "sg-1");
    let elsewhere = group("us-east-1", "sg-2");
    let snapshot = listed(ec2::SecurityGroup::SPEC, &[(Some("eu-west-1"), None)]);
    let (verdict, message) = of(&DESCRIBED, std::slice::from_ref(&elsewhere), &snapshot);
    assert_eq!((verdict, message.as_str()), (Verdict::Pass, ""));
    let (verdict, message) = of(&DESCRIBED, &[elsewhere, here.clone()], &snapshot);
    let gone = format!("1 of 2 entries do not fail any more\n{here} is gone");
    assert_eq!((verdict, message), (Verdict::Fail, gone));
    // A mock holds all there is.
    let mock = Snapshot::mock().with(ec2::SecurityGroup::mock("sg-9"));
    assert_eq!(of(&DESCRIBED, &[here], &mock).0, Verdict::Fail);
}

#[test]
fn what_is_of_a_region_that_could_not_be_listed_cannot_be_told() {
    let here = group("eu-west-1", "sg-1");
    let refused = group("us-east-1", "sg-2");
    let regions = [(Some("eu-west-1"), None), (Some("us-east-1"), denied())];
    let snapshot = listed(ec2::SecurityGroup::SPEC, &regions);
    let (verdict, message) = of(&DESCRIBED, std::slice::from_ref(&refused), &snapshot);
    assert_eq!(verdict, Verdict::Unknown);
    let expected = format!("1 of 1 entry cannot be told to fail still\n{refused}: ");
    assert!(message.starts_with(&expected), "{message}");
    // Where another region is listed, what was there is gone all the same.
    let (verdict, message) = of(&DESCRIBED, &[refused, here.clone()], &snapshot);
    let gone = format!("1 of 2 entries do not fail any more\n{here} is gone");
    assert_eq!((verdict, message), (Verdict::Fail, gone));
    // Nobody could tell which regions there are.
    let all = listed(ec2::SecurityGroup::SPEC, &[(Some("all-regions"), denied())]);
    assert_eq!(of(&DESCRIBED, &[here], &all).0, Verdict::Unknown);
}

#[test]
fn a_region_that_is_not_read_is_not_gone() {
    let region = format!("arn:aws:ec2:us-east-1:{ACCOUNT}:region/us-east-1");
    let snapshot = listed(ec2::RegionSettings::SPEC, &[(None, None)]);
    assert_eq!(of(&REGIONAL, &[region], &snapshot).0, Verdict::Pass);
}

#[test]
fn a_hostile_name_is_found_in_the_baseline_that_was_written_of_it() {
    let name = "sg-bad\u{1b}[31m\r\n::error::\t\u{202e}";
    let snapshot = Snapshot::mock().with(ec2::SecurityGroup::mock(name));
    let cases = Cases::of(&DESCRIBED, &snapshot, None);
    let found = || carry_out(&cases.case(0));
    assert_eq!(found().verdict, Verdict::Fail);
    let record = finding_record(&Judged::unaccepted(found()), "app::config", "", "");
    let resource = record.resource.unwrap();
    assert!(resource.arn.contains("\\u{1b}"), "{resource:?}");
    let written = BaselineEntry { digest: record.digest, ..entry(&DESCRIBED, &resource.arn) };
    // As it is read from the file that was written.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baseline.json");
    let mut baseline = Baseline::default();
    assert!(baseline.insert(written));
    baseline.write(&path).unwrap();
    let entries: Vec<_> = Baseline::read(&path, &path).unwrap().entries().collect();
    let judge = judge(entries);
    assert_eq!(judge.gate.judge(found()).status, Status::Baselined);
    let of = |snapshot: &Snapshot| {
        GateTest::Baseline { check: &DESCRIBED }.judged(&judge, snapshot).verdict
    };
    assert_eq!(of(&snapshot), Verdict::Pass, "it is there, and fails");
    let other = Snapshot::mock().with(ec2::SecurityGroup::mock("sg-1"));
    assert_eq!(of(&other), Verdict::Fail, "it is gone");
}
