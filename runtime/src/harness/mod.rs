//! `main!()`: arguments, trials, the contracts of libtest and nextest.

mod arguments;
mod error;
mod listing;
mod needs;
mod open;
mod root;
mod selection;
mod suite;
mod trials;

pub use suite::{Suite, run, run_twin};
