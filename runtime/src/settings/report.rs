//! The reports to write: `[report]` of configtest.toml.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The formats, as `[report]` names them, sorted.
pub const REPORT_FORMATS: [&str; 10] = [
    "asff",
    "findings",
    "github-annotations",
    "github-summary",
    "gitlab",
    "html",
    "junit",
    "markdown",
    "ocsf",
    "sarif",
];

/// `[report]`: where it is, a run keeps its findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportSettings {
    /// By format, the file to write, as the settings name it.
    pub files: BTreeMap<String, PathBuf>,
}
