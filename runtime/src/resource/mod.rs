//! Kinds and their attributes, facts, and the trace of what a check read.

pub mod ec2;
pub mod s3;

mod arn;
mod core;
mod fact;
mod handle;
mod inert;
mod kind;
mod kind_macro;
mod mock;
#[cfg(test)]
mod mock_tests;
mod operation;
mod pattern;
mod record;
mod recorded_file;
mod secret;
mod setter_macro;
pub(crate) mod shape;
mod soft_failure;
pub mod table;
mod text;
pub(crate) mod trace;
pub(crate) mod unknown;

pub use self::core::Core;
pub use fact::{Fact, Reason, Unknown};
pub use handle::Handle;
pub use inert::{inert, inert_line};
pub(crate) use inert::{is_active, length_of_style, without_commands};
pub use kind::{FacetSpec, KINDS, Kind, KindSpec, kind_named};
pub use operation::Operation;
pub use pattern::{Filter, Pattern};
pub(crate) use record::{ALL_REGIONS, GLOBAL, place};
pub use record::{Identity, Origin, Outcome, Record, Stored, Timestamp};
pub use recorded_file::RecordedFile;
pub(crate) use recorded_file::digest;
pub use secret::{Secret, new_salt};
pub use shape::Tag;
pub(crate) use shape::what_is_wrong;
pub use soft_failure::SoftFailure;
pub use text::Text;
pub use unknown::known;

pub use self::core::FacetLoader;
#[cfg(any(feature = "aws", feature = "reports"))]
pub(crate) use arn::partition;
#[cfg(feature = "aws")]
pub(crate) use arn::{Place, arn_of};
#[cfg(feature = "aws")]
pub use kind::Answer;
pub use kind::Arn;
#[cfg(feature = "aws")]
pub use operation::{Request, Scope};
pub(crate) use secret::redact;
