//! The suites of a package, asked what their checks need.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use configtest::__collector::record::{Description, SuiteRecord};
use configtest::__collector::{Environment, SuiteNeeds};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Which suites are meant.
#[derive(Debug, Default, Args)]
pub(crate) struct SuiteOptions {
    /// The package that holds the suite [default: the one of the folder].
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
    /// The test target that is the suite [default: every one].
    #[arg(long, value_name = "NAME")]
    test: Option<String>,
    /// Features to build the suite with.
    #[arg(long, value_name = "FEATURES")]
    features: Option<String>,
}

/// A suite cannot be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SuiteError {
    #[error("cannot start `{program}`")]
    Start { program: String, source: io::Error },
    #[error("the suite does not build\nhelp: `cargo test --no-run` shows why")]
    Build,
    #[error(
        "there is no suite here: no test target of this package is one of configtest\nhelp: a suite says \
         `harness = false` and `configtest::main!()`; name its package with `--package`"
    )]
    None,
    #[error("the suite `{0}` ended with {1} when it was asked for its checks:\n{2}")]
    Ended(String, std::process::ExitStatus, String),
    #[error("the suite `{0}` cannot begin: {1}")]
    Says(String, String),
    #[error("cannot use the file system")]
    Io(#[from] io::Error),
    #[error(
        "the suite `{0}` is of another release of configtest\nhelp: update the suite or cargo-configtest"
    )]
    Foreign(String, #[source] serde_json::Error),
}

/// A test target, built.
pub(crate) struct Binary {
    name: String,
    path: PathBuf,
    package: PathBuf,
}

impl SuiteOptions {
    /// Whether any of it is said.
    pub(crate) fn is_given(&self) -> bool {
        self.package.is_some() || self.test.is_some() || self.features.is_some()
    }

    /// Whether it leaves suites out.
    pub(crate) fn narrows(&self) -> bool {
        self.package.is_some() || self.test.is_some()
    }

    /// Tells cargo the same.
    pub(crate) fn pass_on(&self, command: &mut Command) {
        if let Some(features) = &self.features {
            command.args(["--features", features]);
        }
    }

    /// Builds the test targets.
    ///
    /// # Errors
    ///
    /// Cargo cannot, and has said why.
    pub(crate) fn build(&self, environment: &Environment) -> Result<Vec<Binary>, SuiteError> {
        let cargo = environment.get("CARGO").unwrap_or("cargo");
        let mut command = Command::new(cargo);
        command.args(["test", "--no-run", "--message-format=json-render-diagnostics"]);
        match &self.test {
            Some(test) => command.args(["--test", test]),
            None => command.arg("--tests"),
        };
        if let Some(package) = &self.package {
            command.args(["--package", package]);
        }
        if let Some(features) = &self.features {
            command.args(["--features", features]);
        }
        let output = command
            .stderr(Stdio::inherit())
            .output()
            .map_err(|source| SuiteError::Start { program: cargo.to_owned(), source })?;
        if !output.status.success() {
            return Err(SuiteError::Build);
        }
        let stdout = String::from_utf8_lossy(&output.stdout);
        let mut binaries: Vec<Binary> = stdout.lines().filter_map(Binary::of_message).collect();
        binaries.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(binaries)
    }
}

/// What cargo says of what it built.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Binary {
    fn of_message(line: &str) -> Option<Self> {
        let message: Message = serde_json::from_str(line).ok()?;
        let target =
            message.target.filter(|target| target.kind.iter().any(|kind| kind == "test"))?;
        let is_artifact = message.reason == "compiler-artifact";
        let package = message.manifest_path?.parent()?.to_owned();
        let path = message.executable.filter(|_| is_artifact)?;
        Some(Self { name: target.name, path, package })
    }
}

/// What the checks of all the suites need. With a source, what they read of it counts too.
///
/// # Errors
///
/// There is no suite, or one does not say.
pub(crate) fn needs(binaries: &[Binary], source: Option<&str>) -> Result<SuiteNeeds, SuiteError> {
    let folder = tempfile::tempdir()?;
    let mut all = SuiteNeeds::default();
    let mut is_there = false;
    for (number, binary) in binaries.iter().enumerate() {
        let file = folder.path().join(number.to_string());
        if let Some(needs) = binary.needs(&file, source)? {
            all.merge(needs);
            is_there = true;
        }
    }
    match is_there {
        true => Ok(all),
        false => Err(SuiteError::None),
    }
}

/// A suite, with the checks that it has over a source.
pub(crate) struct Described {
    /// The target.
    pub(crate) binary: Binary,
    /// Its checks, waivers and baselines.
    pub(crate) suite: SuiteRecord,
    /// The overrides that speak of its checks.
    pub(crate) overrides: Vec<(Option<String>, Option<String>)>,
}

/// The suites among the targets.
///
/// # Errors
///
/// There is none, or one does not say which checks it has.
pub(crate) fn described(
    binaries: Vec<Binary>,
    source: Option<&str>,
    variables: &[(&str, &str)],
) -> Result<Vec<Described>, SuiteError> {
    let folder = tempfile::tempdir()?;
    let mut all = Vec::new();
    for (number, binary) in binaries.into_iter().enumerate() {
        let file = folder.path().join(number.to_string());
        let mut command = binary.command(source);
        command.arg("--list").env("CONFIGTEST_DESCRIPTION", &file).envs(variables.iter().copied());
        match binary.told(command, &file, "cannot write which checks there are")? {
            Some(Description::Suite { suite, overrides }) => {
                all.push(Described { binary, suite, overrides });
            }
            Some(Description::Error(error)) => return Err(SuiteError::Says(binary.name, error)),
            None => {}
        }
    }
    match all.is_empty() {
        true => Err(SuiteError::None),
        false => Ok(all),
    }
}

impl Binary {
    /// The name of the target.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The folder of its package.
    pub(crate) fn package(&self) -> &Path {
        &self.package
    }

    /// The program, as cargo starts it.
    pub(crate) fn command(&self, source: Option<&str>) -> Command {
        let mut command = Command::new(&self.path);
        command
            .current_dir(&self.package)
            .env("CARGO_MANIFEST_DIR", &self.package)
            .stdin(Stdio::null());
        if let Some(source) = source {
            command.env("CONFIGTEST_SOURCE", source);
        }
        command
    }

    fn needs(&self, file: &Path, source: Option<&str>) -> Result<Option<SuiteNeeds>, SuiteError> {
        let mut command = self.command(source);
        command.arg("--list").env("CONFIGTEST_NEEDS", file).env_remove("CONFIGTEST_RESOURCE");
        self.told(command, file, "cannot write what the checks need")
    }

    /// What a suite writes into a file. None where the target is no suite of configtest: it was started
    /// to list its tests, as cargo's and nextest's runners start every target.
    fn told<T: DeserializeOwned>(
        &self,
        mut command: Command,
        file: &Path,
        otherwise: &str,
    ) -> Result<Option<T>, SuiteError> {
        let output = command.output().map_err(|source| SuiteError::Start {
            program: self.path.display().to_string(),
            source,
        })?;
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        match std::fs::read(file) {
            Ok(json) if output.status.success() => serde_json::from_slice(&json)
                .map(Some)
                .map_err(|error| SuiteError::Foreign(self.name.clone(), error)),
            // A suite that cannot say what it needs says why; another target may end as it likes.
            Err(_) if !words.contains(otherwise) => Ok(None),
            Ok(_) | Err(_) => Err(SuiteError::Ended(self.name.clone(), output.status, words)),
        }
    }
}
