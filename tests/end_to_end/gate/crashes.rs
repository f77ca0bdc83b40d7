//! A process that does not come to its end.

use std::fs;

use super::ground::{Gate, assert_says};
use crate::support::{Program, scratch};

/// What a shell says of a process that aborted.
const ABORTED: i32 = 128 + 6;

#[test]
fn a_crash_leaves_a_gap_and_what_was_found() {
    for runner in ["cargo", "nextest"] {
        let gate = Gate::with("");
        let folder = gate.path("findings");
        let arguments = ["--runner", runner, "--findings", folder.to_str().unwrap()];
        let run = gate.program("", "run", &arguments);
        // One test behind the other.
        let run = run.with("GATED_ABORT", "1").with("RUST_TEST_THREADS", "1").run();
        assert_eq!(run.status, 2, "{runner}: {run}");
        assert_says(
            &run.stdout,
            &[
                "missing: last::may_abort of suites::gated has no result for 3 cases",
                "could not judge: ",
            ],
        );
        let files = fs::read_dir(folder.join("suites.gated")).unwrap();
        let all: String =
            files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let found = |name: &str| all.contains(&format!("\"Test\":\"{name}\""));
        // In the process that crashed, what stands before it is there, and what stands behind is not.
        assert!(found("have_an_owner::acme-logs"), "{run}");
        assert_eq!(found("versions_are_kept::acme-web"), runner == "nextest", "{run}");
        let gap = "missing: versions_are_kept of suites::gated has no result for 3 cases";
        assert_eq!(run.stdout.contains(gap), runner == "cargo", "{run}");
    }
}

#[test]
fn a_part_that_ended_does_not_make_up_for_another() {
    let gate = Gate::with("");
    let folder = scratch();
    let findings = folder.path().join("findings");
    let suite = || gate.suite("").with("CONFIGTEST_FINDINGS", &findings);
    let crashed = suite().with("GATED_ABORT", "1").binary_in_shell(&["may_abort::acme-web"]);
    assert_eq!(crashed.status, ABORTED, "{crashed}");
    assert_eq!(suite().binary(&["may_abort::acme-logs"]).status, 0);
    let report = || {
        let words = ["report", "--gate", "--findings", findings.to_str().unwrap()];
        Program::for_suites(&words).run().stderr
    };
    let gap = "missing: last::may_abort of suites::gated has no result for one case";
    assert_says(&report(), &[gap]);
}

#[test]
fn a_crash_that_one_retry_mends_is_none() {
    let gate = Gate::with("");
    let folder = scratch();
    let findings = folder.path().join("findings");
    let suite = || {
        gate.suite("")
            .with("CONFIGTEST_FINDINGS", &findings)
            .with("NEXTEST", "1")
            .with("NEXTEST_RUN_ID", "crash")
    };
    let words = ["--exact", "last::may_abort", "--nocapture"];
    let gap = "missing: last::may_abort of suites::gated has no result for 3 cases";
    let report = || {
        let words = ["report", "--gate", "--findings", findings.to_str().unwrap()];
        Program::for_suites(&words).run().stderr
    };
    assert_eq!(suite().with("GATED_ABORT", "1").binary_in_shell(&words).status, ABORTED);
    assert!(report().contains(gap), "{}", report());
    assert_eq!(suite().binary(&words).status, 0);
    assert!(!report().contains("last::may_abort"), "{}", report());
}

#[test]
fn a_suite_that_cannot_begin_is_no_verdict() {
    let gate = Gate::with("[sources.gone]\ntype = \"fixture\"\npath = \"gone\"\n");
    for runner in ["cargo", "nextest"] {
        let run = gate.run(&["--source", "gone", "--runner", runner]);
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stdout.contains("gone") || run.stderr.contains("gone"), "{run}");
        let words = [
            "missing: have_an_owner of suites::gated has no result for one case",
            "could not judge: ",
        ];
        assert_says(&run.stdout, &words);
    }
}
