//! What differs between two snapshots.

mod compare;
mod difference;
#[cfg(test)]
mod tests;
mod values;

pub use compare::{Compared, compare};
pub use difference::{
    ChangedResource, Difference, NotCompared, Side, Undecided, Unlisted, Verdict,
};
pub use values::Change;
