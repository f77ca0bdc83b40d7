//! What of a run's findings is missing or does not fit is told, and never left out in silence.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::reports::{gate, process_files, report};
use crate::support::{Outcome, Program, Suite, scratch};

/// The findings of a suite that runs in one process.
fn findings(folder: &Path, name: &str, suite: &'static str) -> PathBuf {
    let findings = folder.join(name);
    let run = keep(&findings, suite, "mock");
    assert!(findings.is_dir(), "{run}");
    findings
}

fn keep(findings: &Path, suite: &'static str, source: &str) -> Outcome {
    let suite = Suite::new(suite).with("CONFIGTEST_FINDINGS", findings);
    suite.with("CONFIGTEST_SOURCE", source).binary(&[])
}

fn refused(folders: &[&Path], words: &str) {
    let gate = gate(folders);
    assert_eq!((gate.status, gate.stdout.as_str()), (2, ""), "{gate}");
    assert!(gate.stderr.starts_with("error: "), "{gate}");
    assert!(gate.stderr.contains(words), "`{words}` is not in: {gate}");
}

/// The only process in the folder.
fn only_file(folder: &Path) -> PathBuf {
    let [file] = &process_files(&[folder])[..] else { panic!("one process") };
    file.clone()
}

#[test]
fn a_file_that_is_cut_off_is_a_gap_in_every_format() {
    let folder = scratch();
    let whole = findings(folder.path(), "whole", "parts");
    let file = only_file(&whole);
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    assert!(lines.len() > 4, "{text}");
    let all = lines.len() - 3;
    // Behind a line, within one, and before anything at all; each byte is cut beside the reader.
    let length_of = |count: usize| lines[..count].iter().map(|line| line.len()).sum::<usize>();
    let head = length_of(4);
    for (length, found) in [(head, 2), (head + 10, 2), (length_of(2), 0)] {
        fs::write(&file, &text[..length]).unwrap();
        let gate = gate(&[&whole]);
        assert_eq!(gate.status, 2, "{gate}");
        assert!(gate.stderr.contains("missing: "), "{gate}");
        let words = match all - found {
            1 => "no result for one case".to_owned(),
            missing => format!("no result for {missing} cases"),
        };
        assert!(gate.stderr.contains(&words), "{words}: {gate}");
        for (format, text) in report(&[&whole]) {
            let says_so = ["process", "killed", "crash", "\"Gaps\":[{"];
            assert!(says_so.iter().any(|words| text.contains(words)), "{format}: {text}");
        }
    }
    fs::write(&file, &text[..10]).unwrap();
    refused(&[&whole], "there are no findings in `");
}

#[test]
fn what_does_not_fit_is_refused() {
    let folder = scratch();
    let first = findings(folder.path(), "first", "parts");
    let other = findings(folder.path(), "other", "parts");
    let suite = other.join("suites.parts/suite.json");
    let text = fs::read_to_string(&suite).unwrap();
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        fs::write(&suite, text.replacen(from, to, 1)).unwrap();
    };
    change("\"Source\":\"mock\"", "\"Source\":\"live\"");
    refused(&[&first, &other], "`suites::parts`: its sources are not the same");
    change("\"Line\":", "\"Line\":1");
    refused(&[&first, &other], "`suites::parts`: its checks are not the same");
    change("\"FormatVersion\":1", "\"FormatVersion\":2");
    refused(&[&first, &other], "suite.json` is of format 2, and this release");
    fs::remove_file(&suite).unwrap();
    refused(&[&first, &other], "no `suite.json` beside it");
    fs::write(&suite, "{}").unwrap();
    refused(&[&first, &other], "suite.json:1` is no finding");
    fs::write(&suite, &text).unwrap();
    assert_eq!(gate(&[&first, &other]).status, gate(&[&first]).status);

    let file = only_file(&other);
    let lines = fs::read_to_string(&file).unwrap();
    fs::write(&file, lines.replacen("\"FormatVersion\":1", "\"FormatVersion\":9", 1)).unwrap();
    refused(&[&first, &other], ".ndjson` is of format 9, and this release");
    fs::write(&file, format!("no JSON\n{lines}")).unwrap();
    refused(&[&first, &other], ".ndjson:1` is no finding");

    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    refused(&[&first, &empty], &format!("there are no findings in `{}`", empty.display()));
    let nowhere = folder.path().join("nowhere");
    refused(&[&first, &nowhere], &format!("there are no findings in `{}`", nowhere.display()));
}

#[test]
fn two_suites_stand_beside_each_other() {
    let folder = scratch();
    let parts = findings(folder.path(), "parts", "parts");
    let outcomes = findings(folder.path(), "outcomes", "outcomes");
    let both = report(&[&parts, &outcomes]);
    for suite in ["suites::parts", "suites::outcomes"] {
        assert!(both["findings"].contains(&format!("\"Suite\":\"{suite}\"")), "{suite}");
    }
    let findings = |folder: &Path| report(&[folder])["findings"].lines().count() - 1;
    let all = findings(&parts) + findings(&outcomes);
    assert_eq!(both["findings"].lines().count() - 1, all);
}

#[test]
fn a_folder_takes_findings_of_one_source_alone() {
    let folder = scratch();
    let kept = findings(folder.path(), "kept", "outcomes");
    let fixture = crate::support::repository().join("examples/quickstart/fixtures/acme");
    let run = keep(&kept, "outcomes", &format!("fixture:{}", fixture.display()));
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("what is there is of another run, with other checks"), "{run}");
    // The same again is a later word on the same.
    let again = keep(&kept, "outcomes", "mock");
    assert_eq!(again.status, 101, "{again}");
    assert_eq!(process_files(&[&kept]).len(), 2);
    let once = findings(folder.path(), "once", "outcomes");
    assert_eq!(report(&[&kept])["gitlab"], report(&[&once])["gitlab"]);
}

#[test]
fn run_refuses_a_folder_that_holds_something() {
    let folder = scratch();
    let kept = findings(folder.path(), "kept", "parts");
    let arguments = ["run", "--test", "parts", "--findings", kept.to_str().unwrap()];
    let run = Program::for_suites(&arguments).with("CONFIGTEST_SOURCE", "mock").run();
    assert_eq!(run.status, 2, "{run}");
    assert!(run.stderr.contains("holds something already"), "{run}");
}
