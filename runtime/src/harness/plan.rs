//! Which tests there are in a source, and which of them run.

use std::collections::{BTreeMap, HashSet};

use super::arguments::Ignored;
use super::error::HarnessError;
use super::gate_test::GateTest;
use super::judge::Judge;
use super::runner::{Place, Tests};
use super::selection::{Selection, is_of_twin};
use crate::check::{Case, Cases, Check, Over, TWIN};
use crate::gate::Judged;
use crate::report;
use crate::report::record::Selected;
use crate::resource::Pattern;
use crate::run::{Finding, Settling, carry_out, listings, needs, needs_among};
use crate::settings::Clock;
use crate::snapshot::Snapshot;
use crate::source::Source;

impl Ignored {
    /// Whether what is ignored, or is not, runs.
    fn runs(self, is_ignored: bool) -> bool {
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
    checks: Vec<Planned>,
    tests: Vec<Test>,
    /// The waivers and baselines that are judged after the checks.
    gate: Vec<&'a GateTest>,
    filtered_out: usize,
    judge: &'a Judge,
    /// What they are judged by; none where nothing is carried out.
    snapshot: Option<Snapshot>,
    /// Where what does not pass is read again.
    settling: Option<Settling>,
}

/// A check, and what it runs over where that is known.
struct Planned {
    check: &'static Check,
    path: String,
    cases: Option<Cases>,
}

#[derive(Clone, Copy)]
struct Test {
    check: u32,
    /// One case of the check, or all of them.
    case: Option<u32>,
    /// Whether it has the name of the `#[test]` beside the check, as an editor asked for it.
    is_twin: bool,
}

impl<'a> Plan<'a> {
    fn of(wanted: Wanted<'a>) -> Self {
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

    fn push(&mut self, check: usize, case: Option<usize>) {
        // Beyond four thousand million cases there is no memory for what is read either.
        let case = case.map(|case| case as u32);
        self.tests.push(Test { check: check as u32, case, is_twin: false });
    }

    fn push_twin(&mut self, check: usize) {
        self.tests.push(Test { check: check as u32, case: None, is_twin: true });
    }

    fn has(&self, test_name: &str) -> bool {
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

/// What a plan is made from.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Every check of the suite, sorted by path.
    pub(super) checks: &'a [&'static Check],
    pub(super) selection: &'a Selection,
    pub(super) ignored: Ignored,
    /// What the run is narrowed to.
    pub(super) only: Option<&'a Pattern>,
    /// The waivers and baselines that speak of checks of the suite, sorted by name.
    pub(super) gate: &'a [GateTest],
    /// Who judges what is found.
    pub(super) judge: &'a Judge,
}

impl Wanted<'_> {
    /// Whether a waiver or a baseline is judged. Where the run is narrowed to some resources, none
    /// is: what it is of may be among the others.
    fn selects_gate_test(&self, test: &GateTest) -> bool {
        let name = test.name();
        self.only.is_none() && self.selection.selects(&name, &name)
    }

