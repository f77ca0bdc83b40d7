//! The suite that findings come from, and the entries of a process's file.

use serde::{Deserialize, Serialize};

use super::FindingRecord;
use crate::settings::Severity;

/// The version of what is written down. A reader refuses every other one.
pub const RECORD_FORMAT: u32 = 1;

/// The file that describes a suite, in the folder of its findings.
pub const SUITE_FILE: &str = "suite.json";
/// What the name of a process's file ends with.
pub const PROCESS_FILE: &str = ".ndjson";

/// A suite: a test target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SuiteRecord {
    /// `RECORD_FORMAT` of whoever wrote it.
    pub format_version: u32,
    /// `PACKAGE::TARGET`.
    pub name: String,
    /// The release of configtest that it is built with.
    pub configtest: String,
    /// The source that was judged: its name in the settings.
    pub source: String,
    /// Its checks, sorted by path; the waivers and baselines that are judged with them come last.
    pub checks: Vec<CheckRecord>,
}

/// What a suite says of itself when it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Description {
    /// Which checks it has.
    Suite {
        /// These.
        suite: SuiteRecord,
        /// The overrides of its settings that speak of some of them: the pattern for checks and the
        /// kind of each.
        overrides: Vec<(Option<String>, Option<String>)>,
    },
    /// Why it cannot say.
    Error(String),
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CheckRecord {
    /// Its path: `buckets::block_public_access`.
    pub path: String,
    /// The first paragraph of its documentation, on one line; may be empty.
    pub title: String,
    /// The rest of it, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// How to mend a failure, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remediation: String,
    /// How much a failure matters.
    pub severity: Severity,
    /// The controls of standards that a failure breaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<String>,
    /// The file that it stands in, as rustc names it: from the workspace's root.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The kind that it runs over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Why it does not run unless it is asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignored: Option<String>,
}

/// One line of what a process writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// The first.
    Began(Began),
    /// What it is going to do after all, once it has seen what there is.
    Selected(Vec<Selected>),
    /// One for each case.
    Finding(Box<FindingRecord>),
    /// A further one of the case before, where it had to be told anew what there is.
    Further(Box<FindingRecord>),
    /// The last. Where it is missing, the process was killed or crashed.
    Ended(Ended),
}

/// What a process is going to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Began {
    /// `RECORD_FORMAT` of whoever wrote it.
    pub format_version: u32,
    /// The suite's name.
    pub suite: String,
    /// When, in RFC 3339 with nanoseconds, in UTC.
    pub time: String,
    /// nextest's name of the run, where it is one: whatever it carries out twice is a retry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// How many cases of each check it is going to carry out.
    pub selected: Vec<Selected>,
    /// The resources to which the run was narrowed, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrowed_to: Option<String>,
}

/// A check of which a process carries out cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Selected {
    /// Its path.
    pub check: String,
    /// How many.
    pub cases: usize,
    /// How many the check has.
    pub of: usize,
}

/// What a process did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ended {
    /// When, as it began.
    pub time: String,
    /// How many findings it wrote.
    pub findings: usize,
}
