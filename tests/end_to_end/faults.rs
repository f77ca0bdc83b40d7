//! What goes wrong between an account and a verdict: it ends in an unknown fact or in a later success,
//! and never in a pass that nobody read anything for.

use std::collections::BTreeMap;

use configtest_emulator::{Emulator, Fault, FaultKind, World};

use crate::support::{Account, Outcome, Suite, scratch};

const REGIONS: [&str; 2] = ["us-east-1", "eu-west-1"];

/// Three buckets and two groups in each of two regions.
fn world() -> World {
    World::new().regions(REGIONS).buckets(3).security_groups_per_region(2)
}

fn emulator(world: World, faults: Vec<Fault>) -> Emulator {
    let emulator = Emulator::start(world).unwrap();
    emulator.set_faults(faults);
    emulator
}

/// Runs the checks that pass where what they read is known.
fn run(emulator: &Emulator) -> Outcome {
    let folder = scratch();
    let config = "source = \"live\"\n[sources.live]\ntype = \"aws\"\n\
        regions = [\"us-east-1\", \"eu-west-1\"]\nconnect-timeout = \"2s\"\ntimeout = \"2s\"\n";
    Suite::new("emulated")
        .with_account(&Account::at(&emulator.endpoint()))
        .with_config(folder.path(), config)
        .binary(&[])
}

fn passed(run: &Outcome) -> usize {
    run.results().values().filter(|result| *result == "ok").count()
}

/// Three buckets, four groups, two regions.
const ALL: usize = 9;

fn error(operation: &str, status: u16, code: &str) -> Fault {
    Fault::error(operation, status, code, "as the test wants it")
}

#[test]
fn what_passes_is_tried_again_and_known() {
    let versioning = "s3:GetBucketVersioning";
    let groups = "ec2:DescribeSecurityGroups";
    for fault in [
        error(versioning, 503, "SlowDown").times(3),
        error(versioning, 500, "InternalError").times(2),
        error(groups, 503, "RequestLimitExceeded").times(2),
        error(groups, 500, "InternalError").times(2),
        Fault::new(versioning, FaultKind::ConnectionReset).times(2),
        Fault::new(groups, FaultKind::ConnectionReset).region("us-east-1").times(1),
        Fault::new(versioning, FaultKind::TruncatedBody).times(2),
        Fault::expired_token(versioning).times(1),
        Fault::new(groups, FaultKind::EmptyPageWithToken),
        Fault::new("s3:ListBuckets", FaultKind::EmptyPageWithToken),
    ] {
        let emulator = emulator(world(), vec![fault.clone()]);
        let run = run(&emulator);
        assert_eq!(run.failed(), [""; 0], "{fault:?}: {run}");
        assert_eq!(passed(&run), ALL, "{fault:?}: {run}");
    }
}

#[test]
fn what_lasts_is_unknown_and_says_why() {
    let policy = "s3:GetBucketPolicy";
    let explicit = "User: arn:aws:sts::111122223333:assumed-role/audit/configtest is not authorized to \
        perform: s3:GetBucketPolicy with an explicit deny in a service control policy";
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (fault, words) in [
        (error(policy, 503, "SlowDown"), "s3:GetBucketPolicy: Throttled (SlowDown)"),
        (Fault::access_denied(policy), "grant      the IAM action s3:GetBucketPolicy"),
        (
            Fault::error(policy, 403, "AccessDenied", explicit),
            "s3:GetBucketPolicy: ExplicitDeny (AccessDenied)",
        ),
        (Fault::new(policy, FaultKind::ConnectionReset), "s3:GetBucketPolicy: Unreachable"),
        (Fault::new(policy, FaultKind::TruncatedBody), "s3:GetBucketPolicy: Unreachable"),
        (Fault::new(policy, FaultKind::NeverAnswers), "s3:GetBucketPolicy: TimedOut"),
        (error(policy, 418, "SomethingNew"), "s3:GetBucketPolicy: Failed (SomethingNew)"),
    ] {
        let emulator = emulator(world(), vec![fault.clone()]);
        let run = run(&emulator);
        let failed = run.failed();
        assert_eq!(failed.len(), 3, "{fault:?}: {run}");
        assert_eq!(passed(&run), ALL - 3, "{fault:?}: {run}");
        for name in failed {
            assert!(name.starts_with("buckets_are_known::"), "{name}");
            let failure = run.failure(&name);
            assert!(failure.contains("verdict    unknown"), "{failure}");
            assert!(failure.contains(words), "`{words}` is not in:\n{failure}");
            said.insert(format!("{fault:?}"), failure.to_owned());
        }
    }
    let granted: Vec<&String> = said.values().filter(|text| text.contains("grant ")).collect();
    assert_eq!(granted.len(), 1, "granting helps against a missing permission alone: {granted:#?}");
}

