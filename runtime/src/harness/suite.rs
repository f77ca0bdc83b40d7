//! The life of a test binary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::Arguments;

use super::arguments;
use super::error::HarnessError;
use super::open::{Opening, open};
use super::selection::Selection;
use super::trials::{Test, trials};
use crate::check::{Case, Check, Subject, registered};
use crate::report;
use crate::run::{carry_out, listings, needs};
use crate::settings::{Clock, Environment, Settings};
use crate::snapshot::Snapshot;
use crate::source::Source;

/// The exit status of a run that could not begin.
const COULD_NOT_JUDGE: u8 = 2;

/// What `main!()` tells of the test binary.
#[derive(Clone, Copy)]
pub struct Suite {
    /// The package's folder when the binary was compiled.
    pub package: &'static str,
    /// Cargo's folder for the temporary files of integration tests, below the target folder.
    pub target_tmp: Option<&'static str>,
    /// Builds the mock source.
    pub mock: Option<fn() -> Snapshot>,
}

/// Runs the suite with the arguments of this process.
///
/// The status is 0 where every test passed, 101 where one did not, as with libtest, and 2 where
/// the run could not begin.
pub fn run(suite: &Suite) -> ExitCode {
    let environment = Environment::of_process();
    let (mut arguments, selection) = match arguments::parse(std::env::args_os(), &environment) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Nothing can be done about a terminal that is gone.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { COULD_NOT_JUDGE } else { 0 });
        }
    };
    let tests = match tests(suite, &environment, &arguments, &selection) {
        Ok(tests) => tests,
        Err(error) => return could_not_judge(&error),
    };
    let (trials, skips) = trials(tests);
    arguments.skip = skips;
    libtest_mimic::run(&arguments, trials).exit_code()
}

#[expect(clippy::print_stderr, reason = "the last words of the program")]
fn could_not_judge(error: &HarnessError) -> ExitCode {
    eprintln!("{}", report::error(error));
    ExitCode::from(COULD_NOT_JUDGE)
}

fn tests(
    suite: &Suite,
    environment: &Environment,
    arguments: &Arguments,
    selection: &Selection,
) -> Result<Vec<Test>, HarnessError> {
    let checks = registered()?;
    if !environment.is_nextest() {
        let source = source(suite, environment)?;
        // Where nothing is carried out, names are enough; no check is ignored, and none is a bench.
        let names_alone = arguments.list || arguments.ignored || arguments.bench;
        return tests_per_resource(&checks, &source, selection, names_alone);
    }
    if arguments.list {
        // The list needs no snapshot: names under nextest are the checks'.
        let test = |check: &&'static Check| Test {
            is_selected: selection.selects(&check.path(), &check.path()),
            name: check.path(),
            path: check.path(),
            cases: Vec::new(),
        };
        return Ok(checks.iter().map(test).collect());
    }
    let asked = |check: &&'static Check| selection.may_select(&check.path());
    let asked: Vec<&'static Check> = checks.iter().copied().filter(asked).collect();
    let source = source(suite, environment)?;
    let tests = tests_per_check(&asked, &source, selection)?;
    if selection.exact {
        let there = |name: &&String| {
            let named = tests.iter().any(|test| test.name == **name);
            named || checks.iter().any(|check| format!("{}::config_test", check.path()) == **name)
        };
        if let Some(name) = selection.filters.iter().find(|name| !there(name)) {
            return Err(HarnessError::NotThere(name.clone()));
        }
    }
    Ok(tests)
}

fn source(suite: &Suite, environment: &Environment) -> Result<Source, HarnessError> {
    // Cargo and nextest tell the package's folder anew, in case it was moved after the build.
    let package = environment.get("CARGO_MANIFEST_DIR").unwrap_or(suite.package);
    let settings = Settings::load(Path::new(package), environment)?;
    let (name, source) = settings.source(environment)?;
    let opening = Opening {
        settings: &settings,
        environment,
        clock: Clock::system(),
        target: target_folder(suite, Path::new(package)),
        mock: suite.mock,
    };
    open(name, source, &opening)
}

