//! Why a run cannot begin.

use crate::check::RegistryError;
use crate::gate::BaselineError;
use crate::settings::SettingsError;
use crate::source::SourceError;

/// The run cannot begin: nothing was tested.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HarnessError {
    /// The checks.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The source.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The mock source was asked for and the suite builds none.
    #[error(
        "the source `{0}` is a mock, and this suite builds none\n\
         help: name the function that does: `configtest::main!(mock = my_account);`; under plain libtest, \
         without `harness = false`, there is no mock"
    )]
    NoMock(String),
    /// A name that can only be a resource's, and no resource is called so.
    #[error(
        "the source holds no resource for `{0}`, so nothing was tested\n\
         help: `--list` shows the names that there are"
    )]
    NoSuchResource(String),
    /// The program that asks what the checks need is not told.
    #[error("cannot write what the checks need to `{}`", path.display())]
    Needs {
        /// Where to.
        path: std::path::PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The program that asks which checks there are is not told.
    #[error("cannot write which checks there are to `{}`", path.display())]
    Description {
        /// Where to.
        path: std::path::PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The baseline.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// Findings cannot be kept.
    #[error(
        "cannot keep the findings in `{}`, so reports would not show them all\n\
         help: make room there, or name another folder in CONFIGTEST_FINDINGS or `run --findings`",
        path.display()
    )]
    Findings {
        /// Where to.
        path: std::path::PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// nextest asked for a test that is not there.
    #[error(
        "there is no check called `{0}` in this test binary, so nothing was tested\n\
         help: the list that nextest works from is older than the binary; run nextest again"
    )]
    NotThere(String),
}
