//! The collector: reads live accounts into the cache.
//!
//! Credentials, signatures and connections are the AWS SDK's; what is asked, and how the answers are
//! read, follows from the tables of operations and kinds, so that a kind needs no code here.

mod answer;
mod client;
mod collect;
mod connection;
mod credentials;
mod endpoint;
mod error;
mod facet;
mod list;
mod pace;
mod progress;
mod redaction;
mod request;
mod xml;
#[cfg(test)]
mod xml_tests;

pub use collect::collect;
pub use error::CollectError;
pub use list::token_of;
