//! Findings with the checks that they come from, sorted.

use std::collections::BTreeMap;

use super::super::record::{CheckRecord, FindingRecord, SuiteRecord};
use crate::gate::{Conclusion, Status};
use crate::settings::Severity;

/// What a run found, of all its processes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// The suites, sorted by name.
    pub suites: Vec<SuiteRecord>,
    /// The findings, sorted by suite, check and case; one for each fingerprint.
    pub findings: Vec<FindingRecord>,
    /// What a process was going to find when it ended.
    pub gaps: Vec<Gap>,
    /// Why the findings are not those of the whole suites, where they are not; a sentence each.
    pub partial: Vec<String>,
    /// When the first process began, in RFC 3339 with nanoseconds, in UTC.
    pub began: String,
    /// When the last one ended, or wrote last.
    pub ended: String,
    /// What stands before the files of checks, seen from the root of the repository: empty, or a
    /// folder with a `/` at its end.
    pub prefix: String,
    /// Whether all of the suites was to be judged: then a part of it cannot be clean.
    pub is_whole_expected: bool,
}

/// Cases that were to be carried out and have no finding: their process was killed, or crashed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The suite.
    pub suite: String,
    /// The check.
    pub check: String,
    /// How many of its cases have none.
    pub missing: usize,
}

/// A check with its findings, of which there may be none.
#[derive(Debug, Clone, Copy)]
pub struct CheckResults<'a> {
    /// The suite.
    pub suite: &'a SuiteRecord,
    /// The check.
    pub check: &'a CheckRecord,
    /// Its findings, sorted by case.
    pub findings: &'a [FindingRecord],
}

impl Results {
    /// What the run comes to.
    pub fn conclusion(&self) -> Conclusion {
        let of_finding = |finding: &FindingRecord| match (finding.breaks, finding.status) {
            (false, _) => Conclusion::Clean,
            (true, Status::Unknown) => Conclusion::CouldNotJudge,
            (true, _) => Conclusion::Findings,
        };
        let is_part = self.is_whole_expected && !self.partial.is_empty();
        let is_open = !self.gaps.is_empty() || self.findings.is_empty() || is_part;
        let open = is_open.then_some(Conclusion::CouldNotJudge);
        let all = self.findings.iter().map(of_finding).chain(open);
        all.max().unwrap_or(Conclusion::CouldNotJudge)
    }

    /// The checks of all suites with their findings: sorted by suite, and within it as the suite has
    /// them.
    pub fn checks(&self) -> impl Iterator<Item = CheckResults<'_>> {
        self.suites.iter().flat_map(move |suite| {
            suite.checks.iter().map(move |check| CheckResults {
                suite,
                check,
                findings: self.findings_of(&suite.name, &check.path),
            })
        })
    }

    /// Puts the findings in their order, which whoever adds one has to do.
    pub fn sort(&mut self) {
        fn key(of: &FindingRecord) -> (&str, &str, &str, &str) {
            (&of.suite, &of.check, &of.test, &of.fingerprint)
        }
        self.findings.sort_by(|left, right| key(left).cmp(&key(right)));
    }

    /// Takes every check without a finding for one that should have had some: all were to run.
    pub fn expect_all(&mut self) {
        self.is_whole_expected = true;
        let mut missing = Vec::new();
        for CheckResults { suite, check, findings } in self.checks() {
            let is_known = |gap: &Gap| gap.suite == suite.name && gap.check == check.path;
            let runs = check.ignored.is_none();
            if runs && findings.is_empty() && !self.gaps.iter().any(is_known) {
                let (suite, check) = (suite.name.clone(), check.path.clone());
                missing.push(Gap { suite, check, missing: 1 });
            }
        }
        self.gaps.append(&mut missing);
        self.gaps.sort();
    }

    pub(super) fn findings_of(&self, suite: &str, check: &str) -> &[FindingRecord] {
        let key = |finding: &FindingRecord| {
            (finding.suite.as_str(), finding.check.as_str()).cmp(&(suite, check))
        };
        let begin = self.findings.partition_point(|finding| key(finding).is_lt());
        let length = self.findings[begin..].partition_point(|finding| key(finding).is_eq());
        &self.findings[begin..begin + length]
    }

    /// How many findings there are of each severity and status; nothing stands for none.
    pub fn counts(&self) -> BTreeMap<(Severity, Status), usize> {
        let mut counts = BTreeMap::new();
        for CheckResults { check, findings, .. } in self.checks() {
            for finding in findings {
                *counts.entry((check.severity, finding.status)).or_default() += 1;
            }
        }
        counts
    }

    /// The file of a check as it is called from the root of the repository, with `/`.
    pub fn file_of(&self, check: &CheckRecord) -> String {
        let file = check.file.replace('\\', "/");
        match file.starts_with('/') {
            true => file,
            false => format!("{}{file}", self.prefix),
        }
    }
}

impl CheckResults<'_> {
    /// The title of the check; its path where it has none.
    pub fn title(&self) -> &str {
        match self.check.title.as_str() {
            "" => &self.check.path,
            title => title,
        }
    }
}
