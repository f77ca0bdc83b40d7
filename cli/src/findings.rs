//! The findings of a run: where they are, and what they come to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use configtest::__collector::record::{SUITE_FILE, SuiteRecord};
use configtest::__collector::{Gap, Results, ResultsError, findings_folder_name, read_results};

use crate::strangers::NO_SUITE;
use crate::workspace::Workspace;

/// The findings in these folders; where none is named, those of the last run of each suite that the
/// workspace has.
///
/// # Errors
///
/// There are none, or they cannot be read.
pub(crate) fn findings(named: &[PathBuf], workspace: &Workspace) -> Result<Results, ResultsError> {
    if !named.is_empty() {
        return read_results(named);
    }
    let kept = workspace.findings.as_path();
    let folders = last_of_each_suite(workspace)
        .map_err(|source| ResultsError::Io { path: kept.to_owned(), source })?;
    match folders.is_empty() {
        true => Err(ResultsError::None(kept.to_owned())),
        false => read_results(&folders),
    }
}

/// Of the folders `RUN/SUITE`, the one of each suite that was begun last. What was found by a suite that
/// is gone is of no use any more.
fn last_of_each_suite(workspace: &Workspace) -> io::Result<Vec<PathBuf>> {
    let is_there: BTreeSet<String> =
        workspace.suites.iter().map(|suite| findings_folder_name(suite)).collect();
    let mut last: BTreeMap<String, (SystemTime, PathBuf)> = BTreeMap::new();
    let runs = match fs::read_dir(&workspace.findings) {
        Ok(runs) => runs,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    for run in runs {
        let run = run?.path();
        if !run.is_dir() {
            continue;
        }
        for suite in fs::read_dir(&run)? {
            let folder = suite?.path();
            // A run that is just beginning has none yet.
            let Ok(described) = fs::metadata(folder.join(SUITE_FILE)) else { continue };
            let begun = described.modified()?;
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name != NO_SUITE && !is_there.contains(&name) {
                continue;
            }
            let this = (begun, folder);
            if last.get(&name).is_none_or(|other| *other < this) {
                last.insert(name, this);
            }
        }
    }
    // What is of no suite is of its run alone.
    let newest = last.values().max().and_then(|(_, folder)| folder.parent()).map(Path::to_owned);
    last.retain(|name, (_, folder)| name != NO_SUITE || folder.parent() == newest.as_deref());
    Ok(last.into_values().map(|(_, folder)| folder).collect())
}

/// Makes a gap of every check of these suites that has no finding, since all of them were to run.
pub(crate) fn expect_all(results: &mut Results, suites: &[SuiteRecord]) {
    add_missing(results, suites);
    results.expect_all();
}

/// Makes a gap of every check of those suites that did not even begin.
pub(crate) fn expect_begun(results: &mut Results, suites: &[SuiteRecord]) {
    for suite in add_missing(results, suites) {
        let runs = suite.checks.iter().filter(|check| check.ignored.is_none());
        results.gaps.extend(runs.map(|check| Gap {
            suite: suite.name.clone(),
            check: check.path.clone(),
            missing: 1,
        }));
    }
    results.gaps.sort();
}

/// Adds the suites of which there is nothing, and says which they are.
fn add_missing<'a>(results: &mut Results, suites: &'a [SuiteRecord]) -> Vec<&'a SuiteRecord> {
    let is_there = |suite: &&SuiteRecord| results.suites.iter().any(|of| of.name == suite.name);
    let missing: Vec<&SuiteRecord> = suites.iter().filter(|suite| !is_there(suite)).collect();
    results.suites.extend(missing.iter().copied().cloned());
    results.suites.sort_by(|left, right| left.name.cmp(&right.name));
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_suites_that_are_gone_nothing_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        for suite in ["checks.config", "checks.gone", "other.config"] {
            let suite = folder.path().join("run").join(suite);
            fs::create_dir_all(&suite).unwrap();
            fs::write(suite.join(SUITE_FILE), "{}").unwrap();
        }
        let workspace = Workspace {
            target: PathBuf::new(),
            findings: folder.path().to_owned(),
            root: PathBuf::new(),
            tested: Vec::new(),
            suites: ["checks::config", "checks::new"].map(str::to_owned).into(),
            prefix: String::new(),
        };
        let taken = last_of_each_suite(&workspace).unwrap();
        assert_eq!(taken, [folder.path().join("run/checks.config")]);
    }
}
