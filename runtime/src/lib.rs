//! Configuration tests for the cloud, as ordinary Rust tests.

mod cache;
mod check;
mod resource;
mod run;
mod settings;
mod snapshot;
mod source;

pub use resource::{Fact, Kind, Reason, Tag, Unknown, ec2, known, s3};
