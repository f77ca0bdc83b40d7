//! The tests of a run, and carrying them out.

use std::collections::HashSet;

use super::arguments::Ignored;
use super::gate_test::GateTest;
use super::judge::Judge;
use super::planning::Wanted;
use super::runner::{Place, Tests};
use super::selection::is_of_twin;
use crate::check::{Case, Cases, Check, Over, TWIN};
use crate::gate::Judged;
use crate::report;
use crate::report::record::Selected;
use crate::run::{Finding, Settling, carry_out};
use crate::snapshot::Snapshot;

impl Ignored {
    /// Whether what is ignored, or is not, runs.
    pub(super) fn runs(self, is_ignored: bool) -> bool {
        match self {
            Self::Named => !is_ignored,
            Self::Alone => is_ignored,
            Self::Included => true,
        }
    }
}

/// The tests of a run, in the order in which they are shown. A test is two numbers: a million of them
/// are as small as that.
pub(super) struct Plan<'a> {
    /// Sorted by path.
    pub(super) checks: Vec<Planned>,
    pub(super) tests: Vec<Test>,
    /// The waivers and baselines that are judged after the checks.
    pub(super) gate: Vec<&'a GateTest>,
    pub(super) filtered_out: usize,
    judge: &'a Judge,
    /// What they are judged by; none where nothing is carried out.
    pub(super) snapshot: Option<Snapshot>,
    /// Where what does not pass is read again.
    pub(super) settling: Option<Settling>,
}

/// A check, and what it runs over where that is known.
pub(super) struct Planned {
    pub(super) check: &'static Check,
    pub(super) path: String,
    pub(super) cases: Option<Cases>,
}

#[derive(Clone, Copy)]
pub(super) struct Test {
    pub(super) check: u32,
    /// One case of the check, or all of them.
    pub(super) case: Option<u32>,
    /// Whether it has the name of the `#[test]` beside the check, as an editor asked for it.
    pub(super) is_twin: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn of(wanted: Wanted<'a>) -> Self {
        let planned = |check: &&'static Check| Planned { check, path: check.path(), cases: None };
        let checks = wanted.checks.iter().map(planned).collect();
        let selected = |test: &&GateTest| wanted.selects_gate_test(test);
        let gate: Vec<&GateTest> = wanted.gate.iter().filter(selected).collect();
        let filtered_out = wanted.gate.len() - gate.len();
        Self {
            checks,
            tests: Vec::new(),
            gate,
            filtered_out,
            judge: wanted.judge,
            snapshot: None,
            settling: None,
        }
    }

    /// The waiver or baseline that is the test of that number, where it is one.
    fn gate_test(&self, test: usize) -> Option<&'a GateTest> {
        self.gate.get(test.checked_sub(self.tests.len())?).copied()
    }

    /// What is asked for by the names of checks, waivers and baselines, before it is known what there is.
    pub(super) fn asked(&self, ignored: Ignored) -> Vec<Selected> {
        let runs = |test: &&Test| {
            let check = self.checks[test.check as usize].check;
            ignored.runs(check.ignore.is_some())
        };
        let checks = self.tests.iter().filter(runs);
        let mut names: Vec<String> =
            checks.map(|test| self.checks[test.check as usize].path.clone()).collect();
        let gate = self.gate.iter().filter(|test| ignored.runs(test.ignored().is_some()));
        names.extend(gate.map(|test| test.name()));
        names.dedup();
        names.into_iter().map(|check| Selected { check, cases: 1, of: 1 }).collect()
    }

    /// How many cases of each check are going to be carried out, in the order of the checks.
    pub(super) fn selected(&self, ignored: Ignored) -> Vec<Selected> {
        let mut counts = vec![0; self.checks.len()];
        for Test { check, case, .. } in &self.tests {
            let check = *check as usize;
            let all = || self.checks[check].cases.as_ref().map_or(0, Cases::len);
            counts[check] += if case.is_some() { 1 } else { all() };
        }
        let mut selected = Vec::new();
        for (planned, count) in self.checks.iter().zip(counts) {
            let Some(cases) = &planned.cases else { continue };
            if count > 0 && ignored.runs(planned.check.ignore.is_some()) {
                // Tests of whole checks stand beside those of single cases where an editor asks.
                let (check, of) = (planned.path.clone(), cases.len());
                selected.push(Selected { check, cases: count.min(of), of });
            }
        }
        for test in &self.gate {
            if ignored.runs(test.ignored().is_some()) {
                selected.push(Selected { check: test.name(), cases: 1, of: 1 });
            }
        }
        selected
    }

    /// What a case of a check comes to: one finding, or several where it has to be told anew what there
    /// is.
    fn carry_out(&self, check: u32, cases: &Cases, case: u32) -> Vec<Judged> {
        let this = cases.case(case as usize);
        let findings = match &self.settling {
            None => vec![carry_out(&this)],
            Some(settling) => {
                let all = |judge: &mut dyn FnMut(u64, Case)| self.each_case(judge);
                let holds = |finding: &Finding| self.judge.gate.holds(finding);
                settling.carry_out(key(check, case), &this, &all, &holds)
            }
        };
        let judge = |(position, finding): (usize, Finding)| {
            // What was found anew has a name of its own.
            let is_it = finding.case.is_like(&this);
            let name = if is_it { cases.name(case as usize) } else { finding.case.name() };
            self.judge.judge(finding, &name, position == 0)
        };
        findings.into_iter().enumerate().map(judge).collect()
    }

    /// All cases that the tests carry out, each once.
    fn each_case(&self, judge: &mut dyn FnMut(u64, Case)) {
        // A check may be there by two names, and some of its cases beside it.
        let mut seen = HashSet::new();
        for Test { check, case, .. } in &self.tests {
            let Some(cases) = &self.checks[*check as usize].cases else { continue };
            let chosen = match case {
                Some(case) => *case..*case + 1,
                None => 0..cases.len() as u32,
            };
            for case in chosen {
                if seen.insert(key(*check, case)) {
                    judge(key(*check, case), cases.case(case as usize));
                }
            }
        }
    }

    fn planned(&self, test: usize) -> &Planned {
        &self.checks[self.tests[test].check as usize]
    }

    pub(super) fn push(&mut self, check: usize, case: Option<usize>) {
        // Beyond four thousand million cases there is no memory for what is read either.
        let case = case.map(|case| case as u32);
        self.tests.push(Test { check: check as u32, case, is_twin: false });
    }

    pub(super) fn push_twin(&mut self, check: usize) {
        self.tests.push(Test { check: check as u32, case: None, is_twin: true });
    }

    pub(super) fn has(&self, test_name: &str) -> bool {
        let mut name = String::new();
        (0..self.count()).any(|test| {
            name.clear();
            self.write_name(test, &mut name);
            name == test_name
        })
    }
}

