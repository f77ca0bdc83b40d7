//! A check as the macro registers it: plain data and two functions.

use std::fmt;
use std::sync::Arc;

use super::Documentation;
use crate::resource::{Core, KindSpec};

/// A function under `#[config_test]`.
#[derive(Debug)]
pub struct Check {
    /// The function's name.
    pub name: &'static str,
    /// The module it stands in, the crate first.
    pub module_path: &'static str,
    /// The file it stands in, as rustc names it.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
    /// Its doc comment.
    pub doc: &'static str,
    /// How much a failure matters.
    pub severity: Severity,
    /// The controls of standards that a failure breaks.
    pub controls: &'static [&'static str],
    /// Whether it passes where there is nothing to look at.
    pub allow_empty: bool,
    /// What it runs over.
    pub kind: &'static KindSpec,
    /// The methods that its body calls: a hint for what to collect ahead.
    pub methods: &'static [&'static str],
    /// Calls the function; an error is what the function returned.
    pub run: fn(&Arc<Core>) -> Result<(), String>,
}

inventory::collect!(Check);

impl Check {
    /// The name under which it runs: its module without the crate, and the function.
    pub fn path(&self) -> String {
        match self.module_path.split_once("::") {
            Some((_crate, module)) => format!("{module}::{}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The parts of its doc comment.
    pub fn documentation(&self) -> Documentation {
        Documentation::parse(self.doc)
    }
}

/// How much a failure of a check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Informational,
    /// Mend it some day.
    Low,
    /// Mend it soon. What a check has that says nothing.
    Medium,
    /// Mend it now.
    High,
    /// Drop everything else.
    Critical,
}

impl Severity {
    /// The word that the attribute takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Informational => "informational",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What a check may return: nothing, or a `Result` of which an error is a failure.
#[diagnostic::on_unimplemented(
    message = "a check returns nothing or a `Result<(), E>`, not `{Self}`",
    label = "this is neither",
    note = "`E` needs `Debug`, which is what a failure shows"
)]
pub trait Conclude {
    /// The error, as a failure shows it.
    ///
    /// # Errors
    ///
    /// The check returned one.
    fn conclude(self) -> Result<(), String>;
}

impl Conclude for () {
    fn conclude(self) -> Result<(), String> {
        Ok(())
    }
}

impl<E: fmt::Debug> Conclude for Result<(), E> {
    fn conclude(self) -> Result<(), String> {
        self.map_err(|error| format!("the check returned an error: {error:?}"))
    }
}
