//! configtest.toml and the choice of a source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Spanned;
use toml::de::DeTable;

use super::aws::aws_source;
use super::gate_read::gate;
use super::report_read::report;
use super::table::{Document, Table, date_help};
use super::waiver_read::waivers;
use super::{
    AwsSettings, Environment, GateSettings, ReportSettings, SettingsError, WaiverSettings,
    did_you_mean, list,
};

/// The name of the file.
const FILE: &str = "configtest.toml";
/// The settings of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The file they were read from.
    pub path: Option<PathBuf>,
    /// What messages call that file.
    shown: String,
    /// The folder to which relative paths refer: the file's, or the package's.
    pub folder: PathBuf,
    /// The source that the file chooses, with the line that does.
    source: Option<(String, usize)>,
    sources: BTreeMap<String, SourceSettings>,
    /// What breaks the build.
    pub gate: GateSettings,
    /// What is accepted for a while, in the order of the file.
    pub waivers: Vec<WaiverSettings>,
    /// The reports to write; none where the file does not speak of any.
    pub report: Option<ReportSettings>,
}

/// One `[sources.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSettings {
    /// A recording.
    Fixture {
        /// The folder, as the file names it.
        path: PathBuf,
        /// How old the recording may be.
        max_age: Option<Duration>,
    },
    /// A live account.
    Aws(AwsSettings),
    /// What `main!(mock = ...)` builds.
    Mock,
}

impl Settings {
    /// Reads the settings of the package in `package`: from the file that CONFIGTEST_CONFIG
    /// names, or from the nearest configtest.toml in that folder or above it. None is no error
    /// here: the environment may say enough.
    ///
    /// # Errors
    ///
    /// The file cannot be read or says something that means nothing.
    pub fn load(package: &Path, environment: &Environment) -> Result<Self, SettingsError> {
        environment.check()?;
        let found = match environment.get("CONFIGTEST_CONFIG") {
            Some(path) => Some((package.join(path), path.to_owned())),
            None => package
                .ancestors()
                .enumerate()
                .map(|(above, folder)| {
                    (folder.join(FILE), format!("{}{FILE}", "../".repeat(above)))
                })
                .find(|(path, _)| path.is_file()),
        };
        let Some((path, shown)) = found else {
            return Ok(Self {
                path: None,
                shown: FILE.to_owned(),
                folder: package.to_owned(),
                source: None,
                sources: BTreeMap::new(),
                gate: GateSettings::default(),
                waivers: Vec::new(),
                report: None,
            });
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(path, shown, &text),
            Err(source) => Err(SettingsError::Io { path, source }),
        }
    }

    fn parse(path: PathBuf, shown: String, text: &str) -> Result<Self, SettingsError> {
        let document = Document { path: &path, text };
        let table = DeTable::parse(text).map_err(|error| no_toml(document, &error))?;
        let root = Table::root(document, table.get_ref());
        root.only(&["source", "sources", "gate", "report", "waiver"])?;
        let sources: BTreeMap<String, SourceSettings> = root
            .tables("sources")?
            .into_iter()
            .map(|(name, table)| Ok((name, source(&table)?)))
            .collect::<Result<_, _>>()?;
        let chosen = root.string("source")?.map(|name| {
            let line = text.get(..name.span().start).unwrap_or(text).matches('\n').count() + 1;
            (name.into_inner(), line)
        });
        let gate = gate(&root, document)?;
        let waivers = waivers(&root, document, sources.keys().map(String::as_str))?;
        let report = report(&root)?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        Ok(Self { path: Some(path), shown, folder, source: chosen, sources, gate, waivers, report })
    }

