//! Findings, for people and for other tools: one file per format.

mod again;
mod diff_json;
#[cfg(test)]
mod diff_tests;
mod diff_text;
mod failure;
#[cfg(feature = "reports")]
mod formats;
mod inert;
mod page;
pub mod record;
#[cfg(feature = "reports")]
mod results;
mod text;

pub use diff_json::diff_json;
pub use diff_text::diff_text;
pub use failure::{GateFailure, failures, gate_failure};
#[cfg(feature = "reports")]
pub use formats::{FINDINGS_SCHEMA, Format};
pub use inert::cut_inert;
pub use page::{plain, tame};
#[cfg(feature = "reports")]
pub use results::{CheckResults, Gap, Results, ResultsError, read_results};
pub use text::error;
