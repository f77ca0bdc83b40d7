//! Which tests there are in a source, and which of them run.

use std::collections::BTreeMap;

use super::error::HarnessError;
use super::selection::Selection;
use super::trials::Test;
use crate::check::{Case, Check, Subject};
use crate::resource::Pattern;
use crate::run::{listings, needs};
use crate::snapshot::Snapshot;
use crate::source::Source;

/// One test per resource. Where only some are asked for and a facet costs a call, the kinds are
/// listed first, and the facets are read for the checks that have a test to run.
pub(super) fn tests_per_resource(
    checks: &[&'static Check],
    source: &Source,
    selection: &Selection,
    only: Option<&Pattern>,
    names_alone: bool,
) -> Result<Vec<Test>, HarnessError> {
    let loader = source.loader();
    let paths: Vec<String> = checks.iter().map(|check| check.path()).collect();
    let (possible, others): (Vec<&'static Check>, Vec<&'static Check>) =
        checks.iter().partition(|check| selection.may_select(&check.path(), &paths));
    let tests_of = |checks: &[&'static Check], snapshot: &Snapshot| -> Vec<Test> {
        let of_check = |check: &&'static Check| {
            let path = check.path();
            let cases = Case::all_of(check, snapshot, loader.as_ref(), only).into_iter();
            cases.map(move |(name, case)| Test {
                is_selected: selection.selects(&path, &name),
                path: path.clone(),
                name,
                cases: vec![case],
            })
        };
        checks.iter().flat_map(of_check).collect()
    };
    let lists_first = source.reads_on_request() && (names_alone || !selection.is_everything());
    let first = if lists_first { listings(&possible) } else { needs(&possible, only) };
    let mut tests = tests_of(&possible, &source.snapshot(&first)?);
    select_what_was_not_listed(&mut tests, &possible, selection)?;
    if lists_first && !names_alone {
        let is_asked = |check: &&&'static Check| {
            let path = check.path();
            tests.iter().any(|test| test.is_selected && test.path == path)
        };
        let asked: Vec<&'static Check> = possible.iter().filter(is_asked).copied().collect();
        let read = tests_of(&asked, &source.snapshot(&needs(&asked, only))?).into_iter();
        let mut read: BTreeMap<String, Vec<Case>> =
            read.map(|test| (test.name, test.cases)).collect();
        for test in tests.iter_mut().filter(|test| test.is_selected) {
            if let Some(cases) = read.remove(&test.name) {
                test.cases = cases;
            }
        }
    }
    // What cannot be asked for is not listed; its check stands for it among the filtered out.
    let stand_in = |check: &'static Check| Test {
        name: check.path(),
        path: check.path(),
        cases: Vec::new(),
        is_selected: false,
    };
    tests.extend(others.into_iter().map(stand_in));
    tests.sort_by(|left, right| (&left.path, &left.name).cmp(&(&right.path, &right.name)));
    Ok(tests)
}

/// A filter that finds nothing may mean a resource that could not be listed: then the places that
/// could not be listed are what it asks for, and they do not pass. An exact name of a resource that
/// is certainly not there is an error: nothing would be tested.
fn select_what_was_not_listed(
    tests: &mut [Test],
    checks: &[&'static Check],
    selection: &Selection,
) -> Result<(), HarnessError> {
    if selection.filters.is_empty() {
        return Ok(());
    }
    let is_unlisted = |test: &Test| {
        let is_unlisted =
            matches!(test.cases[..], [Case { subject: Subject::Unlisted { .. }, .. }]);
        is_unlisted && !selection.skips(&test.path, &test.name)
    };
    if !selection.exact {
        if !tests.iter().any(|test| selection.asks_for(&test.path, &test.name)) {
            let unlisted = tests.iter_mut().filter(|test| is_unlisted(test));
            unlisted.for_each(|test| test.is_selected = true);
        }
        return Ok(());
    }
    for check in checks {
        let path = check.path();
        for name in selection.exact_names_of(&path) {
            if tests.iter().any(|test| test.name == name || test.path == name) {
                continue;
            }
            let unlisted = tests.iter_mut().filter(|test| test.path == path && is_unlisted(test));
            let mut found = 0;
            for test in unlisted {
                test.is_selected = true;
                found += 1;
            }
            if found == 0 {
                return Err(HarnessError::NoSuchResource(name.to_owned()));
            }
        }
    }
    Ok(())
}

/// One test per check, or the single case of one that was asked for by its full name.
pub(super) fn tests_per_check(
    checks: &[&'static Check],
    source: &Source,
    selection: &Selection,
    only: Option<&Pattern>,
) -> Result<Vec<Test>, HarnessError> {
    let loader = source.loader();
    let snapshot = source.snapshot(&needs(checks, only))?;
    let mut tests = Vec::new();
    for check in checks {
        let path = check.path();
        let cases = Case::all_of(check, &snapshot, loader.as_ref(), only);
        for name in &selection.filters {
            if selection.exact && *name != path {
                let named = cases.iter().filter(|(case_name, _)| case_name == name);
                tests.extend(named.map(|(name, case)| Test {
                    name: name.clone(),
                    path: path.clone(),
                    cases: vec![case.clone()],
                    is_selected: true,
                }));
            }
        }
        let cases = cases.into_iter().map(|(_, case)| case).collect();
        let is_selected = selection.selects(&path, &path);
        tests.push(Test { name: path.clone(), path, cases, is_selected });
    }
    Ok(tests)
}
