//! What a baseline comes to over what could be listed.

use std::collections::BTreeMap;

use super::*;
use crate::check::{BARE, Over, RunsOver};
use crate::gate::Baseline;
use crate::prelude::*;
use crate::resource::{Kind, KindSpec, Timestamp, Unknown};
use crate::settings::GateSettings;
use crate::snapshot::{CallLog, KindSnapshot};

const ACCOUNT: &str = "111122223333";

static DESCRIBED: Check = Check {
    over: Over::Each(ec2::SecurityGroup::SPEC),
    run: |context| {
        let group: ec2::SecurityGroup = RunsOver::from_case(context);
        assert_ne!(group.group_id(), "sg-bad");
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