    /// What messages call the file: as CONFIGTEST_CONFIG names it, or as it is seen from the
    /// package, such as `../configtest.toml`.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The source to use, with its name: the one that CONFIGTEST_SOURCE asks for, or the file's.
    ///
    /// # Errors
    ///
    /// No source is named, or the one that is named is not described.
    pub fn source(
        &self,
        environment: &Environment,
    ) -> Result<(String, SourceSettings), SettingsError> {
        if let Some(name) = environment.get("CONFIGTEST_SOURCE") {
            return self.named(name, || "CONFIGTEST_SOURCE".to_owned());
        }
        match (&self.path, &self.source) {
            (Some(path), Some((name, line))) => {
                self.named(name, || format!("`{}:{line}`", path.display()))
            }
            (Some(path), None) => Err(SettingsError::NoSource {
                path: path.clone(),
                sources: list(self.sources.keys().map(String::as_str)),
            }),
            (None, _) => Err(SettingsError::NoFile(self.folder.clone())),
        }
    }

    /// The source of that name; `fixture:PATH`, `aws` and `mock` need no description.
    ///
    /// # Errors
    ///
    /// There is no such source.
    pub fn named(
        &self,
        name: &str,
        asked_by: impl FnOnce() -> String,
    ) -> Result<(String, SourceSettings), SettingsError> {
        if let Some(settings) = self.sources.get(name) {
            return Ok((name.to_owned(), settings.clone()));
        }
        let settings = match name.split_once(':') {
            Some(("fixture", path)) if !path.is_empty() => {
                Some(SourceSettings::Fixture { path: path.into(), max_age: None })
            }
            Some(_) => None,
            None if name == "aws" => Some(SourceSettings::Aws(AwsSettings::default())),
            None if name == "mock" => Some(SourceSettings::Mock),
            None => None,
        };
        let named = self.sources.keys().map(String::as_str);
        settings.map(|settings| (name.to_owned(), settings)).ok_or_else(|| {
            SettingsError::UnknownSource {
                asked_by: asked_by(),
                name: name.to_owned(),
                hint: did_you_mean(name, named.clone().chain(["aws", "mock"])),
                help: match &self.path {
                    Some(path) if !self.sources.is_empty() => format!(
                        "`{}` describes {}; `aws`, `mock` and `fixture:PATH` work everywhere",
                        path.display(),
                        list(named)
                    ),
                    _ => "no configtest.toml describes a source; `aws`, `mock` and \
                          `fixture:PATH` work everywhere"
                        .to_owned(),
                },
            }
        })
    }

    /// The names of the sources that are recordings, sorted.
    pub fn fixture_sources(&self) -> Vec<&str> {
        self.sources
            .iter()
            .filter(|(_, settings)| matches!(settings, SourceSettings::Fixture { .. }))
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// The names of the live sources, sorted.
    pub fn live_sources(&self) -> Vec<&str> {
        self.sources
            .iter()
            .filter(|(_, settings)| matches!(settings, SourceSettings::Aws(_)))
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

/// The file is no TOML. A day that is none ends the reading too, where it has no quotes.
fn no_toml(document: Document<'_>, error: &toml::de::Error) -> SettingsError {
    let span = error.span().unwrap_or(0..0);
    let before = document.text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_of_day = line.split('=').next().is_some_and(|key| key.trim() == "expires");
    let message = match is_of_day {
        true => format!("{}\nhelp: {}", error.message(), date_help("expires")),
        false => error.message().to_owned(),
    };
    document.error(span, message)
}

fn source(table: &Table<'_, '_>) -> Result<SourceSettings, SettingsError> {
    const TYPES: [&str; 3] = ["fixture", "aws", "mock"];
    let kind: Spanned<String> = table.required("type", "one of `fixture`, `aws` and `mock`")?;
    match kind.get_ref().as_str() {
        "fixture" => {
            table.only(&["type", "path", "max-age"])?;
            let path = table.required("path", "the folder of the recording")?.into_inner();
            Ok(SourceSettings::Fixture { path: path.into(), max_age: table.duration("max-age")? })
        }
        "aws" => Ok(SourceSettings::Aws(aws_source(table)?)),
        "mock" => {
            table.only(&["type"])?;
            Ok(SourceSettings::Mock)
        }
        other => {
            let hint = did_you_mean(other, TYPES);
            let message = format!(
                "unknown type `{other}` of source at {}{hint}\nhelp: the types are {}",
                table.name(),
                list(TYPES)
            );
            Err(table.error(kind.span(), message))
        }
    }
}
