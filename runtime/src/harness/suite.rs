//! The life of a test binary.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{self, Arguments, Command};
use super::error::HarnessError;
use super::needs::write_needs;
use super::open::{Opening, open};
use super::plan::{
    Plan, Wanted, names_of_checks, snapshot_for, tests_per_check, tests_per_resource,
};
use super::root::root_of;
use super::selection::Selection;
use super::session;
use crate::check::{Case, Cases, Check, registered};
use crate::report;
use crate::resource::Pattern;
use crate::run::{Finding, Settling, carry_out};
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
    /// The file that says so, as rustc names it.
    pub file: &'static str,
    /// Cargo's folder for the temporary files of integration tests, below the target folder.
    pub target_tmp: Option<&'static str>,
    /// Builds the mock source.
    pub mock: Option<fn() -> Snapshot>,
}

/// Runs the suite with the arguments of this process.
///
/// The status is 0 where every test passed, 101 where one did not or the arguments mean nothing, as
/// with libtest, and 2 where the run could not begin.
pub fn run(suite: &Suite) -> ExitCode {
    let environment = Environment::of_process();
    if let Some(file) = environment.needs_file() {
        return match write_needs(suite, &environment, file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => could_not_judge(&error),
        };
    }
    let arguments = match arguments::parse(std::env::args_os(), &environment) {
        Ok(Command::Tests(arguments)) => arguments,
        Ok(Command::Help(text)) => return session::help(&text),
        Err(refusal) => return session::refuse(&refusal),
    };
    match plan(suite, &environment, &arguments) {
        Ok(plan) => session::hold(&plan, &arguments),
        Err(error) => could_not_judge(&error),
    }
}

#[expect(clippy::print_stderr, reason = "the last words of the program")]
fn could_not_judge(error: &HarnessError) -> ExitCode {
    eprintln!("{}", report::error(error));
    ExitCode::from(COULD_NOT_JUDGE)
}

fn plan(
    suite: &Suite,
    environment: &Environment,
    arguments: &Arguments,
) -> Result<Plan, HarnessError> {
    let checks = registered()?;
    let only = environment.resource_pattern().map(Pattern::new);
    let wanted = Wanted {
        checks: &checks,
        selection: &arguments.selection,
        ignored: arguments.ignored,
        only: only.as_ref(),
    };
    if environment.is_nextest() {
        return match arguments.list {
            true => Ok(names_of_checks(wanted)),
            false => tests_per_check(wanted, &source(suite, environment)?),
        };
    }
    // Where nothing is carried out, names are enough; no check is a bench.
    let names_alone = arguments.list || arguments.bench;
    tests_per_resource(wanted, &source(suite, environment)?, names_alone)
}

pub(super) fn source(suite: &Suite, environment: &Environment) -> Result<Source, HarnessError> {
    // Cargo and nextest tell the package's folder anew, in case it was moved after the build.
    let package = environment.get("CARGO_MANIFEST_DIR").unwrap_or(suite.package);
    let settings = Settings::load(Path::new(package), environment)?;
    let (name, source) = settings.source(environment)?;
    let opening = Opening {
        settings: &settings,
        environment,
        clock: Clock::system(),
        target: target_folder(suite, Path::new(package)),
        root: root_of(Path::new(package), Path::new(suite.file)),
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

/// Runs one check under plain libtest, where the target does not say `harness = false`: the check of
/// that name in that module.
///
/// # Panics
///
/// The check does not pass, which is how libtest learns of it, or the run cannot begin.
#[expect(clippy::panic, reason = "a panic is how libtest learns of a failure")]
pub fn run_twin(suite: &Suite, module_path: &str, name: &str) {
    let environment = Environment::of_process();
    let findings = || {
        let checks = registered()?;
        let is_it = |check: &&&Check| check.module_path == module_path && check.name == name;
        let Some(check) = checks.iter().find(is_it) else {
            return Err(HarnessError::NotThere(format!("{module_path}::{name}")));
        };
        let source = source(suite, &environment)?;
        let only = environment.resource_pattern().map(Pattern::new);
        let selection = Selection::default();
        let snapshot = snapshot_for(&[check], &source, &selection, only.as_ref())?;
        let cases = Cases::of(check, &snapshot, only.as_ref());
        let settling = Settling::of(&source, only.as_ref(), Clock::system());
        let all = |judge: &mut dyn FnMut(u64, Case)| {
            (0..cases.len()).for_each(|case| judge(case as u64, cases.case(case)));
        };
        let carry_out = |case: usize| match &settling {
            None => vec![carry_out(&cases.case(case))],
            Some(settling) => {
                settling.carry_out(case as u64, &cases.case(case), &all, &Finding::passes)
            }
        };
        Ok((0..cases.len()).flat_map(carry_out).collect::<Vec<_>>())
    };
    match findings() {
        Ok(findings) => {
            if let Some(text) = report::failures(&findings) {
                panic!("{}", report::plain(&text));
            }
        }
        Err(error) => panic!("{}", report::error(&error)),
    }
}
