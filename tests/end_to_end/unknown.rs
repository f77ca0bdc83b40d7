//! What could not be read never passes, and nothing else changes.

use std::path::Path;

use serde_json::json;

use crate::support::{Account, Moto, Outcome, Program, Suite, scratch};

/// The checks of the suite `versions` that want to know: however they go about it, what is unknown
/// does not pass.
const UNKNOWN: [&str; 6] = [
    "buckets_keep_versions",
    "buckets_keep_versions_after_another_question",
    "buckets_keep_versions_and_return_it",
    "buckets_keep_versions_in_a_thread",
    "buckets_keep_versions_or_swallow",
    "buckets_keep_versions_or_swallow_and_fail",
];

#[test]
fn a_refused_facet_is_unknown_for_that_bucket_alone() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("s3:GetBucketVersioning", Some("/acme-logs"), 403, "AccessDenied");
    let account = Account::at(moto.endpoint());
    let run = Suite::new("versions")
        .with_account(&account)
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&[]);
    assert_eq!(run.status, 101, "{run}");
    // Swallowing the unwinding does not make it pass; asking for it by `known` is the check's word.
    let unknown = UNKNOWN.map(|check| format!("{check}::acme-logs"));
    assert_eq!(run.failed(), unknown, "{run}");
    assert_eq!(run.results().len(), 24, "{run}");
    for name in unknown {
        let failure = run.failure(&name);
        for part in [
            "verdict    unknown, which does not pass",
            "s3:GetBucketVersioning: AccessDenied: Access Denied",
            "grant      the IAM action s3:GetBucketVersioning",
        ] {
            assert!(failure.contains(part), "`{part}` is not in:\n{failure}");
        }
    }
}

/// Records the account as `acme`, with what that printed.
fn record(folder: &Path, account: &Account) -> Outcome {
    let recorded = Program::new(folder, &["record", "--source", "aws", "--out", "acme"])
        .with_account(account)
        .run();
    assert_eq!(recorded.status, 0, "{recorded}");
    recorded
}

#[test]
fn a_recording_keeps_what_was_unknown() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("s3:GetBucketVersioning", Some("/acme-logs"), 403, "AccessDenied");
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let recorded = record(folder.path(), &account);
    let told = "recorded as unknown, 1 times: s3:GetBucketVersioning \
                (AccessDenied; grant s3:GetBucketVersioning)\n";
    assert!(recorded.stdout.contains(told), "{recorded}");
    let fixture = format!("fixture:{}", folder.path().join("acme").display());
    let run = Suite::new("versions").with("CONFIGTEST_SOURCE", fixture).cargo_test(&[]);
    let unknown = UNKNOWN.map(|check| format!("{check}::acme-logs"));
    assert_eq!(run.failed(), unknown, "{run}");
    assert!(run.failure(&unknown[0]).contains("grant      the IAM action"), "{run}");
}

#[test]
fn a_refused_listing_is_unknown_and_not_empty() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("ec2:DescribeInstances", None, 403, "UnauthorizedOperation");
    let account = Account::at(moto.endpoint());
    let suite = || Suite::new("instances").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let run = suite().cargo_test(&[]);
    // `allow_empty` allows for none, not for not knowing.
    let place = "[111122223333/us-east-1]";
    let names =
        [format!("instances_require_imds_v2::{place}"), format!("there_are_instances::{place}")];
    assert_eq!(run.failed(), names, "{run}");
    let failure = run.failure(&names[0]);
    assert!(failure.contains("the instances could not be listed"), "{failure}");
    assert!(
        failure.contains("ec2:DescribeInstances: AccessDenied (UnauthorizedOperation)"),
        "{failure}"
    );
    assert!(failure.contains("grant      the IAM action ec2:DescribeInstances"), "{failure}");

    let nextest = suite().cargo_nextest(&[]);
    assert_eq!(nextest.status, 100, "{nextest}");
    assert!(nextest.stderr.contains("2 tests run: 0 passed, 2 failed"), "{nextest}");
}

#[test]
fn a_bucket_that_vanishes_is_left_out_and_said_so() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let run = |moto: &Moto| {
        moto.forget();
        Suite::new("public_access")
            .with_account(&account)
            .with("CONFIGTEST_SOURCE", "aws")
            .with("CONFIGTEST_REFRESH", "1")
            .cargo_test(&[])
    };
    // One "no such bucket" is not believed: the list still names the bucket.
    moto.refuse("s3:GetPublicAccessBlock", Some("/acme-logs"), 404, "NoSuchBucket");
    let doubted = run(&moto);
    let case = "buckets_block_public_access::acme-logs";
    assert!(doubted.failed().contains(&case.to_owned()), "{doubted}");
    assert!(doubted.failure(case).contains("NoSuchBucket"), "{doubted}");
    assert!(doubted.failure(case).contains("verdict    unknown"), "{doubted}");

    moto.hide("acme-logs");
    let gone = run(&moto);
    let left =
        ["buckets_block_public_access::acme-assets", "buckets_block_public_access::acme-backups"];
    assert_eq!(gone.results().into_keys().collect::<Vec<_>>(), left, "{gone}");
    assert!(gone.stderr.contains("gone since they were listed, and left out: acme-logs"), "{gone}");
}

