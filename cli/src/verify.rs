//! `verify-fixture`: whether a recording is still what the account says.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use configtest::__collector::{
    Clock, Environment, Fixture, FixtureError, KINDS, Settings, SettingsError, SourceSettings,
    Timestamp, Verdict, check_age, read_fixture, what_is_held,
};
use serde_json::{Value, json};

use crate::arguments::{DiffFormat, VerifyFixture};
use crate::diff::{LiveError, compare_with_live, told};
use crate::live_source::{LiveSourceError, live_source};
use crate::record::ANONYMIZED;

/// Nothing was verified.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    LiveSource(#[from] LiveSourceError),
    #[error(transparent)]
    Live(#[from] LiveError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(
        "it is not clear which recording to verify: {0}\nhelp: name its folder or its source: `cargo configtest verify-fixture FIXTURE`"
    )]
    WhichFixture(String),
    #[error("`{word}` is neither a folder nor a source")]
    Neither { word: String, source: SettingsError },
    #[error(
        "the source `{name}` is {what}, and only a recording can be verified\nhelp: name a folder, or a source of type `fixture`{others}"
    )]
    NoFixture { name: String, what: &'static str, others: String },
    #[error(
        "the recording `{0}` was made with `--anonymize`: nothing in it is called what it is called in an account\n\
         help: verify the recording that nobody anonymized"
    )]
    Anonymized(String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
}

/// A recording, and how old it may be.
struct Recording {
    path: PathBuf,
    shown: PathBuf,
    max_age: Option<Duration>,
}

/// Whether the account says what the recording says, and the recording is young enough.
pub(crate) fn run(options: &VerifyFixture) -> Result<bool, VerifyError> {
    let environment = Environment::of_process();
    let settings = Settings::load(&std::env::current_dir()?, &environment)?;
    let Recording { path, shown, max_age } = match &options.fixture {
        Some(word) => named(word, &settings)?,
        None => chosen(&settings, &environment)?,
    };
    let source = live_source(options.source.as_deref(), &settings, "compare with")?;
    let fixture = read_fixture(&path, &shown, KINDS)?;
    if fixture.source == ANONYMIZED {
        return Err(VerifyError::Anonymized(shown.display().to_string()));
    }
    let live = source.name.clone();
    let difference = compare_with_live(&fixture, source, environment)?;
    let now = Clock::system().now();
    // The first line says it; the rest is how to record it again, which is told once below.
    let age = check_age(&shown, fixture.end, max_age, now).err().map(|error| error.to_string());
    let age = age.as_deref().and_then(|text| text.lines().next());
    let is_good = difference.verdict() == Verdict::Same && age.is_none();
    let remedy = (!is_good).then(|| remedy(&path, &live, &fixture));
    let (before, after) = (shown.display().to_string(), live.as_str());
    let told = told(&difference, &before, after, options.format);
    let report = match options.format {
        DiffFormat::Text => as_text(&told, &fixture, now, age, remedy.as_deref()),
        DiffFormat::Json => as_json(&told, is_good, &fixture, max_age, age, remedy.as_deref()),
    };
    io::stdout().lock().write_all(report.as_bytes())?;
    Ok(is_good)
}

/// A word that is a folder is one, whatever the sources are called. Its `max-age` is that of the
/// source that names it.
fn named(word: &str, settings: &Settings) -> Result<Recording, VerifyError> {
    let path = PathBuf::from(word);
    if path.is_dir() {
        let is_it = |other: &Path| match (other.canonicalize(), path.canonicalize()) {
            (Ok(other), Ok(path)) => other == path,
            _ => false,
        };
        let recordings = settings.fixture_sources().into_iter();
        let mut recordings = recordings.map(|name| recording(name, settings, String::new));
        let known = recordings.find_map(|known| known.ok().filter(|known| is_it(&known.path)));
        let max_age = known.and_then(|known| known.max_age);
        return Ok(Recording { shown: path.clone(), path, max_age });
    }
    recording(word, settings, || "the command line".to_owned())
}

