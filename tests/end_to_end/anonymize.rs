//! `cargo configtest record --anonymize`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;

use configtest_emulator::{Emulator, Fault, World};
use serde_json::Value;

use crate::support::{Account, Program, scratch};

const CONFIG: &str = "[sources.secret-project]\ntype = \"aws\"\n\
    regions = [\"us-east-1\", \"eu-west-1\"]\n";

/// An account with something of every kind.
fn world() -> World {
    World::new()
        .account("998877665544")
        .regions(["us-east-1", "eu-west-1"])
        .buckets(16)
        .instances_per_region(8)
        .others_per_region(5)
        .directory_buckets_per_region(3)
        .access_points_per_region(3)
        .multi_region_access_points(2)
}

/// The text of each file, by its path, and what is in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    files
}

/// The values of all kinds, under their kind.
fn resources(files: &BTreeMap<String, String>) -> BTreeMap<String, Vec<Value>> {
    let mut resources: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for text in files.iter().filter(|(path, _)| *path != "snapshot.json").map(|(_, text)| text) {
        let file: Value = serde_json::from_str(text).unwrap();
        let kind = file["Kind"].as_str().unwrap().to_owned();
        resources.entry(kind).or_default().extend(file["Resources"].as_array().unwrap().clone());
    }
    resources
}

/// Every value that is no structure and no list, with the member that holds it.
fn leaves(member: &str, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(member, value)| leaves(member, value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(member, item, found)),
        leaf => found.push((member.to_owned(), leaf.clone())),
    }
}

fn all_leaves(files: &BTreeMap<String, String>) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for resource in resources(files).values().flatten() {
        leaves("", resource, &mut found);
    }
    found
}

/// What tells whose an account is: ids, accounts, names, public addresses, values of tags.
fn originals(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let is_region = |text: &str| ["us-east-1", "eu-west-1"].contains(&text);
    let resources = resources(files);
    let ids = resources.values().flatten().filter_map(|resource| resource["Id"].as_str());
    let ids = ids.filter(|id| !is_region(id)).map(str::to_owned);
    let mut originals: BTreeSet<String> = ids.collect();
    for (member, value) in all_leaves(files) {
        let Value::String(text) = value else { continue };
        let names = ["KeyName", "GroupName", "DisplayName", "Alias", "LaunchTemplateName"];
        // A name without a digit may be a word of AWS as well.
        if names.contains(&member.as_str()) && text.contains(|of: char| of.is_ascii_digit()) {
            originals.insert(text.clone());
        }
        if member == "Value" && text.contains(' ') {
            originals.insert(text.clone());
        }
        for word in text.split(|of: char| !of.is_ascii_alphanumeric() && of != '-') {
            let digits = word.rsplit('-').next().unwrap_or_default();
            let is_hex = digits.bytes().all(|of| of.is_ascii_hexdigit());
            let is_account = word.len() == 12 && word.bytes().all(|of| of.is_ascii_digit());
            if is_account || (is_hex && [8, 17].contains(&digits.len()) && word.contains('-')) {
                originals.insert(word.to_owned());
            }
        }
        for word in text.split(|of: char| !of.is_ascii_digit() && of != '.') {
            let address = word.parse::<Ipv4Addr>();
            if address
                .is_ok_and(|of| !of.is_private() && !of.is_unspecified() && !of.is_link_local())
            {
                originals.insert(word.to_owned());
            }
        }
    }
    originals
}

/// Whether a text holds a word that is not a part of a longer one.
fn holds(text: &str, word: &str) -> bool {
    let is_of_word = |of: Option<char>| of.is_some_and(|of| of.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        !is_of_word(text[..at].chars().next_back())
            && !is_of_word(text[at + word.len()..].chars().next())
    })
}

