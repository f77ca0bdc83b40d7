//! What `check!` and its like become: evaluating a condition as `if` would, and keeping what its
//! parts were until it is known whether anybody wants to see that.

mod macros;
mod probe;
mod values;

pub use probe::{Probe, compared, show};
pub use values::{Parts, Values};
