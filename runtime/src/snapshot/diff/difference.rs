//! The outcome of a comparison.

use std::fmt;

use super::Change;
use crate::resource::Identity;

/// What differs between two snapshots. Every list is sorted by kind and identity.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The resources that the second alone holds, each with its kind.
    pub added: Vec<(String, Identity)>,
    /// The resources that the first alone holds.
    pub gone: Vec<(String, Identity)>,
    /// The resources that both hold, of which they say different things.
    pub changed: Vec<ChangedResource>,
    /// What one of the two could not tell.
    pub undecided: Vec<Undecided>,
    /// The kinds that one of the two listed somewhere and the other did not list there.
    pub unlisted: Vec<Unlisted>,
    /// The kinds that were written by a later release, and which of the two holds them.
    pub foreign: Vec<(Side, String)>,
    /// The facets that only one of the two holds. They are no difference.
    pub not_compared: Vec<NotCompared>,
    /// How many resources both hold.
    pub compared: usize,
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing differs, and everything that both hold was compared.
    Same,
    /// Something differs.
    Different,
    /// Nothing differs of what was compared, and something could not be compared: nobody can say
    /// that the two are the same.
    Unknown,
}

/// One of the two snapshots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    Before,
    /// The second.
    After,
}

/// A resource of which two snapshots say different things.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangedResource {
    /// Its kind.
    pub kind: String,
    /// Who it is.
    pub identity: Identity,
    /// Sorted by operation.
    pub facets: Vec<ChangedFacet>,
}

/// What an operation says otherwise than before.
#[derive(Debug, PartialEq, Eq)]
pub struct ChangedFacet {
    /// The operation's name.
    pub operation: String,
    /// Member by member, in the order of their names.
    pub changes: Vec<Change>,
}

/// A fact that one of the two snapshots could not tell.
#[derive(Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The kind.
    pub kind: String,
    /// The resource.
    pub identity: Identity,
    /// The operation's name.
    pub operation: String,
    /// The member, where the rest could be compared.
    pub path: Option<String>,
    /// Who could not tell; none where the two cannot be compared with each other.
    pub side: Option<Side>,
    /// Why not.
    pub reason: String,
}

/// A place where one of the two snapshots did not list a kind, and the other one did.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlisted {
    /// Who did not list it.
    pub side: Side,
    /// The account, and the region where there is one.
    pub place: String,
    /// The kind.
    pub kind: String,
    /// Why not; none where it was not asked.
    pub reason: Option<String>,
    /// How many resources the other one holds there.
    pub resources: usize,
}

/// A facet that only one of the two snapshots holds, of so many resources.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotCompared {
    /// The kind.
    pub kind: String,
    /// The operation's name.
    pub operation: String,
    /// Who does not hold it.
    pub lacked_by: Side,
    /// How many resources.
    pub resources: usize,
}

impl Difference {
    /// What it comes to.
    pub fn verdict(&self) -> Verdict {
        let differs = !(self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty());
        let is_whole =
            self.undecided.is_empty() && self.unlisted.is_empty() && self.foreign.is_empty();
        match (differs, is_whole) {
            (true, _) => Verdict::Different,
            (false, true) => Verdict::Same,
            (false, false) => Verdict::Unknown,
        }
    }
}

impl Verdict {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "Same",
            Self::Different => "Different",
            Self::Unknown => "Unknown",
        }
    }
}

impl Side {
    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "Before",
            Self::After => "After",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
