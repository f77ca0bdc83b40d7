//! `cargo test`, and the test binary itself.

use super::model::{End, Test, counts};
use super::{Ignored, MODELS, Model, Verdict};
use crate::support::Outcome;

/// Every line of a test, the counts and the status are those of the model.
fn assert_is(model: &Model, run: &Outcome, tests: &[Test], filtered_out: usize) {
    let lines =
        run.stdout.lines().filter(|line| line.starts_with("test ") && line.contains("... "));
    let expected: Vec<String> = tests.iter().map(line_of).collect();
    assert_eq!(lines.collect::<Vec<_>>(), expected, "{}: {run}", model.suite);
    let (passed, failed, ignored) = counts(tests);
    let word = if failed == 0 { "ok" } else { "FAILED" };
    let result = format!(
        "\ntest result: {word}. {passed} passed; {failed} failed; {ignored} ignored; 0 measured; \
         {filtered_out} filtered out; finished in "
    );
    assert!(run.stdout.contains(&result), "{result} is not in: {run}");
    assert_eq!(run.status, if failed == 0 { 0 } else { 101 }, "{run}");
}

fn line_of(test: &Test) -> String {
    let word = match &test.end {
        End::Ok => "ok".to_owned(),
        End::Failed(_) => "FAILED".to_owned(),
        End::Ignored(why) => format!("ignored, {why}"),
    };
    format!("test {} ... {word}", test.name)
}

#[test]
fn cargo_test_says_what_is_expected_on_any_number_of_threads() {
    for model in MODELS {
        for threads in ["1", "8"] {
            for ignored in Ignored::ALL {
                let arguments = [&["--test-threads", threads], ignored.words()].concat();
                let run = model.suite().cargo_test(&arguments);
                let filtered_out = model.filtered_out(ignored);
                assert_is(model, &run, &model.tests(ignored), filtered_out);
            }
        }
    }
}

#[test]
fn a_failure_says_which_verdict_it_is() {
    const ALL: [Verdict; 2] = [Verdict::Unknown, Verdict::NoResource];
    for model in MODELS {
        let run = model.suite().binary(Ignored::Included.words());
        for test in model.tests(Ignored::Included) {
            let End::Failed(verdicts) = &test.end else { continue };
            let failure = run.failure(&test.name);
            for verdict in ALL {
                let line = verdict.line().unwrap();
                let says = failure.starts_with(line);
                assert_eq!(says, verdicts[..] == [verdict], "{}: {failure}", test.name);
                assert_eq!(failure.contains(line), says, "{failure}");
            }
            if verdicts[..] == [Verdict::Unknown] {
                let grant = "grant      the IAM action s3:GetBucketLogging";
                assert!(failure.contains(grant), "{failure}");
            }
        }
    }
}

#[test]
fn many_names_at_once_are_those_tests_and_no_others() {
    for model in MODELS {
        let all = model.tests(Ignored::Included);
        // Every second one, and those between.
        for part in 0..2 {
            let asked: Vec<Test> = all.iter().skip(part).step_by(2).cloned().collect();
            let names = asked.iter().map(|test| test.name.as_str());
            let arguments: Vec<&str> =
                ["--exact", "--include-ignored"].into_iter().chain(names).collect();
            let run = model.suite().binary(&arguments);
            let lines: Vec<String> = asked.iter().map(line_of).collect();
            let told: Vec<&str> = run
                .stdout
                .lines()
                .filter(|line| line.starts_with("test ") && line.contains("... "))
                .collect();
            assert_eq!(told, lines, "{run}");
            let has_failed = asked.iter().any(|test| test.end.is_failed());
            assert_eq!(run.status, if has_failed { 101 } else { 0 }, "{run}");
        }
        // A check's own name stands for all its cases.
        let paths = model.checks.iter().map(|check| check.path);
        let arguments: Vec<&str> = ["--exact"].into_iter().chain(paths).collect();
        let run = model.suite().binary(&arguments);
        assert_is(model, &run, &model.tests(Ignored::Named), 0);
    }
}
