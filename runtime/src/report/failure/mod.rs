//! Why a test does not pass, as text for a terminal, so that nobody has to look twice.

mod assertion;
mod block;
mod difference;
mod gate;
mod help;
#[cfg(test)]
mod hostile_tests;
mod layout;
#[cfg(test)]
mod noted_tests;
mod subject;
mod summary;
#[cfg(test)]
mod tests;

pub use gate::{GateFailure, gate_failure};
#[cfg(feature = "reports")]
pub(super) use layout::Layout;
pub use summary::failures;
