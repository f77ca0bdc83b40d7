//! `diff`: what differs between a recording and another one, or an account.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use configtest::__collector::{
    AwsSource, Clock, Compared, Difference, Environment, Fixture, FixtureError, Freshness, KINDS,
    Live, Settings, SettingsError, SourceError, SourceSettings, Store, Verdict, compare, diff_json,
    diff_text, read_fixture, what_is_held,
};

use crate::arguments::{Diff, DiffFormat};

/// The account cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LiveError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

/// Nothing was compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DiffError {
    #[error(transparent)]
    Live(#[from] LiveError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error("`{word}` is no folder, and no source could be looked up")]
    NoSettings { word: String, source: SettingsError },
    #[error("`{word}` is neither a folder nor a source")]
    Neither { word: String, source: SettingsError },
    #[error(
        "the source `{0}` is live, and the first of the two has to be a recording\n\
         help: name the recording first: `cargo configtest diff FOLDER {0}`"
    )]
    LiveFirst(String),
    #[error(
        "the source `{0}` is built in code, which this program cannot run\n\
         help: name a folder, or a source of type `fixture` or `aws`"
    )]
    Mock(String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

pub(crate) fn run(options: &Diff) -> Result<Verdict, DiffError> {
    let environment = Environment::of_process();
    let before = match place(&options.before, &environment)? {
        Place::Folder { path, shown } => read_fixture(&path, &shown, KINDS)?,
        Place::Live(source) => return Err(DiffError::LiveFirst(source.name)),
    };
    let difference = match place(&options.after, &environment)? {
        Place::Folder { path, shown } => {
            let after = read_fixture(&path, &shown, KINDS)?;
            compare(Compared::from(&before), Compared::from(&after))
        }
        Place::Live(source) => compare_with_live(&before, source, environment)?,
    };
    let (before, after) = (options.before.as_str(), options.after.as_str());
    let report = told(&difference, before, after, options.format);
    io::stdout().lock().write_all(report.as_bytes())?;
    Ok(difference.verdict())
}

/// What differs, in that form.
pub(crate) fn told(
    difference: &Difference,
    before: &str,
    after: &str,
    format: DiffFormat,
) -> String {
    match format {
        DiffFormat::Text => diff_text(difference, before, after),
        DiffFormat::Json => diff_json(difference, before, after),
    }
}

/// What a word of the command line stands for.
enum Place {
    Folder { path: PathBuf, shown: PathBuf },
    Live(AwsSource),
}

/// A word that is a folder is one, whatever the sources are called.
fn place(word: &str, environment: &Environment) -> Result<Place, DiffError> {
    let path = PathBuf::from(word);
    if path.is_dir() {
        return Ok(Place::Folder { shown: path.clone(), path });
    }
    let settings = Settings::load(&std::env::current_dir()?, environment)
        .map_err(|source| DiffError::NoSettings { word: word.to_owned(), source })?;
    let named = settings
        .named(word, || "the command line".to_owned())
        .map_err(|source| DiffError::Neither { word: word.to_owned(), source })?;
    match named {
        (_, SourceSettings::Fixture { path, .. }) => {
            Ok(Place::Folder { path: settings.folder.join(&path), shown: path })
        }
        (name, SourceSettings::Aws(settings)) => Ok(Place::Live(AwsSource { name, settings })),
        (name, SourceSettings::Mock) => Err(DiffError::Mock(name)),
    }
}

/// Reads of the account what the recording holds, and nothing else.
pub(crate) fn compare_with_live(
    before: &Fixture,
    source: AwsSource,
    environment: Environment,
) -> Result<Difference, LiveError> {
    // Its own cache, gone when it ends: what is compared is read anew.
    let scratch = tempfile::tempdir()?;
    let now = Clock::system().now();
    let freshness = Freshness { run: "diff".to_owned(), max_age: Duration::ZERO, now };
    let store = Store::new(scratch.path().join("cache"));
    let live = Live::new(source, store, freshness, environment).for_recording(before.salt.clone());
    let (snapshot, regions) = live.snapshot(&what_is_held(&before.snapshot))?;
    let foreign = BTreeSet::new();
    let after = Compared {
        snapshot: &snapshot,
        salt: before.salt.as_deref(),
        regions: &regions,
        foreign: &foreign,
    };
    Ok(compare(Compared::from(before), after))
}
