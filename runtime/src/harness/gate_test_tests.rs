//! That waivers and baselines are judged over what a source comes to say.

use super::*;
use crate::check::{BARE, Over, RunsOver};
use crate::gate::Baseline;
use crate::prelude::*;
use crate::resource::{Fact, Kind, Timestamp, Unknown};
use crate::settings::{Date, GateSettings, WaiverSettings};

static VERSIONED: Check = Check {
    over: Over::Each(s3::Bucket::SPEC),
    methods: &["versioning"],
    run: |context| {
        let bucket: s3::Bucket = RunsOver::from_case(context);
        assert!(bucket.versioning().is_enabled());
        Ok(())
    },
    ..BARE
};

fn acme(versioning: Fact<s3::VersioningConfiguration>) -> Snapshot {
    Snapshot::mock().with(s3::Bucket::mock("acme-logs").with_versioning(versioning))
}

fn status(status: &str) -> Snapshot {
    let versioning = serde_json::from_value(serde_json::json!({ "Status": status })).unwrap();
    acme(Fact::Known(versioning))
}

fn judge(waivers: Vec<Arc<Waiver>>, baseline: Option<Baseline>) -> Judge {
    let mut judge = Judge::without_settings("suite".to_owned());
    judge.gate = Gate::new("suite".to_owned(), GateSettings::default(), waivers, baseline);
    judge
}

fn waiver(expires: &str) -> Arc<Waiver> {
    let settings = WaiverSettings {
        check: "*".to_owned(),
        resource: "acme-logs".to_owned(),
        reason: "known".to_owned(),
        expires: Date::parse(expires).unwrap(),
        owner: None,
        ticket: None,
        unknown: false,
        sources: Vec::new(),
        suites: Vec::new(),
        line: 1,
    };
    let now = Timestamp::parse("2026-11-24T05:40:00Z").unwrap();
    Arc::new(Waiver::new(settings, "configtest.toml", now))
}

fn baseline_of(snapshot: &Snapshot) -> Baseline {
    let cases = Cases::of(&VERSIONED, snapshot, None);
    let finding = carry_out(&cases.case(0));
    let (account, resource) = subject_of(&finding);
    let mut baseline = Baseline::default();
    baseline.insert(BaselineEntry {
        suite: "suite".to_owned(),
        check: VERSIONED.path(),
        values: None,
        account,
        resource,
        digest: finding.evidence.digest,
        since: "2026-11-01".to_owned(),
    });
    baseline
}

#[test]
fn a_waiver_is_judged_until_it_is_needed() {
    let judge = judge(vec![waiver("2027-03-31")], None);
    let tests = gate_tests(&judge.gate, &[&VERSIONED]);
    let [test] = &tests[..] else { panic!("no test") };
    let unknown = acme(Fact::Unknown(Unknown::access_denied("s3:GetBucketVersioning")));
    for first in [Snapshot::mock(), unknown] {
        assert!(test.run(&judge, &first, None).is_err());
        let settling = Settling::answering([first.clone(), status("Suspended")]);
        assert_eq!(test.run(&judge, &first, Some(&settling)), Ok(()));
    }
    let settling = Settling::answering([status("Enabled")]);
    let error = test.run(&judge, &status("Enabled"), Some(&settling)).unwrap_err();
    assert!(error.contains("nothing needs it any more"), "{error}");
    let besides = status("Enabled").with(s3::Bucket::mock("b"));
    assert_eq!(test.judged(&judge, &besides).unsettled.cases.len(), 1, "it does not speak of `b`");
}

#[test]
fn a_reading_that_failed_is_told_where_all_is_not_well() {
    let first = status("Enabled");
    let of = |judge: &Judge, answers: [Result<Snapshot, &'static str>; 2]| {
        let tests = gate_tests(&judge.gate, &[&VERSIONED]);
        tests[0].run(judge, &first, Some(&Settling::hearing(answers)))
    };
    let baseline = baseline_of(&status("Suspended"));
    for judge in [judge(vec![waiver("2027-03-31")], None), judge(Vec::new(), Some(baseline))] {
        let error = of(&judge, [Ok(first.clone()), Err("no network")]).unwrap_err();
        assert!(error.contains("any more"), "it is judged by what was read before: {error}");
        assert!(error.contains("could not be read again the last time: no network"), "{error}");
        let error = of(&judge, [Err("no network"), Ok(first.clone())]).unwrap_err();
        assert!(!error.contains("no network"), "it could be in the end: {error}");
        assert_eq!(of(&judge, [Err("no network"), Ok(status("Suspended"))]), Ok(()));
    }
}

#[test]
fn what_no_account_mends_is_not_waited_for() {
    let judge = judge(vec![waiver("2026-03-31")], None);
    let tests = gate_tests(&judge.gate, &[&VERSIONED]);
    // It would fail where it is asked.
    let settling = Settling::answering([]);
    let error = tests[0].run(&judge, &status("Enabled"), Some(&settling)).unwrap_err();
    assert!(error.contains("expired"), "{error}");
}

#[test]
fn a_baseline_is_judged_until_it_has_no_stale_entry() {
    let baseline = baseline_of(&status("Suspended"));
    let judge = judge(Vec::new(), Some(baseline));
    let tests = gate_tests(&judge.gate, &[&VERSIONED]);
    let [test] = &tests[..] else { panic!("no test") };
    for first in [status("Enabled"), acme(Fact::Absent)] {
        assert_eq!(test.judged(&judge, &first).stale.len(), 1);
        let besides = first.clone().with(s3::Bucket::mock("b"));
        assert_eq!(test.judged(&judge, &besides).unsettled.cases.len(), 1, "nobody asks for `b`");
        let settling = Settling::answering([status("Suspended")]);
        assert_eq!(test.run(&judge, &first, Some(&settling)), Ok(()));
        assert_eq!(settling.waited(), 1, "a stale digest is enough, and once is");
    }
}
