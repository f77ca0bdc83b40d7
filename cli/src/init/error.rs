//! Why a suite cannot be set up.

use std::io;
use std::path::{Path, PathBuf};

use configtest::__collector::{FixtureError, SettingsError};

use crate::workspace::WorkspaceError;

/// Nothing was set up, and no file was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InitError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(
        "`{}` is a workspace without a package of its own\n\
         help: say which package is meant with `--package NAME`; its members are {members}",
        manifest.display()
    )]
    Virtual { manifest: PathBuf, members: String },
    #[error("the workspace has no package `{name}`\nhelp: its members are {members}")]
    NoSuchPackage { name: String, members: String },
    #[error("`{}` is not TOML", path.display())]
    NotToml { path: PathBuf, source: toml_edit::TomlError },
    #[error("`{}` cannot be added to: `{key}` is not a table there", path.display())]
    NotATable { path: PathBuf, key: String },
    #[error(
        "`{}` cannot be added to: `{name}` is another package there\n\
         help: add configtest by hand, under a name of its own, as in \
         `checks = {{ package = \"configtest\", version = \"{version}\" }}`",
        path.display(),
        version = env!("CARGO_PKG_VERSION")
    )]
    AnotherPackage { path: PathBuf, name: String },
    #[error("`{}` is read-only", .0.display())]
    ReadOnly(PathBuf),
    #[error(
        "`{}` does not hold the package `configtest`\nhelp: it is the folder `runtime` of a clone",
        .0.display()
    )]
    NotConfigtest(PathBuf),
    #[error(
        "the package has tests called {0}, and none of them is a suite of configtest\n\
         help: write one by hand, under a name of its own"
    )]
    NamesTaken(String),
    #[error("the path `{}` is not Unicode, and Cargo.toml is", .0.display())]
    NotUnicode(PathBuf),
    #[error("cannot {action} `{}`", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
    #[error("cannot print what was done")]
    Print(#[source] io::Error),
}

impl InitError {
    pub(super) fn io(
        action: &'static str,
        path: impl AsRef<Path>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { action, path, source }
    }
}
