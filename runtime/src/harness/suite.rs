//! The life of a test binary.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{self, Arguments, Command};
use super::error::HarnessError;
use super::gate_test::{GateTest, gate_tests};
use super::journal::{Beginning, Journal, run_folder};
use super::judge::Judge;
use super::needs::write_needs;
use super::open::{Opening, open, run_name};
use super::planning::{Wanted, names_of_checks, snapshot_for, tests_per_check, tests_per_resource};
use super::root::root_of;
use super::selection::Selection;
use super::session;
use crate::cache::{cache_folder, run_began};
use crate::check::{Case, Cases, Check, registered};
use crate::report;
use crate::report::record::{Description, RECORD_FORMAT, Selected, SuiteRecord, check_record};
use crate::resource::{Pattern, Timestamp};
use crate::run::{Finding, Settling, carry_out};
use crate::settings::{Clock, Environment, Settings, SourceSettings};
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
    /// The package's name, where cargo builds it.
    pub name: Option<&'static str>,
    /// The target, as a module: the crate of the file.
    pub target: &'static str,
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
    if let Some(file) = environment.description_file() {
        return match write_description(suite, &environment, file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => could_not_judge(&error),
        };
    }
    let arguments = match arguments::parse(std::env::args_os(), &environment) {
        Ok(Command::Tests(arguments)) => arguments,
        Ok(Command::Help(text)) => return session::help(&text),
        Err(refusal) => return session::refuse(&refusal),
    };
    match hold(suite, &environment, &arguments) {
        Ok(status) => status,
        Err(error) => could_not_judge(&error),
    }
}

#[expect(clippy::print_stderr, reason = "the last words of the program")]
fn could_not_judge(error: &HarnessError) -> ExitCode {
    eprintln!("{}", report::error(error));
    ExitCode::from(COULD_NOT_JUDGE)
}

fn hold(
    suite: &Suite,
    environment: &Environment,
    arguments: &Arguments,
) -> Result<ExitCode, HarnessError> {
    let checks = registered()?;
    let only = environment.resource_pattern().map(Pattern::new);
    let wanted = Wanted {
        checks: &checks,
        selection: &arguments.selection,
        ignored: arguments.ignored,
        only: only.as_ref(),
        gate: &[],
        judge: &Judge::without_settings(suite.full_name()),
    };
    let judged = || {
        let ground = Ground::of(suite, environment)?;
        let judge = ground.judge(suite, environment)?;
        Ok::<_, HarnessError>((ground, judge))
    };
    let (ground, judge) = match judged() {
        Ok(judged) => judged,
        // The names of the checks need no source; every test says so that runs.
        Err(HarnessError::Settings(error))
            if environment.is_nextest() && arguments.list && error.is_of_source() =>
        {
            return Ok(session::hold(&names_of_checks(wanted), arguments));
        }
        Err(error) => return Err(error),
    };
    let gate = gate_tests(&judge.gate, &checks);
    let wanted = Wanted { gate: &gate, judge: &judge, ..wanted };
    // Where nothing is carried out, names are enough; no check is a bench.
    let names_alone = arguments.list || arguments.bench;
    if !names_alone && let Some(folder) = ground.findings_folder(environment) {
        // Before anything is read: what cannot begin is to be missed.
        let beginning = Beginning {
            suite: &suite_record(&judge, &checks, &gate),
            run: environment.nextest_run().map(str::to_owned),
            selected: names_of_checks(wanted).asked(arguments.ignored),
            narrowed_to: only.as_ref().map(|only| only.text().to_owned()),
        };
        judge.keep_in(Journal::begin(&folder, ground.clock, beginning)?);
    }
    let plan = match (environment.is_nextest(), arguments.list) {
        (true, true) => names_of_checks(wanted),
        (true, false) => tests_per_check(wanted, &ground.open(suite, environment)?)?,
        (false, _) => tests_per_resource(wanted, &ground.open(suite, environment)?, names_alone)?,
    };
    judge.select(plan.selected(arguments.ignored));
    let status = session::hold(&plan, arguments);
    drop(plan);
    judge.finish(environment)?;
    Ok(status)
}

/// What a run stands on.
struct Ground {
    settings: Settings,
    source: (String, SourceSettings),
    target: PathBuf,
    /// The folder to which rustc's paths refer.
    root: Option<PathBuf>,
    clock: Clock,
}

impl Ground {
    fn of(suite: &Suite, environment: &Environment) -> Result<Self, HarnessError> {
        // Cargo and nextest tell the package's folder anew, in case it was moved after the build.
        let package = Path::new(environment.get("CARGO_MANIFEST_DIR").unwrap_or(suite.package));
        let mut settings = Settings::load(package, environment)?;
        settings.gate.settle = environment.settle()?.or(settings.gate.settle);
        Ok(Self {
            source: settings.source(environment)?,
            settings,
            target: target_folder(suite, package),
            root: root_of(package, Path::new(suite.file)),
            clock: Clock::system(),
        })
    }

    fn open(&self, suite: &Suite, environment: &Environment) -> Result<Source, HarnessError> {
        let (name, source) = self.source.clone();
        open(name, source, &self.opening(suite, environment))
    }

