//! Runners that are no cargo: editors, Bazel, and what measures coverage; by what they send.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::expected::{GRAMMAR, Ignored, MODELS, PARTS};
use crate::support::{Outcome, Suite, repository, scratch};

/// The lens above a test, or a module, as rust-analyzer runs it.
fn lens(test: &str, name: &str, is_module: bool) -> Outcome {
    let exact: &[&str] = if is_module { &[] } else { &["--exact"] };
    let before = ["test", "--package", "suites", "--test", test, "--", name];
    let after = ["--nocapture", "--include-ignored"];
    let model = MODELS.into_iter().find(|model| model.suite == test).unwrap();
    model.suite().other_cargo(&[&before[..], exact, &after].concat())
}

fn names(run: &Outcome) -> Vec<String> {
    run.results().into_keys().collect()
}

#[test]
fn the_lens_of_a_check_runs_its_cases() {
    // By the path of the check, and by that of the test beside it that the editor sees.
    let run = lens("grammar", "with_values", false);
    assert_eq!((run.status, run.results().len()), (101, 8), "{run}");
    assert_eq!(run.failed(), ["with_values::port=22,protocol=tcp::sg-2"], "{run}");
    let run = lens("grammar", "ignored", false);
    assert_eq!(run.failed().len(), 3, "what a person clicks at runs: {run}");
    let run = lens("parts", "storage::deep::are_encrypted", false);
    let cases = ["acme-logs", "other"].map(|case| format!("storage::deep::are_encrypted::{case}"));
    assert_eq!(names(&run), cases, "{run}");
    // The test beside the check answers by its own name.
    for (suite, name) in [
        ("grammar", "with_values_config_test"),
        ("grammar", "ignored_config_test"),
        ("parts", "storage::deep::are_encrypted_config_test"),
    ] {
        let run = lens(suite, name, false);
        assert_eq!(run.failed(), [name], "{run}");
        assert_eq!((run.status, run.results().len()), (101, 1), "{run}");
    }
}

#[test]
fn the_lens_of_a_module_runs_its_checks() {
    for (module, checks) in [
        ("storage", &["storage::are_encrypted", "storage::deep::are_encrypted"][..]),
        ("storage::deep", &["storage::deep::are_encrypted"]),
        ("network::inline", &["network::inline::have_tags"]),
    ] {
        let run = lens("parts", module, true);
        let expected: Vec<String> = PARTS
            .tests(Ignored::Included)
            .into_iter()
            .map(|test| test.name)
            .filter(|name| checks.iter().any(|check| name.starts_with(&format!("{check}::"))))
            .collect();
        let mut expected = expected;
        expected.sort();
        assert_eq!(names(&run), expected, "{module}: {run}");
    }
}

/// What the test explorer of rust-analyzer takes a line of output for.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Explored {
    Test {
        name: String,
        #[serde(flatten)]
        state: State,
    },
    Suite,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
enum State {
    Started,
    Ok,
    Ignored,
    Failed {
        #[serde(default)]
        stdout: String,
    },
}

/// The last state of each test, as the explorer shows it: a word, and what was printed.
fn explored(run: &Outcome) -> BTreeMap<String, (&'static str, String)> {
    let mut shown = BTreeMap::new();
    // What is no event the explorer shows as it is.
    let events = run.stdout.lines().filter_map(|line| serde_json::from_str(line).ok());
    for event in events {
        let Explored::Test { name, state } = event else { continue };
        let is_begun = shown.contains_key(&name);
        let (word, stdout) = match state {
            State::Started => ("started", String::new()),
            State::Ok => ("ok", String::new()),
            State::Ignored => ("ignored", String::new()),
            State::Failed { stdout } => ("failed", stdout),
        };
        assert_eq!(is_begun, word != "started", "each begins and ends once: {run}");
        shown.insert(name, (word, stdout));
    }
    assert!(shown.values().all(|(word, _)| *word != "started"), "{run}");
    shown
}

