//! What failures look like.

use std::collections::BTreeSet;

use super::super::page::{Page, plain};
use super::block::{Said, said};
use super::failures;
use super::help::help;
use crate::check::{BARE, Cases, Check, Context, Over, Returned, RunsOver, Subject};
use crate::gate::Judged;
use crate::resource::{Kind, Reason, Unknown};
use crate::run::{Verdict, carry_out};
use crate::snapshot::Snapshot;
use crate::{Fact, Tag, ec2, s3};

const DOC: &str = " Buckets keep the old versions of their objects.\n\n # Remediation\n \
    `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`";

/// A check of buckets, or of security groups, as the macro would register it.
fn check(of: &'static str, run: fn(&Context<'_>) -> Result<(), Returned>) -> &'static Check {
    let kind = match of {
        "bucket" => s3::Bucket::SPEC,
        _ => ec2::SecurityGroup::SPEC,
    };
    Box::leak(Box::new(Check {
        name: "keep_old_versions",
        module_path: "config::buckets",
        file: "suite/tests/buckets.rs",
        line: 21,
        doc: DOC,
        controls: &["CIS AWS 5.0: 2.1.4", "FSBP: S3.8"],
        over: Over::Each(kind),
        run,
        ..BARE
    }))
}

/// What a check finds, with its assertion at a place that stays.
fn findings(check: &'static Check, snapshot: &Snapshot) -> Vec<Judged> {
    let cases = Cases::of(check, snapshot, None);
    let found = (0..cases.len()).map(|case| {
        let mut finding = carry_out(&cases.case(case));
        if finding.location.is_some() {
            finding.location = Some("suite/tests/buckets.rs:23:5".to_owned());
        }
        Judged::unaccepted(finding)
    });
    found.collect()
}

fn shown(findings: &[Judged]) -> String {
    plain(&failures(findings).unwrap())
}

fn bucket(context: &Context<'_>) -> s3::Bucket {
    RunsOver::from_case(context)
}

fn versions(context: &Context<'_>) -> Result<(), Returned> {
    assert!(bucket(context).versioning().is_enabled(), "versioning is not enabled");
    Ok(())
}

fn logs() -> Snapshot {
    Snapshot::mock().with(s3::Bucket::mock("acme-logs"))
}

fn denied() -> Unknown {
    Unknown::access_denied("s3:GetBucketVersioning")
}

#[test]
fn a_failure_says_what_where_why_and_what_to_do() {
    let expected = "check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: versioning is not enabled
read       versioning = {}
             from s3:GetBucketVersioning, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`";
    assert_eq!(shown(&findings(check("bucket", versions), &logs())), expected);
}

#[test]
fn a_pass_says_nothing() {
    assert_eq!(failures(&findings(check("bucket", |_| Ok(())), &logs())), None);
}

#[test]
fn a_terminal_shows_what_to_look_at() {
    let text = failures(&findings(check("bucket", versions), &logs())).unwrap();
    let expected = "^[2mcheck^[0m      ^[1mBuckets keep the old versions of their objects.^[0m
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
^[2mresource^[0m   AWS::S3::Bucket ^[1macme-logs^[0m
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
^[2mfailed^[0m     suite/tests/buckets.rs:23:5: ^[1m^[31mversioning is not enabled^[0m
^[2mread^[0m       versioning = {}
           ^[2m  from s3:GetBucketVersioning, mock^[0m
^[2mcontrols^[0m   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
^[2mmend^[0m       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`";
    assert_eq!(text.replace('\u{1b}', "^"), expected);
}

#[test]
fn short_values_of_an_assertion_stay_side_by_side() {
    let of = check("bucket", |context| {
        assert_eq!(bucket(context).tag("owner"), Some("web"), "the owner");
        Ok(())
    });
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: assertion `left == right` failed: the owner
             left: None
            right: Some("web")
read       tags = not set (NoSuchTagSet)
             from s3:GetBucketTagging, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &logs())), expected);
}

