use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::members::{Treatment, named, treatment};
use super::names::Names;
use super::texts::{tag_key, text};
use super::words::is_region_or_zone;
use super::{anonymize, policy};
use crate::resource::shape::{Structure, Type};
use crate::resource::{
    Identity, KINDS, KindSpec, Origin, Outcome, Reason, Record, Stored, Unknown,
};
use crate::snapshot::Snapshot;
use crate::{Kind, Secret, ec2, s3};

fn names() -> Names {
    Names::new("salt", BTreeSet::new())
}

/// The structures of a type.
fn structures(of: Type, found: &mut Vec<&'static Structure>) {
    match of {
        Type::Structure(structure) if !found.contains(&structure) => {
            found.push(structure);
            structure.members.iter().for_each(|member| structures(member.of, found));
        }
        Type::List(item, _) => structures(*item, found),
        _ => {}
    }
}

/// A value of a type: every text in it is a word that occurs nowhere else.
fn filled(of: Type, member: (&str, &str), count: &mut u32, replaced: &mut Vec<String>) -> Value {
    *count += 1;
    match of {
        Type::String => {
            let canary = format!("canary{count}");
            if treatment(member.0, member.1) != Treatment::Kept {
                replaced.push(canary.clone());
            }
            canary.into()
        }
        Type::Secret => {
            let canary = format!("canary{count}");
            replaced.push(canary.clone());
            canary.into()
        }
        Type::Boolean => true.into(),
        Type::Integer | Type::Long => (*count).into(),
        Type::Double => 0.5.into(),
        Type::Timestamp => "2026-11-24T05:00:00Z".into(),
        Type::Structure(structure) => {
            let member = |member: &crate::resource::shape::Member| {
                let of = (structure.name.1, member.name);
                (member.name.to_owned(), filled(member.of, of, count, replaced))
            };
            structure.members.iter().map(member).collect()
        }
        Type::List(item, _) => {
            vec![filled(*item, member, count, replaced), filled(*item, member, count, replaced)]
                .into()
        }
    }
}

/// Members, lengths of lists and what is no text.
fn skeleton(value: &Value) -> Value {
    match value {
        Value::String(_) => "text".into(),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(skeleton).collect();
            items.sort_by_key(Value::to_string);
            items.into()
        }
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), skeleton(value))).collect()
        }
        other => other.clone(),
    }
}

