//! The tests of waivers among the others: listed, filtered, ignored, in every runner.

use super::ground::{FAILS, Gate, mended, waiver};
use crate::support::Outcome;

const WEB: &str = "[waiver]::versions_are_kept::acme-web";
const KEPT: &str = "[waiver]::*_are_kept::arn:aws:s3:::acme-*";
const AUDIT: &str = "[waiver]::on_request::*";

fn gate() -> Gate {
    Gate::with(
        &[
            waiver("versions_are_kept", "acme-web", ""),
            waiver("*_are_kept", "arn:aws:s3:::acme-*", ""),
            waiver("on_request", "*", ""),
        ]
        .concat(),
    )
}

fn of_waivers(run: &Outcome) -> Vec<(String, String)> {
    run.results().into_iter().filter(|(name, _)| name.starts_with("[waiver]")).collect()
}

fn owned(results: &[(&str, &str)]) -> Vec<(String, String)> {
    results.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect()
}

fn listed(run: &Outcome) -> Vec<&str> {
    assert_eq!(run.status, 0, "{run}");
    run.stdout.lines().filter_map(|line| line.strip_suffix(": test")).collect()
}

#[test]
fn they_stand_behind_the_checks() {
    let gate = gate();
    let list = gate.binary(&["--list"]);
    let names = listed(&list);
    assert_eq!(names[names.len() - 3..], [KEPT, AUDIT, WEB], "{list}");
    assert!(list.stdout.ends_with("\n22 tests, 0 benchmarks\n"), "{list}");
    let run = gate.binary(&["--test-threads=1"]);
    let ran: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(ran, names, "they run in the order of the list");
    assert!(run.stdout.contains("; 2 ignored; 0 measured; 0 filtered out;"), "{run}");
    // Shuffled they are among them, and none is lost.
    let shuffled = gate.binary(&["-Zunstable-options", "--shuffle-seed=7"]);
    assert_eq!(shuffled.results(), run.results(), "{shuffled}");
}

#[test]
fn filters_are_libtests() {
    let gate = gate();
    for (arguments, expected, filtered_out) in [
        (
            &["[waiver]"][..],
            &[(KEPT, "ok"), (AUDIT, "ignored, until the audit"), (WEB, "ok")][..],
            19,
        ),
        (&["acme-web"], &[(WEB, "ok")], 17),
        // A check that cannot be asked for is not looked at, and counts as one.
        (&["--exact", WEB], &[(WEB, "ok")], 12),
        (&["--exact", KEPT, WEB], &[(KEPT, "ok"), (WEB, "ok")], 11),
        (&["--exact", "[waiver]"], &[], 13),
        (&["--exact", "versions_are_kept"], &[], 12),
        (&["--skip", "[waiver]"], &[], 3),
        (&["[waiver]", "--skip", "acme"], &[(AUDIT, "ignored, until the audit")], 21),
        (&["[waiver]", "--ignored"], &[(AUDIT, "ok")], 0),
        (&["[waiver]", "--include-ignored"], &[(KEPT, "ok"), (AUDIT, "ok"), (WEB, "ok")], 0),
    ] {
        let run = gate.suite("").with("RUST_TEST_THREADS", "1").binary(arguments);
        assert_eq!(of_waivers(&run), owned(expected), "{arguments:?}: {run}");
        let listed = gate.binary(&[&["--list"], arguments].concat());
        let ran = run.results().len();
        assert!(
            listed.stdout.ends_with(&format!(
                "{ran} test{}, 0 benchmarks\n",
                if ran == 1 { "" } else { "s" }
            )),
            "{arguments:?}: {run}{listed}"
        );
        if filtered_out > 0 {
            let told = format!(" {filtered_out} filtered out;");
            assert!(run.stdout.contains(&told), "{arguments:?}: {run}");
        }
    }
}

#[test]
fn where_a_run_is_narrowed_to_resources_none_is_judged() {
    let gate = Gate::with(
        &[
            waiver("versions_are_kept", "acme-web", ""),
            waiver("have_an_owner", "acme-logs", "expires = \"2020-01-01\""),
            waiver("whole", "*", ""),
        ]
        .concat(),
    );
    let run = gate.suite("").with("CONFIGTEST_RESOURCE", "acme-web").binary(&[]);
    assert_eq!(of_waivers(&run), [], "{run}");
    assert_eq!(run.results()["versions_are_kept::acme-web"], "ok", "it holds: {run}");
    let list = gate.suite("").with("CONFIGTEST_RESOURCE", "acme-web").cargo_nextest_list(&[]);
    assert!(!list.stdout.contains("[waiver]"), "{list}");
}

#[test]
fn nextest_runs_each_by_its_name() {
    let gate = gate();
    let list = gate.suite("").cargo_nextest_list(&["--message-format", "oneline"]);
    for name in [KEPT, AUDIT, WEB] {
        assert!(
            list.stdout.contains(&format!("suites::gated {name}\n")) || name == AUDIT,
            "{list}"
        );
    }
    let run = gate.suite("").cargo_nextest(&["--status-level", "all"]);
    assert_eq!(run.status, 100, "{run}");
    for name in [KEPT, WEB] {
        let passed = |line: &&str| line.contains("PASS [") && line.ends_with(name);
        assert_eq!(run.stderr.lines().filter(passed).count(), 1, "{name}: {run}");
    }
    let skipped = |line: &&str| line.contains("SKIP [") && line.ends_with(AUDIT);
    assert_eq!(run.stderr.lines().filter(skipped).count(), 1, "{run}");
    // One alone, whatever stands in its name.
    let one = gate.suite("").cargo_nextest(&["-E", &format!("test(={KEPT})")]);
    assert_eq!(one.status, 0, "{one}");
    assert!(one.stderr.contains("1 test run: 1 passed"), "{one}");
    let ignored = gate.suite("").cargo_nextest(&["--run-ignored", "only", "-E", "test(waiver)"]);
    assert_eq!(ignored.status, 0, "{ignored}");
    assert!(ignored.stderr.contains("1 test run: 1 passed"), "{ignored}");
}

#[test]
fn cargo_test_takes_the_first_failure_for_the_last() {
    let expired = waiver("versions_are_kept", "acme-web", "expires = \"2020-01-01\"");
    let gate = Gate::with(&(waiver("have_an_owner", "acme-logs", "") + &expired));
    let run = gate.suite("").cargo_test(&["[waiver]", "-Zunstable-options", "--fail-fast"]);
    assert_eq!(run.failed(), [WEB], "{run}");
    let run = gate.suite("").cargo_test(&[]);
    assert_eq!((run.status, mended(&run)), (101, vec!["have_an_owner::acme-logs"]), "{run}");
    assert_eq!(run.failed().len(), FAILS.len(), "{run}");
}
