//! What turns findings into the verdict of a run.

mod status;

pub use status::{Conclusion, Status};
