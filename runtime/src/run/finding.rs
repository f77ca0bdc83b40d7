//! What one check said of one resource.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::check::Case;
use crate::resource::{SoftFailure, Unknown};

/// What one check said of one resource.
#[derive(Clone)]
pub struct Finding {
    /// The check and what it looked at.
    pub case: Case,
    /// What it said.
    pub verdict: Verdict,
    /// Why: an assertion's message, or what could not be read. Empty where it passed, and where the
    /// failures say it all.
    pub message: String,
    /// The assertion's place, `tests/config.rs:12:5`.
    pub location: Option<String>,
    /// The fact that was missing, where the verdict is unknown; or after the check had failed.
    pub unknown: Option<Unknown>,
    /// What was wrong before that and did not end the check.
    pub failures: Vec<SoftFailure>,
    /// What it read; empty where it passed.
    pub evidence: Evidence,
    /// That the source was asked again, where it was.
    pub settled: Option<Settled>,
}

/// That a check did not pass at first, and that what it read was read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// How many times.
    pub readings: u32,
    /// How long after the beginning of the run it was read for the last time; nothing where it never was.
    pub after: Duration,
    /// Whether the check passes because the resource is not there any more, or is none of those of
    /// which it speaks.
    pub is_gone: bool,
    /// Why the last time was not, where the source could not be asked: the finding is of the time
    /// before.
    pub error: Option<String>,
}

/// What a check can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// The resource is as it should be.
    Pass,
    /// It is not.
    Fail,
    /// It cannot be told. Never counts as a pass.
    Unknown,
    /// There was nothing to look at. Passes where the check says `allow_empty`.
    NoResource,
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NoResource => "no-resource",
        })
    }
}

impl Finding {
    /// That verdict, and nothing else.
    pub(super) fn new(case: &Case, verdict: Verdict, message: String) -> Self {
        Self {
            case: case.clone(),
            verdict,
            message,
            location: None,
            unknown: None,
            failures: Vec::new(),
            evidence: Evidence::default(),
            settled: None,
        }
    }
}
