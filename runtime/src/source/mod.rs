//! Where snapshots come from.

#[cfg(feature = "aws")]
pub mod aws;
mod caller;
mod door;
mod error;
mod fixture;
mod live;
#[cfg(not(feature = "aws"))]
mod program;
pub mod protocol;

pub use caller::Caller;
pub use door::Source;
pub use error::SourceError;
pub(crate) use error::with_causes;
pub use fixture::check_age;
pub use live::Live;