/// The folder of the build: where cargo said it is, or where this program lies.
fn target_folder(suite: &Suite, package: &Path) -> PathBuf {
    let told = suite.target_tmp.and_then(|folder| Path::new(folder).parent()).map(Path::to_owned);
    told.filter(|folder| folder.is_dir())
        .or_else(|| {
            let program = std::env::current_exe().ok()?;
            let mut folders = program.ancestors();
            folders.find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_owned)
        })
        .unwrap_or_else(|| package.join("target"))
}

/// One test per resource. Where only some are asked for, the kinds are listed first, and the
/// facets are read for the checks that have a test to run.
fn tests_per_resource(
    checks: &[&'static Check],
    source: &Source,
    selection: &Selection,
    names_alone: bool,
) -> Result<Vec<Test>, HarnessError> {
    let loader = source.loader();
    let (possible, others): (Vec<&'static Check>, Vec<&'static Check>) =
        checks.iter().partition(|check| selection.may_select(&check.path()));
    let tests_of = |checks: &[&'static Check], snapshot: &Snapshot| -> Vec<Test> {
        let of_check = |check: &&'static Check| {
            let path = check.path();
            let cases = Case::all_of(check, snapshot, loader.as_ref()).into_iter();
            cases.map(move |(name, case)| Test {
                is_selected: selection.selects(&path, &name),
                path: path.clone(),
                name,
                cases: vec![case],
            })
        };
        checks.iter().flat_map(of_check).collect()
    };
    let mut tests = if names_alone || !selection.is_everything() {
        tests_of(&possible, &source.snapshot(&listings(&possible))?)
    } else {
        tests_of(&possible, &source.snapshot(&needs(&possible))?)
    };
    select_what_was_not_listed(&mut tests, &possible, selection)?;
    if !names_alone && !selection.is_everything() {
        let is_asked = |check: &&&'static Check| {
            let path = check.path();
            tests.iter().any(|test| test.is_selected && test.path == path)
        };
        let asked: Vec<&'static Check> = possible.iter().filter(is_asked).copied().collect();
        let read = tests_of(&asked, &source.snapshot(&needs(&asked))?).into_iter();
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
fn tests_per_check(
    checks: &[&'static Check],
    source: &Source,
    selection: &Selection,
) -> Result<Vec<Test>, HarnessError> {
    let loader = source.loader();
    let snapshot = source.snapshot(&needs(checks))?;
    let mut tests = Vec::new();
    for check in checks {
        let path = check.path();
        let cases = Case::all_of(check, &snapshot, loader.as_ref());
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

/// Runs one check under plain libtest, where the target does not say `harness = false`. `twin` is
/// the module that the macro makes beside the check, which has the check's name.
///
/// # Panics
///
/// The check does not pass, which is how libtest learns of it, or the run cannot begin.
#[expect(clippy::panic, reason = "a panic is how libtest learns of a failure")]
pub fn run_twin(suite: &Suite, twin: &str) {
    let environment = Environment::of_process();
    let findings = || {
        let checks = registered()?;
        let Some(check) = checks.iter().find(|check| check.has_twin(twin)) else {
            return Err(HarnessError::NotThere(twin.to_owned()));
        };
        let source = source(suite, &environment)?;
        let snapshot = source.snapshot(&needs(&[check]))?;
        let cases = Case::all_of(check, &snapshot, source.loader().as_ref());
        Ok(cases.iter().map(|(_, case)| carry_out(case)).collect::<Vec<_>>())
    };
    match findings() {
        Ok(findings) => {
            if let Some(text) = report::failures(&findings) {
                panic!("{text}");
            }
        }
        Err(error) => panic!("{}", report::error(&error)),
    }
}
