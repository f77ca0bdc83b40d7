//! The life of a test binary.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{self, Arguments, Command, Ignored};
use super::error::HarnessError;
use super::listing::{tests_per_check, tests_per_resource};
use super::needs::write_needs;
use super::open::{Opening, open};
use super::session;
use super::trials::{Test, Trials};
use crate::check::{Case, Check, registered};
use crate::report;
use crate::resource::Pattern;
use crate::run::{carry_out, needs};
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
    match tests(suite, &environment, &arguments) {
        Ok(tests) => session::hold(&Trials::new(tests), &arguments),
        Err(error) => could_not_judge(&error),
    }
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
) -> Result<Vec<Test>, HarnessError> {
    let selection = &arguments.selection;
    let checks = registered()?;
    let only = environment.resource_pattern().map(Pattern::new);
    if !environment.is_nextest() {
        let source = source(suite, environment)?;
        // Where nothing is carried out, names are enough; no check is ignored, and none is a bench.
        let names_alone = arguments.list || arguments.ignored == Ignored::Alone || arguments.bench;
        let only = only.as_ref();
        return tests_per_resource(&checks, &source, selection, only, names_alone);
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
    let paths: Vec<String> = checks.iter().map(|check| check.path()).collect();
    let asked = |check: &&'static Check| selection.may_select(&check.path(), &paths);
    let asked: Vec<&'static Check> = checks.iter().copied().filter(asked).collect();
    let source = source(suite, environment)?;
    let tests = tests_per_check(&asked, &source, selection, only.as_ref())?;
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
        let only = environment.resource_pattern().map(Pattern::new);
        let snapshot = source.snapshot(&needs(&[check], only.as_ref()))?;
        let cases = Case::all_of(check, &snapshot, source.loader().as_ref(), only.as_ref());
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
