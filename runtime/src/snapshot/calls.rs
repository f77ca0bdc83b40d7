//! The calls that a snapshot was made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resource::{ALL_REGIONS, Identity, Operation, Timestamp, Unknown};

/// The outcome of a call that was answered.
#[cfg(feature = "aws")]
pub const SUCCESS: &str = "Success";

/// All calls of one operation in one account and region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLog {
    /// The operation with its service: `s3:ListBuckets`.
    pub operation: String,
    /// The account that was asked.
    pub account: String,
    /// The region that was asked; none where the operation speaks of the whole account.
    pub region: Option<String>,
    /// When the first call began.
    pub start: Timestamp,
    /// When the last call ended.
    pub end: Timestamp,
    /// How many calls ended in each way: `Success`, or the error code.
    pub outcomes: BTreeMap<String, u64>,
    /// Why a listing could not be read, so that nobody takes it for an empty one.
    pub unknown: Option<Unknown>,
}

impl CallLog {
    /// The order in which logs stand in a file.
    pub(crate) fn key(&self) -> (&str, &str, Option<&str>) {
        (&self.operation, &self.account, self.region.as_deref())
    }

    /// Whether these calls told something of that resource.
    pub(crate) fn speaks_of(&self, operation: &Operation, identity: &Identity) -> bool {
        operation.is_called(&self.operation)
            && self.account == identity.account
            && (self.region.is_none() || self.region == identity.region)
    }

    /// Whether some resource may be in what both speak of.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let is_wide =
            |region: &Option<String>| region.as_deref().is_none_or(|region| region == ALL_REGIONS);
        self.account == other.account
            && (self.region == other.region || is_wide(&self.region) || is_wide(&other.region))
    }

    /// Adds the calls of the same operation, account and region.
    pub(crate) fn add(&mut self, other: Self) {
        self.start = self.start.min(other.start);
        self.end = self.end.max(other.end);
        for (outcome, count) in other.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
        self.unknown = other.unknown.or(self.unknown.take());
    }

    /// Folds logs of the same operation, account and region into one, sorted.
    pub(crate) fn folded(logs: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut folded: Vec<Self> = Vec::new();
        for log in logs {
            match folded.binary_search_by(|known| known.key().cmp(&log.key())) {
                Ok(position) => folded[position].add(log),
                Err(position) => folded.insert(position, log),
            }
        }
        folded
    }
}
