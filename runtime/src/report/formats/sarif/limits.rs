//! What GitHub takes, and which findings are the worst.

use super::super::super::record::FindingRecord;
use super::super::super::results::{CheckResults, Results};
use crate::gate::Status;

/// How many results of a run GitHub keeps.
pub(super) const RESULTS: usize = 5_000;
/// How many rules a run may have.
pub(super) const RULES: usize = 25_000;
/// How many tags a rule may have.
pub(super) const TAGS: usize = 20;
/// How long a description may be.
pub(super) const DESCRIPTION: usize = 1_024;
/// How long a rule's help may be; no limit of anybody's.
pub(super) const HELP: usize = 16_000;
/// How long a name may be; no limit of anybody's.
pub(super) const NAME: usize = 512;
/// How large a report may be. GitHub counts compressed ones: this keeps us well below.
pub(super) const SIZE: usize = 10_000_000;

/// How long a message may be so that so many of them fit: what else a result has takes about 1,000
/// bytes.
pub(super) fn message(results: usize) -> usize {
    (SIZE / results.max(1)).saturating_sub(1_000).clamp(500, 4_000)
}

/// The findings that are results, by rule: those that do not pass, of which the worst are kept.
#[derive(Debug)]
pub(super) struct Chosen {
    /// For each rule, the positions of its findings.
    pub(super) findings: Vec<Vec<usize>>,
    /// How many there are.
    pub(super) kept: usize,
    /// How many there would be.
    pub(super) of: usize,
}

/// Chooses among the findings of these checks: what breaks the build comes first, then what matters
/// more, then what stands first.
pub(super) fn choose(checks: &[CheckResults<'_>], limit: usize) -> Chosen {
    let mut all = Vec::new();
    for (rule, of) in checks.iter().enumerate() {
        for (position, finding) in of.findings.iter().enumerate() {
            if is_result(finding) {
                all.push((!finding.breaks, std::cmp::Reverse(of.check.severity), rule, position));
            }
        }
    }
    let of = all.len();
    if of > limit {
        all.sort_unstable();
        all.truncate(limit);
    }
    let mut findings = vec![Vec::new(); checks.len()];
    for (_, _, rule, position) in &all {
        findings[*rule].push(*position);
    }
    findings.iter_mut().for_each(|positions| positions.sort_unstable());
    Chosen { findings, kept: all.len(), of }
}

/// A pass is none, nor is a check that may have nothing to look at, nor what is accepted.
fn is_result(finding: &FindingRecord) -> bool {
    finding.breaks || matches!(finding.status, Status::Fail | Status::Unknown)
}

/// What of the findings that do not pass is accepted, and is no result for that: `2 waived, 1
/// baselined`.
pub(super) fn accepted(results: &Results) -> Option<String> {
    let of = |status| {
        let of_status = |finding: &&FindingRecord| finding.status == status && !finding.breaks;
        results.findings.iter().filter(of_status).count()
    };
    let counts = [Status::Waived, Status::Baselined, Status::BelowThreshold];
    let counts = counts.map(|status| (of(status), status));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, status)| format!("{count} {status}")).collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// How many findings there are of each status.
pub(super) fn counts(results: &Results) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<_> = Status::ALL.iter().map(|status| (status.as_str(), 0)).collect();
    for finding in &results.findings {
        for (status, count) in &mut counts {
            *count += usize::from(*status == finding.status.as_str());
        }
    }
    counts.sort_unstable();
    counts
}
