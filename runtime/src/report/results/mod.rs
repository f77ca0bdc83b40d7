//! The findings of all processes of a run, put together.

mod error;
mod merge;
mod merged;
mod read;
#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

pub use error::ResultsError;
pub use merged::{CheckResults, Gap, Results};
pub use read::read_results;
