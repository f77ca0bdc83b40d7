//! Which account is meant: one that the command line names, or the only one of configtest.toml.

use configtest::__collector::{AwsSource, Settings, SettingsError, SourceSettings};

/// No account is meant for certain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LiveSourceError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(
        "the source `{name}` is not live, so there is nothing to {purpose}\nhelp: name a source of type `aws`{others}"
    )]
    NotLive { name: String, purpose: &'static str, others: String },
    #[error(
        "it is not clear what to {purpose}: {why}\nhelp: say `--source NAME`; `--source aws` is the ambient account"
    )]
    Which { purpose: &'static str, why: String },
}

/// The live source of that name, or the only one. `purpose` is what it is wanted for: `record`.
pub(crate) fn live_source(
    name: Option<&str>,
    settings: &Settings,
    purpose: &'static str,
) -> Result<AwsSource, LiveSourceError> {
    let live = settings.live_sources();
    let name = match (name, live.as_slice()) {
        (Some(name), _) => name,
        (None, [name]) => name,
        (None, []) => {
            let why = "configtest.toml has no live source".to_owned();
            return Err(LiveSourceError::Which { purpose, why });
        }
        (None, several) => {
            let why = format!("there are `{}`", several.join("`, `"));
            return Err(LiveSourceError::Which { purpose, why });
        }
    };
    match settings.named(name, || "`--source`".to_owned())? {
        (name, SourceSettings::Aws(settings)) => Ok(AwsSource { name, settings }),
        (name, SourceSettings::Fixture { .. } | SourceSettings::Mock) => {
            let others = match live.is_empty() {
                true => ", or `aws` for the ambient account".to_owned(),
                false => format!(": `{}`", live.join("`, `")),
            };
            Err(LiveSourceError::NotLive { name, purpose, others })
        }
    }
}