#[test]
fn a_recording_without_a_facet_says_what_to_record() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    record(folder.path(), &account);
    let file = folder.path().join("acme/111122223333/global/AWS-S3-Bucket.json");
    let mut buckets: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let facets = &mut buckets["Resources"][0]["Facets"];
    facets.as_object_mut().unwrap().remove("GetBucketVersioning");
    buckets["Resources"][1]["Facets"]["GetBucketVersioning"]["Value"]["Status"] = 7.into();
    std::fs::write(&file, serde_json::to_string_pretty(&buckets).unwrap()).unwrap();

    let fixture = format!("fixture:{}", folder.path().join("acme").display());
    let run = Suite::new("on_demand").with("CONFIGTEST_SOURCE", fixture).cargo_test(&[]);
    let unknown = ["buckets_keep_versions::acme-assets", "buckets_keep_versions::acme-backups"];
    assert_eq!(run.failed(), unknown, "{run}");
    let missing = run.failure(unknown[0]);
    assert!(missing.contains("s3:GetBucketVersioning: NotCollected"), "{missing}");
    assert!(missing.contains("record it again with `cargo configtest record"), "{missing}");
    let malformed = run.failure(unknown[1]);
    assert!(malformed.contains("s3:GetBucketVersioning: Malformed"), "{malformed}");
    assert!(malformed.contains("invalid type: integer `7`, expected a string"), "{malformed}");
    let line = 1 + std::fs::read_to_string(&file)
        .unwrap()
        .lines()
        .position(|line| line.contains("\"Status\": 7"))
        .unwrap();
    assert!(malformed.contains(&format!("AWS-S3-Bucket.json:{line}:")), "{malformed}");
}

#[test]
fn a_name_that_may_be_among_what_could_not_be_listed_does_not_pass() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("s3:ListBuckets", None, 403, "AccessDenied");
    let account = Account::at(moto.endpoint());
    let suite = || Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let place = "buckets_block_public_access::[111122223333/global]";
    for arguments in [
        &["acme-logs"][..],
        &["--exact", "buckets_block_public_access::acme-logs"],
        &["--exact", "buckets_block_public_access"],
        &["buckets_block_public_access"],
    ] {
        let run = suite().cargo_test(arguments);
        assert_eq!(run.failed(), [place], "{arguments:?}: {run}");
        assert_eq!(run.results().len(), 1, "{arguments:?}: {run}");
    }
    let both = suite().cargo_test(&["network::", "acme-logs"]);
    assert!(both.failed().contains(&place.to_owned()), "each filter counts: {both}");
    // What else is asked for is not what could not be listed.
    assert_eq!(suite().cargo_test(&["network::", "--skip", "sg-"]).results().len(), 0);
}

#[test]
fn a_region_that_is_not_enabled_is_unknown_and_the_others_are_judged() {
    let (moto, open_group) = Moto::filled_by("three_buckets.py", &[]);
    for (call, code) in [
        ("sts:GetCallerIdentity", "InvalidClientTokenId"),
        ("s3:ListBuckets", "InvalidClientTokenId"),
        ("ec2:DescribeSecurityGroups", "AuthFailure"),
    ] {
        let region = "me-south-1";
        moto.refuse_as(json!({ "call": call, "region": region, "status": 403, "code": code }));
    }
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let config = "source = \"live\"\n[sources.live]\ntype = \"aws\"\n\
        regions = [\"me-south-1\", \"us-east-1\"]\n";
    let run = Suite::new("account")
        .with_account(&account)
        .with_config(folder.path(), config)
        .cargo_test(&[]);
    let unlisted = "network::groups_keep_ssh_private::[111122223333/me-south-1]";
    let open_group = format!("network::groups_keep_ssh_private::{}", open_group.trim());
    let expected = ["buckets_block_public_access::acme-assets", unlisted, &open_group];
    assert_eq!(run.failed(), expected, "{run}");
    assert!(
        run.failure(unlisted).contains("ec2:DescribeSecurityGroups: RegionDisabled (AuthFailure)")
    );
    assert_eq!(run.results().len(), 6, "{run}");
}

#[test]
fn a_value_asks_for_the_case_that_stands_for_all_of_them() {
    let suite = Suite::new("grammar").with("CONFIGTEST_SOURCE", "mock");
    for arguments in [&["number=2"][..], &["--exact", "nothing_with_values::number=2"]] {
        let run = suite.binary(arguments);
        assert_eq!(run.failed(), ["nothing_with_values"], "{arguments:?}: {run}");
        assert_eq!(run.results().len(), 1, "{arguments:?}: {run}");
    }
}
