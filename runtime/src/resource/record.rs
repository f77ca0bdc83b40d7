//! A resource as a source hands it over: who it is, and what each operation said of it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{RecordedFile, Unknown};

/// Who a resource is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// The account that holds it: twelve digits.
    pub account: String,
    /// Its region; none for what has no region, or whose region the source did not tell.
    pub region: Option<String>,
    /// The name or id by which its API addresses it: a bucket's name, `sg-0123`.
    pub id: String,
    /// Its Amazon Resource Name.
    pub arn: String,
}

impl Identity {
    /// The account and region, as a reader looks for them: `111122223333/eu-west-1`.
    pub(crate) fn place(&self) -> String {
        place(&self.account, self.region.as_deref())
    }
}

/// What stands for a region where nobody could tell which regions there are.
pub(crate) const ALL_REGIONS: &str = "all-regions";
/// What stands for a region where there is none.
pub(crate) const GLOBAL: &str = "global";

/// An account and region, as a reader looks for them, and as the folders of a fixture are called.
pub(crate) fn place(account: &str, region: Option<&str>) -> String {
    format!("{account}/{}", region.unwrap_or(GLOBAL))
}

/// A resource with the outcomes of the operations that were called for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Who it is.
    pub identity: Identity,
    /// By the operation's name.
    pub facets: BTreeMap<String, Stored>,
}

/// An outcome and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// What the operation said.
    pub outcome: Outcome,
    /// When and where it was read.
    pub origin: Origin,
}

/// What an operation said of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The answer, as the JSON that the AWS CLI prints.
    Value(Arc<str>),
    /// The error code that means "not set".
    Absent(String),
    /// It could not be told.
    Unknown(Unknown),
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// An API call, at that time.
    Api(Timestamp),
    /// A recording. No cache holds what came from one.
    #[serde(skip)]
    File {
        /// When the call was made, where it is recorded.
        at: Option<Timestamp>,
        /// The file.
        file: Arc<RecordedFile>,
        /// Where in it.
        offset: usize,
    },
    /// Built in code.
    Mock,
}

/// A moment, to the second, as every AWS API tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(u64);

impl Timestamp {
    /// That moment; one before 1970 counts as 1970.
    pub fn new(time: SystemTime) -> Self {
        Self(time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
    }

    /// So much later.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.as_secs()))
    }

    /// The moment.
    pub fn time(self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0)
    }

    /// How far it is from `now`. What a wrong clock put ahead grows old like the rest.
    pub fn age_at(self, now: Self) -> Duration {
        Duration::from_secs(now.0.abs_diff(self.0))
    }

    /// Reads RFC 3339: `2026-11-24T05:40:00Z`.
    ///
    /// # Errors
    ///
    /// The text is not such a time.
    pub fn parse(text: &str) -> Result<Self, humantime::TimestampError> {
        humantime::parse_rfc3339(text).map(Self::new)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        humantime::format_rfc3339_seconds(self.time()).fmt(formatter)
    }
}
