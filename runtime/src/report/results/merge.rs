//! From what each process wrote to what the run found.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::super::record::{Began, CheckRecord, FindingRecord, Selected, SuiteRecord};
use super::{Gap, Results, ResultsError};

/// All that was read.
#[derive(Default)]
pub(super) struct Parts {
    /// The suites by name.
    pub(super) suites: BTreeMap<String, SuiteRecord>,
    /// The name of the suite that is described in a folder.
    pub(super) folders: BTreeMap<PathBuf, String>,
    /// The processes.
    pub(super) processes: Vec<Process>,
    /// The files of processes that ended before they had said what they were going to do.
    pub(super) silent: Vec<PathBuf>,
}

/// What one process wrote.
pub(super) struct Process {
    pub(super) began: Began,
    pub(super) findings: Vec<FindingRecord>,
    /// By check, how many of them are not the first of their case.
    pub(super) further: BTreeMap<String, usize>,
    /// When it ended; none where it did not get there.
    pub(super) ended: Option<String>,
    /// Its file.
    pub(super) path: PathBuf,
}

/// A check of a suite, by their names.
type Key = (String, String);

/// # Errors
///
/// A process is of a suite or a check that no file describes.
pub(super) fn merge(parts: Parts) -> Result<Results, ResultsError> {
    refuse_strays(&parts)?;
    let silent = parts.silent.iter().map(|path| parts.described_beside(path));
    let silent: BTreeSet<String> = silent.collect::<Result<_, _>>()?;
    let Parts { suites, mut processes, .. } = parts;
    processes.sort_by(|left, right| {
        (&left.began.time, &left.path).cmp(&(&right.began.time, &right.path))
    });
    let mut results = Results {
        began: processes.first().map(|first| first.began.time.clone()).unwrap_or_default(),
        suites: suites.into_values().collect(),
        ..Results::default()
    };
    results.ended = results.began.clone();
    let retried = Retried::of(&processes);
    // How many cases each check has that was selected.
    let mut cases: BTreeMap<Key, usize> = BTreeMap::new();
    let mut gaps: BTreeMap<Key, usize> = BTreeMap::new();
    let mut narrowed: Vec<String> = Vec::new();
    // The checks of which some process has carried out all cases.
    let mut whole: BTreeSet<Key> = BTreeSet::new();
    for (position, process) in processes.into_iter().enumerate() {
        let Process { began, findings, further, ended, .. } = process;
        results.ended = results.ended.max(ended.clone().unwrap_or_default());
        let mut done: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &findings {
            *done.entry(&finding.check).or_default() += 1;
        }
        for (check, count) in &further {
            if let Some(done) = done.get_mut(check.as_str()) {
                *done = done.saturating_sub(*count);
            }
        }
        for Selected { check, cases: selected, of } in &began.selected {
            let key = (began.suite.clone(), check.clone());
            let missing = selected.saturating_sub(done.get(check.as_str()).copied().unwrap_or(0));
            let is_open = ended.is_none() && !retried.is_begun_again(&began, check, position);
            if is_open && missing > 0 {
                *gaps.entry(key.clone()).or_default() += missing;
            }
            if ended.is_some() && selected == of && missing == 0 {
                whole.insert(key.clone());
            }
            let known = cases.entry(key).or_default();
            *known = (*known).max(*of);
        }
        let counts = |finding: &FindingRecord| !retried.is_done(&began, &finding.check, position);
        results.findings.extend(findings.into_iter().filter(counts));
        narrowed.extend(began.narrowed_to);
    }
    keep_the_last_of_each(&mut results.findings);
    results.sort();
    let gap = |((suite, check), missing)| Gap { suite, check, missing };
    results.gaps = gaps.into_iter().map(gap).collect();
    results.partial = partial(&results, &cases, &whole, narrowed);
    for suite in &silent {
        expect_all_of(&mut results, suite);
    }
    Ok(results)
}

impl Parts {
    /// The suite that is described in the folder of that file.
    fn described_beside(&self, path: &Path) -> Result<String, ResultsError> {
        let described = path.parent().and_then(|folder| self.folders.get(folder));
        described.cloned().ok_or_else(|| ResultsError::Undescribed { path: path.to_owned() })
    }
}

/// Findings that no format would show, since nothing describes their suite or their check.
fn refuse_strays(parts: &Parts) -> Result<(), ResultsError> {
    let paths = |suite: &SuiteRecord| -> HashSet<String> {
        suite.checks.iter().map(|check| check.path.clone()).collect()
    };
    let checks: BTreeMap<&str, HashSet<String>> =
        parts.suites.iter().map(|(name, suite)| (name.as_str(), paths(suite))).collect();
    for Process { began, findings, path, .. } in &parts.processes {
        let suite = parts.described_beside(path)?;
        let differs =
            |what| ResultsError::Differs { path: path.clone(), suite: began.suite.clone(), what };
        if suite != began.suite {
            return Err(differs("that is no suite of this folder"));
        }
        let selected = began.selected.iter().map(|selected| selected.check.as_str());
        let mut named = findings.iter().map(|finding| finding.check.as_str()).chain(selected);
        let is_known = |check| checks.get(suite.as_str()).is_some_and(|of| of.contains(check));
        if named.any(|check| !is_known(check)) {
            return Err(differs("its checks are not the same"));
        }
    }
    Ok(())
}

