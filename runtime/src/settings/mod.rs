//! What a run is told from outside: configtest.toml, the environment, the time.

mod aws;
mod check_pattern;
mod clock;
mod date;
mod environment;
mod error;
mod file;
mod gate;
mod gate_read;
mod nearest;
mod random;
mod region;
mod report;
mod report_read;
mod severity;
mod table;
#[cfg(test)]
mod tests;
mod waiver_read;

pub use aws::{AwsSettings, check_secret};
#[cfg(any(test, feature = "aws"))]
pub use aws::{Regions, Role};
pub use clock::Clock;
pub use date::Date;
pub use environment::Environment;
pub use error::SettingsError;
pub use file::{Settings, SourceSettings};
pub use gate::{GateOverride, GateSettings, UnknownRule, WaiverSettings};
pub(crate) use nearest::{did_you_mean, list};
pub(crate) use random::random_bytes;
pub(crate) use region::{REGION_AREAS, REGION_DIRECTIONS};
pub use report::{REPORT_FORMATS, ReportSettings};
pub use severity::Severity;
