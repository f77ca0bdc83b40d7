//! The collector: reads a live account through the AWS SDK into the cache.

mod answer;
mod collect;
mod connection;
mod ec2;
mod error;
mod s3;

pub use collect::collect;
pub use error::CollectError;
