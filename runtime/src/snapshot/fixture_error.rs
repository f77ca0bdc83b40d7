//! What can be wrong with a fixture.

use std::io;
use std::path::{Path, PathBuf};

use crate::resource::what_is_wrong;

/// A fixture cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FixtureError {
    /// The folder is not there.
    #[error(
        "the fixture folder `{}` does not exist\n\
         help: record one with `cargo configtest record --out {}`, or correct the path",
        .0.display(), .0.display()
    )]
    Missing(PathBuf),
    /// The folder holds no fixture.
    #[error(
        "`{}` is not a fixture: it holds no `snapshot.json`\n\
         help: record one with `cargo configtest record --out {}`",
        .0.display(), .0.display()
    )]
    NotAFixture(PathBuf),
    /// A later release wrote it.
    #[error(
        "`{}` has format version {version}, written by {tool}; this release reads up to version {newest}\n\
         help: update configtest, or record the fixture again with this release",
        path.display()
    )]
    Newer {
        /// `snapshot.json`.
        path: PathBuf,
        /// The version found.
        version: u64,
        /// Who wrote it.
        tool: String,
        /// The newest version that can be read.
        newest: u64,
    },
    /// A file is not what the format says.
    #[error(
        "`{}:{line}:{column}` {what}: {message}\n\
         help: restore the file, or record the fixture again with `cargo configtest record`",
        path.display()
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// Whether it ends early or is wrong.
        what: &'static str,
        /// What is wrong there.
        message: String,
    },
    /// `snapshot.json` and the folder do not agree on the files.
    #[error("`{}` {problem}\nhelp: {help}", path.display())]
    Files {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: &'static str,
        /// How to mend it.
        help: String,
    },
    /// The folder to write to holds something else.
    #[error(
        "`{}` is in the way: a recording replaces the folder `{}`, and this file is not part of a fixture\n\
         help: move it away, or record to another folder",
        file.display(), folder.display()
    )]
    InTheWay {
        /// The folder.
        folder: PathBuf,
        /// What would be lost.
        file: PathBuf,
    },
    /// The file system refused.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// What was tried: `read`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl FixtureError {
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }

    pub(super) fn json(path: &Path, error: &serde_json::Error) -> Self {
        let message = what_is_wrong(error);
        let what = if error.is_eof() { "ends too early" } else { "cannot be read" };
        let (line, column) = (error.line(), error.column());
        Self::Malformed { path: path.to_owned(), line, column, what, message }
    }
}
