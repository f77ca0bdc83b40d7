//! Bad input gets a clear message and an exit status of its own: 2, nothing was judged.

use std::fs;
use std::path::Path;

use crate::support::{Account, Moto, Outcome, Program, Suite, repository, scratch};

/// Cargo says of a test binary that ended with another status than 101 which one it was.
fn assert_could_not_judge(run: &Outcome, parts: &[&str]) {
    assert_eq!(run.status, 2, "{run}");
    assert!(!run.stdout.contains("test result"), "something was judged: {run}");
    for part in parts {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{run}");
    }
    assert!(!run.stderr.contains("panicked"), "{run}");
}

fn with_config(text: &str) -> Outcome {
    let folder = scratch();
    Suite::new("account").with_config(folder.path(), text).binary(&[])
}

#[test]
fn no_settings() {
    let run = Suite::new("account").binary(&[]);
    let parts = [
        "error: no source: there is no configtest.toml in `",
        "and CONFIGTEST_SOURCE is not set",
        "[sources.fixture]",
    ];
    assert_could_not_judge(&run, &parts);

    // Cargo and nextest hand the status on in their own words.
    let cargo = Suite::new("account").cargo_test(&[]);
    assert_eq!(cargo.status, 2, "{cargo}");
    assert!(cargo.stderr.contains("error: no source: there is no configtest.toml"), "{cargo}");
    let nextest = Suite::new("account").cargo_nextest(&[]);
    assert_eq!(nextest.status, 100, "{nextest}");
    assert!(nextest.stderr.contains("error: no source: there is no configtest.toml"), "{nextest}");
}

