//! The formats of a report: one file for each.

#[cfg(test)]
mod again_tests;
mod asff;
mod findings;
mod format;
mod github;
mod gitlab;
mod html;
mod inert_json;
mod junit;
mod markdown;
mod narrative;
mod ocsf;
#[cfg(test)]
mod probe;
mod sarif;
#[cfg(test)]
mod validation_tests;
#[cfg(test)]
mod validators;
mod words;

pub use findings::FINDINGS_SCHEMA;
pub use format::Format;
