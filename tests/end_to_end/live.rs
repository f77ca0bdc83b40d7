//! The main road: an account that nobody of us filled, live and from its recording.

use crate::support::{Account, Moto, Program, Suite, scratch};

/// An account with three buckets, one without a public access block, and two security groups, one
/// open for SSH; with the id of the open one.
fn three_buckets() -> (Moto, String) {
    let (moto, printed) = Moto::filled_by("three_buckets.py", &[]);
    (moto, printed.trim().to_owned())
}

#[test]
fn a_live_run_fails_the_two_wrong_cases_and_its_recording_says_the_same() {
    let (moto, open_group) = three_buckets();
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let config = "source = \"recording\"\n\n\
        [sources.live]\ntype = \"aws\"\nregions = [\"us-east-1\"]\n\n\
        [sources.recording]\ntype = \"fixture\"\npath = \"fixtures/acme\"\n";
    let suite = || Suite::new("account").with_config(folder.path(), config);

    let live = suite().with_account(&account).with("CONFIGTEST_SOURCE", "live").cargo_test(&[]);
    let bucket_case = "buckets_block_public_access::acme-assets";
    let group_case = format!("network::groups_keep_ssh_private::{open_group}");
    assert_eq!(live.status, 101, "{live}");
    assert_eq!(live.failed(), [bucket_case, &group_case], "{live}");
    assert_eq!(live.results().len(), 5, "three buckets and two groups: {live}");

    // Which resource, which attributes with their values, where and when each came from, the
    // controls, and how to mend it.
    let failure = live.failure(bucket_case);
    for part in [
        "check      Buckets keep every public-access block switched on.",
        "buckets_block_public_access (tests/account.rs:",
        "severity high",
        "resource   AWS::S3::Bucket acme-assets",
        "arn:aws:s3:::acme-assets in account 111122223333",
        "failed     tests/account.rs:11:",
        "no public access block is set",
        "read       public_access_block = not set (NoSuchPublicAccessBlockConfiguration)",
        "from s3:GetPublicAccessBlock at 20",
        "controls   CIS AWS 5.0: 2.1.4\n           FSBP: S3.8",
        "mend       Switch them on.",
    ] {
        assert!(failure.contains(part), "`{part}` is not in:\n{failure}");
    }
    let failure = live.failure(&group_case);
    for part in [
        &format!("AWS::EC2::SecurityGroup {open_group} (bastion)") as &str,
        "SSH is open to the internet",
        "\"CidrIp\":\"0.0.0.0/0\"",
        "from ec2:DescribeSecurityGroups at 20",
    ] {
        assert!(failure.contains(part), "`{part}` is not in:\n{failure}");
    }

    let recorded = Program::new(folder.path(), &["record", "--out", "fixtures/acme"])
        .with_account(&account)
        .run();
    assert_eq!(recorded.status, 0, "{recorded}");
    for line in [
        "recorded in fixtures/acme:\n",
        "      2 security groups\n",
        "      3 buckets\n",
        " other kinds\n",
    ] {
        assert!(recorded.stdout.contains(line), "`{line}` is not in: {recorded}");
    }

    // No account is to be had now: the fixture alone answers.
    drop(moto);
    let replayed = suite().cargo_test(&[]);
    assert_eq!(replayed.results(), live.results(), "{replayed}");
    for name in live.failed() {
        let (live, replayed) = (live.failure(&name), replayed.failure(&name));
        assert_eq!(without_provenance(live), without_provenance(replayed));
        assert!(replayed.contains("fixtures/acme/111122223333/"), "{replayed}");
    }
}

/// A failure without the lines that say where its values came from.
fn without_provenance(failure: &str) -> Vec<&str> {
    failure.lines().filter(|line| !line.trim_start().starts_with("from ")).collect()
}