#[test]
fn long_values_of_an_assertion_are_compared_line_by_line() {
    let of = check("bucket", |context| {
        let tags = bucket(context).tags().to_vec();
        let mut expected = tags.clone();
        expected[8].value = "db".to_owned();
        expected.pop();
        assert_eq!(tags, expected);
        Ok(())
    });
    let tags: Vec<Tag> = (0..12).map(|n| Tag::new(format!("key-{n}"), "wert mit ü")).collect();
    let snapshot = Snapshot::mock().with(s3::Bucket::mock("acme-logs").with_tags(tags));
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: assertion `left == right` failed
           - left  + right
           … 6 lines the same
               Tag { key: "key-5", value: "wert mit ü" },
               Tag { key: "key-6", value: "wert mit ü" },
               Tag { key: "key-7", value: "wert mit ü" },
           -   Tag { key: "key-8", value: "wert mit ü" },
           +   Tag { key: "key-8", value: "db" },
               Tag { key: "key-9", value: "wert mit ü" },
               Tag { key: "key-10", value: "wert mit ü" },
           -   Tag { key: "key-11", value: "wert mit ü" }
             ]
read       tags = [
             {"Key":"key-0","Value":"wert mit ü"},
             {"Key":"key-1","Value":"wert mit ü"},
             {"Key":"key-2","Value":"wert mit ü"},
             {"Key":"key-3","Value":"wert mit ü"},
             {"Key":"key-4","Value":"wert mit ü"},
             {"Key":"key-5","Value":"wert mit ü"},
             {"Key":"key-6","Value":"wert mit ü"},
             {"Key":"key-7","Value":"wert mit ü"},
             {"Key":"key-8","Value":"wert mit ü"},
             {"Key":"key-9","Value":"wert mit ü"},
             … (3 more lines)
             from s3:GetBucketTagging, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &snapshot)), expected);
}

#[test]
fn texts_of_several_lines_are_compared_line_by_line() {
    let of = check("bucket", |_| {
        let script = |level: &str| format!("cd /srv\nset -{level}\n{}", "true \\n\n".repeat(9));
        assert_eq!(Some(script("e")), Some(script("eu")), "the script of\nthe image");
        Ok(())
    });
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: assertion `left == right` failed: the script of
           the image
           - left  + right
             Some(
               "cd /srv\n
           -    set -e\n
           +    set -eu\n
                true \\n\n
                true \\n\n
                true \\n\n
           … 7 lines the same
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &logs())), expected);
}

#[test]
fn values_that_should_differ_are_shown_once() {
    let of = check("bucket", |_| {
        assert_ne!(vec!["a text of some length"; 6], vec!["a text of some length"; 6]);
        Ok(())
    });
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: assertion `left != right` failed
           left and right are shown alike:
             [
               "a text of some length",
               "a text of some length",
               "a text of some length",
               "a text of some length",
               "a text of some length",
               "a text of some length"
             ]
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &logs())), expected);
}

#[test]
fn what_the_caller_may_not_read_says_what_to_grant() {
    let bucket = s3::Bucket::mock("acme-logs").with_versioning(Fact::Unknown(denied()));
    let snapshot = Snapshot::mock().with(bucket);
    let expected = "verdict    unknown, which does not pass
check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
unknown    a fact that the check read is not known
           versioning from s3:GetBucketVersioning: AccessDenied: Access Denied
grant      the IAM action s3:GetBucketVersioning to whoever reads the account
read       versioning = unknown (AccessDenied)
             from s3:GetBucketVersioning, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8";
    assert_eq!(shown(&findings(check("bucket", versions), &snapshot)), expected);
}

#[test]
fn a_place_that_could_not_be_listed_says_why() {
    let of = check("group", |_| Ok(()));
    let unknown = Unknown::new(
        Reason::RegionDisabled,
        ec2::SecurityGroup::SPEC.list,
        Some("AuthFailure".to_owned()),
        "AWS was not able to validate the provided access credentials",
    );
    let place = Some("111122223333/me-south-1".to_owned());
    let mut case = Cases::of(of, &Snapshot::mock(), None).case(0);
    case.subject = Subject::Unlisted { place, unknown };
    let expected = "verdict    unknown, which does not pass
check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   every AWS::EC2::SecurityGroup in 111122223333/me-south-1
unknown    the security groups could not be listed
           ec2:DescribeSecurityGroups: RegionDisabled (AuthFailure): AWS was not able to validate the provided access credentials
help       enable the region for the account, or leave it out of `regions` of the source
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8";
    assert_eq!(shown(&[Judged::unaccepted(carry_out(&case))]), expected);
}

#[test]
fn nothing_to_look_at_says_what_would_be_fine() {
    let expected = "verdict    no-resource, which does not pass
check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   every AWS::S3::Bucket
nothing    there is no bucket to look at, so this check would pass without having tested anything
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       say `#[config_test(allow_empty)]` if having none is fine, or look at another source";
    assert_eq!(shown(&findings(check("bucket", versions), &Snapshot::mock())), expected);
}

