//! A suite prints what Rust's own harness would: held against that harness itself, byte for byte.
//! What may differ is times, the text of a failure, and the place of a test in its file.

use std::fs;

use crate::support::{Outcome, Suite, scratch};

fn ours() -> Suite {
    Suite::new("libtest_words").with("CONFIGTEST_SOURCE", "mock")
}

/// libtest does what it calls unstable for those that it takes for its own developers.
fn libtest() -> Suite {
    Suite::new("libtest_words_plain")
        .with("RUSTC_BOOTSTRAP", "1")
        .with("RUST_BACKTRACE", "0")
        .with("TERM", "xterm")
}

/// Runs both with these words, ours on one thread and on several; what ours printed.
fn assert_same(words: &str) -> Outcome {
    let mut libtests: Vec<&str> = words.split_whitespace().collect();
    // It prints in the order of the tests with one thread alone.
    libtests.extend(["-Z", "unstable-options", "--test-threads", "1"]);
    let expected = libtest().binary(&libtests);
    let mut last = None;
    for threads in ["1", "2", "7"] {
        let mut arguments: Vec<&str> = words.split_whitespace().collect();
        arguments.extend(["--test-threads", threads]);
        let run = ours().binary(&arguments);
        assert_eq!(run.status, expected.status, "{words}: {run}\nlibtest: {expected}");
        let mut compared = [&run, &expected].map(|outcome| comparable(&outcome.stdout));
        if ["green", "--exact", "--ignored"].iter().any(|word| words.contains(word)) {
            // A check that is not asked for is not read: it counts once, not once per resource.
            compared = compared.map(|text| without_count_of_filtered_out(&text));
        }
        let [left, right] = compared;
        assert_eq!(left, right, "{words}: {run}\nlibtest: {expected}");
        // libtest forgets to end the line of its warning.
        assert_eq!(run.stderr.trim_end(), expected.stderr.trim_end(), "{words}: {run}");
        last = Some(run);
    }
    last.unwrap()
}

/// The output without what may differ.
fn comparable(stdout: &str) -> String {
    let mut text = stdout.to_owned();
    for (before, after) in [
        ("finished in ", "s\n"),
        (" <", "s>"),
        ("\"exec_time\": ", " }"),
        ("\"exec_time\": ", ","),
        (" time=\"", "\""),
        // Texts of failures.
        (" stdout ----\n", "\n\n---- "),
        (" stdout ----\n", "\n\n\nfailures:"),
        ("\"stdout\": \"", "\" }"),
        ("<failure ", "type="),
        ("<system-out>", "</system-out>"),
        // Where a test stands.
        ("\"source_path\": ", " }"),
    ] {
        text = without(&text, before, after);
    }
    // libtest ends a colour as the terminal's database has it.
    text.replace("\u{1b}(B\u{1b}[m", "\u{1b}[0m")
}

fn without_count_of_filtered_out(text: &str) -> String {
    without(&without(text, "0 measured; ", " filtered out"), "\"filtered_out\": ", ",")
}

/// The text without what stands between the one and the other, on one line unless they hold ends of
/// lines themselves.
fn without(text: &str, before: &str, after: &str) -> String {
    let mut parts = text.split(before);
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        left.push_str(before);
        let end = part.find(after).filter(|end| {
            before.contains('\n') || after.contains('\n') || !part[..*end].contains('\n')
        });
        left.push_str(end.map_or(part, |end| &part[end..]));
    }
    left
}

#[test]
fn runs_look_alike() {
    for words in [
        "",
        "--show-output",
        "--no-capture green",
        "--nocapture green",
        "--fail-fast",
        "--fail-fast green",
        "alpha --skip too",
        "green gamma",
        "--exact nested::red::beta",
        "--exact green::alpha nested::red::alpha",
        "gamma",
        "--skip alpha",
        "alpha --skip red",
        "no_such_test",
        "--ignored",
        "--include-ignored",
        "--ignored --show-output",
        "--test",
        "--bench",
        "--bench --test",
        "--bench --ignored",
        "--report-time",
        "--ensure-time",
        "--color never",
        "--color auto",
        "--exclude-should-panic",
        "--force-run-in-process",
    ] {
        for format in ["", "-q", "--format pretty", "--format terse", "--format json"] {
            assert_same(&format!("{format} {words}"));
        }
        assert_same(&format!("{words} --format junit"));
    }
}

