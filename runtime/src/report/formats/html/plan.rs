//! What of the findings is listed, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::record::FindingRecord;
use super::super::super::results::{CheckResults, Results};
use super::super::narrative;
use super::{check, finding};
use crate::gate::Status;

/// So many findings of a check that do not pass are listed.
pub(super) const MOST_FAILING: usize = 2_000;
/// So many findings of a check that pass are listed.
pub(super) const MOST_PASSING: usize = 200;
/// Where the page has about so many bytes nothing more is listed.
pub(super) const MOST_BYTES: usize = 20_000_000;
/// So many findings of each check are listed before more of any.
const FIRST: usize = 20;

/// The checks in the order in which they are shown, with what is listed of each.
pub(super) struct Plan<'a> {
    /// Those with findings that break the build first, then by severity, then by path.
    pub(super) sections: Vec<Section<'a>>,
    /// Findings that are of no check of the suites.
    pub(super) strays: usize,
}

/// A check.
pub(super) struct Section<'a> {
    pub(super) results: CheckResults<'a>,
    /// How many of its cases have no finding, because their process crashed.
    pub(super) missing: usize,
    /// Findings that break the build; those that neither do nor pass; those that pass.
    pub(super) groups: [Group<'a>; 3],
}

/// Findings that are listed together.
#[derive(Default)]
pub(super) struct Group<'a> {
    findings: Vec<&'a FindingRecord>,
    /// How many of them, from the first, are listed.
    listed: usize,
}

impl<'a> Group<'a> {
    /// All of them.
    pub(super) fn all(&self) -> &[&'a FindingRecord] {
        &self.findings
    }

    /// Those that are listed.
    pub(super) fn listed(&self) -> &[&'a FindingRecord] {
        self.findings.get(..self.listed).unwrap_or_default()
    }

    /// How many are not.
    pub(super) fn omitted(&self) -> usize {
        self.findings.len() - self.listed
    }
}

impl<'a> Plan<'a> {
    /// The plan of a page, within so many bytes.
    pub(super) fn of(results: &'a Results, bytes: usize) -> Self {
        let mut missing: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for gap in &results.gaps {
            *missing.entry((&gap.suite, &gap.check)).or_default() += gap.missing;
        }
        let section = |results: CheckResults<'a>| Section {
            results,
            missing: missing
                .get(&(results.suite.name.as_str(), results.check.path.as_str()))
                .copied()
                .unwrap_or(0),
            groups: grouped(results.findings),
        };
        let mut sections: Vec<Section<'a>> = results.checks().map(section).collect();
        sections.sort_by(|left, right| left.key().cmp(&right.key()));
        let found: usize = sections.iter().map(|section| section.results.findings.len()).sum();
        let mut plan = Self { sections, strays: results.findings.len().saturating_sub(found) };
        plan.list(results, bytes);
        plan
    }

    /// How many findings there are and are not listed: those that break the build, that neither do
    /// nor pass, and that pass.
    pub(super) fn omitted(&self) -> [usize; 3] {
        [0, 1, 2].map(|group: usize| {
            self.sections.iter().map(|section| section.groups[group].omitted()).sum()
        })
    }

    /// Decides what is listed: what breaks the build before what does not, and some of each check
    /// before more of any.
    fn list(&mut self, results: &Results, bytes: usize) {
        let mut rendered = String::new();
        let mut left = bytes;
        for section in &self.sections {
            rendered.clear();
            check::push_head(&mut rendered, results, section);
            left = left.saturating_sub(rendered.len());
        }
        for (group, most) in [
            (0, FIRST),
            (0, MOST_FAILING),
            (1, FIRST),
            (1, MOST_FAILING),
            (2, FIRST),
            (2, MOST_PASSING),
        ] {
            for section in &mut self.sections {
                let before = if group == 1 { section.groups[0].listed } else { 0 };
                let most = most.min(MOST_FAILING - before);
                let results = section.results;
                let group_of_check = &mut section.groups[group];
                let next = group_of_check.findings.iter().take(most).skip(group_of_check.listed);
                for found in next {
                    rendered.clear();
                    match group {
                        2 => finding::push_passing(&mut rendered, results, found),
                        _ => finding::push(&mut rendered, results, found),
                    }
                    match left.checked_sub(rendered.len()) {
                        Some(rest) => left = rest,
                        None => return,
                    }
                    group_of_check.listed += 1;
                }
            }
        }
    }
}

impl<'a> Section<'a> {
    /// By which sections are sorted.
    fn key(&self) -> impl Ord + use<'a> {
        let CheckResults { suite, check, .. } = self.results;
        let is_whole = self.groups[0].findings.is_empty() && self.missing == 0;
        let severity = std::cmp::Reverse(check.severity);
        (is_whole, severity, check.path.as_str(), suite.name.as_str())
    }

    /// How many findings of each status it has, those without left out, the worst first.
    pub(super) fn counts(&self) -> Vec<(Status, usize)> {
        let findings = self.results.findings;
        let of = |status| findings.iter().filter(|finding| finding.status == status).count();
        let counts = Status::ALL.map(|status| (status, of(status)));
        counts.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}

/// The accounts of findings, sorted.
pub(super) fn accounts(results: &Results) -> BTreeSet<&str> {
    results.findings.iter().flat_map(narrative::accounts).collect()
}

fn grouped(findings: &[FindingRecord]) -> [Group<'_>; 3] {
    let mut groups: [Group<'_>; 3] = Default::default();
    for finding in findings {
        let group = match (finding.breaks, finding.status) {
            (true, _) => 0,
            (false, Status::Pass) => 2,
            (false, _) => 1,
        };
        groups[group].findings.push(finding);
    }
    for group in &mut groups {
        let place = |status| Status::ALL.iter().position(|of_all| *of_all == status);
        // Stable: those of one status stay sorted by case.
        group.findings.sort_by_key(|finding| place(finding.status));
    }
    groups
}
