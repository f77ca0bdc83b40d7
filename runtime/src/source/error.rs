//! Why a source cannot be used at all. What a source cannot tell of one resource is no error: it
//! is an unknown fact.

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use crate::cache::CacheError;
use crate::resource::Timestamp;
use crate::snapshot::FixtureError;

/// A source cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The fixture cannot be read.
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    /// The fixture is older than its settings allow.
    #[error(
        "the fixture `{}` was recorded at {recorded}, and `max-age` allows {}\n\
         help: record it again with `cargo configtest record --out {}`",
        path.display(), humantime::format_duration(*max_age), path.display()
    )]
    TooOld {
        /// The fixture's folder.
        path: PathBuf,
        /// When it was recorded.
        recorded: Timestamp,
        /// How old it may be.
        max_age: Duration,
    },
    /// The fixture was recorded later than now, by more than its settings allow.
    #[error(
        "the fixture `{}` says that it was recorded at {recorded}, and it is {now} now, so nobody can say how \
         old it is\n\
         help: set the clock of this machine right; or, where the other one was wrong, record it again \
         with `cargo configtest record --out {}`",
        path.display(), path.display()
    )]
    Ahead {
        /// The fixture's folder.
        path: PathBuf,
        /// When it was recorded.
        recorded: Timestamp,
        /// What the time is.
        now: Timestamp,
    },
    /// The cache cannot be used.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// The account cannot be read.
    #[cfg(feature = "aws")]
    #[error(transparent)]
    Aws(#[from] super::aws::CollectError),
    /// The collector says no.
    #[error("{0}")]
    Collector(String),
    /// The program that collects is not installed.
    #[error(
        "the source `{source_name}` is live, and the program that reads it, `cargo-configtest`, is neither \
         on the PATH nor among cargo's own programs\n\
         help: install it with {}; or build the suite with the feature `aws` of configtest",
        how_to_install(version)
    )]
    NoProgram {
        /// The source's name.
        source_name: String,
        /// The release that fits.
        version: &'static str,
    },
    /// The program speaks another protocol.
    #[error(
        "`{}` is of release {theirs} and speaks protocol {their_protocol}; this suite is of release {ours} and \
         speaks protocol {our_protocol}\nhelp: {help}",
        program.display()
    )]
    Protocol {
        /// Where it is.
        program: PathBuf,
        /// Its release.
        theirs: String,
        /// What it speaks.
        their_protocol: u32,
        /// The suite's release.
        ours: &'static str,
        /// What the suite speaks.
        our_protocol: u32,
        /// Which of the two to update.
        help: String,
    },
    /// The program does not behave.
    #[error(
        "`{}` {problem}\nhelp: install the release that fits with {}",
        program.display(),
        how_to_install(version)
    )]
    Program {
        /// Where it is.
        program: PathBuf,
        /// What it did.
        problem: String,
        /// The release that fits.
        version: &'static str,
    },
}

/// An error with its causes, on one line. `transparent` errors show their source's words already.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let words = next.to_string();
        if !text.ends_with(&words) {
            text = format!("{text}: {words}");
        }
        cause = next.source();
    }
    text
}

/// The program of that release, from the registry or from a clone.
pub(super) fn how_to_install(version: &str) -> String {
    format!(
        "`cargo install --locked --force cargo-configtest@{version}`, or, in a clone of that release of \
         configtest, `cargo install --locked --force --path cli`"
    )
}
