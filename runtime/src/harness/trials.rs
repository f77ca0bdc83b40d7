//! Tests as libtest-mimic runs them.

use std::sync::Arc;

use libtest_mimic::Trial;

use super::plan::Plan;
use crate::report;

const NOT_SELECTED: &str = "\u{0}";

pub(super) fn trials(plan: Plan) -> (Vec<Trial>, Vec<String>) {
    let plan = Arc::new(plan);
    let mut trials: Vec<Trial> = (0..plan.count())
        .map(|test| {
            let mut name = String::new();
            plan.write_name(test, &mut name);
            let runs = Arc::clone(&plan);
            Trial::test(name, move || runs.run(test).map_err(|text| report::plain(&text).into()))
                .with_ignored_flag(plan.check(test).ignore.is_some())
        })
        .collect();
    trials.extend((0..plan.filtered_out()).map(|_| Trial::test(NOT_SELECTED, || Ok(()))));
    (trials, vec![NOT_SELECTED.to_owned()])
}
