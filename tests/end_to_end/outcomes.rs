//! How checks end, and under which names they run.

use crate::expected::{Check, OUTCOMES};
use crate::support::{Suite, repository};

fn outcomes() -> Suite {
    Suite::new("outcomes").with("CONFIGTEST_SOURCE", "mock")
}

#[test]
fn a_failure_shows_message_place_and_what_was_read() {
    let run = outcomes().cargo_test(&["fails", "returns"]);
    let failure = run.failure("fails::acme-logs");
    for part in [
        "failed     tests/outcomes.rs:14:5: versioning is not enabled",
        "read       tags = not set (NoSuchTagSet)\n             from s3:GetBucketTagging, mock",
        "           versioning = {}\n             from s3:GetBucketVersioning, mock",
    ] {
        assert!(failure.contains(part), "`{part}` is not in:\n{failure}");
    }
    let failure = run.failure("returns_an_error::acme-logs");
    assert!(failure.contains("failed     the check returned an error: \"no policy\""), "{failure}");
    assert!(!run.stderr.contains("panicked"), "{run}");
}

#[test]
fn the_list_of_nextest_needs_no_source() {
    let list = Suite::new("outcomes")
        .with("NEXTEST", "1")
        .with("CONFIGTEST_SOURCE", "fixture:/nonexistent")
        .binary(&["--list", "--format", "terse"]);
    assert_eq!(list.status, 0, "{list}");
    let line = |check: &Check| format!("{}: test\n", check.path);
    let all: String = OUTCOMES.checks.iter().map(line).collect();
    assert_eq!(list.stdout, all);
    let list = |suite: &'static str| {
        let words = ["--list", "--format", "terse", "--ignored"];
        Suite::new(suite).with("NEXTEST", "1").binary(&words).stdout
    };
    let ignored = OUTCOMES.checks.iter().filter(|check| check.ignored.is_some());
    assert_eq!(list("outcomes"), ignored.map(line).collect::<String>());
    assert_eq!(list("parts"), "");
}

#[test]
fn a_name_that_is_not_there_fails_under_nextest() {
    let run = outcomes().with("NEXTEST", "1").binary(&["passes_once", "--exact", "--nocapture"]);
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("there is no check called `passes_once`"), "{run}");
    let run =
        outcomes().with("NEXTEST", "1").binary(&["--exact", "passes::acme-logs", "--nocapture"]);
    assert_eq!(
        run.results().into_iter().collect::<Vec<_>>(),
        [("passes::acme-logs".into(), "ok".into())]
    );
}

#[test]
fn names_and_filters_are_libtests() {
    let names = |arguments: &[&str]| -> Vec<String> {
        outcomes().binary(arguments).results().into_keys().collect()
    };
    assert_eq!(
        names(&["nested", "returns_ok"]),
        ["nested::passes::acme-logs", "returns_ok::acme-logs"]
    );
    assert_eq!(names(&["--exact", "passes"]), ["passes::acme-logs"]);
    assert_eq!(names(&["--exact", "nested::passes::acme-logs"]), ["nested::passes::acme-logs"]);
    assert_eq!(names(&["passes", "--skip", "nested", "--no-capture"]), ["passes::acme-logs"]);
    // As rust-analyzer runs a check from its lens, and the twin beside it.
    let lens = ["nested::passes", "--exact", "--nocapture", "--include-ignored"];
    assert_eq!(names(&lens), ["nested::passes::acme-logs"]);
    let twin = ["nested::passes_config_test", "--exact", "--nocapture", "--include-ignored"];
    assert_eq!(names(&twin), ["nested::passes_config_test"]);
    let none = outcomes().binary(&["--exact", "nested"]);
    assert_eq!(none.status, 0, "another binary of the package may have it: {none}");
}

#[test]
fn plain_libtest_runs_the_twins() {
    let fixture = |name: &str| {
        let folder = repository().join("examples/quickstart/fixtures").join(name);
        format!("fixture:{}", folder.display())
    };
    let suite = |name: &str| Suite::new("plain_libtest").with("CONFIGTEST_SOURCE", fixture(name));
    let (block, date) =
        ("buckets_block_public_access_config_test", "buckets_have_a_date_config_test");
    let green = suite("acme").cargo_test(&[]);
    assert_eq!(green.status, 0, "{green}");
    let approved = "buckets_have_been_approved_config_test";
    let results = [(block, "ok"), (date, "ok"), (approved, "ignored, until the audit")];
    let results = results.map(|(name, result)| (name.to_owned(), result.to_owned()));
    assert_eq!(green.results().into_iter().collect::<Vec<_>>(), results, "{green}");
    let asked = suite("acme").cargo_test(&["--include-ignored"]);
    assert_eq!(asked.failed(), [approved], "{asked}");
    let red = suite("before-the-fix").cargo_test(&[]);
    assert_eq!(red.failed(), [block], "{red}");
    assert!(red.stdout.contains("1 of 6 do not pass"), "{red}");
    assert!(red.stdout.contains("resource   AWS::S3::Bucket acme-web-assets"), "{red}");
}
