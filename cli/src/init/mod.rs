//! `init`: a first suite in a package.

mod command;
mod dependency;
mod error;
mod files;
mod manifest;
#[cfg(test)]
mod manifest_tests;
mod mock;
mod package;
mod target;

pub(crate) use command::run;
