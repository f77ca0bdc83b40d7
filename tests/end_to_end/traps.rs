//! Two ways in which nextest would take for passed what was not tested: a name that was listed and
//! is not there when it is run, and a test that finds while it runs that it has nothing to say.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::expected::{Check, OUTCOMES};
use crate::support::{Outcome, Suite, scratch};

/// The checks of the suite `traps`, and the one that is ignored.
const CHECKS: [&str; 4] = ["of_all", "of_each", "of_the_company", "of_the_public"];
const IGNORED: &str = "on_request";

fn traps(account: &str) -> Suite {
    Suite::new("traps").with("CONFIGTEST_SOURCE", "mock").with("ACCOUNT", account)
}

/// The suite, where nextest lists with `list` and runs with `run`: lines of bash in which `"$@"` is
/// what nextest would start.
fn with_runner(suite: Suite, folder: &Path, list: &str, run: &str) -> Suite {
    let runner = folder.join("runner");
    let script = format!(
        "#!/usr/bin/env bash\ncase \" $* \" in\n*' --list '*) {list} ;;\n*) {run} ;;\nesac\n"
    );
    fs::write(&runner, script).unwrap();
    fs::set_permissions(&runner, fs::Permissions::from_mode(0o755)).unwrap();
    suite.with(&format!("CARGO_TARGET_{}_RUNNER", triple()), runner)
}

/// The triple of this machine, as cargo's variables spell it.
fn triple() -> String {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let triple = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    triple.to_uppercase().replace(['-', '.'], "_")
}

/// Whether nextest says that word of that test.
fn says(run: &Outcome, word: &str, suite: &str, name: &str) -> bool {
    let end = format!("suites::{suite} {name}");
    run.stderr
        .lines()
        .any(|line| line.trim_start().starts_with(&format!("{word} [")) && line.ends_with(&end))
}

#[test]
fn a_check_that_is_gone_since_it_was_listed_fails() {
    let folder = scratch();
    // The suite that is listed is another than the one that runs.
    let other = Suite::new("parts").build();
    let run = format!("shift; exec {} \"$@\"", other.display());
    let suite = with_runner(OUTCOMES.suite(), folder.path(), "exec \"$@\"", &run);
    let run = suite.cargo_nextest(&["--run-ignored", "all"]);
    assert_eq!(run.status, 100, "{run}");
    let count = OUTCOMES.checks.len();
    let summary = format!("{count} tests run: 0 passed, {count} failed, 0 skipped");
    assert!(run.stderr.contains(&summary), "{run}");
    for Check { path, .. } in OUTCOMES.checks {
        assert!(says(&run, "FAIL", "outcomes", path), "{path}: {run}");
        let message = format!("error: there is no check called `{path}`");
        assert!(run.stderr.contains(&message), "{message} is not in: {run}");
    }
}

#[test]
fn a_name_that_is_gone_ends_the_run_with_an_error() {
    let nextest = |name: &str, more: &[&str]| {
        let words = [&[name, "--exact", "--nocapture"], more].concat();
        traps("private").with("NEXTEST", "1").binary(&words)
    };
    for (name, more) in [
        ("of_eech", &[][..]),
        ("on_requests", &["--include-ignored"]),
        ("on_requests", &["--ignored"]),
        ("of_each::acme-gone", &[]),
        // It is there, and the check does not speak of it any more.
        ("of_the_public::acme-web", &[]),
    ] {
        let run = nextest(name, more);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{name}: {run}");
        let message = format!("error: there is no check called `{name}`");
        assert!(run.stderr.contains(&message), "{run}");
    }
    // Without nextest the name of a check may be another binary's; that of a resource is not.
    for name in ["of_each::acme-gone", "of_the_public::acme-web"] {
        let run = traps("private").binary(&["--exact", name]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
        let message = format!("error: the source holds no resource for `{name}`");
        assert!(run.stderr.contains(&message), "{run}");
    }
}

/// For each account how the checks end that do not pass over it, and with which words.
const CHANGED: [(&str, &[&str], &str); 4] = [
    ("empty", &["of_all", "of_each", "of_the_company", "of_the_public", IGNORED], "no-resource"),
    ("private", &["of_the_public"], "no-resource"),
    ("hidden", &["of_the_public"], "unknown"),
    ("renamed", &["of_the_company"], "no-resource"),
];

#[test]
fn what_finds_nothing_to_say_while_it_runs_fails_under_nextest() {
    let all = ["--run-ignored", "all"];
    let whole = traps("whole").cargo_nextest(&all);
    assert_eq!(whole.status, 0, "{whole}");
    assert!(whole.stderr.contains("5 tests run: 5 passed, 0 skipped"), "{whole}");
    for (account, failing, verdict) in CHANGED {
        let folder = scratch();
        // It is listed while all is there.
        let run = format!("ACCOUNT={account} exec \"$@\"");
        let suite = with_runner(traps("whole"), folder.path(), "exec \"$@\"", &run);
        let run = suite.cargo_nextest(&all);
        assert_eq!(run.status, 100, "{run}");
        let (failed, passed) = (failing.len(), 5 - failing.len());
        let summary = format!("5 tests run: {passed} passed, {failed} failed, 0 skipped");
        assert!(run.stderr.contains(&summary), "{account}: {run}");
        for name in CHECKS.into_iter().chain([IGNORED]) {
            let word = if failing.contains(&name) { "FAIL" } else { "PASS" };
            assert!(says(&run, word, "traps", name), "{account}, {name}: {run}");
        }
        let line = format!("verdict    {verdict}, which does not pass");
        assert_eq!(run.stderr.matches(&line).count(), failed, "{account}: {run}");
    }
}

#[test]
fn what_finds_nothing_to_say_while_it_runs_fails_under_cargo_test() {
    for (account, failing, verdict) in CHANGED {
        let run = traps(account).cargo_test(&["--include-ignored"]);
        assert_eq!(run.status, 101, "{run}");
        let failed = run.failed();
        let checks: Vec<&str> =
            failed.iter().map(|name| name.split("::").next().unwrap()).collect();
        assert_eq!(checks, failing, "{account}: {run}");
        for name in &failed {
            let line = format!("verdict    {verdict}, which does not pass");
            assert!(run.failure(name).starts_with(&line), "{account}: {run}");
        }
        assert!(run.stdout.contains(" 0 ignored; "), "nothing is skipped while it runs: {run}");
        assert!(run.results().values().all(|word| word == "ok" || word == "FAILED"), "{run}");
    }
}

#[test]
fn what_cannot_be_carried_out_fails_under_nextest() {
    for (source, message) in [
        ("fixture:/nonexistent", "/nonexistent"),
        ("nowhere", "nowhere"),
        ("aws", "cargo-configtest"),
    ] {
        let folder = scratch();
        let run = format!(
            "PATH=/usr/bin:/bin CARGO_HOME=/nonexistent CONFIGTEST_SOURCE={source} exec \"$@\""
        );
        let suite = with_runner(traps("whole"), folder.path(), "exec \"$@\"", &run);
        let run = suite.cargo_nextest(&[]);
        assert_eq!(run.status, 100, "{run}");
        let summary = "4 tests run: 0 passed, 4 failed, 1 skipped";
        assert!(run.stderr.contains(summary), "{source}: {run}");
        for name in CHECKS {
            assert!(says(&run, "FAIL", "traps", name), "{name}: {run}");
        }
        assert!(run.stderr.contains("error: ") && run.stderr.contains(message), "{run}");
        assert!(!run.stderr.contains("test result: ok"), "{run}");
    }
}