/// The recording that the settings choose, or the only one that they know.
fn chosen(settings: &Settings, environment: &Environment) -> Result<Recording, VerifyError> {
    if let Ok((name, SourceSettings::Fixture { .. })) = settings.source(environment) {
        return recording(&name, settings, || "configtest.toml".to_owned());
    }
    match settings.fixture_sources()[..] {
        [name] => recording(name, settings, || "configtest.toml".to_owned()),
        [] => Err(VerifyError::WhichFixture(match settings.path {
            Some(_) => "configtest.toml has no source of type `fixture`".to_owned(),
            None => "there is no configtest.toml here or above".to_owned(),
        })),
        ref several => {
            let several = format!("there are `{}`, and none is chosen", several.join("`, `"));
            Err(VerifyError::WhichFixture(several))
        }
    }
}

fn recording(
    name: &str,
    settings: &Settings,
    asked_by: impl FnOnce() -> String,
) -> Result<Recording, VerifyError> {
    let no_fixture = |name, what| {
        let others = settings.fixture_sources();
        let others = match others.is_empty() {
            true => String::new(),
            false => format!(": `{}`", others.join("`, `")),
        };
        Err(VerifyError::NoFixture { name, what, others })
    };
    match settings.named(name, asked_by) {
        Ok((_, SourceSettings::Fixture { path, max_age })) => {
            Ok(Recording { path: settings.folder.join(&path), shown: path, max_age })
        }
        Ok((name, SourceSettings::Aws(_))) => no_fixture(name, "live"),
        Ok((name, SourceSettings::Mock)) => no_fixture(name, "built in code"),
        Err(source) => Err(VerifyError::Neither { word: name.to_owned(), source }),
    }
}

/// The command that records it again. The folder is named as it is found from here.
fn remedy(path: &Path, live: &str, fixture: &Fixture) -> String {
    let here = std::env::current_dir().ok();
    let out = here.and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
    let out = out.filter(|out| !out.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned());
    let command = format!("cargo configtest record --source {live} --out {}", out.display());
    // A recording of everything lists every kind.
    match what_is_held(&fixture.snapshot).len() < KINDS.len() {
        true => format!(
            "`{command}`; it does not hold everything, so add `--for-suite` where it was recorded with that"
        ),
        false => format!("`{command}`"),
    }
}

fn as_text(
    told: &str,
    fixture: &Fixture,
    now: Timestamp,
    age: Option<&str>,
    remedy: Option<&str>,
) -> String {
    let mut text = told.to_owned();
    text += &match age {
        Some(age) => format!("{age}\n"),
        None => format!("it was recorded at {}, {}\n", fixture.end, how_long_ago(fixture.end, now)),
    };
    if let Some(remedy) = remedy {
        text += &format!("help: if the account is as it should be, record it again: {remedy}\n");
    }
    text
}

/// What `diff --format json` says, in `Difference`, with what is said of the recording.
fn as_json(
    told: &str,
    is_good: bool,
    fixture: &Fixture,
    max_age: Option<Duration>,
    age: Option<&str>,
    remedy: Option<&str>,
) -> String {
    let difference: Value = serde_json::from_str(told).unwrap_or_default();
    let json = json!({
        "FormatVersion": 1,
        "Verified": is_good,
        "Recorded": fixture.end.to_string(),
        "MaxAgeSeconds": max_age.map(|max_age| max_age.as_secs()),
        "TooOld": age,
        "Remedy": remedy,
        "Difference": difference,
    });
    format!("{json:#}\n")
}

/// In one unit.
fn how_long_ago(recorded: Timestamp, now: Timestamp) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let age = recorded.age_at(now).as_secs();
    let counted =
        |count: u64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    let age = match age {
        DAY.. => counted(age / DAY, "day"),
        HOUR.. => counted(age / HOUR, "hour"),
        _ => counted(age / MINUTE, "minute"),
    };
    if recorded > now {
        format!("{age} ahead of this machine's clock")
    } else {
        format!("{age} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_one_unit() {
        let now = Timestamp::parse("2026-11-24T05:40:00Z").unwrap();
        let ago = |text: &str| how_long_ago(Timestamp::parse(text).unwrap(), now);
        assert_eq!(ago("2026-11-12T05:39:00Z"), "12 days ago");
        assert_eq!(ago("2026-11-23T05:40:00Z"), "1 day ago");
        assert_eq!(ago("2026-11-24T03:00:00Z"), "2 hours ago");
        assert_eq!(ago("2026-11-24T05:39:30Z"), "0 minutes ago");
        assert_eq!(ago("2026-11-24T05:45:00Z"), "5 minutes ahead of this machine's clock");
    }
}
