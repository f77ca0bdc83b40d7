//! Findings, for people and for other tools: one file per format.

mod diff_json;
#[cfg(test)]
mod diff_tests;
mod diff_text;
mod text;
#[cfg(test)]
mod text_tests;

pub use diff_json::diff_json;
pub use diff_text::diff_text;
pub use text::{error, failures};
