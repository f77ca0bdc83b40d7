//! What a command stands on: the settings of a folder, its workspace, and the suites there.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use configtest::__collector::record::SuiteRecord;
use configtest::__collector::{Environment, Settings, SettingsError};

use crate::suite::{Described, SuiteError, SuiteOptions, described};
use crate::workspace::{Workspace, WorkspaceError};

/// A folder, as the settings and cargo see it.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The folder that somebody stands in.
    pub(crate) folder: PathBuf,
    /// Its settings.
    pub(crate) settings: Settings,
    /// Its workspace.
    pub(crate) workspace: Workspace,
}

/// The suites there.
pub(crate) struct Suites {
    /// Each with its checks.
    pub(crate) all: Vec<Described>,
    /// The folders of the packages whose suites these are.
    packages: BTreeSet<PathBuf>,
    /// Whether somebody left others out.
    is_narrowed: bool,
}

/// A folder that says nothing of a suite.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GroundError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error("cannot use the current folder")]
    Folder(#[source] io::Error),
}

impl Ground {
    /// The current folder.
    ///
    /// # Errors
    ///
    /// There is no workspace, or settings that cannot be read.
    pub(crate) fn here(environment: &Environment) -> Result<Self, GroundError> {
        let folder = std::env::current_dir().map_err(GroundError::Folder)?;
        let settings = Settings::load(&folder, environment)?;
        let workspace = Workspace::of(&folder, environment)?;
        Ok(Self { folder, settings, workspace })
    }

    /// Whether all suites that these settings govern are among those.
    ///
    /// Where the settings are another folder's, or packages were left out, a check may be in what is
    /// not known.
    pub(crate) fn knows_all(&self, suites: &Suites) -> bool {
        let settings = real(&self.settings.folder);
        if suites.is_narrowed || settings != real(&self.folder) {
            return false;
        }
        let known: BTreeSet<PathBuf> = suites.packages.iter().map(|path| real(path)).collect();
        let tested = self.workspace.tested.iter().map(|path| real(path));
        tested.filter(|path| path.starts_with(&settings)).all(|package| known.contains(&package))
    }

    /// The file of the settings, as the suites call it: from the root of the workspace.
    pub(crate) fn settings_file(&self) -> String {
        let file = self.settings.path.as_deref().map(real).unwrap_or_default();
        let root = real(&self.workspace.root);
        file.strip_prefix(root).unwrap_or(&file).display().to_string()
    }
}

impl Suites {
    /// Builds the suites that are meant, and asks them for their checks over a source.
    ///
    /// # Errors
    ///
    /// There is none, or one does not say which checks it has.
    pub(crate) fn of(
        options: &SuiteOptions,
        source: Option<&str>,
        variables: &[(&str, &str)],
        environment: &Environment,
    ) -> Result<Self, SuiteError> {
        let binaries = options.build(environment)?;
        let packages = binaries.iter().map(|binary| binary.package().to_owned()).collect();
        let all = described(binaries, source, variables)?;
        Ok(Self { all, packages, is_narrowed: options.narrows() })
    }

    /// What they say of themselves.
    pub(crate) fn records(&self) -> impl Iterator<Item = &SuiteRecord> {
        self.all.iter().map(|described| &described.suite)
    }
}

/// The same place without links, where it can be told.
pub(crate) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
