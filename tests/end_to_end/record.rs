//! `cargo configtest record`.

use std::fs;
use std::path::Path;

use crate::support::{Account, Moto, Program, scratch};

const CONFIG: &str = "[sources.live]\ntype = \"aws\"\nregions = [\"us-east-1\"]\n\
    [sources.recording]\ntype = \"fixture\"\npath = \"acme\"\n";

fn record(folder: &Path, account: &Account, arguments: &[&str]) -> crate::support::Outcome {
    let arguments = [&["record"], arguments].concat();
    Program::new(folder, &arguments).with_account(account).run()
}

#[test]
fn two_recordings_of_one_state_differ_in_their_times_alone() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.tell_regions();
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    fs::write(folder.path().join("configtest.toml"), CONFIG).unwrap();
    for out in ["first", "second"] {
        let run = record(folder.path(), &account, &["--out", out]);
        assert_eq!(run.status, 0, "{run}");
    }
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let place = "111122223333/us-east-1";
    for file in ["AWS-S3-Bucket.json", "AWS-EC2-SecurityGroup.json"] {
        assert_eq!(read(&format!("first/{place}/{file}")), read(&format!("second/{place}/{file}")));
    }
    let header = |path: &str| -> serde_json::Value { serde_json::from_str(&read(path)).unwrap() };
    let (first, second) = (header("first/snapshot.json"), header("second/snapshot.json"));
    assert_eq!(first["Files"], second["Files"]);
    assert_eq!(first["FormatVersion"], 1);
    assert_eq!(first["Accounts"], serde_json::json!(["111122223333"]));
    assert_eq!(first["Regions"], serde_json::json!(["us-east-1"]));
    let operations = first["Operations"].as_array().unwrap();
    let block = operations.iter().find(|of| of["Operation"] == "s3:GetPublicAccessBlock").unwrap();
    let outcomes = serde_json::json!({ "NoSuchPublicAccessBlockConfiguration": 1, "Success": 2 });
    assert_eq!(block["Outcomes"], outcomes);
    let instances = operations.iter().find(|of| of["Operation"] == "ec2:DescribeInstances");
    assert!(instances.is_some(), "that there are none was recorded: {first:#}");
    assert!(!read("first/snapshot.json").contains("hush-hush-secret"));
}

#[test]
fn a_recording_replaces_a_recording_and_nothing_else() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let record = || record(folder.path(), &account, &["--source", "aws", "--out", "acme"]);
    assert_eq!(record().status, 0);
    assert_eq!(record().status, 0, "a fixture is replaced");

    let note = folder.path().join("acme/notes.md");
    fs::write(&note, "why bucket 7 is public").unwrap();
    let before = fs::read_to_string(folder.path().join("acme/snapshot.json")).unwrap();
    moto.forget();
    let refused = record();
    assert_eq!(refused.status, 2, "{refused}");
    assert_eq!(moto.calls(), [""; 0], "it is refused before the account is read");
    assert!(refused.stderr.contains("acme/notes.md` is in the way"), "{refused}");
    assert_eq!(fs::read_to_string(&note).unwrap(), "why bucket 7 is public");
    assert_eq!(fs::read_to_string(folder.path().join("acme/snapshot.json")).unwrap(), before);
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|of| of.unwrap().file_name()).collect();
    assert_eq!(left, ["acme"], "nothing half-written is left");
}

#[test]
#[cfg(unix)]
fn recorded_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let run = record(folder.path(), &account, &["--source", "aws", "--out", "deep/down/acme"]);
    assert_eq!(run.status, 0, "{run}");
    for file in ["snapshot.json", "111122223333/global/AWS-S3-Bucket.json"] {
        let file = folder.path().join("deep/down/acme").join(file);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_to_record_has_to_be_clear() {
    let account = Account::at("http://127.0.0.1:9");
    let folder = scratch();
    let none = record(folder.path(), &account, &["--out", "acme"]);
    assert_eq!(none.status, 2, "{none}");
    assert!(none.stderr.contains("configtest.toml has no live source"), "{none}");

    fs::write(folder.path().join("configtest.toml"), CONFIG).unwrap();
    let fixture = record(folder.path(), &account, &["--source", "recording", "--out", "acme"]);
    assert_eq!(fixture.status, 2, "{fixture}");
    let message = "the source `recording` is not live, so there is nothing to record\n\
                   help: name a source of type `aws`: `live`";
    assert!(fixture.stderr.contains(message), "{fixture}");

    let two = format!("{CONFIG}[sources.staging]\ntype = \"aws\"\n");
    fs::write(folder.path().join("configtest.toml"), two).unwrap();
    let several = record(folder.path(), &account, &["--out", "acme"]);
    assert_eq!(several.status, 2, "{several}");
    assert!(several.stderr.contains("there are `live`, `staging`"), "{several}");
    let unknown = record(folder.path(), &account, &["--source", "stagin", "--out", "acme"]);
    assert!(unknown.stderr.contains("did you mean `staging`?"), "{unknown}");
}
