use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::values::differences;
use super::{Change, Compared, Difference, Side, Verdict, compare};
use crate::resource::shape::Type;
use crate::resource::{
    Identity, KindSpec, Origin, Outcome, Reason, Record, Stored, Timestamp, Unknown, kind_named,
};
use crate::snapshot::{CallLog, Snapshot};
use crate::{Secret, ec2, s3};

const ACCOUNT: &str = "111122223333";

fn of(snapshot: &Snapshot) -> Compared<'_> {
    static NONE: BTreeSet<String> = BTreeSet::new();
    Compared { snapshot, salt: Some("pepper"), regions: regions(), foreign: &NONE }
}

fn regions() -> &'static [String] {
    static REGIONS: OnceLock<Vec<String>> = OnceLock::new();
    REGIONS.get_or_init(|| vec!["us-east-1".to_owned()])
}

fn diff(before: &Snapshot, after: &Snapshot) -> Difference {
    compare(of(before), of(after))
}

fn buckets() -> &'static KindSpec {
    kind_named("AWS::S3::Bucket").unwrap()
}

fn bucket(id: &str, facets: &[(&str, Outcome)]) -> Record {
    let stored = |outcome: &Outcome| Stored { outcome: outcome.clone(), origin: Origin::Mock };
    let facets = facets.iter().map(|(name, outcome)| ((*name).to_owned(), stored(outcome)));
    let identity = Identity {
        account: ACCOUNT.to_owned(),
        region: Some("us-east-1".to_owned()),
        id: id.to_owned(),
        arn: format!("arn:aws:s3:::{id}"),
    };
    Record { identity, facets: facets.collect() }
}

fn listing(kind: &KindSpec, region: Option<&str>, unknown: Option<Unknown>) -> CallLog {
    let time = Timestamp::parse("2026-11-24T05:00:00Z").unwrap();
    CallLog {
        operation: kind.list.qualified(),
        account: ACCOUNT.to_owned(),
        region: region.map(str::to_owned),
        start: time,
        end: time,
        outcomes: BTreeMap::new(),
        unknown,
    }
}

/// A snapshot of buckets, listed as `calls` say.
fn snapshot(records: Vec<Record>, calls: Vec<CallLog>) -> Snapshot {
    let mut snapshot = Snapshot::default();
    let kind = snapshot.kinds.entry(buckets().name.to_owned()).or_default();
    records.into_iter().for_each(|record| kind.insert(record));
    kind.calls = calls;
    snapshot
}

fn listed(records: Vec<Record>) -> Snapshot {
    snapshot(records, vec![listing(buckets(), None, None)])
}

fn value(json: Value) -> Outcome {
    Outcome::Value(json.to_string().into())
}

fn denied() -> Unknown {
    Unknown::new(Reason::AccessDenied, buckets().list, None, "no")
}

fn changes(of: Option<Type>, before: Value, after: Value) -> Vec<String> {
    let found = differences(of, &before, &after, true);
    let shown = |value: &Option<Value>| value.as_ref().map_or("none".to_owned(), Value::to_string);
    let line = |of: &Change| format!("{}: {} -> {}", of.path, shown(&of.before), shown(&of.after));
    found.changes.iter().map(line).collect()
}

fn type_of(kind: &str, operation: &str) -> Option<Type> {
    let kind = kind_named(kind).unwrap();
    let operation = kind.operations().find(|of| of.name == operation).unwrap();
    kind.type_of(operation)
}

#[test]
fn a_member_that_differs_is_named_with_both_values() {
    let versioned = |status: &str| {
        listed(vec![bucket("a", &[("GetBucketVersioning", value(json!({ "Status": status })))])])
    };
    let difference = diff(&versioned("Enabled"), &versioned("Suspended"));
    assert_eq!(difference.verdict(), Verdict::Different);
    let facet = &difference.changed[0].facets[0];
    assert_eq!(facet.operation, "GetBucketVersioning");
    let change = Change {
        path: "Status".to_owned(),
        before: Some("Enabled".into()),
        after: Some("Suspended".into()),
    };
    assert_eq!(facet.changes, [change]);
    assert_eq!(diff(&versioned("Enabled"), &versioned("Enabled")).verdict(), Verdict::Same);
}

#[test]
fn resources_come_and_go_where_both_sides_listed_them() {
    let (one, other) = (listed(vec![bucket("a", &[])]), listed(vec![bucket("b", &[])]));
    let difference = diff(&one, &other);
    let ids =
        |of: &[(String, Identity)]| of.iter().map(|(_, of)| of.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        (ids(&difference.gone), ids(&difference.added)),
        (vec!["a".into()], vec!["b".into()])
    );
    assert_eq!(difference.unlisted, []);
}

