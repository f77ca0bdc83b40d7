//! The formats of a report: one file for each.

mod asff;
mod findings;
mod format;
mod github;
mod gitlab;
mod html;
mod junit;
mod markdown;
mod narrative;
mod ocsf;
#[cfg(test)]
mod probe;
mod sarif;

pub use format::Format;