    fn opening<'a>(&'a self, suite: &Suite, environment: &'a Environment) -> Opening<'a> {
        Opening {
            settings: &self.settings,
            environment,
            clock: self.clock,
            target: self.target.clone(),
            root: self.root.clone(),
            mock: suite.mock,
        }
    }

    fn judge(&self, suite: &Suite, environment: &Environment) -> Result<Judge, HarnessError> {
        let (source, _) = &self.source;
        Judge::new(
            suite.full_name(),
            source.clone(),
            &self.settings,
            environment,
            self.root.as_deref(),
            self.now(environment),
        )
    }

    /// What the time is for all processes of the run: a waiver does not expire in between.
    fn now(&self, environment: &Environment) -> Timestamp {
        let now = self.clock.now();
        let run = environment.nextest_run();
        let began = run.map(|run| run_began(&cache_folder(&self.target), run, now));
        // Where it cannot be noted, this process has only its own.
        began.and_then(Result::ok).unwrap_or(now)
    }

    /// Where this run keeps its findings, where it does.
    fn findings_folder(&self, environment: &Environment) -> Option<PathBuf> {
        if let Some(folder) = environment.findings_folder() {
            return Some(folder.to_owned());
        }
        self.settings.report.as_ref()?;
        // What some file systems and stores of artifacts refuse in a name.
        let run = run_name(environment, self.clock).replace(':', "-");
        Some(run_folder(&self.target, &run, self.clock))
    }
}

/// Writes which checks the suite has, for the program that asks; or why it cannot say.
fn write_description(
    suite: &Suite,
    environment: &Environment,
    file: &Path,
) -> Result<(), HarnessError> {
    let described = || {
        let checks = registered()?;
        let judge = Ground::of(suite, environment)?.judge(suite, environment)?;
        let gate = gate_tests(&judge.gate, &checks);
        let overrides = judge.gate.overrides_of_any(&checks).into_iter();
        let overrides = overrides.map(|of| (of.check.clone(), of.kind.clone())).collect();
        let suite = suite_record(&judge, &checks, &gate);
        Ok::<_, HarnessError>(Description::Suite { suite, overrides })
    };
    let description = match described() {
        Ok(description) => description,
        Err(error) => {
            let text = report::error(&error);
            Description::Error(text.strip_prefix("error: ").unwrap_or(&text).to_owned())
        }
    };
    let write = || std::fs::write(file, serde_json::to_vec(&description)?);
    write().map_err(|source| HarnessError::Description { path: file.to_owned(), source })
}

/// The suite and its checks, written down.
fn suite_record(judge: &Judge, checks: &[&'static Check], gate: &[GateTest]) -> SuiteRecord {
    let checks = checks.iter().map(|check| check_record(check));
    SuiteRecord {
        format_version: RECORD_FORMAT,
        name: judge.gate.suite.clone(),
        configtest: env!("CARGO_PKG_VERSION").to_owned(),
        source: judge.source.clone(),
        checks: checks.chain(gate.iter().map(|test| test.record(judge))).collect(),
    }
}

impl Suite {
    /// `PACKAGE::TARGET`.
    fn full_name(&self) -> String {
        let folder = Path::new(self.package).file_name().unwrap_or_default().to_string_lossy();
        let target = self.target.split("::").next().unwrap_or(self.target);
        format!("{}::{target}", self.name.unwrap_or(&folder))
    }
}

/// The source of a suite, for what judges nothing.
pub(super) fn source(suite: &Suite, environment: &Environment) -> Result<Source, HarnessError> {
    Ground::of(suite, environment)?.open(suite, environment)
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
        let ground = Ground::of(suite, &environment)?;
        let judge = ground.judge(suite, &environment)?;
        let source = ground.open(suite, &environment)?;
        let only = environment.resource_pattern().map(Pattern::new);
        let selection = Selection::default();
        let snapshot = snapshot_for(&[check], &source, &selection, only.as_ref())?;
        let cases = Cases::of(check, &snapshot, only.as_ref());
        if let Some(folder) = ground.findings_folder(&environment) {
            let (check, cases) = (check.path(), cases.len());
            let beginning = Beginning {
                suite: &suite_record(&judge, &checks, &[]),
                run: environment.nextest_run().map(str::to_owned),
                selected: vec![Selected { check, cases, of: cases }],
                narrowed_to: only.as_ref().map(|only| only.text().to_owned()),
            };
            judge.keep_in(Journal::begin(&folder, ground.clock, beginning)?);
        }
        let holds = |finding: &Finding| judge.gate.holds(finding);
        let settling = Settling::of(&source, only.as_ref(), Clock::system());
        let all = |judge: &mut dyn FnMut(u64, Case)| {
            (0..cases.len()).for_each(|case| judge(case as u64, cases.case(case)));
        };
        let carry_out = |case: usize| match &settling {
            None => vec![carry_out(&cases.case(case))],
            Some(settling) => settling.carry_out(case as u64, &cases.case(case), &all, &holds),
        };
        let mut judged = Vec::new();
        for case in 0..cases.len() {
            let name = cases.name(case);
            judged.extend(
                carry_out(case).into_iter().map(|finding| judge.judge(finding, &name, true)),
            );
        }
        judge.finish(&environment)?;
        Ok(judged)
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