#[test]
fn a_resource_is_not_gone_where_nobody_could_list_it() {
    let one = listed(vec![bucket("a", &[])]);
    let refused = snapshot(vec![], vec![listing(buckets(), None, Some(denied()))]);
    for (other, has_reason) in [(snapshot(vec![], vec![]), false), (refused, true)] {
        for (difference, side) in
            [(diff(&one, &other), Side::After), (diff(&other, &one), Side::Before)]
        {
            assert_eq!(difference.gone.len() + difference.added.len(), 0);
            let told: Vec<_> =
                difference.unlisted.iter().map(|of| (of.side, of.resources)).collect();
            assert_eq!(told, [(side, 0), (side, 1)], "the account, and its region with a resource");
            assert!(difference.unlisted.iter().all(|of| of.reason.is_some() == has_reason));
            assert_eq!(difference.verdict(), Verdict::Unknown);
        }
    }
}

#[test]
fn a_resource_is_not_gone_from_a_region_that_was_not_read() {
    let one = listed(vec![bucket("a", &[])]);
    let other = listed(vec![]);
    let elsewhere = ["eu-west-1".to_owned()];
    let difference = compare(of(&one), Compared { regions: &elsewhere, ..of(&other) });
    assert_eq!(difference.gone, []);
    let [unlisted] = &difference.unlisted[..] else { panic!("{difference:?}") };
    assert_eq!((unlisted.place.as_str(), unlisted.resources), ("111122223333/us-east-1", 1));
    assert_eq!(difference.verdict(), Verdict::Unknown);
}

#[test]
fn a_region_that_one_side_did_not_list_is_told_though_nothing_is_there() {
    let in_regions = |regions: &[&str]| {
        let calls = regions.iter().map(|region| listing(buckets(), Some(region), None));
        snapshot(vec![], calls.collect())
    };
    let difference = diff(&in_regions(&["eu-west-1", "us-east-1"]), &in_regions(&["us-east-1"]));
    let [unlisted] = &difference.unlisted[..] else { panic!("{difference:?}") };
    assert_eq!((unlisted.place.as_str(), unlisted.side), ("111122223333/eu-west-1", Side::After));
    assert_eq!(difference.verdict(), Verdict::Unknown);
}

#[test]
fn an_unknown_fact_is_undecided_and_an_absent_one_is_a_value() {
    let with = |outcome: Outcome| listed(vec![bucket("a", &[("GetBucketPolicy", outcome)])]);
    let absent = || Outcome::Absent("NoSuchBucketPolicy".to_owned());
    let policy = || value(json!({ "Policy": "{}" }));

    let difference = diff(&with(absent()), &with(policy()));
    let facet = &difference.changed[0].facets[0];
    assert_eq!((facet.changes[0].path.as_str(), &facet.changes[0].before), ("", &None));
    assert_eq!(diff(&with(absent()), &with(absent())).verdict(), Verdict::Same);

    for outcome in [absent(), policy(), Outcome::Unknown(denied())] {
        let difference = diff(&with(outcome), &with(Outcome::Unknown(denied())));
        assert_eq!(difference.changed, []);
        assert_eq!(difference.undecided.last().unwrap().side, Some(Side::After));
        assert_eq!(difference.verdict(), Verdict::Unknown);
    }
}

#[test]
fn a_facet_that_one_side_does_not_hold_is_told_and_is_no_difference() {
    let versioning = || ("GetBucketVersioning", value(json!({})));
    let both = [("GetBucketPolicy", value(json!({}))), versioning()];
    let one = listed(vec![bucket("a", &both)]);
    let other = listed(vec![bucket("a", &[versioning()])]);
    let difference = diff(&one, &other);
    let [not_compared] = &difference.not_compared[..] else { panic!("{difference:?}") };
    assert_eq!((not_compared.lacked_by, not_compared.resources), (Side::After, 1));
    assert_eq!(difference.verdict(), Verdict::Same);
}

#[test]
fn the_kinds_of_a_later_release_cannot_be_compared() {
    let one = listed(vec![]);
    let later = BTreeSet::from(["AWS::New::Thing".to_owned()]);
    let difference = compare(of(&one), Compared { foreign: &later, ..of(&one) });
    assert_eq!(difference.foreign, [(Side::After, "AWS::New::Thing".to_owned())]);
    assert_eq!(difference.verdict(), Verdict::Unknown);
}

