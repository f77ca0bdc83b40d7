//! `cargo configtest verify-fixture`.

use std::fs;
use std::path::Path;

use configtest_emulator::{Emulator, Fault, World};

use crate::support::{Account, Outcome, Program, repository, scratch};

const LIVE: &str = "[sources.live]\ntype = \"aws\"\nregions = [\"us-east-1\"]\n";
const RECORDING: &str = "[sources.recording]\ntype = \"fixture\"\npath = \"acme\"\n";
const BUCKETS: &str = "acme/111122223333/us-east-1/AWS-S3-Bucket.json";

fn verify(folder: &Path, account: &Account, arguments: &[&str]) -> Outcome {
    let arguments = [&["verify-fixture"], arguments].concat();
    Program::new(folder, &arguments).with_account(account).run()
}

fn settings(folder: &Path, text: &str) {
    fs::write(folder.join("configtest.toml"), text).unwrap();
}

/// An account that was recorded in the folder `acme`.
fn recorded() -> (tempfile::TempDir, Emulator, Account) {
    let world = World::new().regions(["us-east-1"]).buckets(4).security_groups_per_region(2);
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    let folder = scratch();
    settings(folder.path(), &format!("{LIVE}{RECORDING}"));
    let record = Program::new(folder.path(), &["record", "--out", "acme"]);
    let recorded = record.with_account(&account).run();
    assert_eq!(recorded.status, 0, "{recorded}");
    (folder, emulator, account)
}

/// Writes into a file what the account did not say.
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_recording_of_what_the_account_says_is_verified() {
    let (folder, emulator, account) = recorded();
    for fixture in [&[][..], &["acme"], &["recording"]] {
        let same = verify(folder.path(), &account, fixture);
        assert_eq!(same.status, 0, "{same}");
        assert!(same.stdout.contains("no difference between `acme` and `live`"), "{same}");
        assert!(same.stdout.contains("it was recorded at 20"), "{same}");
        assert!(!same.stdout.contains("help:"), "{same}");
    }
    let json = verify(folder.path(), &account, &["--source", "live", "--format", "json"]);
    assert_eq!(json.status, 0, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&json["Verified"], &json["TooOld"]), (&true.into(), &().into()));
    assert_eq!(json["Difference"]["Verdict"], "Same");

    emulator.add_fault(Fault::access_denied("s3:GetBucketPolicy"));
    let unknown = verify(folder.path(), &account, &[]);
    assert_eq!(unknown.status, 1, "what cannot be read is not verified: {unknown}");
    assert!(unknown.stdout.contains("nobody can say"), "{unknown}");
}

#[test]
fn drift_is_told_with_how_to_record_it_again() {
    let (folder, _emulator, account) = recorded();
    let buckets = folder.path().join(BUCKETS);
    edit(&buckets, "\"Status\": \"Enabled\"", "\"Status\": \"Suspended\"");
    let drift = verify(folder.path(), &account, &[]);
    assert_eq!(drift.status, 1, "{drift}");
    let change = "GetBucketVersioning Status: \"Suspended\" -> \"Enabled\"";
    assert!(drift.stdout.contains(change), "{drift}");
    let remedy = "`cargo configtest record --source live --out acme`\n";
    assert!(drift.stdout.ends_with(remedy), "{drift}");
    let json = verify(folder.path(), &account, &["--format", "json"]);
    assert_eq!(json.status, 1, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["Verified"], false);
    assert_eq!(json["Difference"]["Verdict"], "Different");
    assert_eq!(json["Remedy"], remedy.trim_end());
    // What it says mends it, from a folder below the settings too.
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    let drift = verify(&below, &account, &[]);
    let out = folder.path().join("acme");
    let out = out.canonicalize().unwrap();
    assert!(drift.stdout.contains(&format!("--out {}", out.display())), "{drift}");
    let words = ["record", "--source", "live", "--out", "acme"];
    let again = Program::new(folder.path(), &words).with_account(&account).run();
    assert_eq!(again.status, 0, "{again}");
    assert_eq!(verify(folder.path(), &account, &[]).status, 0);
}

