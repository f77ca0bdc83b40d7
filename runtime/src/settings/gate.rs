//! What breaks the build: `[gate]` and `[[waiver]]` of configtest.toml.

use std::path::PathBuf;
use std::time::Duration;

use super::{Date, Severity};

/// `[gate]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateSettings {
    /// The lowest severity that breaks the build.
    pub fail_on: Severity,
    /// What an unknown finding does.
    pub unknown: UnknownRule,
    /// The file of the baseline, as the settings name it.
    pub baseline: Option<PathBuf>,
    /// How long a live source is read again where a check does not pass.
    pub settle: Option<Duration>,
    /// `[[gate.override]]`, in the order of the file: of each key, the first that speaks of a check
    /// and sets it counts.
    pub overrides: Vec<GateOverride>,
}

/// `unknown` of `[gate]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownRule {
    /// It breaks the build.
    Fail,
    /// It is told, and does not.
    Warn,
}

/// One `[[gate.override]]`: the checks of which both patterns speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateOverride {
    /// A pattern for the paths of checks; every check where there is none.
    pub check: Option<String>,
    /// The name of a kind; every kind where there is none.
    pub kind: Option<String>,
    /// Instead of `fail_on`.
    pub fail_on: Option<Severity>,
    /// Instead of `unknown`.
    pub unknown: Option<UnknownRule>,
    /// The line of the file where it begins.
    pub line: usize,
}

impl Default for GateSettings {
    /// Everything breaks the build.
    fn default() -> Self {
        Self {
            fail_on: Severity::Informational,
            unknown: UnknownRule::Fail,
            baseline: None,
            settle: None,
            overrides: Vec::new(),
        }
    }
}

/// One `[[waiver]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverSettings {
    /// A pattern for the path of a check, alone or with its values.
    pub check: String,
    /// A pattern for the name or the ARN of a resource.
    pub resource: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it holds.
    pub expires: Date,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where it is tracked.
    pub ticket: Option<String>,
    /// Whether it covers findings that are unknown, too.
    pub unknown: bool,
    /// The sources over which it holds; all where none is named.
    pub sources: Vec<String>,
    /// The suites for which it holds, `PACKAGE::TARGET`; all where none is named.
    pub suites: Vec<String>,
    /// The line of the file where it begins.
    pub line: usize,
}
