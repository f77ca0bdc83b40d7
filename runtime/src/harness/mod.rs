//! `main!()`: arguments, trials, the contracts of libtest and nextest.

mod arguments;
mod error;
mod needs;
mod open;
mod plan;
mod root;
mod selection;
mod suite;
mod trials;

pub use suite::{Suite, run, run_twin};
