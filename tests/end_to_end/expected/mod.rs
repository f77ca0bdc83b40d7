//! What each suite has to come to, and each runner held against that.

mod cargo_test;
mod forms;
mod model;
mod nextest;
mod same_bytes;
mod suites;

pub use model::{Check, Ignored, Model, Verdict};
pub use suites::{GRAMMAR, MODELS, OUTCOMES, PARTS};
