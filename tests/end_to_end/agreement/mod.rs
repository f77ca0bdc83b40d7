//! One account, read by configtest and by boto3: what both say is the same, field by field.
//!
//! moto is the account. What it does not serve stands on a list, so that an upgrade of moto that
//! serves more is compared. It knows no directory buckets and lists all buckets in their place, which
//! are compared as what they are taken for.

mod answers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use configtest::__collector::model::{KINDS, KindSpec};

use crate::model::complaint;
use crate::support::{Account, Moto, Program, python_with_moto, repository, scratch};
use answers::{Answer, Answers, compare};

const REGIONS: [&str; 2] = ["eu-west-1", "us-east-1"];

/// What stands in the configuration of customer gateways and in the user data of launch templates.
const SECRETS: [&str; 2] = ["pre_shared_key", "ZWNobyBodXNo"];

/// Kinds, operations that moto does not answer as AWS does, and what it answers.
const UNSERVED: &[(&str, &[&str], &str)] = &[
    (
        "AWS::EC2::ClientVpnEndpoint",
        &["DescribeClientVpnEndpoints"],
        "status 500: the action has not been implemented",
    ),
    (
        "AWS::EC2::RegionSettings",
        &[
            "DescribeVpcBlockPublicAccessOptions",
            "GetEbsDefaultKmsKeyId",
            "GetImageBlockPublicAccessState",
            "GetInstanceMetadataDefaults",
            "GetSerialConsoleAccessStatus",
            "GetSnapshotBlockPublicAccessState",
        ],
        "status 500: the action has not been implemented",
    ),
    (
        "AWS::EC2::VPCBlockPublicAccessExclusion",
        &["DescribeVpcBlockPublicAccessExclusions"],
        "status 500: the action has not been implemented",
    ),
    (
        "AWS::S3::Bucket",
        &[
            "GetBucketAbac",
            "GetBucketMetadataConfiguration",
            "GetBucketMetadataTableConfiguration",
            "GetBucketPolicyStatus",
            "GetBucketRequestPayment",
            "ListBucketAnalyticsConfigurations",
            "ListBucketIntelligentTieringConfigurations",
            "ListBucketMetricsConfigurations",
        ],
        "a list of the bucket's objects, which boto3 takes for an empty answer",
    ),
    (
        "AWS::S3::Bucket",
        &["GetBucketNotificationConfiguration"],
        "nothing at all for buckets without one; those with one are compared",
    ),
];

#[test]
fn boto3_reads_the_same() {
    let (moto, _) = Moto::filled_by("everything.py", &[]);
    moto.tell_regions();
    let (ours, theirs) = (read_by_us(&moto), read_by_boto3(&moto));
    let mut differences = Vec::new();
    let mut unserved = BTreeSet::new();
    for kind in KINDS {
        let nothing = Answers::new();
        let of = |answers: &'_ _| BTreeMap::get(answers, kind.name).unwrap_or(&nothing).clone();
        let (ours, theirs) = (of(&ours), of(&theirs));
        let resources: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for operation in kind.operations() {
            let mut compared = 0;
            let mut is_unserved = false;
            for resource in &resources {
                let answer =
                    |answers: &Answers| answers.get(*resource)?.get(operation.name).cloned();
                match (answer(&ours), answer(&theirs)) {
                    // Neither asks for a facet of what could not be listed.
                    (None, None) => {}
                    (None | Some(Answer::Unknown), Some(Answer::Error(_)))
                    | (Some(Answer::Unknown), Some(Answer::Value(_))) => is_unserved = true,
                    (Some(ours), Some(theirs)) => {
                        compared += usize::from(matches!(ours, Answer::Value(_)));
                        let place = format!("{} {resource} {}", kind.name, operation.name);
                        compare(&place, kind, operation, ours, theirs, &mut differences);
                    }
                    (Some(_), None) => {
                        differences.push(format!("{} {resource}: only ours", kind.name))
                    }
                    (None, Some(_)) => {
                        differences.push(format!("{} {resource}: not ours", kind.name))
                    }
                }
            }
            if is_unserved || compared == 0 {
                unserved.insert((kind.name, operation.name));
            } else if operation == kind.list {
                assert!(compared >= least(kind), "{}: only {compared} are compared", kind.name);
            }
        }
    }
    differences.dedup();
    assert!(differences.is_empty(), "boto3 reads otherwise:\n{}", differences.join("\n"));
    let known = UNSERVED
        .iter()
        .flat_map(|(kind, operations, _)| operations.iter().map(|operation| (*kind, *operation)));
    let what = "moto does not serve it";
    let complaints = complaint(what, "UNSERVED", &unserved, &known.collect());
    assert!(complaints.is_empty(), "{complaints}");
}

/// Two of each at least, since one may be read as the other.
fn least(kind: &KindSpec) -> usize {
    if kind.name == "AWS::S3::AccountSettings" { 1 } else { 2 }
}

/// What `record` writes, by kind and by place and id.
fn read_by_us(moto: &Moto) -> BTreeMap<String, Answers> {
    let folder = scratch();
    let regions = REGIONS.join("\", \"");
    // Without the user data of instances kept, nobody would ask for it.
    let config = format!(
        "[sources.live]\ntype = \"aws\"\nregions = [\"{regions}\"]\n\
         keep-secrets = [\"instance-user-data\"]\n"
    );
    fs::write(folder.path().join("configtest.toml"), config).unwrap();
    let account = Account::at(moto.endpoint());
    let program = Program::new(folder.path(), &["record", "--out", "acme"]);
    let run = program.with_account(&account).run();
    assert_eq!(run.status, 0, "{run}");
    let mut kinds: BTreeMap<String, Answers> = BTreeMap::new();
    for place in fs::read_dir(folder.path().join("acme/111122223333")).unwrap() {
        let place = place.unwrap();
        for file in fs::read_dir(place.path()).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            for secret in SECRETS {
                assert!(!text.contains(secret), "`{secret}` is recorded: {text}");
            }
            let file: serde_json::Value = serde_json::from_str(&text).unwrap();
            let kind = kinds.entry(file["Kind"].as_str().unwrap().to_owned()).or_default();
            for resource in file["Resources"].as_array().unwrap() {
                let id = resource["Id"].as_str().unwrap();
                let id = format!("{}/{id}", place.file_name().to_str().unwrap());
                let before = kind.insert(id, answers::ours(&resource["Facets"]));
                assert!(before.is_none(), "a resource is there twice: {resource}");
            }
        }
    }
    kinds
}

/// What the script reads, in the same form.
fn read_by_boto3(moto: &Moto) -> BTreeMap<String, Answers> {
    let output = Command::new(python_with_moto())
        .arg(repository().join("tests/end_to_end/moto/read_with_boto3.py"))
        .arg(moto.endpoint())
        .args(REGIONS)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
