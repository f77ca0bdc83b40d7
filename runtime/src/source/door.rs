//! The sources behind one door.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Live, SourceError, fixture};
use crate::cache::Need;
use crate::resource::Timestamp;
use crate::snapshot::Snapshot;

/// Where a run's snapshot comes from.
pub enum Source {
    /// A recording.
    Fixture {
        /// The folder.
        path: PathBuf,
        /// The folder as the user named it.
        shown: PathBuf,
        /// The folder as an editor finds it, for evidence.
        linked: PathBuf,
        /// How old it may be.
        max_age: Option<Duration>,
        /// What the time is.
        now: Timestamp,
    },
    /// Resources built in code.
    Mock(Snapshot),
    /// An account, read through the cache.
    Live(Arc<Live>),
}

impl Source {
    /// The resources of the kinds needed, each with the facets needed where the source has to be
    /// asked for them. What else is read of it is asked for then.
    ///
    /// # Errors
    ///
    /// The source cannot be used at all.
    pub fn snapshot(&self, needs: &[Need]) -> Result<Snapshot, SourceError> {
        match self {
            Self::Fixture { path, shown, linked, max_age, now } => {
                fixture::snapshot(path, shown, linked, *max_age, *now, needs)
            }
            Self::Mock(snapshot) => Ok(snapshot.clone()),
            Self::Live(live) => {
                let (snapshot, _) = live.snapshot(needs)?;
                let (lister, facets) = (Arc::clone(live), Arc::clone(live));
                Ok(snapshot.read_by(lister, facets))
            }
        }
    }

    /// Whether a snapshot holds facets only where they were asked for, since each costs a call.
    pub(crate) fn reads_on_request(&self) -> bool {
        match self {
            Self::Fixture { .. } | Self::Mock(_) => false,
            Self::Live(_) => true,
        }
    }
}
