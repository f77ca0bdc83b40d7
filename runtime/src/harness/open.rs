//! From settings to a source that can be asked.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use super::error::HarnessError;
use super::root::seen_from;
use crate::cache::{CacheError, Freshness, Store, cache_folder, run_began};
use crate::resource::Timestamp;
use crate::settings::{Clock, Environment, Settings, SourceSettings};
use crate::snapshot::Snapshot;
use crate::source::protocol::AwsSource;
use crate::source::{Caller, Live, Source, SourceError, with_causes};

/// What opening a source needs besides its settings.
pub struct Opening<'a> {
    /// The settings, for the folder to which paths refer.
    pub settings: &'a Settings,
    /// The environment.
    pub environment: &'a Environment,
    /// The clock.
    pub clock: Clock,
    /// The build's `target` folder, where the cache is.
    pub target: PathBuf,
    /// The folder to which rustc's paths refer, where it is known.
    pub root: Option<PathBuf>,
    /// Builds the mock source.
    pub mock: Option<fn() -> Snapshot>,
}

/// Opens the source called `name`; nothing is read yet.
///
/// # Errors
///
/// It is a mock and there is none.
pub fn open(
    name: String,
    settings: SourceSettings,
    opening: &Opening<'_>,
) -> Result<Source, HarnessError> {
    let now = opening.clock.now();
    match settings {
        SourceSettings::Fixture { path: shown, max_age } => {
            let path = opening.settings.folder.join(&shown);
            let linked = match &opening.root {
                Some(root) => seen_from(root, &path),
                None => shown.clone(),
            };
            Ok(Source::Fixture { path, shown, linked, max_age, now })
        }
        SourceSettings::Mock => match opening.mock {
            Some(mock) => Ok(Source::Mock(mock())),
            None => Err(HarnessError::NoMock(name)),
        },
        SourceSettings::Aws(settings) => {
            let source = AwsSource { name, settings };
            let (folder, freshness) = store(&source, opening);
            let environment = opening.environment.clone();
            let store = Store::new(folder);
            let unwritable = store.prove_writable().err();
            let live = Live::new(source, store, freshness, environment)
                .settling_for(opening.settings.gate.settle);
            Ok(Source::Live(Arc::new(match unwritable {
                None => live,
                Some(error) => without_cache(live, error, opening.environment)?,
            })))
        }
    }
}

/// Where nothing can be written below the target folder, what is read serves this process alone.
fn without_cache(
    live: Live,
    error: CacheError,
    environment: &Environment,
) -> Result<Live, HarnessError> {
    let Ok(scratch) = tempfile::tempdir() else {
        return Err(HarnessError::Source(SourceError::Cache(error)));
    };
    environment
        .warn(&format!("what is read is kept for this process alone: {}", with_causes(&error)));
    Ok(live.in_scratch(scratch))
}

/// Where the source's cache is, and what of it may serve.
fn store(source: &AwsSource, opening: &Opening<'_>) -> (PathBuf, Freshness) {
    let environment = opening.environment;
    let (run, now) = run(opening);
    let caller = Caller::new(source, environment);
    let max_age = match environment.refreshes() || !caller.is_told {
        true => Duration::ZERO,
        false => source.settings.max_age,
    };
    // Where no other run's answers may serve, none gets in the way either.
    let alone = source.settings.max_age.is_zero() || !caller.is_told;
    let folder = caller.store_folder(&opening.target, source, alone.then_some(run.as_str()));
    (folder, Freshness { run, max_age, now })
}

/// The run that this process belongs to, and when it began: a run of nextest is many processes, any
/// other is this one.
fn run(opening: &Opening<'_>) -> (String, Timestamp) {
    let name = run_name(opening.environment, opening.clock);
    if let Some(run) = opening.environment.nextest_run() {
        let folder = cache_folder(&opening.target);
        // Where it cannot be noted, no other process finds anything of this one either.
        let now = opening.clock.now();
        let began = run_began(&folder, run, now).unwrap_or(now);
        return (name, began);
    }
    (name, Timestamp::new(process_began(opening.clock)))
}

/// What the run is called to which this process belongs.
pub(super) fn run_name(environment: &Environment, clock: Clock) -> String {
    match environment.nextest_run() {
        Some(run) => format!("nextest-{run}"),
        None => {
            let nanoseconds = humantime::format_rfc3339_nanos(process_began(clock));
            format!("process-{}-{nanoseconds}", std::process::id())
        }
    }
}

/// When somebody asked first.
fn process_began(clock: Clock) -> SystemTime {
    static PROCESS: OnceLock<SystemTime> = OnceLock::new();
    *PROCESS.get_or_init(|| clock.time())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::AwsSettings;

    #[test]
    fn where_nothing_can_be_written_the_cache_is_this_process_s_own() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        std::fs::write(&target, "no folder").unwrap();
        let environment = Environment::of([("CONFIGTEST_SOURCE", "aws")]);
        let settings = Settings::load(folder.path(), &environment).unwrap();
        for run in [None, Some(("NEXTEST_RUN_ID", "one"))] {
            let environment = Environment::of(run);
            let opening = Opening {
                settings: &settings,
                environment: &environment,
                clock: Clock::system(),
                target: target.clone(),
                root: None,
                mock: None,
            };
            let source = SourceSettings::Aws(AwsSettings::default());
            let Ok(Source::Live(live)) = open("aws".to_owned(), source, &opening) else {
                panic!("no live source");
            };
            let cache = live.cache_folder().to_owned();
            assert!(!cache.starts_with(folder.path()));
            assert!(cache.parent().unwrap().is_dir());
            drop(live);
            assert!(!cache.parent().unwrap().exists(), "it ends with the process");
        }
    }
}