#[test]
fn one_facet_of_n_buckets_costs_n_calls_and_the_listing() {
    const BUCKETS: usize = 23;
    let (moto, _) = Moto::filled_by("many_buckets.py", &[&BUCKETS.to_string()]);
    let account = Account::at(moto.endpoint());
    let run = Suite::new("public_access")
        .with_account(&account)
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&[]);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(run.results().len(), BUCKETS);
    // The macro saw what the check reads: one program was asked, once.
    let told =
        format!("configtest: read {BUCKETS} buckets from `aws` with {} calls\n", BUCKETS + 1);
    assert!(run.stderr.contains(&told), "{run}");
    let mut expected = vec!["s3:GetPublicAccessBlock".to_owned(); BUCKETS];
    expected.push("s3:ListBuckets".to_owned());
    expected.push("sts:GetCallerIdentity".to_owned());
    assert_eq!(moto.calls(), expected);
}

#[test]
fn what_the_macro_cannot_see_is_fetched_for_all_resources_at_once() {
    let (moto, _) = three_buckets();
    let account = Account::at(moto.endpoint());
    let suite = || Suite::new("on_demand").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let run = suite().cargo_test(&[]);
    assert_eq!(run.status, 0, "{run}");
    let facet = "s3:GetBucketVersioning";
    let calls = [facet, facet, facet, "s3:ListBuckets", "sts:GetCallerIdentity"];
    assert_eq!(moto.calls(), calls);
}

#[test]
fn a_filter_collects_facets_for_the_selected_checks_alone() {
    let (moto, _) = three_buckets();
    let account = Account::at(moto.endpoint());
    let run = Suite::new("account")
        .with_account(&account)
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&["groups_keep_ssh"]);
    assert_eq!(run.results().len(), 2, "{run}");
    assert!(run.stdout.contains("1 filtered out"), "{run}");
    // What names a check collects for it alone; what does not may name a resource of any kind.
    assert_eq!(moto.calls(), ["ec2:DescribeSecurityGroups", "sts:GetCallerIdentity"]);
    moto.forget();
    let run = Suite::new("account")
        .with_account(&Account::at(moto.endpoint()))
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&["acme-logs"]);
    assert_eq!(run.results().len(), 1, "{run}");
    assert!(run.stdout.contains("4 filtered out"), "{run}");
    assert!(moto.calls().contains(&"s3:GetPublicAccessBlock".to_owned()), "{:?}", moto.calls());
}

#[test]
fn buckets_outside_the_regions_of_the_source_are_not_read() {
    let (moto, _) = three_buckets();
    moto.tell_regions();
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let config = "source = \"live\"\n[sources.live]\ntype = \"aws\"\nregions = [\"eu-west-1\"]\n";
    let run = Suite::new("public_access")
        .with_config(folder.path(), config)
        .with_account(&account)
        .cargo_test(&[]);
    assert_eq!(run.failed(), ["buckets_block_public_access"], "{run}");
    assert!(run.stdout.contains("there is no bucket to look at"), "{run}");
    assert!(run.stderr.contains("left out 3 in regions that the source does not name: us-east-1"));
    assert_eq!(moto.calls(), ["s3:ListBuckets", "sts:GetCallerIdentity"]);
}

#[test]
fn a_bucket_is_asked_where_it_is() {
    let (moto, _) = three_buckets();
    moto.refuse_as(serde_json::json!({
        "call": "s3:GetPublicAccessBlock", "path": "/acme-logs", "region": "us-east-1",
        "status": 301, "code": "PermanentRedirect",
        "headers": { "x-amz-bucket-region": "eu-west-1" },
    }));
    let account = Account::at(moto.endpoint());
    let run = Suite::new("public_access")
        .with_account(&account)
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&[]);
    assert_eq!(run.failed(), ["buckets_block_public_access::acme-assets"], "{run}");
    assert_eq!(
        moto.calls().len(),
        6,
        "one more than for buckets that are here: {:?}",
        moto.calls()
    );
}
