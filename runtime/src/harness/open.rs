//! From settings to a source that can be asked.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::HarnessError;
use crate::cache::{Freshness, Store};
use crate::settings::{Clock, Environment, Settings, SourceSettings};
use crate::snapshot::Snapshot;
use crate::source::protocol::AwsSource;
use crate::source::{Live, Source, store_folder};

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
        SourceSettings::Aws { regions, max_age, concurrency } => {
            let source = AwsSource { name, regions, max_age, concurrency };
            let folder = store_folder(&opening.target, &source, opening.environment);
            let freshness = freshness(&source, opening);
            let environment = opening.environment.clone();
            let live = Live::new(source, Store::new(folder), freshness, environment);
            Ok(Source::Live(Arc::new(live)))
        }
    }
}

fn freshness(source: &AwsSource, opening: &Opening<'_>) -> Freshness {
    let environment = opening.environment;
    let run = match environment.nextest_run() {
        Some(run) => format!("nextest {run}"),
        None => {
            let time = humantime::format_rfc3339_nanos(opening.clock.time());
            format!("process {} {time}", std::process::id())
        }
    };
    let refresh = environment.refreshes();
    let max_age = if refresh { std::time::Duration::ZERO } else { source.max_age };
    Freshness { run, max_age, now: opening.clock.now() }
}
