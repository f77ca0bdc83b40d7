//! The one door through which the environment comes in.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::gate_read::LONGEST_SETTLE;
use super::{SettingsError, did_you_mean};
use crate::resource::{inert, without_commands};

/// The variables that configtest itself reads.
const OURS: [&str; 6] = [
    "CONFIGTEST_CONFIG",
    "CONFIGTEST_FINDINGS",
    "CONFIGTEST_REFRESH",
    "CONFIGTEST_RESOURCE",
    "CONFIGTEST_SETTLE",
    "CONFIGTEST_SOURCE",
];
/// Those that its own program sets for a suite: no word to offer to a person.
const INTERNAL: [&str; 3] =
    ["CONFIGTEST_DESCRIPTION", "CONFIGTEST_NEEDS", "CONFIGTEST_WITHOUT_BASELINE"];

/// The environment's variables, as they were when the run began.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// That of this process. What is not Unicode is replaced by marks that no valid value has.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn of_process() -> Self {
        let unicode = |(name, value): (OsString, OsString)| {
            (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
        };
        Self { variables: std::env::vars_os().map(unicode).collect() }
    }

    /// One with these variables.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self { variables: variables.into_iter().map(owned).collect() }
    }

    /// The value of a variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a variable that is set, be it empty.
    pub fn get_or_empty(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// All variables, sorted by name.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses a `CONFIGTEST_` variable that means nothing: one that is mistyped, or empty, as a
    /// variable of a CI system that nobody has set. Taken for not set, it would have another source
    /// judged than the one that was meant.
    ///
    /// # Errors
    ///
    /// There is such a variable.
    pub fn check(&self) -> Result<(), SettingsError> {
        for (name, value) in self.variables() {
            let is_known = OURS.contains(&name) || INTERNAL.contains(&name);
            if name.starts_with("CONFIGTEST_") && !is_known {
                let hint = did_you_mean(name, OURS);
                return Err(SettingsError::UnknownVariable { name: name.to_owned(), hint });
            }
            if OURS.contains(&name) && value.is_empty() {
                return Err(SettingsError::EmptyVariable(name.to_owned()));
            }
        }
        Ok(())
    }

    /// Whether this process was started by cargo-nextest, to list or to run.
    pub fn is_nextest(&self) -> bool {
        self.get("NEXTEST") == Some("1") || self.get("NEXTEST_RUN_ID").is_some()
    }

    /// The identity of the nextest run that this process belongs to.
    pub fn nextest_run(&self) -> Option<&str> {
        self.get("NEXTEST_RUN_ID")
    }

    /// Whether what other runs cached is to be left aside: `CONFIGTEST_REFRESH=1`.
    pub fn refreshes(&self) -> bool {
        self.get("CONFIGTEST_REFRESH").is_some_and(|value| value != "0")
    }

    /// The file into which the suite is to write what its checks need, instead of carrying them out.
    pub fn needs_file(&self) -> Option<&Path> {
        self.get("CONFIGTEST_NEEDS").map(Path::new)
    }

    /// The file into which the suite is to write which checks it has, instead of carrying them out.
    pub fn description_file(&self) -> Option<&Path> {
        self.get("CONFIGTEST_DESCRIPTION").map(Path::new)
    }

    /// How long a live source is read again where a check does not pass, in place of what the
    /// settings say.
    ///
    /// # Errors
    ///
    /// It is no duration.
    pub fn settle(&self) -> Result<Option<Duration>, SettingsError> {
        let Some(text) = self.get("CONFIGTEST_SETTLE") else { return Ok(None) };
        let refused = |why: String| SettingsError::Variable {
            name: "CONFIGTEST_SETTLE",
            value: text.to_owned(),
            why: format!("{why}\nhelp: write it like \"2m\" or \"90s\""),
        };
        match humantime::parse_duration(text) {
            Ok(time) if time > LONGEST_SETTLE => Err(refused("is longer than an hour".to_owned())),
            Ok(time) => Ok(Some(time)),
            Err(error) => Err(refused(format!("is no duration: {error}"))),
        }
    }

    /// Whether the baseline is to be left aside, since it is being written.
    pub fn ignores_baseline(&self) -> bool {
        self.get("CONFIGTEST_WITHOUT_BASELINE").is_some()
    }

    /// The folder in which the run keeps its findings; as the settings say where there is none.
    pub fn findings_folder(&self) -> Option<&Path> {
        self.get("CONFIGTEST_FINDINGS").map(Path::new)
    }

    /// The pattern for the names and ARNs of the resources that are judged; all where there is none.
    pub fn resource_pattern(&self) -> Option<&str> {
        self.get("CONFIGTEST_RESOURCE")
    }

    /// Finds a program as cargo would: on the PATH, then among cargo's own.
    pub fn find_program(&self, name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        // Windows spells it `Path`.
        let is_path = |(name, _): &(&str, &str)| name.eq_ignore_ascii_case("PATH");
        let path = self.variables().find(is_path).map(|(_, path)| std::env::split_paths(path));
        let cargo_home = match self.get("CARGO_HOME") {
            Some(cargo_home) => Some(PathBuf::from(cargo_home)),
            None => self.home().map(|home| home.join(".cargo")),
        };
        path.into_iter()
            .flatten()
            .chain(cargo_home.map(|home| home.join("bin")))
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
    }

    /// The files from which the AWS SDK reads profiles.
    pub fn aws_files(&self) -> Vec<PathBuf> {
        let file = |variable: &str, name: &str| match (self.get(variable), self.home()) {
            (Some(path), Some(home)) => match path.strip_prefix("~/") {
                Some(path) => Some(home.join(path)),
                None => Some(PathBuf::from(path)),
            },
            (Some(path), None) => Some(PathBuf::from(path)),
            (None, home) => home.map(|home| home.join(".aws").join(name)),
        };
        let files =
            [file("AWS_CONFIG_FILE", "config"), file("AWS_SHARED_CREDENTIALS_FILE", "credentials")];
        files.into_iter().flatten().collect()
    }

    /// Tells the person at the terminal something that does not end the run.
    #[expect(clippy::print_stderr, reason = "this is the door")]
    pub fn warn(&self, text: &str) {
        eprintln!("configtest: {}", without_commands(&inert(text)));
    }

    fn home(&self) -> Option<&Path> {
        self.get("HOME").or_else(|| self.get("USERPROFILE")).map(Path::new)
    }
}
