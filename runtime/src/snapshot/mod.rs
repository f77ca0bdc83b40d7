//! The resources of one moment with their facts and provenance, in memory and as a fixture.

mod all;
mod anonymize;
mod calls;
mod diff;
#[cfg(feature = "access")]
mod exposure;
mod fixture_error;
mod fixture_format;
mod fixture_read;
mod fixture_write;
mod in_memory;
mod places;
#[cfg(test)]
mod places_tests;
#[cfg(test)]
mod tests;
mod view;

pub use all::{All, Iter};
pub use anonymize::anonymize;
pub use calls::CallLog;
#[cfg(feature = "aws")]
pub(crate) use calls::SUCCESS;
pub use diff::{
    Change, ChangedResource, Compared, Difference, NotCompared, Side, Undecided, Unlisted, Verdict,
    compare,
};
pub use fixture_error::FixtureError;
pub(crate) use fixture_format::HEADER_FILE;
pub use fixture_read::{Fixture, read_fixture, read_linked_fixture, salt_of_fixture};
pub use fixture_write::{Recording, refuse_to_lose_files, write_fixture};
pub use in_memory::{KindSnapshot, Snapshot};
pub use places::{Account, Region};
pub use view::{KindView, Lister, Listing};
