//! Findings of several processes, put together.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::record::{
    Began, Ended, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE, Selected,
};
use super::{Results, ResultsError, read_results, sample};
use crate::gate::{Conclusion, Status};

#[test]
fn what_cannot_be_judged_beats_what_is_found() {
    let mut results = sample::results();
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge, "one is unknown");
    results.findings.retain(|finding| finding.unknown.is_none());
    assert_eq!(results.conclusion(), Conclusion::Findings);
    results.findings.retain(|finding| !finding.breaks);
    assert_eq!(results.conclusion(), Conclusion::Clean);
    results.gaps = sample::with_gaps().gaps;
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge);
    results.gaps.clear();
    results.findings.clear();
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge, "nothing was judged");
}

/// A folder with the suite of the sample and a file for each process.
fn folder(processes: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), "app.config", processes);
    folder
}

fn add(folder: &Path, name: &str, processes: &[&str]) {
    let folder = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    let suite = serde_json::to_vec(&sample::results().suites[0]).unwrap();
    fs::write(folder.join(SUITE_FILE), suite).unwrap();
    for (number, text) in processes.iter().enumerate() {
        fs::write(folder.join(format!("{number}{PROCESS_FILE}")), text).unwrap();
    }
}

const BLOCKS: &str = "buckets::block_public_access";

/// A process that began in that second, carried out the cases of these buckets, and ended.
fn process(run: Option<&str>, second: u8, buckets: &[(&str, Status)]) -> String {
    let time = |second: u8| format!("2026-11-24T15:00:{second:02}.000000000Z");
    let cases = buckets.len();
    let mut entries = vec![Entry::Began(Began {
        format_version: RECORD_FORMAT,
        suite: "app::config".to_owned(),
        time: time(second),
        run: run.map(str::to_owned),
        selected: vec![Selected { check: BLOCKS.to_owned(), cases, of: cases }],
        narrowed_to: None,
    })];
    let finding = |(bucket, status): &(&str, Status)| sample::finding(BLOCKS, bucket, *status);
    entries.extend(buckets.iter().map(|of| Entry::Finding(Box::new(finding(of)))));
    entries.push(Entry::Ended(Ended { time: time(second + 1), findings: cases }));
    let line = |entry: &Entry| serde_json::to_string(entry).unwrap() + "\n";
    entries.iter().map(line).collect()
}

/// The same, killed before it ended and behind so many findings.
fn killed(process: &str, findings: usize) -> String {
    process.split_inclusive('\n').take(1 + findings).collect()
}

fn read(folders: &[&Path]) -> Result<Results, ResultsError> {
    read_results(&folders.iter().map(|folder| (*folder).to_owned()).collect::<Vec<_>>())
}

fn error_of(folders: &[&Path]) -> String {
    crate::report::error(&read(folders).unwrap_err())
}

fn statuses(results: &Results) -> Vec<(&str, Status)> {
    fn pair(finding: &FindingRecord) -> (&str, Status) {
        (&finding.resource.as_ref().unwrap().id, finding.status)
    }
    results.findings.iter().map(pair).collect()
}

fn missing(results: &Results) -> Vec<(&str, usize)> {
    results.gaps.iter().map(|gap| (gap.check.as_str(), gap.missing)).collect()
}

const TWO: &[(&str, Status)] = &[("acme-data", Status::Pass), ("acme-logs", Status::Fail)];

#[test]
fn what_a_cut_file_lacks_is_a_gap() {
    let whole = process(None, 1, TWO);
    // Another process, so that there is always something.
    let other = process(None, 2, &[("acme-other", Status::Pass)]);
    let all = read(&[folder(&[&whole, &other]).path()]).unwrap();
    assert_eq!((all.findings.len(), all.gaps.len()), (3, 0));
    for length in 0..whole.len() {
        // In a folder of its own now and then, as that of another machine.
        let results = match length % 2 {
            0 => read(&[folder(&[&whole[..length], &other]).path()]).unwrap(),
            _ => read(&[folder(&[&other]).path(), folder(&[&whole[..length]]).path()]).unwrap(),
        };
        let missing: usize = results.gaps.iter().map(|gap| gap.missing).sum();
        let began = whole.find('\n').unwrap();
        if length < began {
            // Nobody knows what it was of.
            assert!(results.partial.iter().any(|part| part.contains("before it had said")));
            assert_eq!(results.conclusion(), Conclusion::CouldNotJudge, "{length}");
            continue;
        }
        assert_eq!(results.findings.len() + missing, 3, "{length}");
    }
}

#[test]
fn a_line_in_the_middle_is_not_lost_silently() {
    let whole = process(None, 1, TWO);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let without = [lines[0], lines[2], lines[3]].concat();
    assert_eq!(missing(&read(&[folder(&[&without]).path()]).unwrap()), [(BLOCKS, 1)]);
    let torn = [lines[0], &lines[1][..lines[1].len() / 2], "\n", lines[2], lines[3]].concat();
    assert!(error_of(&[folder(&[&torn]).path()]).contains("0.ndjson:2` is no finding"));
    let headless = [lines[1], lines[2], lines[3]].concat();
    assert!(error_of(&[folder(&[&headless]).path()]).contains("no process began"));
    let two = [&whole, &process(None, 3, &[("acme-other", Status::Pass)]) as &str].concat();
    assert_eq!(read(&[folder(&[&two]).path()]).unwrap().findings.len(), 3, "one behind the other");
}