fn record(spec: &KindSpec, facets: Vec<(&str, Outcome)>) -> Record {
    let stored = |outcome| Stored { outcome, origin: Origin::Mock };
    Record {
        identity: Identity {
            account: "998877665544".to_owned(),
            region: Some("eu-west-1".to_owned()),
            id: "canary-of-the-id".to_owned(),
            arn: format!(
                "arn:aws:ec2:eu-west-1:998877665544:{}/canary-of-the-id",
                spec.list.service
            ),
        },
        facets: facets
            .into_iter()
            .map(|(name, outcome)| (name.to_owned(), stored(outcome)))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// Every word that a snapshot holds.
fn whole(snapshot: &Snapshot) -> String {
    format!("{:?}", *snapshot.kinds)
}

fn of_one(spec: &'static KindSpec, record: Record) -> Snapshot {
    let mut snapshot = Snapshot::default();
    snapshot.kinds.entry(spec.name.to_owned()).or_default().insert(record);
    snapshot
}

#[test]
fn no_text_of_any_kind_survives_unless_it_is_a_word_of_aws() {
    for spec in KINDS {
        for operation in spec.operations() {
            let Some(of) = spec.type_of(operation) else { continue };
            let (mut count, mut canaries) = (0, Vec::new());
            let value = filled(of, ("", ""), &mut count, &mut canaries);
            let mut with_more = value.clone();
            with_more["SomethingNew"] = "canary-of-a-later-release".into();
            let outcome = Outcome::Value(with_more.to_string().into());
            let snapshot = of_one(spec, record(spec, vec![(operation.name, outcome)]));
            let anonymized = anonymize(&snapshot, "salt");
            let record = &anonymized.kinds[spec.name].records[0];
            let Outcome::Value(json) = &record.facets[operation.name].outcome else { panic!() };
            let after: Value = serde_json::from_str(json).unwrap();
            assert_eq!(skeleton(&after), skeleton(&value), "{} {}", spec.name, operation.name);
            let all = format!("{record:?}");
            canaries.extend(["canary-of".to_owned(), "998877665544".to_owned()]);
            for canary in canaries {
                let survives = all.match_indices(&canary).any(|(at, _)| {
                    !all[at + canary.len()..].starts_with(|next: char| next.is_ascii_digit())
                });
                assert!(!survives, "{canary} of {} {}: {all}", spec.name, operation.name);
            }
        }
    }
}

#[test]
fn the_tables_name_members_that_there_are() {
    let mut all = Vec::new();
    for spec in KINDS {
        for operation in spec.operations() {
            spec.type_of(operation).into_iter().for_each(|of| structures(of, &mut all));
        }
    }
    for (structure, member) in named() {
        let is_there = all.iter().any(|of| {
            structure.is_none_or(|name| of.name.1 == name)
                && of.members.iter().any(|known| known.name == member)
        });
        assert!(is_there, "{structure:?} {member}");
    }
}

#[test]
fn what_is_no_value_names_nobody() {
    let spec = s3::Bucket::SPEC;
    let message = "User: arn:aws:iam::998877665544:user/canary is not authorized";
    let unknown =
        Unknown::new(Reason::AccessDenied, spec.list, Some("AccessDenied".into()), message);
    let facets = vec![
        ("GetBucketVersioning", Outcome::Unknown(unknown.clone())),
        ("GetBucketPolicy", Outcome::Absent("NoSuchBucketPolicy".to_owned())),
        ("GetBucketTagging", Outcome::Value("canary, which is no JSON".into())),
        ("GetSomethingNew", Outcome::Value("{\"Canary\":\"canary\"}".into())),
    ];
    let mut snapshot = of_one(spec, record(spec, facets));
    snapshot.kinds.insert("AWS::New::Canary".to_owned(), Default::default());
    let anonymized = anonymize(&snapshot, "salt");
    let all = whole(&anonymized).to_lowercase();
    assert!(!all.contains("canary") && !all.contains("998877665544"), "{all}");
    let facets = &anonymized.kinds[spec.name].records[0].facets;
    let Outcome::Unknown(told) = &facets["GetBucketVersioning"].outcome else { panic!() };
    assert_eq!(
        (told.reason(), told.code(), told.iam_action()),
        (unknown.reason(), unknown.code(), unknown.iam_action())
    );
    let absent = Outcome::Absent("NoSuchBucketPolicy".to_owned());
    assert_eq!(facets["GetBucketPolicy"].outcome, absent);
}

#[test]
fn one_original_has_one_replacement_wherever_it_stands() {
    let names = &mut names();
    let bucket = text(names, "acme-logs");
    let account = text(names, "998877665544");
    let id = text(names, "vpc-0a1b2c3d4e5f60718");
    for (original, expected) in [
        ("arn:aws:s3:::acme-logs/*", format!("arn:aws:s3:::{bucket}/*")),
        ("acme-logs.s3.eu-west-1.amazonaws.com", format!("{bucket}.s3.eu-west-1.amazonaws.com")),
        ("https://acme-logs.s3.amazonaws.com/", format!("https://{bucket}.s3.amazonaws.com/")),
        ("arn:aws:iam::998877665544:root", format!("arn:aws:iam::{account}:root")),
        ("(998877665544, acme-logs)", format!("({account}, {bucket})")),
        (
            "arn:aws:ec2:eu-west-1:998877665544:vpc/vpc-0a1b2c3d4e5f60718",
            format!("arn:aws:ec2:eu-west-1:{account}:vpc/{id}"),
        ),
        ("AWSLogs/998877665544/*", format!("AWSLogs/{account}/*")),
        (
            "arn:aws:s3express:eu-west-1:998877665544:bucket/acme-logs--euw1-az1--x-s3",
            format!("arn:aws:s3express:eu-west-1:{account}:bucket/{bucket}--euw1-az1--x-s3"),
        ),
        ("acme-logs--use1-az4--x-s3", format!("{bucket}--use1-az4--x-s3")),
    ] {
        assert_eq!(text(names, original), expected, "{original}");
    }
    assert!(account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit()));
    assert!(
        id.starts_with("vpc-")
            && id.len() == 21
            && id[4..].bytes().all(|of| of.is_ascii_hexdigit())
    );
    assert_ne!(text(names, "acme-logs-2"), bucket);
    assert_eq!(
        text(&mut Names::new("salt", BTreeSet::new()), "acme-logs"),
        bucket,
        "by the salt alone"
    );
    assert_ne!(text(&mut Names::new("pepper", BTreeSet::new()), "acme-logs"), bucket);
}

#[test]
fn shapes_stay_and_contents_go() {
    let names = &mut names();
    for (original, start, end) in [
        ("sg-0a1b2c3d", "sg-", ""),
        ("vpce-svc-0a1b2c3d4e5f60718", "vpce-svc-", ""),
        (
            "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718",
            "com.amazonaws.vpce.eu-west-1.vpce-svc-",
            "",
        ),
        ("AROAEXAMPLEEXAMPLE12", "AROA", ""),
        ("d-0a1b2c3d4e", "d-", ""),
        ("o-a1b2c3d4e5", "o-", ""),
        ("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "", ""),
        ("1234abcd-12ab-34cd-56ef-1234567890ab", "", ""),
        ("1f:51:ae:28:bf:89:e9:d8:1f:25", "", ""),
        ("0e:49:61:0f:c3:11", "", ""),
        (
            "ec2-54-1-2-3.eu-west-1.compute.amazonaws.com",
            "ec2-",
            ".eu-west-1.compute.amazonaws.com",
        ),
    ] {
        let replaced = text(names, original);
        assert_ne!(replaced, original);
        assert!(replaced.starts_with(start) && replaced.ends_with(end), "{original}: {replaced}");
        if end.is_empty() {
            assert_eq!(replaced.len(), original.len(), "{original}: {replaced}");
        }
    }
    assert!(text(names, "joe@acme.com").ends_with("@example.com"));
    assert!(text(names, "www.acme.com").ends_with(".example.com"));
    assert!(!text(names, "arn:acme:secret:project:x:y").contains("acme"));
}

#[test]
fn what_is_of_aws_stays() {
    let names = &mut names();
    for original in [
        "*",
        "default",
        "amazon",
        "self",
        "local",
        "eu-west-1",
        "us-gov-east-1",
        "us-east-1a",
        "use1-az4",
        "com.amazonaws.eu-west-1.s3",
        "alias/aws/ebs",
        "logs.eu-west-1.amazonaws.com",
        "ec2.amazonaws.com",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "0.0.0.0/0",
        "::/0",
        "http://acs.amazonaws.com/groups/global/AllUsers",
        "ip-10-0-0-1.ec2.internal",
        "10.1.2.3",
        "arn:aws:iam::*:root",
        "AmazonProvidedDNS",
        "default VPC security group",
    ] {
        assert_eq!(text(names, original), original);
    }
    for key in ["Name", "Owner", "cost-center", "aws:cloudformation:stack-name"] {
        assert_eq!(tag_key(names, key), key);
    }
    assert_ne!(tag_key(names, "acme-project"), "acme-project");
    for (name, expected) in [
        ("acme", false),
        ("us", false),
        ("us-east", false),
        ("us-west-2-lax-1a", true),
        ("eu-acme-1", false),
    ] {
        assert_eq!(is_region_or_zone(name), expected, "{name}");
    }
}

#[test]
fn a_policy_says_the_same_of_others() {
    let names = &mut names();
    let bucket = text(names, "acme-logs");
    let account = text(names, "998877665544");
    let before = json!({
        "Version": "2012-10-17",
        "Id": "acme-policy",
        "Statement": [{
            "Sid": "AcmeReads",
            "Effect": "Deny",
            "Principal": { "AWS": ["arn:aws:iam::998877665544:root", "*"], "Service": "delivery.logs.amazonaws.com" },
            "Action": ["s3:GetObject", "s3:*"],
            "NotResource": "arn:aws:s3:::acme-logs/home/${aws:username}/*",
            "Condition": {
                "Bool": { "aws:SecureTransport": "false" },
                "NumericLessThan": { "s3:TlsVersion": "1.2" },
                "StringEquals": {
                    "aws:PrincipalOrgID": "o-a1b2c3d4e5",
                    "aws:SourceAccount": ["998877665544"],
                    "aws:ResourceTag/acme": "canary",
                    "s3:x-amz-acl": "bucket-owner-full-control",
                },
                "IpAddress": { "aws:SourceIp": ["52.1.2.0/24", "10.0.0.0/8"] },
            },
        }],
    });
    let after = policy::document(names, &before.to_string()).unwrap();
    assert!(!after.to_lowercase().contains("acme") && !after.contains("canary"), "{after}");
    let after: Value = serde_json::from_str(&after).unwrap();
    let statement = &after["Statement"][0];
    let expected = &before["Statement"][0];
    assert_eq!(after["Version"], before["Version"]);
    for same in ["Effect", "Action"] {
        assert_eq!(statement[same], expected[same]);
    }
    let root = format!("arn:aws:iam::{account}:root");
    assert_eq!(statement["Principal"]["AWS"], json!([root, "*"]));
    assert_eq!(statement["Principal"]["Service"], expected["Principal"]["Service"]);
    let resource = statement["NotResource"].as_str().unwrap();
    assert!(resource.starts_with(&format!("arn:aws:s3:::{bucket}/")), "{resource}");
    assert!(resource.ends_with("/${aws:username}/*"), "{resource}");
    let condition = &statement["Condition"];
    for same in ["Bool", "NumericLessThan"] {
        assert_eq!(condition[same], expected["Condition"][same]);
    }
    let equals = &condition["StringEquals"];
    assert_eq!(equals["aws:SourceAccount"], json!([account]));
    assert_eq!(equals["s3:x-amz-acl"], "bucket-owner-full-control");
    let addresses = condition["IpAddress"]["aws:SourceIp"].as_array().unwrap();
    assert!(addresses[0].as_str().unwrap().ends_with(".0/24") && addresses[1] == "10.0.0.0/8");
}

#[test]
fn relations_and_types_hold_and_secrets_are_digests() {
    let vpc = "vpc-0a1b2c3d4e5f60718";
    let subnet = ec2::Subnet::mock("subnet-1a2b3c4d").with_vpc_id(vpc);
    let snapshot = Snapshot::mock().with(ec2::Vpc::mock(vpc)).with(subnet);
    let anonymized = anonymize(&snapshot, "salt");
    let vpc_after = anonymized.all::<ec2::Vpc>().iter().next().unwrap();
    let subnet_after = anonymized.all::<ec2::Subnet>().iter().next().unwrap();
    assert_ne!(vpc_after.vpc_id(), vpc);
    assert_eq!(subnet_after.vpc_id(), Some(vpc_after.vpc_id()));
    assert!(vpc_after.arn().ends_with(&format!(
        "{}:vpc/{}",
        vpc_after.account(),
        vpc_after.vpc_id()
    )));
    assert_ne!(vpc_after.account(), "111122223333", "no replacement is an original");

    let digest = Secret::digest_of("hunter2", "pepper");
    for (secret, expected) in [("hunter2", None), (digest.as_str(), Some(&digest))] {
        let json = json!({ "UserData": { "Value": secret } });
        let spec = ec2::Instance::SPEC;
        let outcome = Outcome::Value(json.to_string().into());
        let snapshot = of_one(spec, record(spec, vec![("DescribeInstanceAttribute", outcome)]));
        let anonymized = whole(&anonymize(&snapshot, "salt"));
        assert!(anonymized.contains("redacted:sha256:") && !anonymized.contains("hunter2"));
        assert!(expected.is_none_or(|digest| anonymized.contains(digest)), "{anonymized}");
    }
}

#[test]
fn json_is_a_policy_where_a_policy_stands() {
    let spec = s3::Bucket::SPEC;
    let tag = r#"{"Action":"acme-secret","Version":"acme"}"#;
    let tagging = json!({ "TagSet": [{ "Key": "Name", "Value": tag }] });
    let policy = r#"{"Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}"#;
    let facets = vec![
        ("GetBucketTagging", Outcome::Value(tagging.to_string().into())),
        ("GetBucketPolicy", Outcome::Value(Value::from(policy).to_string().into())),
    ];
    let all = whole(&anonymize(&of_one(spec, record(spec, facets)), "salt"));
    assert!(!all.contains("acme"), "{all}");
    assert!(all.contains("s3:GetObject"), "{all}");
    let spec = ec2::VpcEndpoint::SPEC;
    let endpoint = json!({ "PolicyDocument": policy });
    let facets = vec![("DescribeVpcEndpoints", Outcome::Value(endpoint.to_string().into()))];
    let all = whole(&anonymize(&of_one(spec, record(spec, facets)), "salt"));
    assert!(all.contains("s3:GetObject"), "{all}");
    assert_ne!(text(&mut names(), "${aws:acme}"), "${aws:acme}");
}

#[test]
fn accounts_in_policies_are_replaced_as_numbers_and_behind_every_operator() {
    let names = &mut names();
    let before = json!({ "Statement": [{ "Condition": {
        "NumericEquals": { "aws:SourceAccount": 998877665544_u64, "s3:max-keys": 10 },
        "NumericLessThan": { "aws:SourceAccount": "998877665544", "s3:TlsVersion": "1.2" },
        "DateLessThan": { "aws:CurrentTime": ["2026-11-24T05:00:00Z", "acme"] },
        "Bool": { "aws:SecureTransport": ["True", "acme"] },
        "Null": { "aws:TokenIssueTime": "acme" },
    } }] });
    let after = policy::document(names, &before.to_string()).unwrap();
    assert!(!after.contains("acme") && !after.contains("998877665544"), "{after}");
    let account: u64 = text(names, "998877665544").parse().unwrap();
    let after: Value = serde_json::from_str(&after).unwrap();
    let condition = &after["Statement"][0]["Condition"];
    assert_eq!(
        condition["NumericEquals"],
        json!({ "aws:SourceAccount": account, "s3:max-keys": 10 })
    );
    assert_eq!(condition["NumericLessThan"]["s3:TlsVersion"], "1.2");
    assert_eq!(condition["DateLessThan"]["aws:CurrentTime"][0], "2026-11-24T05:00:00Z");
    assert_eq!(condition["Bool"]["aws:SecureTransport"][0], "True");
}

#[test]
fn condition_keys_keep_what_is_of_aws() {
    let names = &mut names();
    let keys = |names: &mut Names, key: &str| {
        let policy = json!({ "Statement": { "Condition": { "StringEquals": { key: "x" } } } });
        let after = policy::document(names, &policy.to_string()).unwrap();
        let after: Value = serde_json::from_str(&after).unwrap();
        let keys = after["Statement"]["Condition"]["StringEquals"].as_object().unwrap();
        keys.keys().next().unwrap().clone()
    };
    for kept in ["aws:SourceIp", "s3:x-amz-acl", "kms:EncryptionContext:project"] {
        assert_eq!(keys(names, kept), kept);
    }
    let context = keys(names, "kms:EncryptionContext:AcmeProject");
    assert!(context.starts_with("kms:EncryptionContext:name-"), "{context}");
    for gone in ["acme:Project", "token.acme.com:sub", "Acme", "ec2:Attribute/Acme", "s3:a_Acme"] {
        let key = keys(names, gone);
        assert!(!key.to_lowercase().contains("acme"), "{key}");
    }
}

#[test]
fn a_directory_bucket_keeps_its_zone_alone() {
    let names = &mut names();
    let base = text(names, "acme--logs");
    assert_eq!(text(names, "acme--logs--use1-az4--x-s3"), format!("{base}--use1-az4--x-s3"));
    let point = text(names, "acme--logs--euw1-az1--xa-s3");
    assert_eq!(point, format!("{base}--euw1-az1--xa-s3"));
    assert_ne!(text(names, "default--use1-az4--x-s3"), "default--use1-az4--x-s3");
    assert!(!text(names, "logs--acme1-az4--x-s3").contains("acme"));
}

#[test]
fn names_that_look_like_zones_are_replaced() {
    for (name, expected) in [
        ("acme1-az1", false),
        ("web1-az2", false),
        ("eu-west-1-crm-1a", false),
        ("us-us-east-1", false),
        ("iso-east-1", false),
        ("use11-az1", false),
        ("apne1-az2", true),
        ("usgw1-az3", true),
        ("us-west-2-lax-1a", true),
        ("us-east-1-wl1-bos-wlz-1", true),
        ("us-isob-east-1", true),
        ("ap-southeast-2c", true),
    ] {
        assert_eq!(is_region_or_zone(name), expected, "{name}");
    }
}

#[test]
fn unique_ids_keep_a_prefix_that_iam_gives() {
    let names = &mut names();
    for prefix in ["AIDA", "AKIA", "ASIA"] {
        assert!(text(names, &format!("{prefix}EXAMPLEEXAMPLE12")).starts_with(prefix));
    }
    assert!(!text(names, "ACMEPRODUCTION2024").contains("ACME"));
}

#[test]
fn roles_and_services_of_aws_keep_the_words_of_aws_alone() {
    let names = &mut names();
    for kept in [
        "AWSServiceRoleForAutoScaling",
        "com.amazonaws.eu-west-1.s3",
        "arn:aws:iam::*:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
        "alias/aws/ebs",
        "arn:aws:kms:eu-west-1:*:alias/aws/ebs",
    ] {
        assert_eq!(text(names, kept), kept);
    }
    let role = text(names, "AWSServiceRoleForAutoScaling_acme");
    assert!(role.starts_with("AWSServiceRoleForAutoScaling_name-"), "{role}");
    for original in [
        "arn:aws:iam::*:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_acme",
        "arn:aws:iam::*:role/aws-service-role/acme",
        "AWSServiceRoleFor-acme",
        "com.amazonaws.acme_project",
        "com.amazonaws.s3/acme",
        "alias/aws/acme_key",
    ] {
        let replaced = text(names, original);
        assert!(!replaced.contains("acme"), "{original}: {replaced}");
    }
}

#[test]
fn times_and_numbers_stay_in_free_text() {
    let names = &mut names();
    for kept in
        ["User initiated (2026-01-01 10:00:00 GMT)", "2026-11-24T05:00:00.000Z", "42", "1.5"]
    {
        assert_eq!(text(names, kept), kept);
    }
    let sentence = text(names, "acme stopped it on 2026-01-01 after 30 days");
    assert!(sentence.contains(" 2026-01-01 ") && sentence.contains(" 30 "), "{sentence}");
    assert!(!sentence.contains("acme"), "{sentence}");
    let called = &mut Names::new("salt", BTreeSet::from(["5551234".to_owned()]));
    assert_ne!(text(called, "5551234"), "5551234", "a bucket is called so");
    assert!(!text(names, "2026-01-01Tacme").contains("acme"));
}

#[test]
fn a_bucket_with_dots_is_the_same_in_hosts() {
    let names = &mut names();
    let bucket = text(names, "www.acme.com");
    for end in
        [".s3.amazonaws.com", ".s3.eu-west-1.amazonaws.com", ".s3-website-us-east-1.amazonaws.com"]
    {
        assert_eq!(text(names, &format!("www.acme.com{end}")), format!("{bucket}{end}"));
    }
}

#[test]
fn accounts_stay_apart() {
    let names = &mut names();
    let all: BTreeSet<String> = (0..3000_u64)
        .map(|number| names.account(&(998_877_000_000 + number).to_string()))
        .collect();
    assert_eq!(all.len(), 3000);
    let is_account =
        |of: &String| of.len() == 12 && of.bytes().all(|digit| (b'1'..=b'9').contains(&digit));
    assert!(all.iter().all(is_account));
}
