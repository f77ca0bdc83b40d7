//! `run`: a suite as the gate before promotion.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use clap::{Args, ValueEnum};
use configtest::__collector::record::SuiteRecord;
use configtest::__collector::{
    Clock, Conclusion, Environment, Format, Results, ResultsError, read_results, run_folder,
};

use crate::findings::{expect_all, expect_begun};
use crate::ground::{Ground, GroundError, Suites};
use crate::report::{ReportError, format_named, of_settings, write_all};
use crate::strangers::strangers;
use crate::suite::{Described, SuiteError, SuiteOptions};
use crate::summary::summary;

/// Run the suites of this folder's package or workspace, put together what all their processes found,
/// print it by account and severity, and write the reports of `[report]`.
///
/// Exit status: 0 if nothing breaks the build, 1 if something does, 2 if not everything could be
/// judged: something is unknown, a process crashed, a check has no result, or the run could not begin.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// The source to judge, as configtest.toml names it [default: as CONFIGTEST_SOURCE or the file
    /// says].
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Who runs the tests.
    #[arg(long, value_enum, default_value_t = Runner::Cargo)]
    runner: Runner,
    #[command(flatten)]
    suite: SuiteOptions,
    /// How long a live source is read again where a check does not pass: `2m`.
    #[arg(long, value_name = "DURATION")]
    settle: Option<String>,
    /// The folder in which the findings are kept [default: one below the target folder].
    #[arg(long, value_name = "FOLDER")]
    findings: Option<PathBuf>,
    /// A report to write besides those of `[report]`.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = a_report)]
    report: Vec<(Format, PathBuf)>,
    /// Arguments for the runner: names of tests, or `--partition count:1/3` for cargo-nextest. What
    /// they leave out is told as such, and not as missing.
    #[arg(last = true, value_name = "ARGUMENTS")]
    arguments: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Runner {
    /// `cargo test`: a process for each suite.
    Cargo,
    /// `cargo nextest run`: a process for each check.
    Nextest,
}