/// Which checks nextest has tried again within a run, and when.
struct Retried {
    /// By run, suite and check: the last process that was to carry out all its cases, and the last one
    /// that did.
    last: BTreeMap<(String, String, String), (usize, Option<usize>)>,
}

impl Retried {
    /// `processes` are sorted by when they began.
    fn of(processes: &[Process]) -> Self {
        let mut last: BTreeMap<_, (usize, Option<usize>)> = BTreeMap::new();
        for (position, Process { began, ended, .. }) in processes.iter().enumerate() {
            let Some(run) = &began.run else { continue };
            for selected in began.selected.iter().filter(|selected| selected.cases == selected.of) {
                let key = (run.clone(), began.suite.clone(), selected.check.clone());
                let (begun, done) = last.entry(key).or_default();
                *begun = position;
                *done = ended.as_ref().map(|_| position).or(*done);
            }
        }
        Self { last }
    }

    /// Whether a later process of the run was to carry out all of the check.
    fn is_begun_again(&self, began: &Began, check: &str, position: usize) -> bool {
        self.of_check(began, check).is_some_and(|(begun, _)| *begun > position)
    }

    /// Whether a later process of the run has carried out all of the check.
    fn is_done(&self, began: &Began, check: &str, position: usize) -> bool {
        let done = self.of_check(began, check).and_then(|(_, done)| *done);
        done.is_some_and(|done| done > position)
    }

    fn of_check(&self, began: &Began, check: &str) -> Option<&(usize, Option<usize>)> {
        let run = began.run.clone()?;
        self.last.get(&(run, began.suite.clone(), check.to_owned()))
    }
}

/// Of the findings with one fingerprint, the last: the last process that carried a case out says what
/// it is.
fn keep_the_last_of_each(findings: &mut Vec<FindingRecord>) {
    let mut seen: HashSet<&str> = HashSet::with_capacity(findings.len());
    let counts = findings.iter().rev().map(|finding| seen.insert(&finding.fingerprint));
    let mut counts: Vec<bool> = counts.collect();
    findings.retain(|_| counts.pop().unwrap_or(true));
}

/// A process of the suite may have been going to do whatever nobody did.
fn expect_all_of(results: &mut Results, name: &str) {
    let mut missing = Vec::new();
    for suite in results.suites.iter().filter(|suite| suite.name == name) {
        for check in suite.checks.iter().filter(|check| check.ignored.is_none()) {
            let is_known = |gap: &Gap| gap.suite == suite.name && gap.check == check.path;
            let is_found = !results.findings_of(&suite.name, &check.path).is_empty();
            if !is_found && !results.gaps.iter().any(is_known) {
                let (suite, check) = (suite.name.clone(), check.path.clone());
                missing.push(Gap { suite, check, missing: 1 });
            }
        }
    }
    results.gaps.append(&mut missing);
    results.gaps.sort();
    results
        .partial
        .push(format!("a process of {name} ended before it had said what it was going to do"));
}

/// Why the findings are not all that there are.
fn partial(
    results: &Results,
    cases: &BTreeMap<Key, usize>,
    whole: &BTreeSet<Key>,
    mut narrowed: Vec<String>,
) -> Vec<String> {
    let mut partial = Vec::new();
    narrowed.sort();
    narrowed.dedup();
    for pattern in narrowed {
        partial.push(format!("only resources like `{pattern}` were judged"));
    }
    let open: HashSet<(&str, &str)> =
        results.gaps.iter().map(|gap| (gap.suite.as_str(), gap.check.as_str())).collect();
    for suite in &results.suites {
        let of_suite = || suite.checks.iter().filter(|check| check.ignored.is_none());
        let found = |path: &str| results.findings_of(&suite.name, path).len();
        let selected = |path: &str| cases.get(&(suite.name.clone(), path.to_owned()));
        let all = of_suite().count();
        let not_run = of_suite().filter(|check| selected(&check.path).is_none()).count();
        if not_run > 0 {
            partial.push(format!("{not_run} of {all} checks of {} were not selected", suite.name));
        }
        let is_part = |check: &&CheckRecord| {
            !open.contains(&(suite.name.as_str(), check.path.as_str()))
                && !whole.contains(&(suite.name.clone(), check.path.clone()))
                && selected(&check.path).is_some_and(|of| found(&check.path) < *of)
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
