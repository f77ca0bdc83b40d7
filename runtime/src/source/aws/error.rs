//! Why nothing at all can be collected.

use std::error::Error;

use crate::cache::CacheError;
use crate::resource::table::GET_CALLER_IDENTITY;

type Cause = Box<dyn Error + Send + Sync>;

/// The account cannot be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CollectError {
    /// Nobody to ask as.
    #[error(
        "no AWS credentials were found for the source `{source_name}`\n\
         help: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with `aws sso login`"
    )]
    NoCredentials {
        /// The source's name.
        source_name: String,
        /// What was tried.
        source: Cause,
    },
    /// Nowhere to ask.
    #[error(
        "no AWS region is set for the source `{0}`\n\
         help: add `regions = [\"us-east-1\"]` to it in configtest.toml, or set AWS_REGION"
    )]
    NoRegion(String),
    /// No connection.
    #[error(
        "cannot reach AWS in {regions} to ask whose account this is ({}){endpoint}",
        GET_CALLER_IDENTITY.qualified()
    )]
    Unreachable {
        /// Where it was tried.
        regions: String,
        /// ` at ENDPOINT, which AWS_ENDPOINT_URL names`, or nothing.
        endpoint: String,
        /// Why not.
        source: Cause,
    },
    /// The credentials are not accepted.
    #[error(
        "AWS does not say in {regions} whose account this is: {} answered {code}: {message}\n\
         help: renew the credentials of the source `{source_name}`",
        GET_CALLER_IDENTITY.qualified()
    )]
    Refused {
        /// Where it was tried.
        regions: String,
        /// The source's name.
        source_name: String,
        /// The error code.
        code: String,
        /// What it says.
        message: String,
    },
    /// The request names what this release does not know.
    #[error("this release knows no `{0}`\nhelp: update cargo-configtest")]
    UnknownName(String),
    /// The cache cannot be used.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// A part of the collector died, which is a mistake in it.
    #[error(
        "the collector died while it read the account; this is a mistake in configtest: please report it"
    )]
    Died,
    /// The machine has no thread, timer or random number left.
    #[error("cannot start the collector")]
    Runtime(#[source] std::io::Error),
}