impl Tests for Plan<'_> {
    fn count(&self) -> usize {
        self.tests.len() + self.gate.len()
    }

    /// A check for which nothing was read counts as one.
    fn filtered_out(&self) -> usize {
        self.filtered_out
    }

    fn write_name(&self, index: usize, name: &mut String) {
        if let Some(test) = self.gate_test(index) {
            return name.push_str(&test.name());
        }
        let planned = self.planned(index);
        match (self.tests[index].case, &planned.cases) {
            (Some(case), Some(cases)) => cases.write_name(case as usize, name),
            _ => name.push_str(&planned.path),
        }
        if self.tests[index].is_twin {
            name.push_str(TWIN);
        }
    }

    fn ignored(&self, index: usize) -> Option<&str> {
        match self.gate_test(index) {
            Some(test) => test.ignored(),
            None => self.planned(index).check.ignore,
        }
    }

    fn place(&self, index: usize) -> Place<'_> {
        let check = match self.gate_test(index) {
            Some(test) => return test.place(self.judge),
            None => self.planned(index).check,
        };
        Place { file: check.file, line: check.line }
    }

    fn run(&self, index: usize) -> Result<(), String> {
        const MISTAKE: &str = "nothing was tested: this is a mistake in configtest";
        if let Some(test) = self.gate_test(index) {
            let snapshot = self.snapshot.as_ref().ok_or(MISTAKE)?;
            return test.run(self.judge, snapshot, self.settling.as_ref());
        }
        let planned = self.planned(index);
        let cases = planned.cases.as_ref().ok_or(MISTAKE)?;
        let Test { check, case, .. } = self.tests[index];
        let findings: Vec<Judged> = match case {
            Some(case) => self.carry_out(check, cases, case),
            None => {
                let all = 0..cases.len() as u32;
                all.flat_map(|case| self.carry_out(check, cases, case)).collect()
            }
        };
        report::failures(&findings).map_or(Ok(()), Err)
    }
}

/// A case by one number.
fn key(check: u32, case: u32) -> u64 {
    u64::from(check) << 32 | u64::from(case)
}

impl Plan<'_> {
    /// The resources that the tests of a check look at, by their ARNs, where they are not all.
    pub(super) fn arns_of(&self, check: &'static Check) -> Option<Vec<String>> {
        let position = self.checks.iter().position(|planned| std::ptr::eq(planned.check, check))?;
        let cases = self.checks[position].cases.as_ref()?;
        let of_check = self.tests.iter().filter(|test| test.check as usize == position);
        // None where one of the tests is of all cases.
        let selected: Vec<u32> = of_check.map(|test| test.case).collect::<Option<_>>()?;
        if selected.len() == cases.len() {
            return None;
        }
        let selected = selected.into_iter().map(|case| case as usize);
        // What could not be listed has no ARN, and nothing is read of it.
        let is_of_each = matches!(check.over, Over::Each(_));
        is_of_each.then(|| selected.filter_map(|case| cases.arn(case)).collect())
    }

    /// Whether a check does not run, and is shown as ignored.
    pub(super) fn is_shown_as_ignored(&self, position: usize, ignored: Ignored) -> bool {
        ignored == Ignored::Named && self.checks[position].check.ignore.is_some()
    }

    /// Whether a filter is a part of the name of a case, or of a check that has none.
    pub(super) fn has_like(&self, filter: &str) -> bool {
        if self.gate.iter().any(|test| test.name().contains(filter)) {
            return true;
        }
        let mut name = String::new();
        self.checks.iter().any(|planned| {
            if is_of_twin(filter, &planned.path) {
                return true;
            }
            let Some(cases) = &planned.cases else { return planned.path.contains(filter) };
            (0..cases.len()).any(|case| {
                name.clear();
                cases.write_name(case, &mut name);
                name.contains(filter)
            }) || cases.names_of_nothing().iter().any(|name| name.contains(filter))
        })
    }

    pub(super) fn names_of(&self, position: usize) -> HashSet<String> {
        let cases = self.checks[position].cases.as_ref();
        cases.map_or_else(HashSet::new, |cases| {
            let names = (0..cases.len()).map(|case| cases.name(case));
            names.chain(cases.names_of_nothing()).collect()
        })
    }
}
