//! EC2's token buckets, as its documentation publishes them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::call::Call;

/// The actions that have a smaller bucket when they are asked for everything at once.
const LARGE: [&str; 6] = [
    "DescribeInstances",
    "DescribeInstanceStatus",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeSnapshots",
    "DescribeVolumes",
];

/// How many calls may come at once, and how many more every second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Limit {
    size: f64,
    refill: f64,
}

const NOT_MUTATING: Limit = Limit { size: 100.0, refill: 20.0 };
const UNFILTERED: Limit = Limit { size: 50.0, refill: 10.0 };

/// The limit of an EC2 call.
pub(crate) fn limit_of(action: &str, call: &Call) -> Limit {
    let narrows =
        |name: &str| name == "MaxResults" || name.starts_with("Filter.") || name.contains("Id.");
    let is_narrow = call.parameters.names().any(narrows);
    if LARGE.contains(&action) && !is_narrow { UNFILTERED } else { NOT_MUTATING }
}

/// The buckets of every account, region and action.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<(String, String, String, bool), Bucket>>);

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    at: Duration,
}

impl Throttle {
    /// Takes a token for a call. `false` where there is none.
    pub(crate) fn take(&self, call: &Call, limit: Limit, now: Duration) -> bool {
        let is_unfiltered = limit == UNFILTERED;
        let place = (call.account.clone(), call.region.clone());
        let key = (place.0, place.1, call.operation.clone(), is_unfiltered);
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: limit.size, at: now });
        bucket.take(limit, now)
    }

    /// Fills every bucket.
    pub(crate) fn fill(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Bucket {
    fn take(&mut self, limit: Limit, now: Duration) -> bool {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        self.at = self.at.max(now);
        self.tokens = limit.size.min(self.tokens + passed * limit.refill);
        let is_there = self.tokens >= 1.0;
        if is_there {
            self.tokens -= 1.0;
        }
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_refills() {
        let mut now = Duration::from_secs(1000);
        let mut bucket = Bucket { tokens: NOT_MUTATING.size, at: now };
        let mut taken = |now: Duration, calls: u32| {
            (0..calls).filter(|_| bucket.take(NOT_MUTATING, now)).count()
        };
        assert_eq!(taken(now, 150), 100);
        now += Duration::from_millis(500);
        assert_eq!(taken(now, 150), 10);
        now += Duration::from_secs(3600);
        assert_eq!(taken(now, 150), 100);
    }
}
