//! Findings, for people and for other tools: one file per format.

mod diff_json;
#[cfg(test)]
mod diff_tests;
mod diff_text;
mod failure;
mod page;
mod text;

pub use diff_json::diff_json;
pub use diff_text::diff_text;
pub use failure::failures;
pub use page::plain;
pub use text::error;
