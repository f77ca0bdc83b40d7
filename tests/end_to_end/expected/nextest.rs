//! `cargo nextest`.

use std::collections::BTreeMap;
use std::fs;

use super::model::{End, Test, counts};
use super::{GRAMMAR, Ignored, MODELS, Model, OUTCOMES, Verdict};
use crate::support::{Element, Outcome, Suite, scratch};

/// What nextest told, and wrote down.
struct Run {
    outcome: Outcome,
    /// The test cases of its report in JUnit's form, by name.
    cases: BTreeMap<String, Element>,
}

impl Run {
    /// Runs the suite with a report in JUnit's form.
    fn of(suite: &Suite, arguments: &[&str]) -> Self {
        let folder = scratch();
        let config = folder.path().join("nextest.toml");
        let report = folder.path().join("junit.xml");
        let text = format!("[profile.default.junit]\npath = {:?}\n", report.to_str().unwrap());
        fs::write(&config, text).unwrap();
        let words = ["--status-level", "all", "--final-status-level", "none", "--config-file"];
        let words = [&words[..], &[config.to_str().unwrap()], arguments].concat();
        let outcome = suite.cargo_nextest(&words);
        let report = fs::read_to_string(report).unwrap_or_else(|_| panic!("{outcome}"));
        let root = Element::parse(&report);
        let cases = root.all("testsuite").flat_map(|suite| suite.all("testcase"));
        let cases = cases.map(|case| (case.attributes["name"].clone(), case.clone())).collect();
        Self { outcome, cases }
    }

    /// nextest's word for each test that it told of, the last where it told of several; sorted.
    fn words(&self) -> BTreeMap<&str, &str> {
        let word = |line: &'_ str| -> Option<(usize, usize)> {
            let start = line.len() - line.trim_start().len();
            let end = line.find(" [")?;
            let is_word =
                |word: &str| ["PASS", "FAIL", "SKIP"].contains(&word) || word.starts_with("TRY ");
            is_word(line.get(start..end)?).then_some((start, end))
        };
        let told = self.outcome.stderr.lines().filter_map(|line| {
            let (start, end) = word(line)?;
            let (_, name) = line.rsplit_once(' ')?;
            Some((name, &line[start..end]))
        });
        told.collect()
    }

    /// The names of the tests that ran, sorted.
    fn ran(&self) -> Vec<&str> {
        self.cases.keys().map(String::as_str).collect()
    }
}

/// Each test has nextest's word for what is expected, on the terminal and in the report.
fn assert_is(model: &Model, run: &Run, tests: &[Test]) {
    let outcome = &run.outcome;
    let words: BTreeMap<&str, &str> = tests
        .iter()
        .map(|test| {
            let word = match test.end {
                End::Ok => "PASS",
                End::Failed(_) => "FAIL",
                End::Ignored(_) => "SKIP",
            };
            (test.name.as_str(), word)
        })
        .collect();
    let (passed, failed, ignored) = counts(tests);
    let told: BTreeMap<&str, &str> = run.words();
    let told: BTreeMap<&str, &str> =
        told.into_iter().filter(|(name, _)| words.contains_key(name)).collect();
    assert_eq!(told, words, "{}: {outcome}", model.suite);
    let total = passed + failed;
    let summary =
        format!(" {total} tests run: {passed} passed, {failed} failed, {ignored} skipped");
    assert!(outcome.stderr.contains(&summary), "{summary} is not in: {outcome}");
    assert_eq!(outcome.status, 100, "{outcome}");

    let ran = tests.iter().filter(|test| !test.end.is_ignored());
    assert_eq!(run.ran(), ran.clone().map(|test| &*test.name).collect::<Vec<_>>(), "{outcome}");
    for test in ran {
        let case = &run.cases[&test.name];
        assert_eq!(case.attributes["classname"], format!("suites::{}", model.suite));
        assert_eq!(case.all("skipped").count(), 0, "{case:?}");
        let End::Failed(verdicts) = &test.end else {
            assert!(case.children.is_empty(), "{case:?}");
            continue;
        };
        let failure = &case.one("failure").attributes["type"];
        assert_eq!(failure, "test failure with exit code 101", "{case:?}");
        assert_says(&case.one("system-out").text, verdicts);
    }
}

