//! How much an account holds.

use std::collections::BTreeMap;

use super::Kind;

/// How many there are of each kind. Nothing, at first.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    others: u32,
    counts: BTreeMap<Kind, u32>,
    by_region: BTreeMap<Kind, BTreeMap<String, u32>>,
}

impl Holdings {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are of a kind: in every region, or over all of them if it is
    /// [`Kind::Bucket`] or [`Kind::MultiRegionAccessPoint`].
    pub fn count(mut self, kind: Kind, count: u32) -> Self {
        self.counts.insert(kind, count);
        self
    }

    /// How many there are of a kind in one region.
    pub fn count_in(mut self, region: impl Into<String>, kind: Kind, count: u32) -> Self {
        self.by_region.entry(kind).or_default().insert(region.into(), count);
        self
    }

    /// How many there are in every region of each EC2 kind that has no count of its own.
    pub fn others_per_region(mut self, count: u32) -> Self {
        self.others = count;
        self
    }

    pub(crate) fn of(&self, kind: Kind, region: &str) -> u32 {
        let here = self.by_region.get(&kind).and_then(|counts| counts.get(region));
        let others = if kind.is_of_ec2() { self.others } else { 0 };
        here.or_else(|| self.counts.get(&kind)).copied().unwrap_or(others)
    }
}
