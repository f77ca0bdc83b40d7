//! Reading what the processes of a run wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::super::record::{
    Began, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE, Selected, SuiteRecord,
};
use super::{Gap, Results, ResultsError};

/// What one process wrote.
struct Process {
    began: Began,
    findings: Vec<FindingRecord>,
    /// When it ended; none where it did not get there.
    ended: Option<String>,
}

/// Puts together what the processes of a run wrote into these folders, and into those within them.
///
/// Where two processes carried out the same case, as with retries, the one that began last counts.
///
/// # Errors
///
/// There is nothing, something cannot be read, or the parts do not fit together. What a process
/// that crashed wrote last may be half a line: that is a gap, and no error.
pub fn read_results(folders: &[PathBuf]) -> Result<Results, ResultsError> {
    let mut suites: BTreeMap<String, SuiteRecord> = BTreeMap::new();
    let mut processes: Vec<Process> = Vec::new();
    for folder in folders {
        let mut files = Vec::new();
        find(folder, &mut files)?;
        for path in files {
            if path.file_name().is_some_and(|name| name == SUITE_FILE) {
                add_suite(&mut suites, &path)?;
            } else if let Some(process) = read_process(&path)? {
                processes.push(process);
            }
        }
    }
    if suites.is_empty() || processes.is_empty() {
        return Err(ResultsError::None(folders.first().cloned().unwrap_or_default()));
    }
    Ok(merge(suites, processes))
}

/// The files below a folder, sorted.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), ResultsError> {
    let failed = |source| ResultsError::Io { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            find(&path, files)?;
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == SUITE_FILE || name.ends_with(PROCESS_FILE) {
            files.push(path);
        }
    }
    Ok(())
}

fn add_suite(suites: &mut BTreeMap<String, SuiteRecord>, path: &Path) -> Result<(), ResultsError> {
    let failed = |source| ResultsError::Io { path: path.to_owned(), source };
    let bytes = fs::read(path).map_err(failed)?;
    let foreign = |source| ResultsError::Foreign { path: path.to_owned(), line: 1, source };
    let suite: SuiteRecord = serde_json::from_slice(&bytes).map_err(foreign)?;
    refuse_other_format(path, suite.format_version)?;
    match suites.get(&suite.name) {
        None => {
            suites.insert(suite.name.clone(), suite);
            Ok(())
        }
        Some(known) if *known == suite => Ok(()),
        Some(known) => Err(ResultsError::Differs {
            path: path.to_owned(),
            suite: suite.name.clone(),
            what: match known.source == suite.source {
                true => "its checks are not the same",
                false => "its sources are not the same",
            },
        }),
    }
}

fn refuse_other_format(path: &Path, theirs: u32) -> Result<(), ResultsError> {
    match theirs {
        RECORD_FORMAT => Ok(()),
        theirs => Err(ResultsError::Format { path: path.to_owned(), theirs, ours: RECORD_FORMAT }),
    }
}

/// None where it was killed before it said anything.
fn read_process(path: &Path) -> Result<Option<Process>, ResultsError> {
    let failed = |source: io::Error| ResultsError::Io { path: path.to_owned(), source };
    let mut reader = BufReader::new(fs::File::open(path).map_err(failed)?);
    let mut process: Option<Process> = None;
    let mut torn: Option<(usize, serde_json::Error)> = None;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        number += 1;
        // Only the last line may be torn.
        if let Some((line, source)) = torn {
            return Err(ResultsError::Foreign { path: path.to_owned(), line, source });
        }
        match serde_json::from_slice::<Entry>(&line) {
            Err(error) => torn = Some((number, error)),
            Ok(Entry::Began(began)) => {
                refuse_other_format(path, began.format_version)?;
                process = Some(Process { began, findings: Vec::new(), ended: None });
            }
            Ok(Entry::Finding(finding)) => {
                if let Some(process) = &mut process {
                    process.findings.push(*finding);
                }
            }
            Ok(Entry::Ended(ended)) => {
                if let Some(process) = &mut process
                    && process.findings.len() == ended.findings
                {
                    process.ended = Some(ended.time);
                }
            }
        }
    }
    Ok(process)
}

fn merge(suites: BTreeMap<String, SuiteRecord>, mut processes: Vec<Process>) -> Results {
    processes.sort_by(|left, right| left.began.time.cmp(&right.began.time));
    let mut results = Results {
        began: processes.first().map(|first| first.began.time.clone()).unwrap_or_default(),
        suites: suites.into_values().collect(),
        ..Results::default()
    };
    results.ended = results.began.clone();
    // By fingerprint: the last process that carried a case out says what it is.
    let mut findings: BTreeMap<String, FindingRecord> = BTreeMap::new();
    // By suite and check: how many cases there are, and how many of them processes were to carry out
    // that did not end.
    let mut cases: BTreeMap<(String, String), Selected> = BTreeMap::new();
    let mut narrowed: Vec<String> = Vec::new();
    for Process { began, findings: found, ended } in processes {
        if let Some(ended) = &ended {
            results.ended = results.ended.max(ended.clone());
        }
        let mut done: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &found {
            *done.entry(&finding.check).or_default() += 1;
        }
        for Selected { check, cases: selected, of } in &began.selected {
            let key = (began.suite.clone(), check.clone());
            let entry = cases.entry(key).or_insert_with(|| Selected {
                check: check.clone(),
                cases: 0,
                of: *of,
            });
            entry.of = entry.of.max(*of);
            let missing = selected.saturating_sub(done.get(check.as_str()).copied().unwrap_or(0));
            match ended {
                // A retry carries out all cases again. What ended and had only some of them makes up
                // for no other part.
                Some(_) if selected == of => entry.cases = 0,
                Some(_) => {}
                None => entry.cases += missing,
            }
        }
        narrowed.extend(began.narrowed_to);
        findings.extend(found.into_iter().map(|found| (found.fingerprint.clone(), found)));
    }
    results.findings = findings.into_values().collect();
    results.sort();
    for ((suite, check), selected) in &mut cases {
        let found = results.findings_of(suite, check).len();
        selected.cases = selected.cases.min(selected.of.saturating_sub(found));
        if selected.cases > 0 {
            let (suite, check) = (suite.clone(), check.clone());
            results.gaps.push(Gap { suite, check, missing: selected.cases });
        }
    }
    results.partial = partial(&results, &cases, narrowed);
    results
}

/// Why the findings are not all that there are.
fn partial(
    results: &Results,
    cases: &BTreeMap<(String, String), Selected>,
    mut narrowed: Vec<String>,
) -> Vec<String> {
    let mut partial = Vec::new();
    narrowed.sort();
    narrowed.dedup();
    for pattern in narrowed {
        partial.push(format!("only resources like `{pattern}` were judged"));
    }
    for suite in &results.suites {
        let of_suite = || suite.checks.iter().filter(|check| check.ignored.is_none());
        let found = |path: &str| results.findings_of(&suite.name, path).len();
        let selected = |path: &str| cases.get(&(suite.name.clone(), path.to_owned()));
        let all = of_suite().count();
        let not_run = of_suite().filter(|check| selected(&check.path).is_none()).count();
        if not_run > 0 {
            partial.push(format!("{not_run} of {all} checks of {} were not selected", suite.name));
        }
        let is_part = |check: &&super::super::record::CheckRecord| {
            selected(&check.path).is_some_and(|of| of.cases == 0 && found(&check.path) < of.of)
        };
        let in_part = of_suite().filter(is_part).count();
        if in_part > 0 {
            partial.push(format!(
                "of {in_part} of {all} checks of {} not all cases were selected",
                suite.name
            ));
        }
    }
    partial
}