#[test]
fn colours_are_libtests() {
    let run = assert_same("--color always");
    assert!(run.stdout.contains("test green::alpha ... \u{1b}[32mok\u{1b}[0m\n"), "{run}");
    assert_same("--color always -q");
    assert_same("--color always --bench");
}

#[test]
fn lists_look_alike() {
    for words in [
        "--list",
        "--list --format terse",
        "--list -q",
        "--list --format json",
        "--list --format junit",
        "--list --ignored",
        "--list --ignored --format terse",
        "--list --bench --format terse",
        "--list --include-ignored",
        "--list green",
        "--list --exact green::alpha",
        "--list no_such_test",
        "--list --format json no_such_test",
        "--list --shuffle",
    ] {
        assert_same(words);
    }
    let place = "\"source_path\": \"tests/libtest_words.rs\", \"start_line\": 5, ";
    let run = ours().binary(&["--list", "--format", "json"]);
    assert!(run.stdout.contains(place), "{run}");
}

#[test]
fn failures_are_told_where_libtest_tells_them() {
    let run = assert_same("");
    let failure = run.failure("nested::red::beta");
    assert!(failure.contains("failed     tests/libtest_words.rs:13:9: "), "{failure}");
    assert!(failure.contains("beta is the one that fails"), "{failure}");
    let json = ours().binary(&["--format", "json"]);
    let events = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let texts: Vec<String> = events
        .filter_map(|event: serde_json::Value| Some(event["stdout"].as_str()?.to_owned()))
        .collect();
    assert_eq!(texts.len(), 2, "{json}");
    assert!(texts[0].starts_with(failure), "{json}");
    let junit = ours().binary(&["--format", "junit"]);
    assert!(junit.stdout.contains("beta is the one that fails"), "{junit}");
}

#[test]
fn refusals_are_libtests() {
    for words in [
        "--nope",
        "-x",
        "--help --nope",
        "--exact --exact",
        "--exact=1",
        "--format",
        "--format xml",
        "--format json --format json",
        "--test-threads",
        "--test-threads 0",
        "--test-threads x",
        "--test-threads 1 --test-threads 1",
        "--color",
        "--color sometimes",
        "--shuffle-seed x",
        "--ignored --include-ignored",
        "-Z",
        "-Z nope",
        "-Z unstable-options -Z unstable-options",
        "--logfile",
        "--skip",
    ] {
        let words: Vec<&str> = words.split_whitespace().collect();
        let run = ours().binary(&words);
        let mut libtests = words.clone();
        if !words.contains(&"-Z") {
            libtests.splice(0..0, ["-Z", "unstable-options"]);
        }
        let expected = libtest().binary(&libtests);
        assert_eq!(run.stderr, expected.stderr, "{words:?}");
        assert_eq!((run.status, run.stdout.as_str()), (101, ""), "{words:?}: {run}");
        assert_eq!((expected.status, expected.stdout.as_str()), (101, ""), "{expected}");
    }
}

