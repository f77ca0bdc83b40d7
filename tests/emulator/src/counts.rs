//! What was asked so far.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::call;

/// What calls are counted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// The service and the operation, such as `s3:GetBucketPolicy`.
    pub operation: String,
    /// The region that the call was signed for.
    pub region: String,
    /// The account that the caller is of.
    pub account: String,
}

/// The counts, and the calls under way.
#[derive(Debug, Default)]
pub(crate) struct Counts(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    calls: BTreeMap<Call, u64>,
    under_way: usize,
    most_under_way: usize,
    throttled: u64,
}

/// A call under way, until it is dropped.
pub(crate) struct UnderWay<'a>(&'a Counts);

impl Counts {
    pub(crate) fn arrive(&self, call: &call::Call) -> UnderWay<'_> {
        let key = Call {
            operation: call.operation.clone(),
            region: call.region.clone(),
            account: call.account.clone(),
        };
        let mut inner = self.inner();
        *inner.calls.entry(key).or_default() += 1;
        inner.under_way += 1;
        inner.most_under_way = inner.most_under_way.max(inner.under_way);
        drop(inner);
        UnderWay(self)
    }

    pub(crate) fn throttle(&self) {
        self.inner().throttled += 1;
    }

    pub(crate) fn calls(&self) -> BTreeMap<Call, u64> {
        self.inner().calls.clone()
    }

    pub(crate) fn most_under_way(&self) -> usize {
        self.inner().most_under_way
    }

    pub(crate) fn throttled(&self) -> u64 {
        self.inner().throttled
    }

    /// Begins anew. Calls under way stay under way.
    pub(crate) fn forget(&self) {
        let mut inner = self.inner();
        let under_way = inner.under_way;
        *inner = Inner { under_way, most_under_way: under_way, ..Inner::default() };
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.inner().under_way -= 1;
    }
}
