//! `cargo configtest diff`.

use std::fs;
use std::path::Path;

use configtest_emulator::{Emulator, Fault, World};

use crate::support::{Account, Outcome, Program, scratch};

const CONFIG: &str = "[sources.live]\ntype = \"aws\"\nregions = [\"us-east-1\", \"eu-west-1\"]\n\
    [sources.recording]\ntype = \"fixture\"\npath = \"acme\"\n\
    [sources.built]\ntype = \"mock\"\n";
const BUCKETS: &str = "acme/111122223333/us-east-1/AWS-S3-Bucket.json";

fn world() -> World {
    World::new().regions(["us-east-1", "eu-west-1"]).buckets(8).instances_per_region(2)
}

fn run(folder: &Path, account: &Account, arguments: &[&str]) -> Outcome {
    Program::new(folder, arguments).with_account(account).run()
}

/// An account that was recorded in the folder `acme`.
fn recorded(world: World) -> (tempfile::TempDir, Emulator, Account) {
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    let folder = scratch();
    fs::write(folder.path().join("configtest.toml"), CONFIG).unwrap();
    let recorded = run(folder.path(), &account, &["record", "--out", "acme"]);
    assert_eq!(recorded.status, 0, "{recorded}");
    (folder, emulator, account)
}

fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "the edit changes something");
    fs::write(path, changed).unwrap();
}

#[test]
fn what_did_not_change_is_the_same_and_secrets_compare() {
    let (folder, _emulator, account) = recorded(world().others_per_region(1));
    let templates = folder.path().join("acme/111122223333/us-east-1/AWS-EC2-LaunchTemplate.json");
    let before = fs::read_to_string(&templates).unwrap();
    assert!(before.contains("redacted:sha256:"), "there is user data, and it is not told");
    for after in ["live", "acme", "recording"] {
        let same = run(folder.path(), &account, &["diff", "acme", after]);
        assert_eq!(same.status, 0, "{same}");
        assert!(same.stdout.contains("no difference between `acme` and `"), "{same}");
    }
    let again = run(folder.path(), &account, &["record", "--source", "live", "--out", "acme"]);
    assert_eq!(again.status, 0, "{again}");
    assert_eq!(fs::read_to_string(templates).unwrap(), before, "the salt is the same again");
}

#[test]
fn a_change_is_told_member_by_member() {
    let (folder, _emulator, account) = recorded(world());
    edit(&folder.path().join(BUCKETS), |text| {
        text.replace("\"Status\": \"Enabled\"", "\"Status\": \"Suspended\"")
    });
    let text = run(folder.path(), &account, &["diff", "acme", "live"]);
    assert_eq!(text.status, 1, "{text}");
    let change = "GetBucketVersioning Status: \"Suspended\" -> \"Enabled\"";
    assert!(text.stdout.contains(change), "{text}");
    assert!(text.stdout.lines().all(|line| line.chars().count() <= 100), "{text}");
    let json = run(folder.path(), &account, &["diff", "acme", "live", "--format", "json"]);
    assert_eq!(json.status, 1, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&json["Verdict"], &json["FormatVersion"]), (&"Different".into(), &1.into()));
    let facets = json["Changed"][0]["Facets"].as_array().unwrap();
    let versioning = facets.iter().find(|of| of["Operation"] == "GetBucketVersioning").unwrap();
    let change = serde_json::json!({ "Path": "Status", "Before": "Suspended", "After": "Enabled" });
    assert_eq!(versioning["Changes"], serde_json::json!([change]));
}

#[test]
fn resources_that_came_are_told_and_regions_that_nobody_asks_are_not_gone() {
    let (folder, _emulator, account) = recorded(world());
    let larger = Emulator::start(world().buckets(9)).unwrap();
    let other = Account::at(&larger.endpoint());
    let came = run(folder.path(), &other, &["diff", "acme", "live"]);
    assert_eq!(came.status, 1, "{came}");
    let name = larger.world().bucket_name(8);
    assert!(came.stdout.contains(&format!("added: AWS::S3::Bucket {name} (")), "{came}");

    fs::write(folder.path().join("configtest.toml"), CONFIG.replace(", \"eu-west-1\"", ""))
        .unwrap();
    let narrowed = run(folder.path(), &account, &["diff", "acme", "live"]);
    assert_eq!(narrowed.status, 1, "{narrowed}");
    assert!(!narrowed.stdout.contains("gone:"), "{narrowed}");
    assert!(narrowed.stdout.contains("nobody can say"), "{narrowed}");
}

#[test]
fn what_cannot_be_read_is_not_the_same() {
    let (folder, emulator, account) = recorded(world());
    emulator.add_fault(Fault::access_denied("s3:GetBucketPolicy"));
    let denied = run(folder.path(), &account, &["diff", "acme", "live"]);
    assert_eq!(denied.status, 1, "{denied}");
    let reason = "`live` could not tell: s3:GetBucketPolicy: AccessDenied";
    assert!(denied.stdout.replace("\n        ", " ").contains(reason), "{denied}");
    assert!(
        denied.stdout.contains("nobody can say that `acme` and `live` are the same"),
        "{denied}"
    );
}

#[test]
fn only_what_the_recording_holds_is_read() {
    let (folder, emulator, account) = recorded(world());
    for region in ["us-east-1", "eu-west-1"] {
        let path = format!("acme/111122223333/{region}/AWS-S3-Bucket.json");
        edit(&folder.path().join(path), |text| {
            let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
            for bucket in json["Resources"].as_array_mut().unwrap() {
                bucket["Facets"].as_object_mut().unwrap().remove("GetBucketPolicy").unwrap();
            }
            json.to_string()
        });
    }
    emulator.forget();
    let compared = run(folder.path(), &account, &["diff", "acme", "live"]);
    assert_eq!(compared.status, 0, "{compared}");
    assert_eq!(emulator.calls_of("s3:GetBucketPolicy"), 0);
    assert!(emulator.calls_of("s3:GetBucketVersioning") > 0);
}

#[test]
fn what_to_compare_has_to_be_there() {
    let (folder, _emulator, account) = recorded(World::new());
    for (before, after, message) in [
        ("acm", "live", "`acm` is neither a folder nor a source"),
        ("acme", "liv", "did you mean `live`?"),
        (
            "live",
            "acme",
            "the source `live` is live, and the first of the two has to be a recording",
        ),
        ("acme", "built", "the source `built` is built in code"),
    ] {
        let refused = run(folder.path(), &account, &["diff", before, after]);
        assert_eq!(refused.status, 2, "{refused}");
        assert!(refused.stderr.contains(message), "{refused}");
    }
}