#[test]
fn a_recording_for_a_suite_says_so_when_it_is_to_be_made_again() {
    let (folder, emulator, account) = recorded();
    let out = folder.path().join("suite");
    let words = ["record", "--source", "aws", "--for-suite", "--test", "on_demand", "--out"];
    let words = [&words[..], &[out.to_str().unwrap()]].concat();
    let recorded = Program::for_suites(&words).with_account(&account).run();
    assert_eq!(recorded.status, 0, "{recorded}");
    emulator.forget();
    let same = verify(folder.path(), &account, &["suite"]);
    assert_eq!(same.status, 0, "{same}");
    assert_eq!(emulator.calls_of("s3:GetBucketPolicy"), 0, "what it does not hold is not read");
    let denied = Fault::access_denied("s3:GetBucketVersioning");
    emulator.add_fault(denied);
    let drift = verify(folder.path(), &account, &["suite"]);
    assert_eq!(drift.status, 1, "{drift}");
    assert!(drift.stdout.contains("so add `--for-suite` where"), "{drift}");
}

#[test]
fn one_that_is_too_old_is_not_verified() {
    let (folder, _emulator, account) = recorded();
    let header = folder.path().join("acme/snapshot.json");
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&header).unwrap()).unwrap();
    let end = json["End"].as_str().unwrap().to_owned();
    let verify_at = |time: &str, max_age: &str, arguments: &[&str]| {
        settings(folder.path(), &format!("{LIVE}{RECORDING}{max_age}"));
        let text = json.to_string().replace(&end, time);
        fs::write(&header, text).unwrap();
        verify(folder.path(), &account, arguments)
    };
    let limit = "max-age = \"90d\"\n";
    for fixture in ["acme", "recording"] {
        let old = verify_at("2020-01-01T00:00:00Z", limit, &[fixture]);
        assert_eq!(old.status, 1, "{old}");
        assert!(old.stdout.contains("no difference between"), "{old}");
        let words = "was recorded at 2020-01-01T00:00:00Z, and `max-age` allows 2months 29days";
        assert!(old.stdout.contains(words), "{old}");
        assert!(old.stdout.contains("help: if the account is as it should be"), "{old}");
    }
    let ahead = verify_at("2999-01-01T00:00:00Z", limit, &[]);
    assert_eq!(ahead.status, 1, "{ahead}");
    assert!(ahead.stdout.contains("so nobody can say how old it is"), "{ahead}");
    let unlimited = verify_at("2020-01-01T00:00:00Z", "", &[]);
    assert_eq!(unlimited.status, 0, "{unlimited}");
    assert!(unlimited.stdout.contains("it was recorded at 2020-01-01T00:00:00Z, "), "{unlimited}");
    assert!(unlimited.stdout.contains(" days ago"), "{unlimited}");
}

#[test]
fn what_is_to_be_verified_has_to_be_clear() {
    let (folder, _emulator, account) = recorded();
    let refused = |text: &str, arguments: &[&str], message: &str| {
        settings(folder.path(), text);
        let refused = verify(folder.path(), &account, arguments);
        assert_eq!(refused.status, 2, "{refused}");
        assert!(refused.stderr.contains(message), "{refused}");
    };
    let other = RECORDING.replace("recording", "other");
    let several = format!("{LIVE}{RECORDING}{other}");
    refused(LIVE, &[], "configtest.toml has no source of type `fixture`");
    refused(&several, &[], "there are `other`, `recording`, and none is chosen");
    refused(RECORDING, &[], "configtest.toml has no live source");
    let lives = format!("{LIVE}{RECORDING}{}", LIVE.replace("live", "second"));
    refused(&lives, &[], "it is not clear what to compare with: there are `live`, `second`");
    let all = format!("{LIVE}{RECORDING}[sources.built]\ntype = \"mock\"\n");
    refused(&all, &["built"], "`built` is built in code, and only a recording can be verified");
    refused(&all, &["live"], "`live` is live, and only a recording can be verified");
    refused(&all, &["recordin"], "did you mean `recording`?");
    refused(&all, &["--source", "recording"], "so there is nothing to compare with");
    refused(&all, &["fixture:nowhere"], "nowhere");
    // The one that is chosen is meant.
    let chosen = format!("source = \"other\"\n{several}");
    settings(folder.path(), &chosen);
    let same = verify(folder.path(), &account, &[]);
    assert_eq!(same.status, 0, "{same}");

    let words = ["record", "--source", "live", "--anonymize", "--out", "public"];
    let public = Program::new(folder.path(), &words).with_account(&account).run();
    assert_eq!(public.status, 0, "{public}");
    refused(&chosen, &["public"], "was made with `--anonymize`");
    let quickstart = repository().join("examples/quickstart/fixtures/acme");
    let other_account = verify(folder.path(), &account, &[quickstart.to_str().unwrap()]);
    assert!([1, 2].contains(&other_account.status), "another account's: {other_account}");
}