#[test]
fn nothing_that_tells_whose_it_is_gets_into_the_files() {
    let emulator = Emulator::start(world()).unwrap();
    let account = Account::at(&emulator.endpoint());
    let folder = scratch();
    fs::write(folder.path().join("configtest.toml"), CONFIG).unwrap();
    let run = |arguments: &[&str]| {
        let run = Program::new(folder.path(), arguments).with_account(&account).run();
        assert_eq!(run.status, 0, "{run}");
    };
    run(&["record", "--out", "plain"]);
    emulator.add_fault(Fault::error(
        "s3:GetBucketPolicyStatus",
        403,
        "AccessDenied",
        "User: arn:aws:iam::998877665544:user/joe is not authorized",
    ));
    run(&["record", "--anonymize", "--out", "public"]);
    let (plain, public) =
        (files(&folder.path().join("plain")), files(&folder.path().join("public")));

    let mut originals = originals(&plain);
    originals.extend(["998877665544", "secret-project", "joe", "Zürich"].map(str::to_owned));
    assert!(originals.len() > 300, "{originals:?}");
    for (path, text) in &public {
        for original in &originals {
            assert!(!holds(text, original) && !holds(path, original), "{original} is in {path}");
        }
    }
    let header: Value = serde_json::from_str(&public["snapshot.json"]).unwrap();
    assert_eq!(header.get("Salt"), None, "who knows the salt can try out originals");
    assert_eq!(header["Source"], "anonymized");

    // What checks judge by is the same, but for what the fault hides.
    let (before, after) = (resources(&plain), resources(&public));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (kind, before) in &before {
        let facts = |resources: &[Value]| {
            let mut found = Vec::new();
            for resource in resources {
                let mut resource = resource.clone();
                let facets = resource["Facets"].as_object_mut().unwrap();
                facets.remove("GetBucketPolicyStatus");
                leaves("", &resource, &mut found);
            }
            let judged = |(member, value): &(String, Value)| match value {
                Value::String(text) => {
                    ["State", "Status", "IpProtocol", "Absent", "HttpTokens"]
                        .contains(&member.as_str())
                        || ["0.0.0.0/0", "::/0", "default", "*"].contains(&text.as_str())
                        || text.starts_with("10.")
                }
                _ => true,
            };
            let mut facts: Vec<String> = found
                .iter()
                .filter(|leaf| judged(leaf))
                .map(|(member, value)| format!("{member}: {value}"))
                .collect();
            facts.sort();
            (resources.len(), found.len(), facts)
        };
        assert_eq!(facts(&after[kind]), facts(before), "{kind}");
    }
}

#[test]
fn resources_still_refer_to_each_other_and_the_fixture_reads() {
    let emulator = Emulator::start(world()).unwrap();
    let account = Account::at(&emulator.endpoint());
    let folder = scratch();
    fs::write(folder.path().join("configtest.toml"), CONFIG).unwrap();
    let run = |arguments: &[&str]| {
        let run = Program::new(folder.path(), arguments).with_account(&account).run();
        assert_eq!(run.status, 0, "{run}");
        run
    };
    run(&["record", "--out", "plain"]);
    run(&["record", "--anonymize", "--out", "public"]);
    run(&["record", "--anonymize", "--out", "other"]);
    run(&["diff", "public", "public"]);
    let folder = |name: &str| files(&folder.path().join(name));
    let (plain, public, other) = (folder("plain"), folder("public"), folder("other"));
    assert_ne!(public, other, "another recording has another salt");
    let paths: Vec<_> =
        plain.keys().map(|path| path.split_once('/').map(|(_, rest)| rest)).collect();
    let public_paths: Vec<_> =
        public.keys().map(|path| path.split_once('/').map(|(_, rest)| rest)).collect();
    assert_eq!(public_paths, paths);

    let ids = |files: &BTreeMap<String, String>, kind: &str| -> BTreeSet<String> {
        resources(files)[kind].iter().map(|of| of["Id"].as_str().unwrap().to_owned()).collect()
    };
    // As many references hit their target as before.
    for (kind, facet, member, target) in [
        ("AWS::EC2::Subnet", "DescribeSubnets", "VpcId", "AWS::EC2::VPC"),
        ("AWS::EC2::Instance", "DescribeInstances", "SubnetId", "AWS::EC2::Subnet"),
        ("AWS::EC2::Instance", "DescribeInstances", "GroupId", "AWS::EC2::SecurityGroup"),
        ("AWS::EC2::RouteTable", "DescribeRouteTables", "GatewayId", "AWS::EC2::InternetGateway"),
        ("AWS::EC2::Instance", "DescribeInstances", "VolumeId", "AWS::EC2::Volume"),
        ("AWS::S3::AccessPoint", "GetAccessPoint", "Bucket", "AWS::S3::Bucket"),
        ("AWS::S3::Bucket", "GetBucketLogging", "TargetBucket", "AWS::S3::Bucket"),
    ] {
        let hits = |files: &BTreeMap<String, String>| {
            let targets = ids(files, target);
            let mut found = Vec::new();
            for resource in &resources(files)[kind] {
                leaves("", &resource["Facets"][facet], &mut found);
            }
            let is_hit = |(of, value): &&(String, Value)| {
                of == member && value.as_str().is_some_and(|id| targets.contains(id))
            };
            found.iter().filter(is_hit).count()
        };
        assert_eq!(hits(&public), hits(&plain), "{kind} {member}");
        assert!(hits(&plain) > 0, "{kind} {member}");
    }
    for (kind, resources) in resources(&public) {
        let arns: BTreeSet<&str> = resources.iter().map(|of| of["Arn"].as_str().unwrap()).collect();
        assert_eq!(arns.len(), resources.len(), "{kind}");
    }
}
