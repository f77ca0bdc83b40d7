//! What a run leaves for reports, where, and what happens where it cannot.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::ground::{FAILS, Gate, assert_says};
use crate::support::{Program, scratch, tools};

/// The suite's folder in each run below the target folder; not of what `run` keeps, which other tests
/// start meanwhile.
fn kept() -> BTreeSet<PathBuf> {
    let folder = tools::target().join("suites/configtest/findings");
    let runs = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let is_of_run = |run: &PathBuf| run.file_name().unwrap().to_string_lossy().starts_with("run-");
    runs.filter(|run| !is_of_run(run))
        .map(|run| run.join("suites.gated"))
        .filter(|folder| folder.is_dir())
        .collect()
}

/// The findings in a suite's folder: the words `Test` and `Status` of each, and how many processes
/// wrote them.
fn findings(folder: &Path) -> (Vec<(String, String)>, usize) {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|of| of == "ndjson")).collect();
    let mut found = Vec::new();
    for file in &files {
        for line in fs::read_to_string(file).unwrap().lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            let finding = &entry["Finding"];
            if let (Some(test), Some(status)) =
                (finding["Test"].as_str(), finding["Status"].as_str())
            {
                found.push((test.to_owned(), status.to_owned()));
            }
        }
    }
    found.sort();
    (found, files.len())
}

#[test]
fn they_are_kept_where_somebody_asks_for_them() {
    let _lock = tools::lock("findings");
    let gate = Gate::with("");
    let before = kept();
    let run = gate.binary(&[]);
    assert_eq!(kept(), before, "nobody asked");
    // A `[report]`, be it empty.
    gate.change("[report]\n");
    let new = |before: &BTreeSet<PathBuf>| kept().difference(before).cloned().collect::<Vec<_>>();
    assert_eq!(gate.binary(&[]).results(), run.results());
    let [folder] = &new(&before)[..] else { panic!("one run: {:?}", new(&before)) };
    let (one, processes) = findings(folder);
    assert_eq!((one.len(), processes), (18, 1), "{one:?}");
    let failed = |findings: &[(String, String)]| -> Vec<String> {
        let breaking =
            |(name, status): &&(String, String)| status != "pass" && name != "may_have_nothing";
        findings.iter().filter(breaking).map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(failed(&one), FAILS);
    // A list is no run.
    let before = kept();
    gate.binary(&["--list"]);
    gate.suite("").cargo_nextest_list(&[]);
    assert_eq!(kept(), before);
    // A process for each check, in the folder of one run.
    gate.suite("").cargo_nextest(&[]);
    let [folder] = &new(&before)[..] else { panic!("one run: {:?}", new(&before)) };
    let (each, processes) = findings(folder);
    assert_eq!((each, processes), (one, 9));
    // And what a folder is named for stays out of the target folder.
    let before = kept();
    let named = gate.path("deep/named");
    gate.suite("").with("CONFIGTEST_FINDINGS", &named).binary(&["versions_are_kept"]);
    assert_eq!(findings(&named.join("suites.gated")).0.len(), 3);
    assert_eq!(kept(), before);
}

#[test]
fn findings_of_other_settings_are_not_mixed_in() {
    let gate = Gate::with("");
    let folder = gate.path("findings");
    let suite = || gate.suite("").with("CONFIGTEST_FINDINGS", &folder);
    assert_eq!(suite().binary(&["whole"]).status, 0);
    assert_eq!(suite().binary(&["whole"]).status, 0, "the same says the same");
    gate.change(&super::ground::waiver("have_an_owner", "*", ""));
    let run = suite().binary(&["whole"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
    assert_says(
        &run.stderr,
        &[
            "error: cannot keep the findings in `",
            "findings/suites.gated`",
            "caused by: what is there is of another run",
        ],
    );
    // The program says so before anything is built.
    let run = gate.run(&["--findings", folder.to_str().unwrap()]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
    assert_says(
        &run.stderr,
        &["holds something already", "help: name a folder that is new or empty"],
    );
}

#[test]
fn what_cannot_be_kept_is_an_error() {
    let gate = Gate::with("");
    let in_a_file = gate.path("configtest.toml/findings");
    let run = gate.suite("").with("CONFIGTEST_FINDINGS", &in_a_file).binary(&[]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "nothing is judged: {run}");
    assert_says(
        &run.stderr,
        &["error: cannot keep the findings in `", "configtest.toml/findings", "caused by: "],
    );
    let run = gate.run(&["--findings", in_a_file.to_str().unwrap()]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
    assert_says(
        &run.stderr,
        &["error: cannot use the folder `", "configtest.toml/findings`", "caused by: "],
    );
    // A disk that is full in the middle: the tests end, and the run is none.
    let folder = scratch();
    let suite =
        gate.suite("").with("CONFIGTEST_FINDINGS", folder.path()).with("RUST_TEST_THREADS", "1");
    let run = suite.binary_with_files_up_to(8);
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stdout.contains("test result: FAILED."), "{run}");
    assert_says(&run.stderr, &["error: cannot keep the findings in `", "caused by: "]);
    let report =
        Program::for_suites(&["report", "--gate", "--findings", folder.path().to_str().unwrap()])
            .run();
    assert_eq!(report.status, 2, "{report}");
    assert_says(&report.stderr, &["missing: ", "could not judge: "]);
}

#[test]
fn a_report_without_findings_says_what_to_do() {
    let gate = Gate::with("");
    let empty = scratch();
    let words = ["report", "--gate", "--findings", empty.path().to_str().unwrap()];
    let report = Program::for_suites(&words).run();
    assert_eq!(report.status, 2, "{report}");
    assert_says(
        &report.stderr,
        &["error: there are no findings in `", "help: `cargo configtest run`"],
    );
    let words = ["report", "--format", "junti", "--out", "-"];
    let report = Program::for_suites(&words).run();
    assert_eq!(report.status, 2, "{report}");
    assert_says(&report.stderr, &["did you mean `junit`?"]);
    let _ = gate;
}
