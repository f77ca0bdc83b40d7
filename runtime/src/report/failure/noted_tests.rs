//! What a finding of several failures looks like.

use super::super::page::plain;
use super::failures;
use crate::check::{BARE, Cases, Check, Over};
use crate::gate::Judged;
use crate::resource::{Kind, SoftFailure, Unknown, s3};
use crate::run::{Evidence, Finding, Verdict};
use crate::snapshot::Snapshot;

static CHECK: Check = Check { over: Over::Each(s3::Bucket::SPEC), ..BARE };

/// The lines of why, without those of what and where.
fn why(verdict: Verdict, message: &str, unknown: Option<Unknown>) -> String {
    let failure = |line: u32, message: Option<&str>| SoftFailure {
        location: format!("tests/suite.rs:{line}:5"),
        condition: "a == b",
        message: message.map(str::to_owned),
        values: vec!["left = 1".to_owned()],
    };
    let snapshot = Snapshot::mock().with(s3::Bucket::mock("acme-logs"));
    let finding = Finding {
        case: Cases::of(&CHECK, &snapshot, None).case(0),
        verdict,
        message: message.to_owned(),
        location: None,
        unknown,
        failures: vec![failure(3, None), failure(4, Some("of it"))],
        evidence: Evidence::default(),
        settled: None,
    };
    let text = plain(&failures(&[Judged::unaccepted(finding)]).unwrap());
    let lines = text.lines().skip_while(|line| !line.contains("arn:")).skip(1);
    lines.map(|line| format!("{line}\n")).collect()
}

const BOTH: &str = "\
failed     tests/suite.rs:3:5: a == b
             left = 1
failed     tests/suite.rs:4:5: a == b: of it
             left = 1
";

#[test]
fn failures_come_in_their_order_and_the_end_of_the_check_last() {
    assert_eq!(why(Verdict::Fail, "", None), BOTH);
    assert_eq!(why(Verdict::Fail, "no more", None), format!("{BOTH}failed     no more\n"));
}

#[test]
fn a_fact_that_was_missing_is_named() {
    let denied = || Some(Unknown::access_denied("s3:GetBucketVersioning"));
    let grant = "           s3:GetBucketVersioning: AccessDenied: Access Denied\n\
        grant      the IAM action s3:GetBucketVersioning to whoever reads the account\n";
    let certain = why(Verdict::Fail, "and then nothing", denied());
    assert_eq!(certain, format!("{BOTH}failed     and then nothing\n{grant}"));
    let uncertain = why(Verdict::Unknown, "nobody knows", denied());
    assert_eq!(uncertain, format!("{BOTH}unknown    nobody knows\n{grant}"));
}
