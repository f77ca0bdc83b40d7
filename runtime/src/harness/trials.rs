//! Tests as libtest-mimic runs them.

use libtest_mimic::{Failed, Trial};

use crate::check::Case;
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

/// No name of a test holds this; it marks what is not selected, so that libtest-mimic counts it
/// as filtered out.
const NOT_SELECTED: &str = "\u{0}";

/// The tests as trials, and the words that make libtest-mimic skip those that are not selected.
pub(super) fn trials(tests: Vec<Test>) -> (Vec<Trial>, Vec<String>) {
    let mut skips = Vec::new();
    let trials = tests.into_iter().map(|test| {
        if test.is_selected {
            Trial::test(test.name, move || verdict(&test.cases))
        } else {
            skips = vec![NOT_SELECTED.to_owned()];
            Trial::test(format!("{NOT_SELECTED}{}", test.name), || Ok(()))
        }
    });
    (trials.collect(), skips)
}

fn verdict(cases: &[Case]) -> Result<(), Failed> {
    if cases.is_empty() {
        return Err(Failed::from("nothing was tested: this is a mistake in configtest"));
    }
    let findings: Vec<Finding> = cases.iter().map(carry_out).collect();
    // libtest-mimic prints to whatever stdout is, where styles may not be wanted.
    report::failures(&findings).map_or(Ok(()), |text| Err(Failed::from(report::plain(&text))))
}
