//! What is read again, though it is known.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::resource::{ALL_REGIONS, Filter, Identity, Operation, Timestamp, place};
use crate::snapshot::CallLog;

/// What of a kind has to have been read lately. Whatever else is known of the kind serves as ever, and
/// whoever asks for the same moment is served by the one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Anew {
    /// What was read before this does not do.
    pub since: Timestamp,
    /// The places that are listed.
    pub listings: Places,
    /// By the operation's name, the resources of which a facet is read.
    pub facets: BTreeMap<&'static str, Filter>,
}

/// Accounts and regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Places {
    /// Every one.
    Every,
    /// These: `111122223333/eu-west-1`.
    These(BTreeSet<String>),
}

impl Default for Places {
    /// None.
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Places {
    /// Whether the listing of an account, or of a region of it, tells of one of these places.
    pub fn are_told_by(&self, account: &str, region: Option<&str>) -> bool {
        let Self::These(places) = self else { return true };
        match region.filter(|region| *region != ALL_REGIONS) {
            Some(region) => [Some(region), Some(ALL_REGIONS), None]
                .iter()
                .any(|region| places.contains(&place(account, *region))),
            None => {
                let of_account = format!("{account}/");
                places
                    .range(of_account.clone()..)
                    .next()
                    .is_some_and(|p| p.starts_with(&of_account))
            }
        }
    }

    /// Adds places.
    pub fn extend(&mut self, others: &Self) {
        match (&mut *self, others) {
            (Self::Every, _) => {}
            (_, Self::Every) => *self = Self::Every,
            (Self::These(places), Self::These(others)) => places.extend(others.iter().cloned()),
        }
    }
}

impl Anew {
    /// Whether that facet of that resource is among it.
    pub(super) fn facet(&self, operation: &Operation, identity: &Identity) -> bool {
        self.facets.get(operation.name).is_some_and(|of| of.matches(identity))
    }

    /// Whether these listings are all that there have to be, and young enough.
    pub(super) fn is_listed_by<'a>(&self, calls: impl Iterator<Item = &'a CallLog>) -> bool {
        let told: Vec<&CallLog> = calls
            .filter(|call| self.listings.are_told_by(&call.account, call.region.as_deref()))
            .collect();
        let is_covered = match &self.listings {
            Places::Every => !told.is_empty(),
            Places::These(places) => places.iter().all(|place| {
                let place = Places::These(BTreeSet::from([place.clone()]));
                told.iter().any(|call| place.are_told_by(&call.account, call.region.as_deref()))
            }),
        };
        is_covered && told.iter().all(|call| call.start >= self.since)
    }
}
