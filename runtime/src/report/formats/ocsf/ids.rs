//! The numbers and captions that the schema has for what we say.

use super::super::super::record::FindingRecord;
use crate::gate::Status;
use crate::run::Verdict;
use crate::settings::Severity;

/// What became of it, with the caption that the schema has for it.
pub(super) fn status(finding: &FindingRecord) -> (u8, &'static str) {
    match finding.status {
        Status::Pass => (4, "Resolved"),
        Status::Fail => (1, "New"),
        Status::Unknown => (0, "Unknown"),
        Status::Waived | Status::Baselined => (3, "Suppressed"),
        Status::NoResource => match finding.breaks {
            true => (1, "New"),
            false => (4, "Resolved"),
        },
        Status::BelowThreshold => (99, Status::BelowThreshold.as_str()),
    }
}

/// What the check said, with the caption that the schema has for it.
pub(super) fn compliance(verdict: Verdict) -> (u8, &'static str) {
    match verdict {
        Verdict::Pass => (1, "Pass"),
        Verdict::Fail => (3, "Fail"),
        Verdict::Unknown => (0, "Unknown"),
        Verdict::NoResource => (99, "no-resource"),
    }
}

pub(super) fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Informational => 1,
        Severity::Low => 2,
        Severity::Medium => 3,
        Severity::High => 4,
        Severity::Critical => 5,
    }
}

pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Informational => "Informational",
        Severity::Low => "Low",
        Severity::Medium => "Medium",
        Severity::High => "High",
        Severity::Critical => "Critical",
    }
}

/// The standard that a control is of: `CIS AWS 5.0` of `CIS AWS 5.0: 2.1.4`.
pub(super) fn standard(control: &str) -> &str {
    control.split_once(':').map_or(control, |(standard, _)| standard.trim_end())
}
