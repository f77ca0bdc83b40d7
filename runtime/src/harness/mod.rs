//! `main!()`: arguments, tests, the contracts of libtest and nextest.

mod arguments;
mod console;
mod error;
#[cfg(test)]
mod fake;
mod gate_test;
mod journal;
mod judge;
mod needs;
mod open;
mod plan;
mod planning;
mod root;
mod runner;
#[cfg(test)]
mod runner_tests;
mod selection;
mod session;
mod suite;

pub use journal::{findings_folder_name, run_folder};
pub use suite::{Suite, run, run_twin};