/// The run could not begin, or what it found cannot be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RunError {
    #[error(transparent)]
    Suite(#[from] SuiteError),
    #[error(transparent)]
    Ground(#[from] GroundError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Results(#[from] ResultsError),
    #[error(
        "`{}` holds something already, and findings of two runs must not be mixed\n\
         help: name a folder that is new or empty", .0.display()
    )]
    NotEmpty(PathBuf),
    #[error("cannot use the folder `{}` for findings", .0.display())]
    Folder(PathBuf, #[source] io::Error),
    #[error("cannot start `{0}`")]
    Start(String, #[source] io::Error),
    #[error("`{runner}` ended with {status}, and no suite has told anything{help}")]
    Nothing { runner: String, status: ExitStatus, help: &'static str },
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Run) -> Result<Conclusion, RunError> {
    let environment = Environment::of_process();
    let ground = Ground::here(&environment)?;
    let kept = findings_folder(options, &ground)?;
    std::fs::create_dir_all(&kept).map_err(|source| RunError::Folder(kept.clone(), source))?;
    let settle: Vec<(&str, &str)> =
        options.settle.iter().map(|settle| ("CONFIGTEST_SETTLE", settle.as_str())).collect();
    let suites = Suites::of(&options.suite, options.source.as_deref(), &settle, &environment)?;
    let mut command = runner(options, &suites.all, &environment);
    command.env("CONFIGTEST_FINDINGS", &kept).envs(settle.iter().copied());
    if let Some(source) = &options.source {
        command.env("CONFIGTEST_SOURCE", source);
    }
    let name = command.get_program().to_string_lossy().into_owned();
    // What the runner says comes before what is made of it.
    io::stdout().flush()?;
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(|source| RunError::Start(name, source))?;
    let mut results = match read_results(std::slice::from_ref(&kept)) {
        Ok(results) => results,
        Err(ResultsError::None(_)) => return Err(nothing(options.runner, status)),
        Err(error) => return Err(error.into()),
    };
    results.prefix.clone_from(&ground.workspace.prefix);
    let all: Vec<SuiteRecord> = suites.records().cloned().collect();
    // What the command line leaves out, somebody meant to; a variable may be left from before.
    results.is_whole_expected = environment.resource_pattern().is_some();
    let is_narrowed = !options.arguments.is_empty() || environment.resource_pattern().is_some();
    if !is_narrowed {
        expect_all(&mut results, &all);
    } else if options.runner == Runner::Cargo {
        // It starts every suite, however few tests are asked for.
        expect_begun(&mut results, &all);
    }
    let strangers = strangers(&ground, &suites, Clock::system().now());
    // No suite has told of these.
    write!(io::stdout().lock(), "{strangers}")?;
    strangers.add_to(&mut results, &kept)?;
    let mut files = of_settings(&ground.settings);
    files.extend(options.report.iter().cloned());
    let conclusion = tell(&results, status)?;
    // Who cannot have a report knows the verdict at least.
    write_all(&results, &files, &environment)?;
    let mut stdout = io::stdout().lock();
    for (format, path) in files.iter().filter(|(_, path)| path != Path::new("-")) {
        writeln!(stdout, "{format}: {}", path.display())?;
    }
    Ok(conclusion)
}

/// Prints the table and the verdict.
fn tell(results: &Results, status: ExitStatus) -> Result<Conclusion, RunError> {
    let mut stdout = io::stdout().lock();
    write!(stdout, "{}", summary(results))?;
    let conclusion = results.conclusion();
    if conclusion == Conclusion::Clean && !status.success() {
        writeln!(
            stdout,
            "could not judge: the runner ended with {status}, and no finding tells why; see above"
        )?;
        return Ok(Conclusion::CouldNotJudge);
    }
    Ok(conclusion)
}

/// The folder for the findings, which is new or empty.
fn findings_folder(options: &Run, ground: &Ground) -> Result<PathBuf, RunError> {
    let Some(named) = &options.findings else {
        let time = Clock::system().now().to_string().replace(':', "-");
        // Of the runs before, the last few stay.
        return Ok(run_folder(
            &ground.workspace.target,
            &format!("run-{time}-{}", std::process::id()),
            Clock::system(),
        ));
    };
    let path = ground.folder.join(named);
    match std::fs::read_dir(&path) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(RunError::NotEmpty(named.clone())),
            None => Ok(path),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
        Err(error) => Err(RunError::Folder(path, error)),
    }
}

/// The command that runs these suites and nothing else.
fn runner(options: &Run, suites: &[Described], environment: &Environment) -> Command {
    let mut command = Command::new(environment.get("CARGO").unwrap_or("cargo"));
    match options.runner {
        Runner::Cargo => command.arg("test"),
        Runner::Nextest => command.args(["nextest", "run"]),
    };
    command.arg("--no-fail-fast");
    options.suite.pass_on(&mut command);
    let packages = suites.iter().filter_map(|of| of.suite.name.split_once("::"));
    let packages: BTreeSet<&str> = packages.map(|(package, _)| package).collect();
    let targets: BTreeSet<&str> = suites.iter().map(|of| of.binary.name()).collect();
    for package in packages {
        command.args(["--package", package]);
    }
    for target in targets {
        command.args(["--test", target]);
    }
    if options.runner == Runner::Cargo && !options.arguments.is_empty() {
        command.arg("--");
    }
    command.args(&options.arguments);
    command
}

fn nothing(runner: Runner, status: ExitStatus) -> RunError {
    let (runner, help) = match runner {
        Runner::Cargo => ("cargo test", ""),
        Runner::Nextest => (
            "cargo nextest run",
            "\nhelp: `cargo nextest` has to be installed, and its arguments have to leave a check to run; \
             `--runner cargo` does without it",
        ),
    };
    RunError::Nothing { runner: runner.to_owned(), status, help }
}

/// `FORMAT=FILE`.
fn a_report(text: &str) -> Result<(Format, PathBuf), String> {
    match text.split_once('=') {
        Some((_, "-")) => Err("standard output is the runner's here; name a file, or use \
                               `cargo configtest report` afterwards"
            .to_owned()),
        Some((format, path)) if !path.is_empty() => Ok((format_named(format)?, path.into())),
        _ => Err("a report is written like `junit=target/junit.xml`".to_owned()),
    }
}
