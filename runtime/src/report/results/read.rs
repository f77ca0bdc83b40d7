//! Reading what the processes of a run wrote.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::Error as _;

use super::super::record::{
    Began, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE, SuiteRecord,
};
use super::merge::{Parts, Process, merge};
use super::{Results, ResultsError};

/// A file is read in pieces of so many bytes.
const PIECE: usize = 1 << 16;

/// Puts together what the processes of a run wrote into these folders, and into those within them.
///
/// Where two processes carried out the same case, as with retries, the one that began last counts.
///
/// # Errors
///
/// A folder holds nothing, something cannot be read, or the parts do not fit together. What a process
/// that crashed wrote last may be half a line: that is a gap, and no error.
pub fn read_results(folders: &[PathBuf]) -> Result<Results, ResultsError> {
    let mut parts = Parts::default();
    // By their real paths: whoever names a folder twice means it once.
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    for folder in folders {
        let mut files = Vec::new();
        find(folder, &mut files)?;
        if !files.iter().any(|path| !is_suite(path)) {
            return Err(ResultsError::None(folder.clone()));
        }
        for path in files {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            if !known.insert(real) {
                continue;
            }
            match is_suite(&path) {
                true => add_suite(&mut parts, &path)?,
                false => add_processes(&mut parts, path)?,
            }
        }
    }
    if parts.processes.is_empty() {
        return Err(ResultsError::None(folders.first().cloned().unwrap_or_default()));
    }
    merge(parts)
}

fn is_suite(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SUITE_FILE)
}

/// The files below a folder, sorted.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), ResultsError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ResultsError::None(folder.to_owned()),
        _ => ResultsError::Io { path: folder.to_owned(), source },
    };
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

/// What every release writes first.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Version {
    format_version: u32,
}

/// The same as a line.
#[derive(Deserialize)]
enum First {
    Began(Version),
}

fn add_suite(parts: &mut Parts, path: &Path) -> Result<(), ResultsError> {
    let failed = |source| ResultsError::Io { path: path.to_owned(), source };
    let bytes = fs::read(path).map_err(failed)?;
    // Another release may write anything else otherwise.
    if let Ok(version) = serde_json::from_slice::<Version>(&bytes) {
        refuse_other_format(path, version.format_version)?;
    }
    let foreign = |source| ResultsError::Foreign { path: path.to_owned(), line: 1, source };
    let suite: SuiteRecord = serde_json::from_slice(&bytes).map_err(foreign)?;
    let folder = path.parent().unwrap_or(path).to_owned();
    parts.folders.insert(folder, suite.name.clone());
    match parts.suites.get(&suite.name) {
        None => {
            parts.suites.insert(suite.name.clone(), suite);
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

/// Adds the process that wrote the file; several, where somebody has put their files together.
fn add_processes(parts: &mut Parts, path: PathBuf) -> Result<(), ResultsError> {
    let failed = |source: io::Error| ResultsError::Io { path: path.clone(), source };
    let file = fs::File::open(&path).map_err(failed)?;
    let mut reader = BufReader::with_capacity(PIECE, file);
    let mut open: Option<Process> = None;
    let mut torn: Option<(usize, serde_json::Error)> = None;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        number += 1;
        let foreign = |line, source| ResultsError::Foreign { path: path.clone(), line, source };
        // Only the last line may be torn.
        if let Some((line, source)) = torn {
            return Err(foreign(line, source));
        }
        let nothing_began = || foreign(number, serde_json::Error::custom("no process began"));
        if open.is_none()
            && let Ok(First::Began(version)) = serde_json::from_slice(&line)
        {
            refuse_other_format(&path, version.format_version)?;
        }
        match serde_json::from_slice::<Entry>(&line) {
            Err(error) => torn = Some((number, error)),
            Ok(Entry::Began(began)) => {
                refuse_other_format(&path, began.format_version)?;
                parts.processes.extend(open.replace(process(began, &path)));
            }
            Ok(Entry::Finding(finding)) => {
                let process = open.as_mut().ok_or_else(nothing_began)?;
                add_finding(process, *finding)
                    .map_err(|error| foreign(number, serde_json::Error::custom(error)))?;
            }
            Ok(Entry::Selected(selected)) => {
                open.as_mut().ok_or_else(nothing_began)?.began.selected = selected;
            }
            Ok(Entry::Further(finding)) => {
                let process = open.as_mut().ok_or_else(nothing_began)?;
                *process.further.entry(finding.check.clone()).or_default() += 1;
                add_finding(process, *finding)
                    .map_err(|error| foreign(number, serde_json::Error::custom(error)))?;
            }
            Ok(Entry::Ended(ended)) => {
                let process = open.as_mut().ok_or_else(nothing_began)?;
                if process.findings.len() == ended.findings {
                    process.ended = Some(ended.time);
                }
            }
        }
    }
    match open {
        Some(process) => parts.processes.push(process),
        // What it was going to do nobody knows.
        None => parts.silent.push(path),
    }
    Ok(())
}

fn process(began: Began, path: &Path) -> Process {
    Process {
        began,
        findings: Vec::new(),
        further: BTreeMap::new(),
        ended: None,
        path: path.to_owned(),
    }
}

fn add_finding(process: &mut Process, finding: FindingRecord) -> Result<(), String> {
    let (theirs, ours) = (&finding.suite, &process.began.suite);
    if theirs != ours {
        return Err(format!("it is of the suite `{theirs}`, in a file of `{ours}`"));
    }
    process.findings.push(finding);
    Ok(())
}
