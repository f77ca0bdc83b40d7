//! What is written is read back, whatever AWS said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    CallLog, KindSnapshot, Recording, Snapshot, read_fixture, read_linked_fixture, write_fixture,
};
use crate::resource::{
    Fact, Identity, KINDS, KindSpec, Origin, Outcome, Reason, Record, Stored, Timestamp, Unknown,
    ec2, kind_named, s3,
};

fn bucket() -> &'static KindSpec {
    kind_named("AWS::S3::Bucket").unwrap()
}

fn group() -> &'static KindSpec {
    kind_named("AWS::EC2::SecurityGroup").unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[A-Za-z]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn value() -> impl Strategy<Value = Outcome> {
    let object = prop::collection::btree_map("[A-Za-z]{1,8}", json_value(), 0..4);
    object.prop_map(|members| {
        Outcome::Value(Value::Object(members.into_iter().collect()).to_string().into())
    })
}

fn unknown() -> impl Strategy<Value = Outcome> {
    (".{0,20}", prop::option::of("[A-Za-z]{1,12}")).prop_map(|(message, code)| {
        Outcome::Unknown(Unknown {
            reason: Reason::AccessDenied,
            operation: "s3:GetBucketPolicy".to_owned(),
            code,
            message,
            iam_action: None,
        })
    })
}

/// A facet with an outcome that its operation can have; or one that this release does not know: a
/// later one may have recorded it.
fn facet(kind: &'static KindSpec) -> impl Strategy<Value = (String, Outcome)> {
    let mut names = vec![("GetSomethingNew", vec!["NoSuchThing"])];
    names.extend(kind.operations().map(|of| (of.name, of.absent.to_vec())));
    let name = prop::sample::select(names);
    (name, value(), unknown(), 0..3).prop_map(|((name, absent), value, unknown, which)| {
        let outcome = match (which, absent.first()) {
            (0, Some(code)) => Outcome::Absent((*code).to_owned()),
            (1, _) => unknown,
            _ => value,
        };
        (name.to_owned(), outcome)
    })
}

fn record(kind: &'static KindSpec) -> impl Strategy<Value = Record> {
    let facets = prop::collection::vec(facet(kind), 0..6);
    let region = prop::option::of(prop::sample::select(vec!["eu-west-1", "us-east-1"]));
    ("[0-9]{12}", region, "[a-z0-9][a-z0-9.-]{2,20}", ".{0,20}", facets).prop_map(
        |(account, region, id, arn, facets)| Record {
            identity: Identity { account, region: region.map(str::to_owned), id, arn },
            facets: facets
                .into_iter()
                .map(|(name, outcome)| (name, Stored { outcome, origin: Origin::Mock }))
                .collect(),
        },
    )
}

fn kind_snapshot(kind: &'static KindSpec) -> impl Strategy<Value = KindSnapshot> {
    prop::collection::vec(record(kind), 0..5).prop_map(move |records| {
        let mut snapshot = KindSnapshot::default();
        for record in records {
            // The same name twice in one place is one resource, whatever its ARN.
            let place = |of: &Record| {
                let Identity { account, region, id, .. } = of.identity.clone();
                (account, region, id)
            };
            if !snapshot.records.iter().any(|known| place(known) == place(&record)) {
                snapshot.insert(record);
            }
        }
        snapshot.calls = vec![listing(kind, None)];
        snapshot
    })
}

fn listing(kind: &KindSpec, unknown: Option<Unknown>) -> CallLog {
    CallLog {
        operation: kind.list.qualified(),
        account: "111122223333".to_owned(),
        region: None,
        start: at("2026-11-24T05:00:00Z"),
        end: at("2026-11-24T05:00:01Z"),
        outcomes: BTreeMap::from([("Success".to_owned(), 1)]),
        unknown,
    }
}

fn write(folder: &Path, snapshot: &Snapshot) {
    let time = (at("2026-11-24T05:00:00Z"), at("2026-11-24T05:00:09Z"));
    let regions = ["eu-west-1".to_owned()];
    let recording =
        Recording { snapshot, source: "live", regions: &regions, salt: Some("pepper"), time };
    write_fixture(folder, &recording).unwrap();
}

/// Resources and outcomes, without where they came from and however the JSON is laid out.
fn essence(snapshot: &Snapshot) -> Value {
    let records = snapshot.kinds.iter().flat_map(|(kind, of_kind)| {
        of_kind.records.iter().map(move |record| {
            let facets = record.facets.iter().map(|(name, stored)| {
                let outcome = match &stored.outcome {
                    Outcome::Value(json) => serde_json::from_str(json).unwrap(),
                    other => json!(format!("{other:?}")),
                };
                (name.clone(), outcome)
            });
            let facets: serde_json::Map<String, Value> = facets.collect();
            json!({ "kind": kind, "who": format!("{:?}", record.identity), "facets": facets })
        })
    });
    records.collect()
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
            }
        }
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_fixture_reads_back_as_it_was_written(
        buckets in kind_snapshot(bucket()),
        groups in kind_snapshot(group()),
    ) {
        let mut snapshot = Snapshot::default();
        snapshot.kinds.insert(bucket().name.to_owned(), buckets);
        snapshot.kinds.insert(group().name.to_owned(), groups);
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        write(&first, &snapshot);
        let read = read_fixture(&first, Path::new("first"), &[bucket(), group()]).unwrap();
        prop_assert_eq!(essence(&read.snapshot), essence(&snapshot));
        prop_assert_eq!(read.end, at("2026-11-24T05:00:09Z"));
        prop_assert_eq!(read.salt.as_deref(), Some("pepper"));

        let second = folder.path().join("second");
        write(&second, &read.snapshot);
        prop_assert_eq!(files(&second), files(&first));
    }
}