#[test]
fn settings_that_are_named_and_not_there() {
    let run =
        Suite::new("account").with("CONFIGTEST_CONFIG", "/nonexistent/configtest.toml").binary(&[]);
    let parts = ["error: cannot read `/nonexistent/configtest.toml`", "caused by: No such file"];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn a_misspelt_key() {
    let run = with_config(
        "source = \"live\"\n\n[sources.live]\ntype = \"aws\"\nregoins = [\"us-east-1\"]\n",
    );
    let parts = [
        "configtest.toml:5:1` unknown key `regoins` at [sources.live]; did you mean `regions`?",
        "help: the keys there are `type`, `regions`, `accounts`, `max-age`, `concurrency`, ",
    ];
    assert_could_not_judge(&run, &parts);
    let run = with_config("sources = 3\n");
    assert_could_not_judge(
        &run,
        &["configtest.toml:1:11` `sources` at the top of the file must be a table"],
    );
}

#[test]
fn values_of_the_wrong_sort() {
    for (line, message) in [
        (
            "type = \"awss\"",
            ":2:8` unknown type `awss` of source at [sources.x]; did you mean `aws`?",
        ),
        ("path = \"here\"", ":2:1` [sources.x] lacks `type`: one of `fixture`, `aws` and `mock`"),
        ("type = \"fixture\"", ":2:1` [sources.x] lacks `path`: the folder of the recording"),
        (
            "type = \"aws\"\nmax-age = \"10 fortnights\"",
            ":3:11` `max-age` at [sources.x] is not a duration",
        ),
        ("type = \"aws\"\nregions = \"every\"", ":3:11` `regions` is the word `every`"),
        (
            "type = \"aws\"\nregions = [1]",
            ":3:12` `regions` at [sources.x] must be a list of strings",
        ),
        (
            "type = \"aws\"\nconcurrency = 0",
            ":3:15` `concurrency` at [sources.x] must be a number from 1",
        ),
        ("type = \"aws\"\nregions = []", ":3:11` `regions` names none"),
        (
            "type = \"aws\"\nregions = [\"us-east-1\", \"eu-wset-1\"]",
            ":3:25` `eu-wset-1` is no region: there is no direction `wset`; did you mean `west`?",
        ),
        ("type = \"aws\"\nregions = [\"eu-west1\"]", "a region is written like `eu-west-1`"),
        ("type = ", "configtest.toml:2:"),
    ] {
        let run = with_config(&format!("[sources.x]\n{line}\n"));
        assert_could_not_judge(&run, &[message]);
    }
}

#[test]
fn an_unknown_source() {
    let config = "source = \"life\"\n[sources.live]\ntype = \"aws\"\n";
    let run = with_config(config);
    let parts =
        ["configtest.toml:1` asks for the source `life`, which is not known; did you mean `live`?"];
    assert_could_not_judge(&run, &parts);

    let folder = scratch();
    let run = Suite::new("account")
        .with_config(folder.path(), config)
        .with("CONFIGTEST_SOURCE", "recording")
        .binary(&[]);
    let parts = [
        "CONFIGTEST_SOURCE asks for the source `recording`, which is not known",
        "describes `live`; `aws`, `mock` and `fixture:PATH` work everywhere",
    ];
    assert_could_not_judge(&run, &parts);
    assert_could_not_judge(
        &with_config("[sources.live]\ntype = \"aws\"\n"),
        &["does not say which source to use"],
    );
}

#[test]
fn a_misspelt_variable() {
    let run = Suite::new("account").with("CONFIGTEST_SUORCE", "aws").binary(&[]);
    let parts =
        ["sets `CONFIGTEST_SUORCE`, which means nothing; did you mean `CONFIGTEST_SOURCE`?"];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn a_variable_that_nobody_filled() {
    let run = Suite::new("account").with("CONFIGTEST_SOURCE", "").binary(&[]);
    assert_could_not_judge(&run, &["error: the environment sets `CONFIGTEST_SOURCE` to nothing"]);
}

#[test]
fn a_resource_that_is_not_there() {
    let run = quickstart_fixture().binary(&["--exact", "buckets_block_public_access::acme-lost"]);
    let parts =
        ["holds no resource for `buckets_block_public_access::acme-lost`, so nothing was tested"];
    assert_could_not_judge(&run, &parts);
}

fn quickstart_fixture() -> Suite {
    let fixture = repository().join("examples/quickstart/fixtures/acme");
    Suite::new("account").with("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()))
}

#[test]
fn a_mock_that_nobody_builds() {
    let run = Suite::new("account").with("CONFIGTEST_SOURCE", "mock").binary(&[]);
    assert_could_not_judge(
        &run,
        &["the source `mock` is a mock", "configtest::main!(mock = my_account);"],
    );
}

/// The quickstart's fixture, changed, as the source of a run.
fn with_changed_fixture(change: impl FnOnce(&Path)) -> Outcome {
    let folder = scratch();
    let fixture = folder.path().join("acme");
    copy_folder(&repository().join("examples/quickstart/fixtures/acme"), &fixture);
    change(&fixture);
    Suite::new("account")
        .with("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()))
        .binary(&[])
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

fn edit(file: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, change(text)).unwrap();
}

const BUCKETS: &str = "111122223333/eu-west-1/AWS-S3-Bucket.json";

#[test]
fn a_fixture_that_is_whole_is_judged() {
    let run = with_changed_fixture(|_| {});
    assert_eq!(run.status, 0, "{run}");
}

#[test]
fn a_fixture_that_is_missing() {
    let run = with_changed_fixture(|fixture| fs::remove_dir_all(fixture).unwrap());
    let parts = [
        "error: the fixture folder `",
        "does not exist",
        "help: record one with `cargo configtest record --out",
    ];
    assert_could_not_judge(&run, &parts);
    let run =
        with_changed_fixture(|fixture| fs::remove_file(fixture.join("snapshot.json")).unwrap());
    assert_could_not_judge(&run, &["is not a fixture: it holds no `snapshot.json`"]);
}

#[test]
fn a_fixture_that_is_truncated() {
    for file in ["snapshot.json", BUCKETS] {
        let run = with_changed_fixture(|fixture| {
            edit(&fixture.join(file), |text| text[..text.len() / 2].to_owned());
        });
        let name = file.rsplit('/').next().unwrap();
        assert_could_not_judge(
            &run,
            &[name, "ends too early", "help: restore the file, or record"],
        );
    }
}

#[test]
fn a_fixture_of_a_newer_format() {
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join("snapshot.json"), |text| {
            let text =
                text.replace("\"FormatVersion\": 1", "\"FormatVersion\": 2, \"Novelty\": true");
            text.replace("configtest 0.1.0", "configtest 7.0.0")
        });
    });
    let parts = [
        "has format version 2, written by configtest 7.0.0; this release reads up to version 1",
        "help: update configtest",
    ];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn a_fixture_that_lost_a_file_or_gained_one() {
    let run = with_changed_fixture(|fixture| fs::remove_file(fixture.join(BUCKETS)).unwrap());
    assert_could_not_judge(&run, &[BUCKETS, "is listed in `snapshot.json` and is not there"]);
    let run = with_changed_fixture(|fixture| {
        let stray = fixture.join("111122223333/us-west-2");
        fs::create_dir(&stray).unwrap();
        fs::copy(fixture.join(BUCKETS), stray.join("AWS-S3-Bucket.json")).unwrap();
    });
    assert_could_not_judge(
        &run,
        &["us-west-2/AWS-S3-Bucket.json", "is not listed in `snapshot.json`"],
    );
}

#[test]
fn a_fixture_with_a_misspelt_member() {
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| text.replacen("\"Facets\"", "\"Facest\"", 1));
    });
    assert_could_not_judge(
        &run,
        &["AWS-S3-Bucket.json:6:", "unknown field `Facest`, expected one of `Id`, `Arn`, `Facets`"],
    );
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| text.replacen("\"Value\": {", "\"Valeu\": {", 1));
    });
    assert_could_not_judge(
        &run,
        &["AWS-S3-Bucket.json:", "`GetBucketEncryption`: unknown field `Valeu`"],
    );
}

