//! What turns findings into the verdict of a run.

mod baseline;
mod judge;
mod status;
mod waiver;

pub use baseline::{Baseline, BaselineEntry, BaselineError, Kept};
pub(crate) use baseline::{named, subject_of};
pub use judge::{Gate, Judged};
pub use status::{Conclusion, Status};
pub use waiver::Waiver;
