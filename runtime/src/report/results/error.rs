//! Why findings cannot be put together.

use std::io;
use std::path::PathBuf;

/// Findings cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResultsError {
    /// There are none.
    #[error(
        "there are no findings in `{}`\n\
         help: `cargo configtest run` keeps them, and so does a run with `[report]` in configtest.toml",
        .0.display()
    )]
    None(PathBuf),
    /// A file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("`{}:{line}` is no finding", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why not.
        source: serde_json::Error,
    },
    /// A file of another release.
    #[error(
        "`{}` is of format {theirs}, and this release of cargo-configtest reads format {ours}\n\
         help: update the suite or cargo-configtest, so that both are of one release",
        path.display()
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// Its format.
        theirs: u32,
        /// What can be read.
        ours: u32,
    },
    /// The parts are of different runs.
    #[error("`{}` and another one tell different things of the suite `{suite}`: {what}", path.display())]
    Differs {
        /// One of them.
        path: PathBuf,
        /// The suite.
        suite: String,
        /// What is different.
        what: &'static str,
    },
    /// What a process wrote, without the file that describes its suite.
    #[error(
        "`{}` is there, and no `suite.json` beside it, which describes the suite\n\
         help: keep the folder of a run's findings as it is", path.display()
    )]
    Undescribed {
        /// The file.
        path: PathBuf,
    },
}