#[test]
fn credentials_that_ran_out_are_not_tried_by_every_call() {
    let world = World::new().regions(REGIONS).buckets(60).security_groups_per_region(2);
    let emulator = emulator(world, vec![Fault::expired_token("s3:Get*")]);
    let run = run(&emulator);
    let failed = run.failed();
    let of_buckets = failed.iter().filter(|name| name.starts_with("buckets_are_known::"));
    assert_eq!(of_buckets.count(), 60, "{run}");
    for name in &failed {
        assert!(run.failure(name).contains("CredentialsExpired"), "{}", run.failure(name));
    }
    let calls =
        emulator.calls_of("s3:GetBucketVersioning") + emulator.calls_of("s3:GetBucketPolicy");
    assert!(calls < 120, "those under way found out, and nobody after them: {calls}");
}

#[test]
fn an_answer_that_is_not_the_api_s_is_unknown() {
    for (operation, count) in [
        ("s3:GetBucketVersioning", 3),
        ("ec2:DescribeSecurityGroups", 2),
        ("s3:ListBuckets", 1),
        ("ec2:GetEbsEncryptionByDefault", 2),
    ] {
        for kind in [FaultKind::MalformedXml, FaultKind::HtmlBody] {
            let emulator = emulator(world(), vec![Fault::new(operation, kind.clone())]);
            let run = run(&emulator);
            let failed = run.failed();
            assert_eq!(failed.len(), count, "{operation} {kind:?}: {run}");
            for name in failed {
                let failure = run.failure(&name);
                let words = format!("{operation}: Malformed");
                assert!(failure.contains(&words), "`{words}` is not in:\n{failure}");
            }
        }
    }
}

#[test]
fn one_resource_that_is_refused_leaves_the_others() {
    let world = world();
    let (denied, group) = (world.bucket_name(1), world.bucket_name(2));
    let fault = Fault::access_denied("s3:GetBucketVersioning").resource(&denied);
    let emulator = emulator(world, vec![fault, Fault::vanish(&group)]);
    let run = run(&emulator);
    assert_eq!(run.failed(), [format!("buckets_are_known::{denied}")], "{run}");
    assert_eq!(passed(&run), ALL - 2, "the bucket that is gone is left out: {run}");
    assert!(run.stderr.contains(&format!("left out: {group}")), "{run}");
}

#[test]
fn a_region_that_never_answers_is_unknown_and_the_others_are_judged() {
    let emulator = emulator(world(), Vec::new());
    emulator.set_silent("eu-west-1", true);
    let run = run(&emulator);
    let place = "[111122223333/eu-west-1]";
    let failed = run.failed();
    assert!(failed.contains(&format!("groups_are_known::{place}")), "{run}");
    assert!(failed.contains(&"regions_are_known::eu-west-1".to_owned()), "{run}");
    assert!(run.failure(&format!("groups_are_known::{place}")).contains("TimedOut"), "{run}");
    for name in run.results().into_keys().filter(|name| !failed.contains(name)) {
        assert!(!name.contains("eu-west-1"), "{name}");
    }
    // Each bucket is where it is: those of the other region are known.
    let of_region = |region: &str| {
        let world = world();
        (0..3).filter(|number| world.bucket_region(*number) == region).count()
    };
    assert_eq!(passed(&run), of_region("us-east-1") + 2 + 1, "{run}");
    // It was given up: one call for each service, and no attempt after another.
    let calls = emulator.calls_by_place();
    let silent: u64 =
        calls.iter().filter(|(call, _)| call.region == "eu-west-1").map(|(_, count)| count).sum();
    assert!(silent <= 2 + 4 + 4, "{calls:#?}");
}

#[test]
fn a_bucket_in_a_region_that_is_not_enabled_is_unknown() {
    let world =
        World::new().regions(["us-east-1", "me-south-1"]).not_opted_in(["me-south-1"]).buckets(4);
    let there: Vec<String> = (0..4)
        .filter(|number| world.bucket_region(*number) == "me-south-1")
        .map(|number| format!("buckets_are_known::{}", world.bucket_name(number)))
        .collect();
    assert!(!there.is_empty());
    let emulator = emulator(world, Vec::new());
    let run = Suite::new("emulated")
        .with_account(&Account::at(&emulator.endpoint()))
        .with("CONFIGTEST_SOURCE", "aws")
        .binary(&["buckets_are_known"]);
    let mut failed = run.failed();
    failed.sort();
    let mut there = there;
    there.sort();
    assert_eq!(failed, there, "{run}");
    for name in failed {
        assert!(run.failure(&name).contains("RegionDisabled"), "{run}");
    }
}

#[test]
fn throttling_is_learnt_from_and_everything_is_found() {
    // Two hundred groups, five to a page: forty calls of one operation in each region.
    let world =
        World::new().regions(REGIONS).security_groups_per_region(200).page_size(5).buckets(1);
    let emulator = emulator(world, Vec::new());
    emulator.set_throttling(true);
    let run = run(&emulator);
    assert_eq!(run.failed(), [""; 0], "{run}");
    assert_eq!(passed(&run), 1 + 400 + 2, "{run}");
    assert_eq!(emulator.throttled(), 0);
    assert_eq!(emulator.calls_of("ec2:DescribeSecurityGroups"), 80);
}
