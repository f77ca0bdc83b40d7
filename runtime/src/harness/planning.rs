//! Which tests there are in a source, and which of them run.

use std::collections::{BTreeMap, HashSet};

use super::arguments::Ignored;
use super::error::HarnessError;
use super::gate_test::GateTest;
use super::judge::Judge;
use super::plan::{Plan, Planned};
use super::selection::Selection;
use crate::check::{Cases, Check, Over};
use crate::resource::Pattern;
use crate::run::{Settling, listings, needs, needs_among};
use crate::settings::Clock;
use crate::snapshot::Snapshot;
use crate::source::Source;

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
    pub(super) fn selects_gate_test(&self, test: &GateTest) -> bool {
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
    let looked_at: Vec<&'static Check> =
        asked.iter().chain(&wanted.of_gate(&asked)).copied().collect();
    let snapshot = snapshot_for(&looked_at, source, selection, only)?;
    plan.settling = Settling::of(source, only, Clock::system());
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