#[test]
fn a_listing_that_failed_is_no_empty_listing() {
    let kind = group();
    let unknown = Unknown::new(Reason::AccessDenied, kind.list, None, "no");
    for (calls, places) in [
        (vec![], vec![None]),
        (vec![listing(kind, None)], vec![]),
        (vec![listing(kind, Some(unknown))], vec![Some("111122223333/global".to_owned())]),
    ] {
        let mut snapshot = Snapshot::default();
        let of_kind = KindSnapshot { records: Vec::new(), calls };
        snapshot.kinds.insert(kind.name.to_owned(), of_kind);
        let folder = tempfile::tempdir().unwrap();
        let fixture = folder.path().join("fixture");
        write(&fixture, &snapshot);
        let read = read_fixture(&fixture, &fixture, &[kind]).unwrap().snapshot;
        let unlisted: Vec<_> = read.view(kind).unlisted.iter().map(|of| of.place.clone()).collect();
        assert_eq!(unlisted, places);
    }
}

#[test]
fn an_operation_that_lists_two_kinds_tells_of_both() {
    let kinds = ["AWS::EC2::RegionSettings", "AWS::S3::AccountSettings"];
    let kinds = kinds.map(|kind| kind_named(kind).unwrap());
    let mut snapshot = Snapshot::default();
    for kind in kinds {
        let of_kind = KindSnapshot { records: Vec::new(), calls: vec![listing(kind, None)] };
        snapshot.kinds.insert(kind.name.to_owned(), of_kind);
    }
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("fixture");
    write(&fixture, &snapshot);
    let read = read_fixture(&fixture, &fixture, &kinds).unwrap().snapshot;
    for kind in kinds {
        assert_eq!(read.view(kind).unlisted, [], "{}", kind.name);
    }
}

#[test]
fn a_value_knows_its_line_and_errors_call_it_as_the_user_does() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("fixture");
    let kind = bucket();
    let identity = Identity {
        account: "111122223333".to_owned(),
        region: None,
        id: "acme-logs".to_owned(),
        arn: "arn:aws:s3:::acme-logs".to_owned(),
    };
    let stored = |outcome| Stored { outcome, origin: Origin::Mock };
    let facets = BTreeMap::from([
        ("GetBucketPolicy".to_owned(), stored(Outcome::Absent("NoSuchBucketPolicy".to_owned()))),
        ("GetBucketTagging".to_owned(), stored(Outcome::Value(Arc::from(r#"{"TagSet":[]}"#)))),
    ]);
    let mut snapshot = Snapshot::default();
    let mut of_kind = KindSnapshot { records: Vec::new(), calls: vec![listing(kind, None)] };
    of_kind.insert(Record { identity, facets });
    snapshot.kinds.insert(kind.name.to_owned(), of_kind);
    write(&fixture, &snapshot);
    let read = || read_linked_fixture(&fixture, Path::new("shown"), Path::new("linked"), &[kind]);
    let read_once = read().unwrap().snapshot;
    let record = &read_once.kinds[kind.name].records[0];
    let text = &files(&fixture)[Path::new("111122223333/global/AWS-S3-Bucket.json")];
    for (facet, marker) in
        [("GetBucketPolicy", "\"GetBucketPolicy\""), ("GetBucketTagging", "\"Value\"")]
    {
        let line = 1 + text.lines().position(|line| line.contains(marker)).unwrap();
        let origin = &record.facets[facet].origin;
        let Origin::File { file, offset, .. } = origin else { panic!("{origin:?}") };
        assert!(!file.is_edited());
        assert_eq!(
            (file.path(), file.line(*offset) as usize),
            ("linked/111122223333/global/AWS-S3-Bucket.json", line)
        );
    }
    let file = fixture.join("111122223333/global/AWS-S3-Bucket.json");
    std::fs::write(&file, text.replace("NoSuchBucketPolicy", "NoSuchWord")).unwrap();
    let error = read().unwrap_err().to_string();
    assert!(error.contains("shown/111122223333/global/AWS-S3-Bucket.json:"), "{error}");
}

#[test]
fn a_mock_is_a_fixture_too_and_lists_everything() {
    let snapshot = Snapshot::mock()
        .with(s3::Bucket::mock("acme-logs"))
        .with(s3::Bucket::mock("acme-new").with_location(Fact::Absent).with_logging(None))
        .with(s3::AccessPoint::mock("logs"))
        .with(s3::DirectoryBucket::mock("acme--use1-az4--x-s3"))
        .with(s3::AccountSettings::mock("111122223333"))
        .with(ec2::Instance::mock("i-0a1b2c3d"))
        .with(ec2::LaunchTemplate::mock("lt-0a1b2c3d"))
        .with(ec2::SecurityGroup::mock("sg-0a1b2c3d"));
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("mock");
    write(&fixture, &snapshot);
    let read = read_fixture(&fixture, Path::new("mock"), KINDS).unwrap().snapshot;
    let counts = |snapshot: &Snapshot| snapshot.counts().map(|(_, count)| count).sum::<usize>();
    assert_eq!(counts(&read), counts(&snapshot));
    assert_eq!(essence(&read), essence(&snapshot));
    let header = &files(&fixture)[Path::new("snapshot.json")];
    let header: Value = serde_json::from_str(header).unwrap();
    assert_eq!((&header["Mock"], &header["Operations"]), (&json!(true), &json!([])));
    for kind in KINDS {
        assert_eq!(read.view(kind).unlisted, [], "that there are no {} is known", kind.nouns.1);
    }

    let second = folder.path().join("second");
    write(&second, &read);
    assert_eq!(files(&second), files(&fixture));
}