#[test]
fn a_later_process_has_the_last_word() {
    let first = process(None, 1, TWO);
    let later = process(None, 5, &[("acme-logs", Status::Pass)]);
    for order in [[&first, &later], [&later, &first]] {
        let results = read(&[folder(&order.map(String::as_str)).path()]).unwrap();
        let expected = [("acme-data", Status::Pass), ("acme-logs", Status::Pass)];
        assert_eq!(statuses(&results), expected);
    }
}

#[test]
fn a_retry_of_nextest_takes_the_place_of_what_was_tried_before() {
    let first = process(Some("r"), 1, TWO);
    let retry = process(Some("r"), 5, &[("acme-logs", Status::Pass)]);
    let merged = |texts: &[&str]| read(&[folder(texts).path()]).unwrap();
    let results = merged(&[&first, &retry]);
    assert_eq!(statuses(&results), [("acme-logs", Status::Pass)], "the other one is gone by now");
    let results = merged(&[&killed(&first, 1), &retry]);
    assert_eq!((statuses(&results).len(), missing(&results)), (1, vec![]), "it was made up for");
    let results = merged(&[&killed(&first, 1), &killed(&retry, 0)]);
    assert_eq!(missing(&results), [(BLOCKS, 1)]);
    assert_eq!(statuses(&results), [("acme-data", Status::Pass)], "what there is stays");
    let results = merged(&[&first, &killed(&retry, 0)]);
    assert_eq!((statuses(&results).len(), missing(&results)), (2, vec![(BLOCKS, 1)]));
}

#[test]
fn another_run_makes_up_for_nothing() {
    // It may be of another account, and says nothing of this one.
    for (run, other) in [(None, None), (Some("r"), None), (Some("r"), Some("s"))] {
        let first = killed(&process(run, 1, TWO), 1);
        let later = process(other, 5, &[("acme-other", Status::Pass)]);
        let results = read(&[folder(&[&first, &later]).path()]).unwrap();
        assert_eq!((statuses(&results).len(), missing(&results)), (2, vec![(BLOCKS, 1)]));
        let (one, two) = (folder(&[&first]), folder(&[&later]));
        assert_eq!(read(&[one.path(), two.path()]).unwrap(), results);
    }
}

#[test]
fn a_folder_counts_once_and_an_empty_one_is_told() {
    let one = folder(&[&killed(&process(None, 1, TWO), 1)]);
    let link = tempfile::tempdir().unwrap();
    let inner = one.path().join("app.config");
    let twice = read(&[one.path(), &inner, &one.path().join("app.config/..")]).unwrap();
    assert_eq!(twice, read(&[one.path()]).unwrap());
    for nothing in [link.path(), &link.path().join("not-there")] {
        let error = error_of(&[one.path(), nothing]);
        let expected = format!("error: there are no findings in `{}`", nothing.display());
        assert!(error.starts_with(&expected), "{error}");
    }
    let suite_alone = folder(&[]);
    assert!(error_of(&[one.path(), suite_alone.path()]).contains("there are no findings in"));
}

#[test]
fn what_no_suite_describes_is_no_silence() {
    let whole = process(None, 1, TWO);
    let one = folder(&[&whole]);
    fs::remove_file(one.path().join("app.config/suite.json")).unwrap();
    let error = error_of(&[one.path()]);
    assert!(error.contains("no `suite.json` beside it"), "{error}");
    let silent = folder(&[&whole]);
    fs::create_dir(silent.path().join("other")).unwrap();
    fs::write(silent.path().join("other/1.ndjson"), "").unwrap();
    assert!(error_of(&[silent.path()]).contains("no `suite.json` beside it"));
    // A check that the suite does not have: no format would show it.
    let strange = folder(&[&whole.replace(BLOCKS, "buckets::other")]);
    assert!(error_of(&[strange.path()]).contains("its checks are not the same"));
    let mixed = whole.replacen("app::config", "other", 1);
    assert!(error_of(&[folder(&[&mixed]).path()]).contains("it is of the suite `app::config`"));
    let other = whole.replace("app::config", "other");
    assert!(error_of(&[folder(&[&other]).path()]).contains("that is no suite of this folder"));
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let whole = process(None, 1, TWO);
    let change = |from: &str, to: &str| {
        let folder = folder(&[&whole]);
        let path = folder.path().join("app.config/suite.json");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
        folder
    };
    let one = folder(&[&whole]);
    let error = |other: &TempDir| error_of(&[one.path(), other.path()]);
    let source = error(&change(r#""Source":"live""#, r#""Source":"staging""#));
    assert!(
        source.contains("different things of the suite `app::config`: its sources"),
        "{source}"
    );
    let checks = error(&change("Buckets keep", "Buckets have"));
    assert!(checks.contains("its checks are not the same"), "{checks}");
    // Whatever else is different there, the release is what matters.
    let next = r#"{"FormatVersion":2,"Suites":[]}"#;
    let text = serde_json::to_string(&sample::results().suites[0]).unwrap();
    let release = error(&change(&text, next));
    assert!(
        release.contains("is of format 2, and this release of cargo-configtest reads format 1")
    );
    let process = folder(&["{\"Began\":{\"FormatVersion\":7,\"Suite\":[]}}\n"]);
    assert!(error(&process).contains("is of format 7"), "{}", error(&process));
}