#[test]
fn lists_without_an_order_are_compared_as_sets() {
    let groups = type_of("AWS::EC2::SecurityGroup", "DescribeSecurityGroups");
    let range = |cidr: &str| json!({ "CidrIp": cidr });
    let group =
        |ranges: Value| json!({ "IpPermissions": [{ "FromPort": 22, "IpRanges": ranges }] });
    let (a, b, c) = (range("10.0.0.0/8"), range("192.0.2.0/24"), range("0.0.0.0/0"));
    assert_eq!(changes(groups, group(json!([a, b])), group(json!([b, a]))), [""; 0]);
    assert_eq!(
        changes(groups, group(json!([a, b])), group(json!([b, c, a]))),
        [r#"IpPermissions[0].IpRanges[]: none -> {"CidrIp":"0.0.0.0/0"}"#]
    );
    assert_eq!(
        changes(groups, group(json!([a, a])), group(json!([a]))),
        [r#"IpPermissions[0].IpRanges[]: {"CidrIp":"10.0.0.0/8"} -> none"#]
    );
    assert_eq!(
        changes(groups, group(json!([a])), group(json!([c]))),
        [r#"IpPermissions[0].IpRanges[0].CidrIp: "10.0.0.0/8" -> "0.0.0.0/0""#]
    );
}

#[test]
fn items_with_a_name_are_the_same_item() {
    let groups = type_of("AWS::EC2::SecurityGroup", "DescribeSecurityGroups");
    let tags = |owner: &str, last: &str| {
        let tag = |key: &str, value: &str| json!({ "Key": key, "Value": value });
        json!({ "Tags": [tag("owner", owner), tag(last, "x"), tag("same", "y")] })
    };
    assert_eq!(
        changes(groups, tags("web", "old"), tags("db", "new")),
        [
            r#"Tags[]: none -> {"Key":"new","Value":"x"}"#,
            r#"Tags[]: {"Key":"old","Value":"x"} -> none"#,
            r#"Tags[Key=owner].Value: "web" -> "db""#,
        ]
    );
    assert_eq!(
        changes(groups, json!({ "Tags": [{ "Key": "a" }] }), json!({ "Tags": [{ "Key": "b" }] })),
        [r#"Tags[]: {"Key":"a"} -> none"#, r#"Tags[]: none -> {"Key":"b"}"#]
    );
}

#[test]
fn a_policy_is_compared_as_a_document() {
    let policy = |text: &str| json!({ "Policy": text });
    let before = policy(r#"{"Statement":[{"Effect":"Deny","Sid":"a"}]}"#);
    let same = policy("{ \"Statement\": [ {\"Sid\": \"a\", \"Effect\": \"Deny\"} ] }");
    assert_eq!(changes(None, before.clone(), same), [""; 0]);
    assert_eq!(
        changes(None, before, policy(r#"{"Statement":[{"Effect":"Allow","Sid":"a"}]}"#)),
        [r#"Policy.Statement[0].Effect: "Deny" -> "Allow""#]
    );
}

#[test]
fn what_nobody_described_is_compared_in_its_order() {
    assert_eq!(
        changes(None, json!({ "New": [1, 2] }), json!({ "New": [2, 1], "Other": null })),
        ["New[0]: 1 -> 2", "New[1]: 2 -> 1", "Other: none -> null"]
    );
}

#[test]
fn digests_compare_where_they_have_one_salt_and_secrets_are_never_shown() {
    let of_instances = type_of("AWS::EC2::Instance", "DescribeInstanceAttribute");
    let data = |text: &str| json!({ "UserData": { "Value": text } });
    let digest = |text: &str, salt: &str| data(&Secret::digest_of(text, salt));
    let compare = |before: &Value, after: &Value, one_salt| {
        let found = differences(of_instances, before, after, one_salt);
        (found.changes.len(), found.digests.len())
    };
    assert_eq!(compare(&digest("a", "salt"), &digest("a", "salt"), true), (0, 0));
    assert_eq!(compare(&digest("a", "salt"), &digest("b", "salt"), true), (1, 0));
    assert_eq!(compare(&digest("a", "salt"), &digest("a", "pepper"), false), (0, 1));
    assert_eq!(compare(&digest("a", "salt"), &data("a"), true), (0, 1));
    let plain = differences(of_instances, &data("hunter2"), &data("hunter3"), true);
    assert_eq!(plain.changes.len(), 1);
    assert!(!format!("{plain:?}").contains("hunter"));
    let taken_away = differences(of_instances, &data("hunter2"), &json!({}), true);
    assert_eq!(taken_away.changes.len(), 1);
    assert!(!format!("{taken_away:?}").contains("hunter"));
}

#[test]
fn mocks_are_whole() {
    let one = Snapshot::mock().with(s3::Bucket::mock("a"));
    let other = Snapshot::mock().with(ec2::Instance::mock("i-1"));
    let difference = diff(&one, &other);
    assert_eq!((difference.gone.len(), difference.added.len()), (1, 1));
    assert_eq!(difference.verdict(), Verdict::Different);
    let kinds: Vec<&str> = difference.gone.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["AWS::S3::Bucket"]);
}

#[test]
fn items_with_a_number_are_the_same_item() {
    let of = type_of("AWS::EC2::VPNConnection", "DescribeVpnConnections");
    let one =
        |address: &str, status: &str| json!({ "OutsideIpAddress": address, "Status": status });
    let telemetry = |items: [Value; 2]| json!({ "VgwTelemetry": items });
    assert_eq!(
        changes(
            of,
            telemetry([one("192.0.2.1", "UP"), one("192.0.2.2", "UP")]),
            telemetry([one("192.0.2.2", "DOWN"), one("192.0.2.1", "DOWN")]),
        ),
        [
            r#"VgwTelemetry[OutsideIpAddress=192.0.2.1].Status: "UP" -> "DOWN""#,
            r#"VgwTelemetry[OutsideIpAddress=192.0.2.2].Status: "UP" -> "DOWN""#,
        ]
    );
    let of = type_of("AWS::EC2::LaunchTemplate", "DescribeLaunchTemplateVersions");
    let one = |number: u32, by: &str| json!({ "VersionNumber": number, "CreatedBy": by });
    let versions = |items: &[Value]| json!({ "LaunchTemplateVersions": items });
    assert_eq!(
        changes(
            of,
            versions(&[one(1, "a"), one(2, "b")]),
            versions(&[one(3, "c"), one(2, "b"), one(1, "b")]),
        ),
        [
            r#"LaunchTemplateVersions[VersionNumber=1].CreatedBy: "a" -> "b""#,
            r#"LaunchTemplateVersions[]: none -> {"CreatedBy":"c","VersionNumber":3}"#,
        ]
    );
}

#[test]
fn items_that_differ_in_digests_alone_are_undecided() {
    let of = type_of("AWS::EC2::VPNConnection", "DescribeVpnConnections");
    let tunnel = |address: Option<&str>, secret: &str, salt: &str| {
        let secret = if salt.is_empty() { secret.into() } else { Secret::digest_of(secret, salt) };
        json!({ "OutsideIpAddress": address, "PreSharedKey": secret })
    };
    let options = |tunnels: &[Value]| json!({ "Options": { "TunnelOptions": tunnels } });
    let (one, two) = (Some("192.0.2.1"), Some("192.0.2.2"));
    let before = options(&[tunnel(one, "a", "salt"), tunnel(two, "b", "salt")]);
    let other = options(&[tunnel(two, "b", "pepper"), tunnel(one, "a", "pepper")]);
    let found = differences(of, &before, &other, false);
    assert_eq!((found.changes, found.digests.len()), (vec![], 2));
    assert!(found.digests.iter().all(|(_, why)| why.contains("not salted alike")));
    let without = |salt| options(&[tunnel(None, "a", salt), tunnel(None, "b", salt)]);
    let found = differences(of, &without("salt"), &without("pepper"), false);
    assert_eq!((found.changes, found.digests.len()), (vec![], 2));
    let found = differences(of, &without("salt"), &without(""), true);
    assert_eq!((found.changes, found.digests.len()), (vec![], 2));
    assert!(found.digests.iter().all(|(_, why)| why.contains("one side keeps the text")));
    let changed = options(&[tunnel(one, "a", "salt"), tunnel(two, "c", "salt")]);
    assert_eq!(differences(of, &before, &changed, true).changes.len(), 1);
}

#[test]
fn nothing_compared_is_not_the_same() {
    let nothing = || snapshot(vec![], vec![]);
    let difference = diff(&nothing(), &nothing());
    assert_eq!(difference.verdict(), Verdict::Unknown);
    let sides: Vec<Side> = difference.unlisted.iter().map(|of| of.side).collect();
    assert_eq!(sides, [Side::Before, Side::After]);
    assert_eq!(diff(&listed(vec![]), &listed(vec![])).verdict(), Verdict::Same);
    assert_eq!(diff(&Snapshot::mock(), &Snapshot::mock()).verdict(), Verdict::Same);

    let of = |facet: &str| listed(vec![bucket("a", &[(facet, value(json!({})))])]);
    let difference = diff(&of("GetBucketPolicy"), &of("GetBucketVersioning"));
    let [undecided] = &difference.undecided[..] else { panic!("{difference:?}") };
    assert!(undecided.reason.contains("no facet of it in common"));
    assert_eq!((undecided.side, difference.verdict()), (None, Verdict::Unknown));
}
