//! How checks end, under each runner.

use std::collections::BTreeMap;

use crate::support::{Suite, repository};

fn outcomes() -> Suite {
    Suite::new("outcomes").with("CONFIGTEST_SOURCE", "mock")
}

/// Test by test, what each runner has to say.
const EXPECTED: [(&str, &str, &str); 7] = [
    ("fails", "fails::acme-logs", "FAILED"),
    ("has_nothing", "has_nothing", "FAILED"),
    ("may_have_nothing", "may_have_nothing", "ok"),
    ("nested::passes", "nested::passes::acme-logs", "ok"),
    ("passes", "passes::acme-logs", "ok"),
    ("returns_an_error", "returns_an_error::acme-logs", "FAILED"),
    ("returns_ok", "returns_ok::acme-logs", "ok"),
];

#[test]
fn cargo_test_runs_one_case_per_resource() {
    let expected: BTreeMap<String, String> = EXPECTED
        .iter()
        .map(|(_, case, result)| ((*case).to_owned(), (*result).to_owned()))
        .collect();
    for threads in ["1", "8"] {
        let run = outcomes().cargo_test(&["--test-threads", threads]);
        assert_eq!(run.status, 101, "{run}");
        assert_eq!(run.results(), expected, "{run}");
        assert!(run.stdout.contains("test result: FAILED. 4 passed; 3 failed; 0 ignored"), "{run}");
    }
    let run = outcomes().cargo_test(&["passes"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(
        run.stdout
            .contains("test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 5 filtered out")
    );
}

#[test]
fn a_failure_shows_message_place_and_what_was_read() {
    let run = outcomes().cargo_test(&[]);
    let failure = run.failure("fails::acme-logs");
    for part in [
        "failed     tests/outcomes.rs:13:5: versioning is not enabled",
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
fn nextest_runs_one_case_per_check() {
    let list = outcomes().cargo_nextest_list();
    let names: Vec<&str> =
        list.stdout.lines().filter_map(|line| line.strip_prefix("suites::outcomes ")).collect();
    assert_eq!(names, EXPECTED.map(|(check, _, _)| check), "{list}");

    let run = outcomes().cargo_nextest(&[]);
    assert_eq!(run.status, 100, "{run}");
    assert!(run.stderr.contains("7 tests run: 4 passed, 3 failed, 0 skipped"), "{run}");
    for (check, _, result) in EXPECTED {
        let word = if result == "ok" { "PASS" } else { "FAIL" };
        let said = |line: &str| {
            line.trim_start().starts_with(word)
                && line.ends_with(&format!("suites::outcomes {check}"))
        };
        assert!(run.stderr.lines().any(said), "{word} {check}: {run}");
    }
}

#[test]
fn the_list_of_nextest_needs_no_source() {
    let list = Suite::new("outcomes")
        .with("NEXTEST", "1")
        .with("CONFIGTEST_SOURCE", "fixture:/nonexistent")
        .binary(&["--list", "--format", "terse"]);
    assert_eq!(list.status, 0, "{list}");
    let expected: String = EXPECTED.map(|(check, _, _)| format!("{check}: test\n")).concat();
    assert_eq!(list.stdout, expected);
    let ignored = Suite::new("outcomes").with("NEXTEST", "1").binary(&[
        "--list",
        "--format",
        "terse",
        "--ignored",
    ]);
    assert_eq!(ignored.stdout, "");
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
    let twin = ["nested::passes::config_test", "--exact", "--nocapture", "--include-ignored"];
    assert_eq!(names(&twin), ["nested::passes::acme-logs"]);
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
        ("buckets_block_public_access::config_test", "buckets_have_a_date::config_test");
    let green = suite("acme").cargo_test(&[]);
    assert_eq!(green.status, 0, "{green}");
    assert_eq!(green.results().into_keys().collect::<Vec<_>>(), [block, date], "{green}");
    let red = suite("before-the-fix").cargo_test(&[]);
    assert_eq!(red.failed(), [block], "{red}");
    assert!(red.stdout.contains("1 of 6 do not pass"), "{red}");
    assert!(red.stdout.contains("resource   AWS::S3::Bucket acme-web-assets"), "{red}");
}