#[test]
fn several_resources_are_seen_at_a_glance_first() {
    let of = check("bucket", |context| {
        let bucket = bucket(context);
        assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
        assert_eq!(bucket.tag("owner"), Some("web"));
        Ok(())
    });
    let enabled = s3::VersioningConfiguration::enabled;
    let snapshot = Snapshot::mock()
        .with(s3::Bucket::mock("acme-assets"))
        .with(s3::Bucket::mock("acme-logs").with_versioning(Fact::Unknown(denied())))
        .with(
            s3::Bucket::mock("acme-images")
                .with_versioning(enabled())
                .with_tags(vec![Tag::new("owner", "web")]),
        )
        .with(s3::Bucket::mock("acme-tables").with_versioning(enabled()));
    let expected = r#"3 of 4 do not pass
  acme-assets  versioning is not enabled
  acme-logs    unknown: s3:GetBucketVersioning: AccessDenied: Access Denied
  acme-tables  assertion `left == right` failed (left: None, right: Some("web"))

check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`

resource   AWS::S3::Bucket acme-assets
           arn:aws:s3:::acme-assets in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: versioning is not enabled
read       versioning = {}
             from s3:GetBucketVersioning, mock

resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
unknown    a fact that the check read is not known
           versioning from s3:GetBucketVersioning: AccessDenied: Access Denied
grant      the IAM action s3:GetBucketVersioning to whoever reads the account
read       versioning = unknown (AccessDenied)
             from s3:GetBucketVersioning, mock

resource   AWS::S3::Bucket acme-tables
           arn:aws:s3:::acme-tables in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: assertion `left == right` failed
             left: None
            right: Some("web")
read       versioning = {"Status":"Enabled"}
             from s3:GetBucketVersioning, mock
           tags = not set (NoSuchTagSet)
             from s3:GetBucketTagging, mock"#;
    assert_eq!(shown(&findings(of, &snapshot)), expected);
}

#[test]
fn one_of_several_is_shown_as_if_it_were_alone() {
    let of = check("bucket", |context| {
        assert_ne!(bucket(context).name(), "acme-logs");
        Ok(())
    });
    let snapshot = logs().with(s3::Bucket::mock("acme-images"));
    let text = shown(&findings(of, &snapshot));
    assert!(text.starts_with("1 of 2 do not pass\n\ncheck      Buckets keep"), "{text}");
}

#[test]
fn of_very_many_the_first_are_shown_in_full() {
    let names = (1..=23).map(|number| format!("acme-{number:02}"));
    let snapshot = names.fold(Snapshot::mock(), |all, name| all.with(s3::Bucket::mock(name)));
    let text = shown(&findings(check("bucket", versions), &snapshot));
    assert!(text.starts_with("23 of 23 do not pass\n  acme-01  versioning is not enabled\n"));
    assert!(text.contains("\n  acme-23  versioning is not enabled\n\ncheck "), "{text}");
    assert_eq!(text.matches("resource   AWS::S3::Bucket acme-").count(), 20);
    assert!(
        text.ends_with(
            "\n\n… and 3 more, which the list above names. To see one alone:\n  \
             CONFIGTEST_RESOURCE=acme-21 cargo test buckets::keep_old_versions"
        ),
        "{text}"
    );
}

#[test]
fn a_long_value_is_laid_out_and_cut() {
    let of = check("bucket", |context| {
        let bucket = bucket(context);
        assert!(bucket.tags().is_empty() && bucket.policy().is_none(), "two\nlines");
        assert!(bucket.policy().is_none());
        Ok(())
    });
    let policy = s3::BucketPolicy::new(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\
         \"Action\":\"s3:*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}",
    );
    let mut tags: Vec<Tag> = (0..14).map(|n| Tag::new(format!("key-{n}"), "a value")).collect();
    tags[1].value = "ü".repeat(500);
    let bucket = s3::Bucket::mock("acme-logs").with_policy(policy);
    let few = Snapshot::mock().with(bucket.clone().with_tags(vec![]));
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: two
           lines
read       tags = []
             from s3:GetBucketTagging, mock
           policy = {
             "Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",
               \"Principal\":\"*\",\"Action\":\"s3:*\",
               \"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"
           }
             from s3:GetBucketPolicy, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &few)), expected);
    let many = Snapshot::mock().with(bucket.with_tags(tags));
    let expected = r#"check      Buckets keep the old versions of their objects.
           buckets::keep_old_versions (suite/tests/buckets.rs:21), severity medium
resource   AWS::S3::Bucket acme-logs
           arn:aws:s3:::acme-logs in account 111122223333, us-east-1
failed     suite/tests/buckets.rs:23:5: two
           lines
read       tags = [
             {"Key":"key-0","Value":"a value"},
             {
               "Key":"key-1",
               "Value":"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
                 üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
                 üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
                 üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
                 üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü… (400 o
                 f 500 characters)"
             },
             … (13 more lines)
             from s3:GetBucketTagging, mock
controls   CIS AWS 5.0: 2.1.4
           FSBP: S3.8
mend       `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`"#;
    assert_eq!(shown(&findings(of, &many)), expected);
}

#[test]
fn a_long_value_at_the_end_of_a_message_is_laid_out() {
    let of = check("group", |context| {
        let group: ec2::SecurityGroup = RunsOver::from_case(context);
        let rules = group.ip_permissions();
        let rule = rules.first().map(|rule| (rule.from_port, &rule.ip_protocol, &rule.ip_ranges));
        assert!(rules.is_empty(), "open \u{1b}]0;to the internet: {rule:?}");
        Ok(())
    });
    let rule =
        ec2::IpPermission::new("tcp", 22..=22).with_cidr("0.0.0.0/0").with_cidr("10.0.0.0/8");
    let group = ec2::SecurityGroup::mock("sg-1").with_group_name("bastion");
    let snapshot = Snapshot::mock().with(group.with_ip_permissions([rule]));
    let text = shown(&findings(of, &snapshot));
    let expected = r#"
failed     suite/tests/buckets.rs:23:5: open \u{1b}]0;to the internet: Some(
             (
               Some(22),
               Some("tcp"),
               [
                 IpRange { cidr_ip: Some("0.0.0.0/0"), description: None },
                 IpRange { cidr_ip: Some("10.0.0.0/8"), description: None }
               ]
             )
           )
read       ip_permissions = [
             {
               "FromPort":22,
               "IpProtocol":"tcp",
               "IpRanges":[{"CidrIp":"0.0.0.0/0"},{"CidrIp":"10.0.0.0/8"}],
"#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn several_assertions_of_one_check_stay_apart() {
    let mut page = Page::default();
    let first = Said { location: Some("tests/a.rs:3:5"), message: "one\nand more".into() };
    let second = Said {
        location: None,
        message: "assertion `left == right` failed\n  left: 1\n right: 2".into(),
    };
    said(&mut page, "failed", Verdict::Fail, &[first, second]);
    let expected = "failed     tests/a.rs:3:5: one
           and more
failed     assertion `left == right` failed
             left: 1
            right: 2";
    assert_eq!(plain(&page.into_text()), expected);
}

#[test]
fn the_same_name_in_two_places_is_told_apart() {
    let of = check("group", |_| Err(Returned::Error("no".to_owned())));
    let snapshot = Snapshot::mock().with(ec2::SecurityGroup::mock("sg-1"));
    let mut findings = findings(of, &snapshot);
    findings.extend(self::findings(of, &snapshot));
    let text = shown(&findings);
    let list = "2 of 2 do not pass\n  sg-1@111122223333/us-east-1  no\n  \
        sg-1@111122223333/us-east-1  no\n\n";
    assert!(text.starts_with(list), "{text}");
}

#[test]
fn each_reason_has_help_and_granting_is_for_a_missing_permission_alone() {
    let unknown = |reason| Unknown::new(reason, ec2::SecurityGroup::SPEC.list, None, "words");
    let mut said = BTreeSet::new();
    for reason in [
        Reason::AccessDenied,
        Reason::ExplicitDeny,
        Reason::CredentialsExpired,
        Reason::Throttled,
        Reason::TimedOut,
        Reason::Unreachable,
        Reason::RegionDisabled,
        Reason::Malformed,
        Reason::Redacted,
        Reason::NotCollected,
        Reason::Failed,
    ] {
        let (label, words) = help(&unknown(reason));
        assert_eq!(label == "grant", reason == Reason::AccessDenied, "{words}");
        assert!(said.insert(words.clone()) && !words.contains("grant "), "{words}");
    }
    let mut without_action = unknown(Reason::AccessDenied);
    without_action.iam_action = None;
    assert_eq!(help(&without_action).0, "help");
}