    /// The checks at which the waivers and baselines look that run, besides those that run.
    fn of_gate(&self, running: &[&'static Check]) -> Vec<&'static Check> {
        let runs = |test: &&GateTest| {
            self.ignored.runs(test.ignored().is_some()) && self.selects_gate_test(test)
        };
        let is_new =
            |check: &&'static Check| !running.iter().any(|known| std::ptr::eq(*known, *check));
        self.gate.iter().filter(runs).flat_map(GateTest::checks).copied().filter(is_new).collect()
    }
}

/// The checks alone: what nextest lists. Names are known without a source.
pub(super) fn names_of_checks(wanted: Wanted<'_>) -> Plan<'_> {
    let mut plan = Plan::of(wanted);
    if wanted.ignored == Ignored::Alone {
        plan.gate.retain(|test| test.ignored().is_some());
    }
    for (position, check) in wanted.checks.iter().enumerate() {
        let path = check.path();
        let is_listed = wanted.ignored != Ignored::Alone || check.ignore.is_some();
        if is_listed && wanted.selection.selects(&path, &path) {
            plan.push(position, None);
        } else {
            plan.filtered_out += 1;
        }
    }
    plan
}

/// One test per resource. Where only some are asked for and a facet costs a call, the kinds are
/// listed first, and the facets are read for the checks that have a test to run.
pub(super) fn tests_per_resource<'a>(
    wanted: Wanted<'a>,
    source: &Source,
    names_alone: bool,
) -> Result<Plan<'a>, HarnessError> {
    let Wanted { checks, selection, ignored, only, .. } = wanted;
    let paths: Vec<String> = checks.iter().map(|check| check.path()).collect();
    let is_possible = |check: &&'static Check| {
        ignored.runs(check.ignore.is_some()) && selection.may_select(&check.path(), &paths)
    };
    let possible: Vec<&'static Check> = checks.iter().copied().filter(is_possible).collect();
    let lists_first = lists_first(source, &possible)
        || source.reads_on_request() && (names_alone || !selection.is_everything());
    let of_gate = wanted.of_gate(&possible);
    let looked_at: Vec<&'static Check> = possible.iter().chain(&of_gate).copied().collect();
    let first = if lists_first { listings(&looked_at, only) } else { needs(&looked_at, only) };
    let snapshot = source.snapshot(&first)?;
    let mut all_found = None;
    let mut plan = planned(wanted, &possible, &snapshot, &mut all_found)?;
    plan.snapshot = Some(snapshot.clone());
    if lists_first && !names_alone {
        let mut asked: Vec<usize> = plan.tests.iter().map(|test| test.check as usize).collect();
        asked.dedup();
        let asked: Vec<&'static Check> = asked.into_iter().map(|check| checks[check]).collect();
        let asked: Vec<&'static Check> =
            asked.into_iter().filter(|check| ignored.runs(check.ignore.is_some())).collect();
        let before = plan.filtered_out;
        let selected = |check| plan.arns_of(check);
        let looked_at: Vec<&'static Check> =
            asked.iter().chain(&wanted.of_gate(&asked)).copied().collect();
        let snapshot = source.snapshot(&needs_among(&looked_at, only, &snapshot, selected))?;
        plan = planned(wanted, &asked, &snapshot, &mut all_found)?;
        plan.filtered_out = before;
        plan.snapshot = Some(snapshot);
    }
    plan.settling = Settling::of(source, only, Clock::system());
    Ok(plan)
}

/// Whether the kinds are listed before facets are read: where each costs a call, and a check says
/// `when`, which tells of which resources they are needed.
fn lists_first(source: &Source, checks: &[&'static Check]) -> bool {
    source.reads_on_request() && checks.iter().any(|check| check.when.is_some())
}

/// The tests of the checks that run, and those that are shown as ignored.
fn planned<'a>(
    wanted: Wanted<'a>,
    running: &[&'static Check],
    snapshot: &Snapshot,
    all_found: &mut Option<bool>,
) -> Result<Plan<'a>, HarnessError> {
    let Wanted { selection, ignored, only, .. } = wanted;
    let mut plan = Plan::of(wanted);
    for planned in &mut plan.checks {
        if running.iter().any(|check| std::ptr::eq(*check, planned.check)) {
            planned.cases = Some(Cases::of(planned.check, snapshot, only));
        }
    }
    // Runners may pass thousands of names.
    let exact: Option<HashSet<&str>> = (selection.exact && selection.skip.is_empty())
        .then(|| selection.filters.iter().map(String::as_str).collect());
    let selects = |path: &str, name: &str| match &exact {
        Some(names) => names.is_empty() || names.contains(name) || names.contains(path),
        None => selection.selects(path, name),
    };
    let mut name = String::new();
    for position in 0..plan.checks.len() {
        if selection.asks_for_twin(&plan.checks[position].path)
            && (plan.checks[position].cases.is_some()
                || plan.is_shown_as_ignored(position, ignored))
        {
            plan.push_twin(position);
        }
        let planned = &plan.checks[position];
        let Some(cases) = &planned.cases else {
            let is_shown = plan.is_shown_as_ignored(position, ignored)
                && selection.selects(&planned.path, &planned.path);
            match is_shown {
                true => plan.push(position, None),
                // What cannot be asked for is not looked for; its check stands for it.
                false => plan.filtered_out += 1,
            }
            continue;
        };
        let names_of_nothing = cases.names_of_nothing();
        let is_selected = |case: &usize| {
            if selection.is_everything() {
                return true;
            }
            name.clear();
            cases.write_name(*case, &mut name);
            selects(&planned.path, &name)
                || names_of_nothing.iter().any(|name| selects(&planned.path, name))
        };
        let selected: Vec<usize> = (0..cases.len()).filter(is_selected).collect();
        plan.filtered_out += cases.len() - selected.len();
        selected.into_iter().for_each(|case| plan.push(position, Some(case)));
    }
    select_what_was_not_listed(&mut plan, selection, all_found)?;
    Ok(plan)
}

/// A filter that finds nothing may mean a resource that could not be listed: then the places that
/// could not be listed are what it asks for, and they do not pass. An exact name of a resource that
/// is certainly not there is an error: nothing would be tested.
///
/// `all_found` is told whether every filter finds something, where nobody knows that yet: among all
/// checks, and not only those that are left to run.
fn select_what_was_not_listed(
    plan: &mut Plan<'_>,
    selection: &Selection,
    all_found: &mut Option<bool>,
) -> Result<(), HarnessError> {
    if selection.filters.is_empty() {
        return Ok(());
    }
    let unlisted = |planned: &Planned| -> Vec<usize> {
        let Some(cases) = &planned.cases else { return Vec::new() };
        let is_unlisted = |case: &usize| {
            cases.is_unlisted(*case) && !selection.skips(&planned.path, &cases.name(*case))
        };
        (0..cases.len()).filter(is_unlisted).collect()
    };
    let mut found = Vec::new();
    if !selection.exact {
        for (position, planned) in plan.checks.iter().enumerate() {
            found.extend(unlisted(planned).into_iter().map(|case| (position, case)));
        }
        let is_found = |filter: &String| plan.has_like(filter);
        let is_all_found = found.is_empty()
            || *all_found.get_or_insert_with(|| selection.filters.iter().all(is_found));
        if is_all_found {
            found.clear();
        }
    } else {
        let mut names: BTreeMap<usize, HashSet<String>> = BTreeMap::new();
        // A name may be of several checks: of `a`, and of `a::b` in a module of that name.
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, planned) in plan.checks.iter().enumerate() {
            for name in selection.exact_names_of(&planned.path) {
                owners.entry(name).or_default().push(position);
            }
        }
        for (name, owners) in owners {
            let is_there = |position: &usize| {
                let planned = &plan.checks[*position];
                let names = names.entry(*position).or_insert_with(|| plan.names_of(*position));
                // What is ignored has no cases to look among.
                planned.cases.is_none() || planned.path == name || names.contains(name)
            };
            if owners.iter().any(is_there) {
                continue;
            }
            let before = found.len();
            for position in owners {
                let unlisted = unlisted(&plan.checks[position]);
                found.extend(unlisted.into_iter().map(|case| (position, case)));
            }
            if found.len() == before {
                return Err(HarnessError::NoSuchResource(name.to_owned()));
            }
        }
    }
    let before = plan.tests.len();
    found.into_iter().for_each(|(position, case)| plan.push(position, Some(case)));
    plan.tests.sort_by_key(|test| (test.check, test.is_twin, test.case));
    plan.tests.dedup_by_key(|test| (test.check, test.is_twin, test.case));
    plan.filtered_out = plan.filtered_out.saturating_sub(plan.tests.len() - before);
    Ok(())
}

