//! The forms that programs read.

use serde::Deserialize;

use super::model::{End, Test, counts};
use super::{Ignored, MODELS, Verdict};
use crate::support::Element;

/// A line of `--format json`, as the runners take it apart.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
enum Line {
    Suite {
        event: String,
        test_count: Option<usize>,
        passed: Option<usize>,
        failed: Option<usize>,
        ignored: Option<usize>,
        measured: Option<usize>,
        filtered_out: Option<usize>,
        #[serde(rename = "exec_time")]
        _exec_time: Option<f64>,
    },
    Test {
        event: String,
        name: String,
        stdout: Option<String>,
        message: Option<String>,
    },
}

/// As a person asks for it, RustRover, and the test explorer of rust-analyzer.
const JSON: [&[&str]; 3] = [
    &["--format", "json", "--test-threads", "8"],
    &["--format=json", "-Z", "unstable-options", "--show-output"],
    &["-Z", "unstable-options", "--format=json", "--nocapture"],
];

#[test]
fn json_says_what_is_expected() {
    for (model, words) in MODELS.into_iter().flat_map(|model| JSON.map(|words| (model, words))) {
        for ignored in Ignored::ALL {
            let run = model.suite().binary(&[words, ignored.words()].concat());
            let lines = run.stdout.lines();
            let mut lines: Vec<Line> = lines
                .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}: {run}")))
                .collect();
            let tests = model.tests(ignored);
            let (all_passed, all_failed, all_ignored) = counts(&tests);

            let Line::Suite { event, test_count, .. } = lines.remove(0) else { panic!("{run}") };
            assert_eq!((event.as_str(), test_count), ("started", Some(tests.len())), "{run}");
            let Some(Line::Suite {
                event,
                passed,
                failed,
                ignored: counted,
                measured,
                filtered_out,
                ..
            }) = lines.pop()
            else {
                panic!("{run}")
            };
            assert_eq!(event, if all_failed == 0 { "ok" } else { "failed" });
            assert_eq!(
                [passed, failed, counted, measured, filtered_out],
                [all_passed, all_failed, all_ignored, 0, model.filtered_out(ignored)].map(Some),
                "{run}"
            );
            assert_eq!(lines.len(), 2 * tests.len(), "{run}");
            for (pair, test) in lines.chunks(2).zip(&tests) {
                assert_pair(pair, test);
            }
        }
    }
}

/// The beginning and the end of a test.
fn assert_pair(pair: &[Line], test: &Test) {
    let [
        Line::Test { event: begun, name: begun_name, stdout: None, message: None },
        Line::Test { event, name, stdout, message },
    ] = pair
    else {
        panic!("{pair:?}: {test:?}")
    };
    assert_eq!((begun.as_str(), begun_name, name), ("started", &test.name, &test.name));
    match &test.end {
        End::Ok => assert_eq!((event.as_str(), stdout, message), ("ok", &None, &None)),
        End::Ignored(why) => {
            assert_eq!(
                (event.as_str(), stdout, message.as_deref()),
                ("ignored", &None, Some(*why))
            );
        }
        End::Failed(verdicts) => {
            assert_eq!((event.as_str(), message), ("failed", &None));
            assert_says(stdout.as_deref().unwrap_or_default(), verdicts);
        }
    }
}

/// The text of one case says what its verdict is.
fn assert_says(text: &str, verdicts: &[Verdict]) {
    assert!(text.contains("check      "), "{text}");
    for line in verdicts.iter().filter_map(|verdict| verdict.line()) {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn junit_says_what_is_expected() {
    for model in MODELS {
        for ignored in Ignored::ALL {
            let words = ["--format", "junit", "--test-threads", "8"];
            let run = model.suite().binary(&[&words, ignored.words()].concat());
            let root = Element::parse(&run.stdout);
            assert_eq!(root.name, "testsuites");
            let suite = root.one("testsuite");
            let tests = model.tests(ignored);
            let (_, failed, named) = counts(&tests);
            let told =
                ["tests", "failures", "skipped", "errors"].map(|name| &*suite.attributes[name]);
            let expected = [tests.len(), failed, named, 0].map(|count| count.to_string());
            assert_eq!(told, expected, "{run}");
            // What is ignored is counted and left out, as by libtest.
            let tests = tests.iter().filter(|test| !test.end.is_ignored());
            let cases: Vec<&Element> = suite.all("testcase").collect();
            assert_eq!(cases.len(), tests.clone().count(), "{run}");
            for (case, test) in cases.iter().zip(tests) {
                assert_eq!(case.attributes["name"], test.name);
                assert_eq!(case.attributes["classname"], "integration");
                match &test.end {
                    End::Failed(verdicts) => {
                        let text = &case.one("system-out").text;
                        assert_says(text, verdicts);
                        let message = &case.one("failure").attributes["message"];
                        assert_eq!(message, text.lines().next().unwrap());
                    }
                    _ => assert!(case.children.is_empty(), "{case:?}"),
                }
            }
        }
    }
}
