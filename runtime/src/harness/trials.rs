//! Tests as the runner takes them.

use std::collections::BTreeMap;

use super::runner::{Place, Tests};
use crate::check::{Case, Check, registered};
use crate::report;
use crate::run::{Finding, carry_out};

/// One line of a test run.
pub(super) struct Test {
    /// The name under which it is shown and selected.
    pub(super) name: String,
    /// The name of its check.
    pub(super) path: String,
    /// What it carries out: one case under cargo test, all of a check's under nextest.
    pub(super) cases: Vec<Case>,
    /// Whether it runs.
    pub(super) is_selected: bool,
}

/// The tests that run, and how many do not.
pub(super) struct Trials {
    tests: Vec<Test>,
    filtered_out: usize,
    checks: BTreeMap<String, &'static Check>,
}

impl Trials {
    /// Takes the selected ones.
    pub(super) fn new(mut tests: Vec<Test>) -> Self {
        let all = tests.len();
        tests.retain(|test| test.is_selected);
        let checks = registered().unwrap_or_default().into_iter();
        let checks = checks.map(|check| (check.path(), check)).collect();
        Self { filtered_out: all - tests.len(), tests, checks }
    }
}

impl Tests for Trials {
    fn count(&self) -> usize {
        self.tests.len()
    }

    fn filtered_out(&self) -> usize {
        self.filtered_out
    }

    fn write_name(&self, index: usize, name: &mut String) {
        name.push_str(&self.tests[index].name);
    }

    fn ignored(&self, _index: usize) -> Option<&str> {
        None
    }

    fn place(&self, index: usize) -> Place<'_> {
        match self.checks.get(&self.tests[index].path) {
            Some(check) => Place { file: check.file, line: check.line },
            None => Place { file: "", line: 0 },
        }
    }

    fn run(&self, index: usize) -> Result<(), String> {
        let cases = &self.tests[index].cases;
        if cases.is_empty() {
            return Err("nothing was tested: this is a mistake in configtest".to_owned());
        }
        let findings: Vec<Finding> = cases.iter().map(carry_out).collect();
        report::failures(&findings).map_or(Ok(()), Err)
    }
}
