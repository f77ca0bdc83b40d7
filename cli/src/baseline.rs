//! `baseline`: the failures of today, so that only new ones break the build.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Stdio;

use clap::Args;
use configtest::__collector::record::{FindingRecord, SubjectRecord};
use configtest::__collector::{
    Baseline, BaselineEntry, BaselineError, Clock, Date, Environment, Results, ResultsError,
    Settings, SettingsError, Status, read_results,
};

use crate::suite::{Described, SuiteError, SuiteOptions, described};

/// Write the failures of today into the file that `baseline` of `[gate]` names: they do not break the
/// build as long as they stay what they are.
///
/// What is waived, below the threshold or unknown is not among them. An entry is of a check, an account
/// and a resource, and of what the check read: a failure that changes is a new one.
#[derive(Debug, Args)]
pub(crate) struct WriteBaseline {
    /// Remove the entries that do not fail any more, and add none.
    #[arg(long, conflicts_with = "replace")]
    update: bool,
    /// Write a baseline anew where there is one. What it holds of other suites and other accounts than
    /// those that are judged stays.
    #[arg(long)]
    replace: bool,
    /// The source to judge, as configtest.toml names it.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    suite: SuiteOptions,
}

/// There is no baseline to write.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error(transparent)]
    Suite(#[from] SuiteError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    #[error(transparent)]
    Results(#[from] ResultsError),
    #[error(
        "{0} does not say where the baseline is\n\
         help: write `baseline = \"configtest-baseline.json\"` below `[gate]`"
    )]
    NoFile(String),
    #[error(
        "the baseline `{}` is there already\n\
         help: `--update` removes what is fixed; `--replace` writes it anew, with failures that are new",
        .0.display()
    )]
    There(PathBuf),
    #[error("the suite `{0}` could not judge:\n{1}")]
    Judge(String, String),
    #[error("the suite `{0}` ended before it was done, so not all failures are known:\n{1}")]
    Gaps(String, String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &WriteBaseline) -> Result<(), WriteError> {
    let environment = Environment::of_process();
    let settings = Settings::load(&std::env::current_dir()?, &environment)?;
    let shown = settings.gate.baseline.clone();
    let shown = shown.ok_or_else(|| WriteError::NoFile(format!("`{}`", settings.shown())))?;
    let path = settings.folder.join(&shown);
    if !options.update && !options.replace && path.exists() {
        return Err(WriteError::There(shown));
    }
    let before = match Baseline::read(&path, &shown) {
        Ok(before) => Some(before),
        // There is none yet, or what is replaced is of no use.
        Err(_) if !options.update => None,
        Err(error) => return Err(error.into()),
    };
    // What is fixed is what the suites say of it; what fails, they say without it.
    let variables: &[(&str, &str)] =
        if options.update { &[] } else { &[("CONFIGTEST_WITHOUT_BASELINE", "1")] };
    let binaries = options.suite.build(&environment)?;
    let suites = described(binaries, options.source.as_deref(), variables)?;
    let results = judged(&suites, options.source.as_deref(), variables)?;
    let today = Date::of(Clock::system().now()).to_string();
    let mut baseline = before.unwrap_or_default();
    let counted = if options.update {
        let had = baseline.count();
        let stale: Vec<&BaselineEntry> =
            results.findings.iter().flat_map(|finding| &finding.stale).collect();
        baseline.retain(|entry| !stale.contains(&entry));
        let removed = had - baseline.count();
        format!("{} removed, {} left in {}", removed, baseline.count(), shown.display())
    } else {
        replace(&mut baseline, &results, &today);
        format!("{} in {}", failures_of(baseline.count()), shown.display())
    };
    baseline.write(&path)?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{counted}")?;
    let unknown = results.findings.iter().filter(|finding| finding.status == Status::Unknown);
    match unknown.count() {
        0 => {}
        count => writeln!(stdout, "{count} unknown, which no baseline holds")?,
    }
    Ok(())
}

/// Puts the failures of the suites and accounts that were judged in the place of what there was of
/// them. What was there and is the same keeps its day.
fn replace(baseline: &mut Baseline, results: &Results, today: &str) {
    let judged: BTreeSet<(String, String)> =
        results.findings.iter().flat_map(accounts_of).collect();
    let mut days = BTreeMap::new();
    baseline.retain(|entry| {
        // What a check reads of several resources may be of other accounts by now.
        let mut accounts = entry.account.split(',');
        let is_judged =
            accounts.all(|account| judged.contains(&(entry.suite.clone(), account.to_owned())));
        if is_judged {
            days.insert(without_day(entry), entry.since.clone());
        }
        !is_judged
    });
    for finding in results.findings.iter().filter(|finding| is_kept(finding)) {
        let mut entry = entry(finding, today);
        if let Some(since) = days.remove(&without_day(&entry)) {
            entry.since = since;
        }
        baseline.insert(entry);
    }
}

/// The accounts of which a suite told something.
fn accounts_of(finding: &FindingRecord) -> Vec<(String, String)> {
    let (accounts, _) = subject_of(finding);
    accounts.split(',').map(|account| (finding.suite.clone(), account.to_owned())).collect()
}

/// What makes an entry the same as another.
fn without_day(entry: &BaselineEntry) -> [String; 6] {
    let BaselineEntry { suite, check, values, account, resource, digest, since: _ } = entry.clone();
    [suite, check, values.unwrap_or_default(), account, resource, digest]
}

fn failures_of(count: usize) -> String {
    if count == 1 { "1 failure".to_owned() } else { format!("{count} failures") }
}

/// Runs the suites by themselves, and puts together what they found.
fn judged(
    suites: &[Described],
    source: Option<&str>,
    variables: &[(&str, &str)],
) -> Result<Results, WriteError> {
    let folder = tempfile::tempdir()?;
    let mut said = BTreeMap::new();
    for Described { binary, suite, .. } in suites {
        let output = binary
            .command(source)
            .arg("--quiet")
            .env("CONFIGTEST_FINDINGS", folder.path())
            .envs(variables.iter().copied())
            .env_remove("CONFIGTEST_RESOURCE")
            .stdout(Stdio::null())
            .output()?;
        let words = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        match output.status.code() {
            Some(0 | 101) => {}
            // What it found, and what it did not, is told below.
            None if folder.path().read_dir()?.next().is_some() => {}
            Some(_) | None => return Err(WriteError::Judge(suite.name.clone(), words)),
        }
        said.insert(suite.name.clone(), words);
    }
    let results = read_results(&[folder.path().to_owned()])?;
    match results.gaps.first() {
        Some(gap) => {
            let words = said.remove(&gap.suite).unwrap_or_default();
            Err(WriteError::Gaps(gap.suite.clone(), words))
        }
        None => Ok(results),
    }
}

/// Whether it is a failure that a baseline holds.
fn is_kept(finding: &FindingRecord) -> bool {
    finding.status == Status::Fail && finding.subject != SubjectRecord::Gate
}

/// The account and the resource of a finding, as a baseline names them.
fn subject_of(finding: &FindingRecord) -> (String, String) {
    match &finding.resource {
        Some(resource) => (resource.account.clone(), resource.arn.clone()),
        None => (finding.accounts.join(","), "*".to_owned()),
    }
}

fn entry(finding: &FindingRecord, today: &str) -> BaselineEntry {
    let (account, resource) = subject_of(finding);
    BaselineEntry {
        suite: finding.suite.clone(),
        check: finding.check.clone(),
        values: finding.values.clone(),
        account,
        resource,
        digest: finding.digest.clone(),
        since: today.to_owned(),
    }
}
