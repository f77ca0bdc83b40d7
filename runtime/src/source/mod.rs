//! Where snapshots come from.

mod asker;
#[cfg(feature = "aws")]
pub mod aws;
mod door;
mod error;
mod fixture;
mod live;
#[cfg(not(feature = "aws"))]
mod program;
pub mod protocol;

pub use asker::Asker;
pub use door::Source;
pub use error::SourceError;
pub use live::Live;