#[test]
fn a_fixture_that_holds_something_twice() {
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| text.replace("acme-backups", "acme-access-logs"));
    });
    let parts =
        ["AWS-S3-Bucket.json` holds a resource twice", "keep one of the two `acme-access-logs`"];
    assert_could_not_judge(&run, &parts);
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| {
            text.replacen("\"GetBucketPolicy\"", "\"GetBucketTagging\"", 1)
        });
    });
    assert_could_not_judge(&run, &["AWS-S3-Bucket.json:", "`GetBucketTagging` is there twice"]);
}

#[test]
fn a_fixture_that_takes_a_refusal_for_not_set() {
    let run = with_changed_fixture(|fixture| {
        let file = fixture.join(BUCKETS);
        edit(&file, |text| {
            let mut buckets: serde_json::Value = serde_json::from_str(&text).unwrap();
            buckets["Resources"][0]["Facets"]["GetPublicAccessBlock"] =
                serde_json::json!({ "Absent": "AccessDenied" });
            serde_json::to_string_pretty(&buckets).unwrap()
        });
    });
    let parts = [
        "`GetPublicAccessBlock` of `acme-access-logs`: `AccessDenied` is not \"not set\"",
        "the codes that mean \"not set\" are `NoSuchPublicAccessBlockConfiguration`",
    ];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn a_fixture_with_a_file_of_another_name_or_place() {
    let rename = |from: &'static str, to: &'static str| {
        with_changed_fixture(|fixture| {
            fs::rename(fixture.join(from), fixture.join(to)).unwrap();
            edit(&fixture.join("snapshot.json"), |text| text.replace(from, to));
        })
    };
    let run = rename(BUCKETS, "111122223333/eu-west-1/AWS-S3-bucket.json");
    let parts =
        ["is not called after the kind that it holds", "call the file `AWS-S3-Bucket.json`"];
    assert_could_not_judge(&run, &parts);
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join("snapshot.json"), |text| text.replace(BUCKETS, "../../elsewhere.json"));
        fs::remove_file(fixture.join(BUCKETS)).unwrap();
    });
    assert_could_not_judge(&run, &["elsewhere.json` is not of the form ACCOUNT/REGION/KIND.json"]);
}

#[test]
fn a_fixture_that_was_edited_says_so() {
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| {
            text.replacen("\"BlockPublicAcls\": true", "\"BlockPublicAcls\": false", 1)
        });
    });
    let case = "buckets_block_public_access::acme-access-logs";
    assert_eq!(run.failed(), [case], "{run}");
    let provenance = run.failure(case).lines().find(|line| line.contains("from s3:")).unwrap();
    assert!(provenance.ends_with(", edited since it was recorded"), "{run}");
    assert!(!provenance.contains(" at 20"), "the time is the recording's: {provenance}");
    // The ends of its lines are no edit.
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join(BUCKETS), |text| text.replace('\n', "\r\n"));
    });
    assert_eq!(run.status, 0, "{run}");
}

#[test]
fn a_fixture_that_nobody_listed_a_kind_in() {
    let run = with_changed_fixture(|fixture| {
        edit(&fixture.join("snapshot.json"), |text| {
            text.replace("s3:ListBuckets", "s3:ListNothing")
        });
        fs::write(fixture.join(BUCKETS), "{\"Kind\": \"AWS::S3::Bucket\", \"Resources\": []}")
            .unwrap();
    });
    assert_eq!(run.failed(), ["buckets_block_public_access"], "{run}");
    let failure = run.failure("buckets_block_public_access");
    assert!(
        failure.contains("s3:ListBuckets: NotCollected: nobody listed the buckets"),
        "{failure}"
    );
}