/// The words behind `cargo test ... --no-fail-fast --`. The binary is run itself: with that variable
/// cargo would build anew what the suites depend on.
fn explore(suite: Suite, path: &[&str]) -> BTreeMap<String, (&'static str, String)> {
    let words = ["-Z", "unstable-options", "--format=json", "--nocapture"];
    explored(&suite.with("RUSTC_BOOTSTRAP", "1").binary(&[path, &words].concat()))
}

#[test]
fn the_test_explorer_shows_each_end() {
    for model in MODELS {
        let shown = explore(model.suite(), &[]);
        let tests = model.tests(Ignored::Named);
        assert_eq!(shown.len(), tests.len());
        for test in tests {
            let (word, stdout) = &shown[&test.name];
            match &test.end {
                end if end.is_failed() => {
                    assert_eq!(*word, "failed", "{}", test.name);
                    assert!(stdout.contains("check      "), "{stdout}");
                }
                end => {
                    let expected = if end.is_ignored() { "ignored" } else { "ok" };
                    assert_eq!(*word, expected, "{}", test.name);
                }
            }
        }
    }
    // One that a person chooses: the explorer knows the test beside the check.
    let one = explore(GRAMMAR.suite(), &["returns_a_result_config_test"]);
    let words: Vec<(&str, &str)> = one.iter().map(|(name, end)| (name.as_str(), end.0)).collect();
    assert_eq!(words, [("returns_a_result_config_test", "failed")]);
    assert!(one["returns_a_result_config_test"].1.starts_with("2 of 3 do not pass"), "{one:?}");
}

#[test]
fn the_test_explorer_shows_the_twins_of_plain_libtest() {
    let fixture = repository().join("examples/quickstart/fixtures/before-the-fix");
    let fixture = format!("fixture:{}", fixture.display());
    let shown = explore(Suite::new("plain_libtest").with("CONFIGTEST_SOURCE", fixture), &[]);
    let words: Vec<(&str, &str)> = shown.iter().map(|(name, end)| (name.as_str(), end.0)).collect();
    let expected = [
        ("buckets_block_public_access_config_test", "failed"),
        ("buckets_have_a_date_config_test", "ok"),
        ("buckets_have_been_approved_config_test", "ignored"),
    ];
    assert_eq!(words, expected);
}

#[test]
fn bazels_shards_run_each_test_once() {
    const SHARDS: usize = 3;
    for model in MODELS {
        let list = model.suite().binary(&["--list", "--format", "terse"]);
        assert_eq!(list.status, 0, "{list}");
        let listed: Vec<&str> = list
            .stdout
            .lines()
            .map(|line| line.strip_suffix(": test").unwrap_or_else(|| panic!("{list}")))
            .collect();
        let mut ran = BTreeMap::new();
        for shard in 0..SHARDS {
            let names = listed.iter().copied().skip(shard).step_by(SHARDS);
            let run = model.suite().binary(&names.chain(["--exact"]).collect::<Vec<_>>());
            let results = run.results();
            assert_eq!(run.status == 0, results.values().all(|word| word != "FAILED"), "{run}");
            for (name, result) in results {
                assert_eq!(ran.insert(name, result), None, "{run}");
            }
        }
        let whole = model.suite().binary(&[]);
        assert_eq!(ran, whole.results(), "{}", model.suite);
        assert_eq!(ran.len(), listed.len(), "{}", model.suite);
    }
}

#[test]
fn coverage_is_written_however_the_run_ends() {
    let suite = || Suite::new("covered").with("CONFIGTEST_SOURCE", "mock");
    let program = suite().build_for_coverage();
    let folder = scratch();
    for (name, arguments, source, status) in [
        ("passes", &["passes"][..], "mock", 0),
        ("fails", &[], "mock", 101),
        ("lists", &["--list"], "mock", 0),
        ("refuses", &["--nonsense"], "mock", 101),
        ("cannot-begin", &[], "fixture:/nonexistent", 2),
    ] {
        let profile = folder.path().join(format!("{name}.profraw"));
        let suite = suite().with("LLVM_PROFILE_FILE", &profile).with("CONFIGTEST_SOURCE", source);
        let run = suite.program(&program, arguments);
        assert_eq!(run.status, status, "{name}: {run}");
        let written = fs::metadata(&profile).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(written.len() > 0, "{name}: nothing is in {}", profile.display());
    }
}