/// One test per check, or the single case of one that was asked for by its full name.
pub(super) fn tests_per_check<'a>(
    wanted: Wanted<'a>,
    source: &Source,
) -> Result<Plan<'a>, HarnessError> {
    let Wanted { checks, selection, ignored, only, .. } = wanted;
    let paths: Vec<String> = checks.iter().map(|check| check.path()).collect();
    let is_asked = |check: &&'static Check| {
        ignored.runs(check.ignore.is_some()) && selection.may_select(&check.path(), &paths)
    };
    let asked: Vec<&'static Check> = checks.iter().copied().filter(is_asked).collect();
    let mut plan = Plan::of(wanted);
    plan.settling = Settling::of(source, only, Clock::system());
    let looked_at: Vec<&'static Check> =
        asked.iter().chain(&wanted.of_gate(&asked)).copied().collect();
    let snapshot = snapshot_for(&looked_at, source, selection, only)?;
    for position in 0..plan.checks.len() {
        let Planned { check, path, .. } = &plan.checks[position];
        let (check, path) = (*check, path.clone());
        if asked.iter().any(|asked| std::ptr::eq(*asked, check)) {
            let cases = Cases::of(check, &snapshot, only);
            if selection.exact {
                let of_nothing = cases.names_of_nothing();
                for name in selection.exact_names_of(&path).filter(|name| *name != path) {
                    let is_it = |case: &usize| {
                        cases.name(*case) == name || of_nothing.iter().any(|of| of == name)
                    };
                    let named = (0..cases.len()).filter(is_it);
                    named.for_each(|case| plan.push(position, Some(case)));
                }
            }
            plan.checks[position].cases = Some(cases);
        }
        let is_run =
            plan.checks[position].cases.is_some() || plan.is_shown_as_ignored(position, ignored);
        if is_run && selection.asks_for_twin(&path) {
            plan.push_twin(position);
        }
        match is_run && selection.selects(&path, &path) {
            true => plan.push(position, None),
            false => plan.filtered_out += 1,
        }
    }
    if selection.exact {
        let is_left_out = |name: &str| {
            let is_it = |check: &&&'static Check| check.is_twin(name) || check.path() == name;
            checks.iter().find(is_it).is_some_and(|check| !ignored.runs(check.ignore.is_some()))
        };
        let is_of_nothing = |name: &String| {
            let cases = plan.checks.iter().filter_map(|planned| planned.cases.as_ref());
            cases.flat_map(Cases::names_of_nothing).any(|of| of == *name)
        };
        let there = |name: &&String| plan.has(name) || is_of_nothing(name) || is_left_out(name);
        if let Some(name) = selection.filters.iter().find(|name| !there(name)) {
            return Err(HarnessError::NotThere(name.clone()));
        }
    }
    plan.tests.sort_by_key(|test| (test.check, test.is_twin, test.case));
    plan.tests.dedup_by_key(|test| (test.check, test.is_twin, test.case));
    plan.snapshot = Some(snapshot);
    Ok(plan)
}

