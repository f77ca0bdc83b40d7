//! Findings, for people and for other tools: one file per format.

mod text;

pub use text::{error, failures};