#[test]
fn variables_are_libtests() {
    for (name, value, words) in [
        ("RUST_TEST_THREADS", "x", ""),
        ("RUST_TEST_THREADS", "0", ""),
        ("RUST_TEST_THREADS", "", ""),
        ("RUST_TEST_SHUFFLE_SEED", "x", ""),
        ("RUST_TEST_TIME_INTEGRATION", "5", "--report-time"),
        ("RUST_TEST_TIME_INTEGRATION", "1,x", "--ensure-time"),
        ("RUST_TEST_TIME_INTEGRATION", "5,1", "--report-time"),
    ] {
        let words: Vec<&str> = words.split_whitespace().collect();
        let run = ours().with(name, value).binary(&words);
        // libtest panics with these words.
        let libtests = [&["-Z", "unstable-options"], &words[..]].concat();
        let expected = libtest().with(name, value).binary(&libtests);
        let line = run.stderr.strip_prefix("error: ").unwrap_or_else(|| panic!("{run}"));
        assert!(expected.stderr.contains(line), "{run}\nlibtest: {expected}");
        assert_eq!((run.status, expected.status), (101, 101), "{run}");
    }
    let threads = ours().with("RUST_TEST_THREADS", "2").binary(&[]);
    assert_eq!(comparable(&threads.stdout), comparable(&ours().binary(&[]).stdout));
    // Where no test runs, libtest does not look at it either.
    let list = ours().with("RUST_TEST_THREADS", "x").binary(&["--list"]);
    assert_eq!(list.status, 0, "{list}");
    // With a limit of nothing every test takes too long.
    let limits = |suite: Suite| suite.with("RUST_TEST_TIME_INTEGRATION", "0,0");
    for form in ["pretty", "terse", "json", "junit"] {
        let words = ["--ensure-time", "--format", form, "--test-threads", "1"];
        let run = limits(ours()).binary(&words);
        let libtests = [&["-Z", "unstable-options"], &words[..]].concat();
        let expected = limits(libtest()).binary(&libtests);
        assert_eq!(comparable(&run.stdout), comparable(&expected.stdout), "{run}\n{expected}");
        assert_eq!((run.status, expected.status), (101, 101), "{run}");
    }
}

#[test]
fn a_random_order_is_told_as_libtest_tells_it() {
    let run = ours().binary(&["--shuffle"]);
    let seed = |run: &Outcome| {
        let line =
            run.stdout.lines().nth(1).unwrap().strip_prefix("running 9 tests (shuffle seed: ");
        line.and_then(|rest| rest.strip_suffix(')')?.parse::<u64>().ok()).expect("a seed")
    };
    let seed = seed(&run).to_string();
    let again = ours().binary(&["--shuffle-seed", &seed, "--test-threads", "1"]);
    assert_eq!(comparable(&run.stdout), comparable(&again.stdout));
    let by_variable = ours().with("RUST_TEST_SHUFFLE_SEED", &*seed).binary(&[]);
    assert_eq!(comparable(&run.stdout), comparable(&by_variable.stdout));
    let sorted = |run: &Outcome| {
        let mut lines: Vec<String> = comparable(&run.stdout).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let libtests = libtest().binary(&["-Z", "unstable-options", "--shuffle-seed", &seed]);
    assert_eq!(sorted(&run), sorted(&libtests), "{run}\nlibtest: {libtests}");
}

#[test]
fn the_log_file_is_libtests() {
    let folder = scratch();
    let logged = |suite: Suite, words: &str| {
        let file = folder.path().join("log");
        let path = file.to_str().unwrap();
        let words = words.split_whitespace().chain(["--logfile", path, "--test-threads", "1"]);
        let run = suite.binary(&words.collect::<Vec<_>>());
        assert!(run.stderr.starts_with("warning: `--logfile` is deprecated"), "{run}");
        fs::read_to_string(file).unwrap()
    };
    for words in ["", "--list", "--bench", "-q green"] {
        let expected = logged(libtest(), words);
        assert!(expected.contains("green::alpha"), "{expected}");
        assert_eq!(logged(ours(), words), expected, "{words}");
    }
    assert_same(&format!("--logfile {}", folder.path().join("log").display()));
    let nowhere = ours().binary(&["--logfile", "/nonexistent/log"]);
    assert_eq!(nowhere.status, 101, "{nowhere}");
    assert!(nowhere.stderr.contains("the log file `/nonexistent/log`: No such file"), "{nowhere}");
}

#[test]
fn the_help_is_our_own() {
    for word in ["--help", "-h"] {
        let help = ours().binary(&[word]);
        assert_eq!((help.status, help.stderr.as_str()), (0, ""), "{help}");
        for part in ["Usage: ", "CONFIGTEST_SOURCE", "--shuffle-seed SEED", "resource"] {
            assert!(help.stdout.contains(part), "{help}");
        }
    }
}

#[test]
fn output_that_nobody_can_take_is_an_error() {
    for words in [&[][..], &["--list"], &["--format", "junit"], &["--help"]] {
        let run = ours().binary_into_full_disk(words);
        assert_eq!(run.status, 101, "{run}");
        let error = "error: the output cannot be written: No space left on device (os error 28)\n";
        assert_eq!(run.stderr, error, "{words:?}");
    }
}
