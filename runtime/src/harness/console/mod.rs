//! What libtest would print: one file per form.

mod event;
mod json;
mod junit;
mod list;
mod logfile;
mod pretty;
mod sink;
mod summary;
mod terse;
#[cfg(test)]
mod tests;

pub(super) use event::{Event, Outcome, Show, Summary};
pub(super) use json::Json;
pub(super) use junit::Junit;
pub(super) use list::list;
pub(super) use logfile::Logfile;
pub(super) use pretty::Pretty;
pub(super) use sink::Sink;
pub(super) use terse::Terse;
