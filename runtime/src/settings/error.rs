//! What can be wrong with settings.

use std::io;
use std::path::PathBuf;

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// There is no configtest.toml, and no source was named by other means.
    #[error(
        "no source: there is no configtest.toml in `{}` or above it, and CONFIGTEST_SOURCE is not set\n\
         help: write a configtest.toml with these lines, or set CONFIGTEST_SOURCE=fixture:PATH\n\
         \n    source = \"fixture\"\n\
         \n    [sources.fixture]\
         \n    type = \"fixture\"\
         \n    path = \"fixtures/NAME\"\n",
        .0.display()
    )]
    NoFile(PathBuf),
    /// configtest.toml names no source, and neither does the environment.
    #[error(
        "`{}` does not say which source to use\n\
         help: add `source = \"NAME\"` at its top, or set CONFIGTEST_SOURCE; its sources are {sources}",
        path.display()
    )]
    NoSource {
        /// The file.
        path: PathBuf,
        /// The names of its sources.
        sources: String,
    },
    /// The source that was asked for is not described.
    #[error("{asked_by} asks for the source `{name}`, which is not known{hint}\nhelp: {help}")]
    UnknownSource {
        /// CONFIGTEST_SOURCE, or the file and line.
        asked_by: String,
        /// The name.
        name: String,
        /// The nearest name.
        hint: String,
        /// What there is.
        help: String,
    },
    /// A variable that means nothing.
    #[error("the environment sets `{name}`, which means nothing{hint}")]
    UnknownVariable {
        /// The variable.
        name: String,
        /// The nearest name.
        hint: String,
    },
    /// A variable with a value that means nothing.
    #[error("the environment sets `{name}` to `{value}`, which {why}")]
    Variable {
        /// The variable.
        name: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        why: String,
    },
    /// A variable that is set to nothing.
    #[error("the environment sets `{0}` to nothing\nhelp: give it a value, or take it away")]
    EmptyVariable(String),
    /// A place in configtest.toml is wrong.
    #[error("`{}:{line}:{column}` {message}", path.display())]
    At {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// The file system refuses.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl SettingsError {
    /// Whether no more is wrong than that no source is named, or none that is described.
    pub(crate) fn is_of_source(&self) -> bool {
        match self {
            Self::NoFile(_) | Self::NoSource { .. } | Self::UnknownSource { .. } => true,
            Self::UnknownVariable { .. }
            | Self::Variable { .. }
            | Self::EmptyVariable(_)
            | Self::At { .. }
            | Self::Io { .. } => false,
        }
    }
}
