//! Which formats there are.

use std::fmt;
use std::io::{self, Write};

use super::super::results::Results;
use super::{asff, findings, github, gitlab, html, junit, markdown, ocsf, sarif};

/// A form in which results are written for other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JUnit XML: a test case for each case of a check.
    Junit,
    /// SARIF 2.1.0 (OASIS), within the limits of GitHub code scanning.
    Sarif,
    /// A Compliance Finding of OCSF for each finding: one JSON array.
    Ocsf,
    /// AWS Security Finding Format: batches for BatchImportFindings.
    Asff,
    /// GitLab's code quality report.
    Gitlab,
    /// Workflow commands that GitHub shows beside the code.
    GithubAnnotations,
    /// Markdown for GITHUB_STEP_SUMMARY.
    GithubSummary,
    /// Markdown.
    Markdown,
    /// Every finding as a line of JSON.
    Findings,
    /// One page that holds all it needs.
    Html,
}

impl Format {
    /// All of them, sorted by name.
    pub const ALL: [Self; 10] = [
        Self::Asff,
        Self::Findings,
        Self::GithubAnnotations,
        Self::GithubSummary,
        Self::Gitlab,
        Self::Html,
        Self::Junit,
        Self::Markdown,
        Self::Ocsf,
        Self::Sarif,
    ];

    /// The word for it, in `[report]` and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Ocsf => "ocsf",
            Self::Asff => "asff",
            Self::Gitlab => "gitlab",
            Self::GithubAnnotations => "github-annotations",
            Self::GithubSummary => "github-summary",
            Self::Markdown => "markdown",
            Self::Findings => "findings",
            Self::Html => "html",
        }
    }

    /// Writes the results in that format. Says what was cut for the limits of whoever reads it.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn write(self, results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
        match self {
            Self::Junit => junit::write(results, out),
            Self::Sarif => sarif::write(results, out),
            Self::Ocsf => ocsf::write(results, out),
            Self::Asff => asff::write(results, out),
            Self::Gitlab => gitlab::write(results, out),
            Self::GithubAnnotations => github::write_annotations(results, out),
            Self::GithubSummary => github::write_summary(results, out),
            Self::Markdown => markdown::write(results, out),
            Self::Findings => findings::write(results, out),
            Self::Html => html::write(results, out),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::REPORT_FORMATS;

    #[test]
    fn the_settings_know_every_format() {
        assert_eq!(Format::ALL.map(Format::as_str), REPORT_FORMATS);
    }
}
