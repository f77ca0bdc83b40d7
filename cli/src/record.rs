//! `record`: a live source as a fixture.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use configtest::__collector::{
    AwsSource, Clock, Environment, FixtureError, Freshness, Live, Recording, Settings,
    SettingsError, Snapshot, SourceError, SourceSettings, Store, anonymize, everything, new_salt,
    refuse_to_lose_files, salt_of_fixture, write_fixture,
};

use crate::arguments::Record;

/// What stands for the name of the source where it is not to be known.
const ANONYMIZED: &str = "anonymized";

/// Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(
        "the source `{0}` is not live, so there is nothing to record\nhelp: name a source of type `aws`{1}"
    )]
    NotLive(String, String),
    #[error(
        "it is not clear what to record: {0}\nhelp: say `--source NAME`; `--source aws` is the ambient account"
    )]
    WhichSource(String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Record) -> Result<(), RecordError> {
    let environment = Environment::of_process();
    let clock = Clock::system();
    let settings = Settings::load(&std::env::current_dir()?, &environment)?;
    let source = source(options, &settings)?;
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
    let store = Store::new(scratch.path().join("cache"));
    let live = Live::new(source.clone(), store, freshness, environment)
        .with_salt(Some(salt.clone()))
        .not_for_checks();
    let (mut snapshot, regions) = live.snapshot(&everything())?;
    if options.anonymize {
        snapshot = anonymize(&snapshot, &salt);
    }
    let recording = Recording {
        snapshot: &snapshot,
        source: if options.anonymize { ANONYMIZED } else { &source.name },
        regions: &regions,
        salt: (!options.anonymize).then_some(salt.as_str()),
        time: (start, clock.now()),
    };
    write_fixture(&options.out, &recording)?;
    tell(options, &snapshot)?;
    Ok(())
}

fn source(options: &Record, settings: &Settings) -> Result<AwsSource, RecordError> {
    let live = settings.live_sources();
    let name = match (&options.source, live.as_slice()) {
        (Some(name), _) => name.as_str(),
        (None, [name]) => name,
        (None, []) => {
            return Err(RecordError::WhichSource("configtest.toml has no live source".to_owned()));
        }
        (None, several) => {
            let several = several.join("`, `");
            return Err(RecordError::WhichSource(format!("there are `{several}`")));
        }
    };
    match settings.named(name, || "`--source`".to_owned())? {
        (name, SourceSettings::Aws(settings)) => Ok(AwsSource { name, settings }),
        (name, SourceSettings::Fixture { .. } | SourceSettings::Mock) => {
            let live = match live.is_empty() {
                true => ", or `aws` for the ambient account".to_owned(),
                false => format!(": `{}`", live.join("`, `")),
            };
            Err(RecordError::NotLive(name, live))
        }
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
        writeln!(stdout, "recorded as unknown, {count} times: {what}")?;
    }
    Ok(())
}
