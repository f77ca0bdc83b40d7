//! `record`: a live source as a fixture.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use configtest::__collector::{
    Clock, Environment, FixtureError, Freshness, Live, NeedDoc, Recording, Settings, SettingsError,
    Snapshot, SourceError, Store, anonymize, check_secret, everything, inert, new_salt,
    refuse_to_lose_files, salt_of_fixture, write_fixture,
};

use crate::arguments::Record;
use crate::live_source::{LiveSourceError, live_source};
use crate::suite::{self, SuiteError, needs};

/// What stands for the name of the source where it is not to be known.
pub(crate) const ANONYMIZED: &str = "anonymized";

/// Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(transparent)]
    Live(#[from] LiveSourceError),
    #[error(transparent)]
    Suite(#[from] SuiteError),
    #[error(
        "the suite needs `{0}`, which this release does not know\nhelp: update cargo-configtest"
    )]
    UnknownNeed(String),
    #[error(
        "`--package`, `--test` and `--features` say which suite is meant\nhelp: add `--for-suite`, or leave \
         them out to record everything"
    )]
    NotForSuite,
    #[error("{0}")]
    Secret(String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Record) -> Result<(), RecordError> {
    if !options.for_suite && options.suite.is_given() {
        return Err(RecordError::NotForSuite);
    }
    let environment = Environment::of_process();
    let clock = Clock::system();
    let settings = Settings::load(&std::env::current_dir()?, &environment)?;
    let mut source = live_source(options.source.as_deref(), &settings, "record")?;
    for word in &options.keep_secrets {
        check_secret(word).map_err(RecordError::Secret)?;
        source.settings.keep_secrets.push(word.clone());
    }
    refuse_to_lose_files(&options.out)?;
    // The digests of a secret that did not change stay the same from recording to recording. What
    // is to be published is salted with what nobody knows.
    let salt = match salt_of_fixture(&options.out)?.filter(|_| !options.anonymize) {
        Some(salt) => salt,
        None => new_salt()?,
    };
    // Its own cache, gone when it ends: a recording is read anew.
    let scratch = tempfile::tempdir()?;
    let start = clock.now();
    let freshness = Freshness { run: "record".to_owned(), max_age: Duration::ZERO, now: start };
    let live = Live::new(
        source.clone(),
        Store::new(scratch.path().join("cache")),
        freshness,
        environment.clone(),
    )
    .for_recording(Some(salt.clone()));
    let recorded = |snapshot: &Snapshot, regions: &[String], folder: &Path| {
        let time = (start, clock.now());
        let recording = Recording {
            snapshot,
            source: if options.anonymize { ANONYMIZED } else { &source.name },
            regions,
            salt: (!options.anonymize).then_some(salt.as_str()),
            time,
        };
        write_fixture(folder, &recording)
    };
    let (mut snapshot, regions) = match options.for_suite {
        false => {
            let kept = &source.settings.keep_secrets;
            live.snapshot(&everything(kept.iter().any(|word| word == "instance-user-data")))?
        }
        true => for_suite(options, &environment, &live, scratch.path(), recorded)?,
    };
    if options.anonymize {
        snapshot = anonymize(&snapshot, &salt);
    }
    recorded(&snapshot, &regions, &options.out)?;
    tell(options, &snapshot)?;
    Ok(())
}

/// What the checks of the suite read: what their bodies name first, and then, as long as they ask for
/// more over what was recorded so far, that.
fn for_suite(
    options: &Record,
    environment: &Environment,
    live: &Live,
    scratch: &Path,
    recorded: impl Fn(&Snapshot, &[String], &Path) -> Result<(), FixtureError>,
) -> Result<(Snapshot, Vec<String>), RecordError> {
    let binaries = options.suite.build(environment)?;
    let so_far = scratch.join("so-far");
    // Nothing is read of a mock that does not exist: the bodies alone are asked first.
    let mut needs = needs(&binaries, Some("aws"))?;
    let mut regions: Vec<String> = Vec::new();
    loop {
        let resolved = needs.needs.iter().map(NeedDoc::resolve).collect::<Result<Vec<_>, _>>();
        let (snapshot, read) = live.snapshot(&resolved.map_err(RecordError::UnknownNeed)?)?;
        regions.extend(read);
        regions.sort();
        regions.dedup();
        recorded(&snapshot, &regions, &so_far)?;
        let source = format!("fixture:{}", so_far.display());
        let mut more = needs.clone();
        more.merge(suite::needs(&binaries, Some(&source))?);
        if more.needs == needs.needs {
            return Ok((snapshot, regions));
        }
        needs = more;
    }
}

fn tell(options: &Record, snapshot: &Snapshot) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let (found, none): (Vec<_>, Vec<_>) = snapshot.counts().partition(|(_, count)| *count > 0);
    writeln!(stdout, "recorded in {}:", options.out.display())?;
    for (kind, count) in found {
        let noun = if count == 1 { kind.nouns.0 } else { kind.nouns.1 };
        writeln!(stdout, "{count:>7} {noun}")?;
    }
    if !none.is_empty() {
        writeln!(stdout, "      0 of {} other kinds", none.len())?;
    }
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for fact in snapshot.unknown_facts() {
        let grant = match fact.iam_action() {
            Some(action) => format!("; grant {action}"),
            None => String::new(),
        };
        let why = fact.code().map_or_else(|| fact.reason().to_string(), str::to_owned);
        *unknown.entry(format!("{} ({why}{grant})", fact.operation())).or_default() += 1;
    }
    for (what, count) in unknown {
        // The code is what somebody answered.
        writeln!(stdout, "recorded as unknown, {count} times: {}", inert(&what))?;
    }
    Ok(())
}
