//! From settings to a source that can be asked.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::error::HarnessError;
use crate::cache::{Freshness, Store, cache_folder, run_began};
use crate::resource::Timestamp;
use crate::settings::{Clock, Environment, Settings, SourceSettings};
use crate::snapshot::Snapshot;
use crate::source::protocol::AwsSource;
use crate::source::{Caller, Live, Source, SourceError};

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
        SourceSettings::Fixture { path, max_age } => Ok(Source::Fixture {
            path: opening.settings.folder.join(&path),
            shown: path,
            max_age,
            now,
        }),
        SourceSettings::Mock => match opening.mock {
            Some(mock) => Ok(Source::Mock(mock())),
            None => Err(HarnessError::NoMock(name)),
        },
        SourceSettings::Aws(settings) => {
            let source = AwsSource { name, settings };
            let (folder, freshness) = store(&source, opening)?;
            let environment = opening.environment.clone();
            let live = Live::new(source, Store::new(folder), freshness, environment);
            Ok(Source::Live(Arc::new(live)))
        }
    }
}

/// Where the source's cache is, and what of it may serve.
fn store(source: &AwsSource, opening: &Opening<'_>) -> Result<(PathBuf, Freshness), HarnessError> {
    let environment = opening.environment;
    let (run, now) = run(opening)?;
    let caller = Caller::new(source, environment);
    let max_age = match environment.refreshes() || !caller.is_told {
        true => Duration::ZERO,
        false => source.settings.max_age,
    };
    // Where no other run's answers may serve, none gets in the way either.
    let alone = source.settings.max_age.is_zero() || !caller.is_told;
    let folder = caller.store_folder(&opening.target, source, alone.then_some(run.as_str()));
    Ok((folder, Freshness { run, max_age, now }))
}

/// The run that this process belongs to, and when it began: a run of nextest is many processes, any
/// other is this one.
fn run(opening: &Opening<'_>) -> Result<(String, Timestamp), HarnessError> {
    static PROCESS: OnceLock<(String, Timestamp)> = OnceLock::new();
    if let Some(run) = opening.environment.nextest_run() {
        let folder = cache_folder(&opening.target);
        let began = run_began(&folder, run, opening.clock.now()).map_err(SourceError::Cache)?;
        return Ok((format!("nextest-{run}"), began));
    }
    let begin = || {
        let time = opening.clock.time();
        let nanoseconds = humantime::format_rfc3339_nanos(time);
        (format!("process-{}-{nanoseconds}", std::process::id()), Timestamp::new(time))
    };
    Ok(PROCESS.get_or_init(begin).clone())
}
