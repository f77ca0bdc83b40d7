//! Reports of all formats, and what is left of them where two runs are compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use configtest::__collector::Format;
use serde_json::Value;

use super::{Outcome, Program, Suite};

/// The reports of a run by the words for their formats.
pub type Reports = BTreeMap<&'static str, String>;

/// `cargo configtest ARGUMENTS`, where the suites are.
pub fn configtest(suite: Suite, arguments: &[&str]) -> Outcome {
    suite.other_cargo(&[&["configtest"], arguments].concat())
}

/// `run` of a suite by that runner, which keeps its findings there and writes a report of each
/// format; with what the runner is told.
pub fn run_into(suite: Suite, runner: &str, findings: &Path, told: &[&str]) -> (Outcome, Reports) {
    let folder = findings.with_extension("reports");
    let files = Format::ALL.map(|format| format!("{format}={}", file(&folder, format).display()));
    let name = suite.name();
    let mut arguments = vec!["run", "--test", name, "--runner", runner, "--findings"];
    arguments.push(findings.to_str().unwrap());
    arguments.extend(files.iter().flat_map(|file| ["--report", file]));
    arguments.extend(["--"].into_iter().filter(|_| !told.is_empty()));
    arguments.extend(told);
    let run = configtest(suite, &arguments);
    assert!(folder.is_dir(), "{run}");
    (run, read(&folder))
}

/// The reports that `report` makes of these folders.
pub fn report(findings: &[&Path]) -> Reports {
    let folder = findings[0].with_extension("merged");
    for format in Format::ALL {
        let out = file(&folder, format);
        let mut arguments = vec!["report", "--format", format.as_str(), "--out"];
        arguments.push(out.to_str().unwrap());
        for folder in findings {
            arguments.extend(["--findings", folder.to_str().unwrap()]);
        }
        let run = Program::for_suites(&arguments).run();
        assert_eq!(run.status, 0, "{run}");
    }
    let reports = read(&folder);
    // The summary is added to what there is.
    fs::remove_dir_all(folder).unwrap();
    reports
}

/// `report --gate` of these folders.
pub fn gate(findings: &[&Path]) -> Outcome {
    let mut arguments = vec!["report", "--gate"];
    for folder in findings {
        arguments.extend(["--findings", folder.to_str().unwrap()]);
    }
    Program::for_suites(&arguments).run()
}

fn file(folder: &Path, format: Format) -> PathBuf {
    folder.join(format.as_str())
}

fn read(folder: &Path) -> Reports {
    let read = |format: Format| {
        let text = fs::read_to_string(file(folder, format)).unwrap();
        assert!(!text.is_empty(), "{format}");
        (format.as_str(), text)
    };
    Format::ALL.into_iter().map(read).collect()
}

/// The files of the processes in these folders, sorted.
pub fn process_files(findings: &[&Path]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in findings {
        for suite in fs::read_dir(folder).unwrap() {
            let entries = fs::read_dir(suite.unwrap().path()).unwrap();
            files.extend(entries.map(|entry| entry.unwrap().path()));
        }
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ndjson"));
    files.sort();
    files
}

/// The reports without the times at which the run began and ended, in each form in which a format
/// writes them: nothing else may differ between two runs over one state.
pub fn without_times(reports: &Reports, findings: &[&Path]) -> Reports {
    let (began, ended) = times(findings);
    let without = |(format, text): (&&'static str, &String)| {
        (*format, without_time(&without_time(text, &began, "BEGAN"), &ended, "ENDED"))
    };
    reports.iter().map(without).collect()
}

fn without_time(text: &str, time: &str, name: &str) -> String {
    let (day, clock) = (&time[..10], &time[11..19]);
    let since = humantime::parse_rfc3339(time).unwrap().duration_since(std::time::UNIX_EPOCH);
    text.replace(time, name)
        // JUnit's schema has no fractions, and no zone.
        .replace(&format!("timestamp=\"{day}T{clock}\""), &format!("timestamp=\"{name}\""))
        // For people.
        .replace(&format!("\"{name}\">{day} {clock} UTC<"), &format!("\"{name}\">{name}<"))
        // OCSF counts milliseconds.
        .replace(&since.unwrap().as_millis().to_string(), name)
}

/// When the first process began and the last one ended.
fn times(findings: &[&Path]) -> (String, String) {
    let mut times = Vec::new();
    for file in process_files(findings) {
        let text = fs::read_to_string(file).unwrap();
        let entries = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let time = |entry: Value| {
            let of = |name: &str| entry[name]["Time"].as_str().map(str::to_owned);
            of("Began").or_else(|| of("Ended"))
        };
        times.extend(entries.filter_map(time));
    }
    times.sort();
    (times[0].clone(), times[times.len() - 1].clone())
}

/// The two are the same bytes in every format.
pub fn assert_equal(left: &Reports, right: &Reports, what: &str) {
    for (format, left) in left {
        let right = &right[format];
        if left != right {
            let lines = left.lines().zip(right.lines());
            let differing: Vec<_> = lines.filter(|(left, right)| left != right).take(3).collect();
            panic!("{what}: {format} differs: {differing:#?}");
        }
    }
    assert_eq!(left.len(), Format::ALL.len());
}
