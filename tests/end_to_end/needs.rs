//! What the checks of a suite need: permissions, and recordings for it alone.

use std::collections::BTreeMap;
use std::fs;

use configtest_emulator::{Emulator, World};
use serde_json::Value;

use crate::support::{Account, Program, Suite, scratch};

#[test]
fn the_permissions_of_a_suite_are_those_that_its_checks_need() {
    let actions = |arguments: &[&str]| {
        let printed = Program::for_suites(&[&["permissions"], arguments].concat()).run();
        assert_eq!(printed.status, 0, "{printed}");
        let policy: Value = serde_json::from_str(&printed.stdout).unwrap();
        assert_eq!(policy["Version"], "2012-10-17");
        let statement = &policy["Statement"][0];
        assert_eq!((&statement["Effect"], &statement["Resource"]), (&"Allow".into(), &"*".into()));
        let actions = statement["Action"].as_array().unwrap().iter();
        let actions: Vec<String> =
            actions.map(|action| action.as_str().unwrap().to_owned()).collect();
        (actions, printed.stderr)
    };
    let (buckets, _) = actions(&["--test", "public_access"]);
    assert_eq!(buckets, ["s3:GetBucketPublicAccessBlock", "s3:ListAllMyBuckets"]);
    let (emulated, _) = actions(&["--test", "emulated"]);
    let expected = [
        "ec2:DescribeSecurityGroups",
        "ec2:GetEbsEncryptionByDefault",
        "s3:GetBucketPolicy",
        "s3:GetBucketVersioning",
        "s3:ListAllMyBuckets",
    ];
    assert_eq!(emulated, expected);
    // What helpers read shows where the checks can be run, and is missed aloud elsewhere.
    let (_, stderr) = actions(&["--test", "on_demand"]);
    assert!(
        stderr.contains("what helper functions of the checks read is not among it"),
        "{stderr}"
    );
    let (all, _) = actions(&["--all"]);
    assert!(all.len() > 60 && all.is_sorted(), "{all:?}");
    for action in emulated {
        assert!(all.contains(&action), "{action}");
    }
    let none = Program::for_suites(&["permissions", "--test", "plain_libtest"]).run();
    assert_eq!(none.status, 2, "{none}");
    assert!(none.stderr.contains("there is no suite here"), "{none}");
}

#[test]
fn a_recording_for_the_suite_holds_what_its_checks_read_helpers_too() {
    let world = World::new().regions(["us-east-1"]).buckets(5).security_groups_per_region(3);
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    let folder = scratch();
    let out = folder.path().join("acme");
    let arguments = ["record", "--source", "aws", "--for-suite", "--test", "on_demand", "--out"];
    let arguments = [&arguments[..], &[out.to_str().unwrap()]].concat();
    let recorded = Program::for_suites(&arguments).with_account(&account).run();
    assert_eq!(recorded.status, 0, "{recorded}");
    // The helper's facet was found by running the checks over the first part of the recording.
    let calls = emulator.calls();
    let expected =
        [("s3:GetBucketVersioning", 5), ("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
    let expected = expected.map(|(name, count)| (name.to_owned(), count));
    assert_eq!(calls, expected.into_iter().collect(), "each once, and nothing else");
    let header = fs::read_to_string(out.join("snapshot.json")).unwrap();
    assert!(!header.contains("SecurityGroup"), "{header}");
    drop(emulator);
    let replayed = Suite::new("on_demand")
        .with("CONFIGTEST_SOURCE", format!("fixture:{}", out.display()))
        .binary(&[]);
    assert_eq!(replayed.results().len(), 5, "{replayed}");
    assert!(!replayed.stdout.contains("verdict    unknown"), "{replayed}");
    let unasked = ["record", "--source", "aws", "--test", "on_demand", "--out", "elsewhere"];
    let unasked = Program::for_suites(&unasked).with_account(&account).run();
    assert_eq!(unasked.status, 2, "{unasked}");
    assert!(unasked.stderr.contains("add `--for-suite`"), "{unasked}");
}

#[test]
fn a_pattern_for_resources_narrows_what_is_asked_and_judged() {
    let world = World::new().regions(["us-east-1"]).buckets(8);
    let (one, arn) = (world.bucket_name(3), format!("arn:aws:s3:::{}", world.bucket_name(5)));
    let emulator = Emulator::start(world).unwrap();
    let run = |pattern: &str| {
        emulator.forget();
        Suite::new("emulated")
            .with_account(&Account::at(&emulator.endpoint()))
            .with("CONFIGTEST_SOURCE", "aws")
            .with("CONFIGTEST_RESOURCE", pattern)
            .binary(&["buckets_are_known"])
    };
    for pattern in [&one, &arn] {
        let run = run(pattern);
        assert_eq!(run.failed(), [""; 0], "{run}");
        assert_eq!(run.results().len(), 1, "{run}");
        assert_eq!(emulator.calls_of("s3:GetBucketVersioning"), 1, "{pattern}");
        assert_eq!(emulator.calls_of("s3:GetBucketPolicy"), 1, "{pattern}");
    }
    let none = run("nothing-*");
    assert_eq!(none.failed(), ["buckets_are_known"], "what finds nothing does not pass: {none}");
}

#[test]
fn checks_read_of_what_they_speak_of_alone() {
    let world = World::new().regions(["us-east-1"]).buckets(9);
    let fourth = world.bucket_name(4);
    let emulator = Emulator::start(world).unwrap();
    let run = |arguments: &[&str], nextest: Option<&str>| {
        emulator.forget();
        let mut suite = Suite::new("chosen")
            .with_account(&Account::at(&emulator.endpoint()))
            .with("CONFIGTEST_SOURCE", "aws");
        if let Some(run) = nextest {
            suite = suite.with("NEXTEST", "1").with("NEXTEST_RUN_ID", run);
        }
        let run = suite.with("CONFIGTEST_REFRESH", "1").binary(arguments);
        (run, emulator.calls())
    };
    let counts = |calls: &[(&str, u64)]| {
        let listed = [("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
        let all = calls.iter().copied().chain(listed);
        all.map(|(name, count)| (name.to_owned(), count)).collect::<BTreeMap<String, u64>>()
    };
    let (named, calls) = run(&["by_name"], None);
    assert_eq!(named.results().len(), 1, "{named}");
    assert_eq!(calls, counts(&[("s3:GetBucketEncryption", 1)]), "{named}");
    let (all, calls) = run(&["when_enabled", "every"], None);
    assert_eq!(all.status, 0, "{all}");
    assert_eq!(all.results().len(), 3 + 9, "{all}");
    let expected =
        [("s3:GetBucketPolicy", 3), ("s3:GetBucketTagging", 9), ("s3:GetBucketVersioning", 9)];
    assert_eq!(calls, counts(&expected), "{all}");
    for nextest in [None, Some("one")] {
        let name = format!("every::{fourth}");
        let (one, calls) = run(&["--exact", &name], nextest);
        assert_eq!(one.results().into_keys().collect::<Vec<_>>(), [name], "{one}");
        assert_eq!(calls, counts(&[("s3:GetBucketTagging", 1)]), "{one}");
    }
    let (when, calls) = run(&["--exact", "when_enabled"], Some("two"));
    assert_eq!(when.status, 0, "{when}");
    let expected = [("s3:GetBucketPolicy", 3), ("s3:GetBucketVersioning", 9)];
    assert_eq!(calls, counts(&expected), "{when}");
    let (checked, _) = run(&["when_checked"], None);
    assert_eq!(checked.failed().len(), 8, "what a predicate says is wrong stays: {checked}");
}
