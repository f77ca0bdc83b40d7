//! Kinds and their attributes, facts, and the trace of what a check read.

pub mod ec2;
pub mod s3;

mod core;
mod fact;
mod kind;
mod mock;
mod operation;
mod record;
mod shape;
pub(crate) mod trace;
pub(crate) mod unknown;

pub use self::core::Core;
pub use fact::{Fact, Reason, Unknown};
pub use kind::{FacetSpec, KINDS, Kind, KindSpec, kind_named};
pub use operation::{
    DESCRIBE_INSTANCES, DESCRIBE_SECURITY_GROUPS, GET_BUCKET_ENCRYPTION,
    GET_BUCKET_OWNERSHIP_CONTROLS, GET_BUCKET_POLICY, GET_BUCKET_TAGGING, GET_BUCKET_VERSIONING,
    GET_PUBLIC_ACCESS_BLOCK, LIST_BUCKETS, Operation,
};
pub(crate) use record::{GLOBAL, place};
pub use record::{Identity, Origin, Outcome, Record, Stored, Timestamp};
pub use shape::Tag;
pub(crate) use shape::what_is_wrong;
pub use unknown::known;

pub use self::core::FacetLoader;
#[cfg(feature = "aws")]
pub(crate) use operation::GET_CALLER_IDENTITY;
#[cfg(feature = "aws")]
pub(crate) use shape::to_json;