/// What these checks need of a source, where names may ask for some of their resources alone.
pub(super) fn snapshot_for(
    checks: &[&'static Check],
    source: &Source,
    selection: &Selection,
    only: Option<&Pattern>,
) -> Result<Snapshot, HarnessError> {
    let names_resources = selection.exact
        && checks.iter().any(|check| {
            let path = check.path();
            let mut names = selection.exact_names_of(&path).peekable();
            names.peek().is_some() && names.all(|name| name != path)
        });
    let lists_first = lists_first(source, checks) || names_resources && source.reads_on_request();
    if !lists_first {
        return Ok(source.snapshot(&needs(checks, only))?);
    }
    let first = source.snapshot(&listings(checks, only))?;
    let selected = |check: &'static Check| {
        let path = check.path();
        let names: Vec<&str> = selection.exact_names_of(&path).collect();
        if names.is_empty() || names.contains(&path.as_str()) {
            return None;
        }
        if !matches!(check.over, Over::Each(_)) {
            return None;
        }
        let cases = Cases::of(check, &first, only);
        let named = (0..cases.len()).filter(|case| names.contains(&cases.name(*case).as_str()));
        Some(named.filter_map(|case| cases.arn(case)).collect())
    };
    Ok(source.snapshot(&needs_among(checks, only, &first, selected))?)
}

impl Plan<'_> {
    /// The resources that the tests of a check look at, by their ARNs, where they are not all.
    fn arns_of(&self, check: &'static Check) -> Option<Vec<String>> {
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
    fn is_shown_as_ignored(&self, position: usize, ignored: Ignored) -> bool {
        ignored == Ignored::Named && self.checks[position].check.ignore.is_some()
    }

    /// Whether a filter is a part of the name of a case, or of a check that has none.
    fn has_like(&self, filter: &str) -> bool {
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

    fn names_of(&self, position: usize) -> HashSet<String> {
        let cases = self.checks[position].cases.as_ref();
        cases.map_or_else(HashSet::new, |cases| {
            let names = (0..cases.len()).map(|case| cases.name(case));
            names.chain(cases.names_of_nothing()).collect()
        })
    }
}