/// The text of a check says what the verdicts of its cases are.
fn assert_says(text: &str, verdicts: &[Verdict]) {
    for verdict in [Verdict::Unknown, Verdict::NoResource] {
        let is_it = verdicts.contains(&verdict);
        assert_eq!(text.contains(verdict.line().unwrap()), is_it, "{verdict:?}: {text}");
    }
    if let [_, _, ..] = verdicts {
        assert!(text.contains(&format!("\n{} of ", verdicts.len())), "{verdicts:?}: {text}");
    }
}

#[test]
fn nextest_lists_each_check_and_which_are_ignored() {
    for model in MODELS {
        // Nothing is read for it.
        let suite = Suite::new(model.suite).with("CONFIGTEST_SOURCE", "fixture:/nonexistent");
        let list = suite.cargo_nextest_list(&["--message-format", "json"]);
        assert_eq!(list.status, 0, "{list}");
        let told: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
        let tests = &told["rust-suites"][format!("suites::{}", model.suite)]["testcases"];
        let told: Vec<(String, bool, String)> = tests
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, test)| {
                let kind = test["kind"].as_str().unwrap().to_owned();
                (name.clone(), test["ignored"].as_bool().unwrap(), kind)
            })
            .collect();
        let expected: Vec<(String, bool, String)> = model
            .checks
            .iter()
            .map(|check| (check.path.to_owned(), check.ignored.is_some(), "test".to_owned()))
            .collect();
        assert_eq!(told, expected, "{list}");
    }
}

#[test]
fn nextest_says_what_is_expected() {
    for model in MODELS {
        let run = Run::of(&model.suite(), &[]);
        assert_is(model, &run, &model.tests_per_check(Ignored::Named));
    }
}

#[test]
fn nextest_runs_what_is_ignored_where_somebody_asks_for_it() {
    for model in [&GRAMMAR, &OUTCOMES] {
        let run = Run::of(&model.suite(), &["--run-ignored", "all"]);
        assert_is(model, &run, &model.tests_per_check(Ignored::Included));
        let alone = Run::of(&model.suite(), &["--run-ignored", "only"]);
        let tests = model.tests_per_check(Ignored::Alone);
        let ran: Vec<&str> = tests.iter().map(|test| &*test.name).collect();
        assert_eq!(alone.ran(), ran, "{}", alone.outcome);
        for test in tests {
            let word = if test.end.is_failed() { "FAIL" } else { "PASS" };
            assert_eq!(alone.words()[&*test.name], word, "{}", alone.outcome);
        }
    }
}

#[test]
fn a_retry_changes_no_verdict() {
    let run = Run::of(&OUTCOMES.suite(), &["--retries", "2"]);
    assert_eq!(run.outcome.status, 100, "{}", run.outcome);
    for test in OUTCOMES.tests_per_check(Ignored::Named) {
        let word = match test.end {
            End::Ok => "PASS",
            End::Failed(_) => "TRY 3 FAIL",
            End::Ignored(_) => "SKIP",
        };
        assert_eq!(run.words()[&*test.name], word, "{}: {}", test.name, run.outcome);
        let again = run.cases.get(&test.name).map(|case| case.all("rerunFailure").count());
        let expected = match test.end {
            End::Ok => Some(0),
            End::Failed(_) => Some(2),
            End::Ignored(_) => None,
        };
        assert_eq!(again, expected, "{}: {}", test.name, run.outcome);
    }
    assert!(!run.outcome.stderr.contains("flaky"), "{}", run.outcome);
}

#[test]
fn the_parts_of_a_partition_are_the_whole() {
    let parts =
        ["count:1/2", "count:2/2"].map(|part| Run::of(&GRAMMAR.suite(), &["--partition", part]));
    let mut ran: Vec<&str> = parts.iter().flat_map(Run::ran).collect();
    ran.sort_unstable();
    let all = GRAMMAR.tests_per_check(Ignored::Named);
    let all = all.iter().filter(|test| !test.end.is_ignored());
    assert_eq!(ran, all.map(|test| &*test.name).collect::<Vec<_>>());
    assert!(parts.iter().all(|part| part.ran().len().abs_diff(ran.len() / 2) <= 1));
}

#[test]
fn a_filter_expression_chooses_one_check() {
    let red = Run::of(&GRAMMAR.suite(), &["-E", "test(=with_values)"]);
    assert_eq!((red.outcome.status, red.ran()), (100, vec!["with_values"]), "{}", red.outcome);
    let green = Run::of(&GRAMMAR.suite(), &["-E", "test(=each)"]);
    assert_eq!((green.outcome.status, green.ran()), (0, vec!["each"]), "{}", green.outcome);
}
