//! What could not be read never passes, and nothing else changes.

use crate::support::{Account, Moto, Program, Suite, scratch};

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
    let unknown =
        ["buckets_keep_versions::acme-logs", "buckets_keep_versions_or_swallow::acme-logs"];
    assert_eq!(run.failed(), unknown, "{run}");
    assert_eq!(run.results().len(), 12, "{run}");
    for name in unknown {
        let failure = run.failure(name);
        for part in [
            "verdict    unknown, which does not pass",
            "s3:GetBucketVersioning: AccessDenied: Access Denied",
            "grant      the IAM action s3:GetBucketVersioning",
            "read       versioning = unknown (AccessDenied)",
        ] {
            assert!(failure.contains(part), "`{part}` is not in:\n{failure}");
        }
    }
}

#[test]
fn a_recording_keeps_what_was_unknown() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("s3:GetBucketVersioning", Some("/acme-logs"), 403, "AccessDenied");
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let recorded = Program::new(folder.path(), &["record", "--source", "aws", "--out", "acme"])
        .with_account(&account)
        .run();
    assert_eq!(recorded.status, 0, "{recorded}");
    let told = "recorded as unknown, 1 times: s3:GetBucketVersioning \
                (AccessDenied; grant s3:GetBucketVersioning)\n";
    assert!(recorded.stdout.ends_with(told), "{recorded}");
    let fixture = format!("fixture:{}", folder.path().join("acme").display());
    let run = Suite::new("versions").with("CONFIGTEST_SOURCE", fixture).cargo_test(&[]);
    let unknown =
        ["buckets_keep_versions::acme-logs", "buckets_keep_versions_or_swallow::acme-logs"];
    assert_eq!(run.failed(), unknown, "{run}");
    assert!(run.failure(unknown[0]).contains("grant      the IAM action"), "{run}");
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
    // One "no such bucket" is not believed: the bucket is there when it is asked for itself.
    moto.refuse("s3:GetPublicAccessBlock", Some("/acme-logs"), 404, "NoSuchBucket");
    let doubted = run(&moto);
    assert!(doubted.failed().contains(&"buckets_block_public_access::acme-logs".to_owned()));
    assert!(doubted.failure("buckets_block_public_access::acme-logs").contains("NoSuchBucket"));

    moto.refuse("s3:HEAD", Some("/acme-logs"), 404, "NoSuchBucket");
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
    let recorded = Program::new(folder.path(), &["record", "--source", "aws", "--out", "acme"])
        .with_account(&account)
        .run();
    assert_eq!(recorded.status, 0, "{recorded}");
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