#[test]
fn a_fixture_that_is_too_old() {
    let fixture = repository().join("examples/quickstart/fixtures/acme");
    let config = format!(
        "source = \"old\"\n[sources.old]\ntype = \"fixture\"\npath = {:?}\nmax-age = \"1s\"\n",
        fixture.to_str().unwrap()
    );
    let run = with_config(&config);
    let parts = ["was recorded at 2026-11-24T", "and `max-age` allows 1s", "help: record it again"];
    assert_could_not_judge(&run, &parts);
    assert_eq!(with_config(&config.replace("1s", "1000years")).status, 0);
}

#[test]
fn no_credentials() {
    let moto = Moto::start();
    let account = Account::without_credentials(moto.endpoint());
    let run =
        Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws").binary(&[]);
    let parts = [
        "error: no AWS credentials were found for the source `aws`",
        "help: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ];
    assert_could_not_judge(&run, &parts);
    assert_eq!(moto.calls(), [""; 0]);

    let folder = scratch();
    let record = Program::new(folder.path(), &["record", "--source", "aws", "--out", "acme"])
        .with_account(&account)
        .run();
    assert_eq!(record.status, 2, "{record}");
    assert!(record.stderr.contains("no AWS credentials were found"), "{record}");
    assert!(!folder.path().join("acme").exists());
}

#[test]
fn no_region() {
    let moto = Moto::start();
    let mut account = Account::at(moto.endpoint());
    account.variables.retain(|(name, _)| *name != "AWS_REGION");
    let run =
        Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws").binary(&[]);
    let parts = ["no AWS region is set for the source `aws`", "or set AWS_REGION"];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn credentials_that_are_not_accepted() {
    let moto = Moto::start();
    moto.refuse("sts:GetCallerIdentity", None, 403, "ExpiredToken");
    let account = Account::at(moto.endpoint());
    let run =
        Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws").binary(&[]);
    let parts = [
        "sts:GetCallerIdentity answered ExpiredToken",
        "help: renew the credentials of the source `aws`",
    ];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn an_endpoint_that_refuses() {
    // A port that was free a moment ago and that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let endpoint = format!("http://127.0.0.1:{port}");
    let account = Account::at(&endpoint);
    let run =
        Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws").binary(&[]);
    let parts = [
        "error: cannot reach AWS in us-east-1 to ask whose account this is (sts:GetCallerIdentity)",
        &format!("at {endpoint}, which AWS_ENDPOINT_URL names"),
        "Connection refused",
    ];
    assert_could_not_judge(&run, &parts);
}

#[test]
fn no_checks() {
    for arguments in [&[][..], &["--list", "--format", "terse"]] {
        let run = Suite::new("no_checks").with("CONFIGTEST_SOURCE", "aws").binary(arguments);
        assert_could_not_judge(&run, &["error: no checks are registered in this test binary"]);
    }
}

#[test]
fn no_resources() {
    let fixture = repository().join("examples/quickstart/fixtures/acme");
    let folder = scratch();
    copy_folder(&fixture, folder.path());
    let instances = "111122223333/eu-west-1/AWS-EC2-Instance.json";
    fs::write(
        folder.path().join(instances),
        "{\"Kind\": \"AWS::EC2::Instance\", \"Resources\": []}",
    )
    .unwrap();
    let source = format!("fixture:{}", folder.path().display());
    let suite = || Suite::new("instances").with("CONFIGTEST_SOURCE", &source);
    let run = suite().binary(&[]);
    assert_eq!(run.status, 101, "{run}");
    assert_eq!(run.failed(), ["there_are_instances"], "{run}");
    assert_eq!(run.results()["instances_require_imds_v2"], "ok");
    let failure = run.failure("there_are_instances");
    for part in [
        "verdict    no-resource, which does not pass",
        "there is no instance to look at",
        "mend       say `#[config_test(allow_empty)]`",
    ] {
        assert!(failure.contains(part), "{failure}");
    }
    let nextest = suite().cargo_nextest(&[]);
    assert_eq!(nextest.status, 100, "{nextest}");
    assert!(nextest.stderr.contains("2 tests run: 1 passed, 1 failed"), "{nextest}");
}
