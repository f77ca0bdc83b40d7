//! A recording as a source.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{SourceError, with_causes};
use crate::cache::Need;
use crate::resource::{
    FacetLoader, Identity, KindSpec, Operation, Origin, Outcome, RecordedFile, Stored, Timestamp,
    Unknown,
};
use crate::snapshot::{
    Fixture, FixtureError, HEADER_FILE, KindSnapshot, Lister, Snapshot, read_linked_fixture,
};

pub(super) fn snapshot(
    path: &Path,
    shown: &Path,
    linked: &Path,
    max_age: Option<Duration>,
    now: Timestamp,
    needs: &[Need],
) -> Result<Snapshot, SourceError> {
    let kinds: Vec<&'static KindSpec> = needs.iter().map(|need| need.kind).collect();
    let Fixture { snapshot, end, .. } = read_linked_fixture(path, shown, linked, &kinds)?;
    check_age(shown, end, max_age, now)?;
    Ok(with_reader(snapshot, path, shown, linked))
}

/// Whether a recording is young enough to be used.
///
/// # Errors
///
/// It is older than `max-age` allows, or so far ahead that nobody can say.
pub fn check_age(
    shown: &Path,
    recorded: Timestamp,
    max_age: Option<Duration>,
    now: Timestamp,
) -> Result<(), SourceError> {
    let path = || shown.to_owned();
    match max_age {
        Some(max_age) if recorded.age_at(now) > max_age => Err(match recorded > now {
            true => SourceError::Ahead { path: path(), recorded, now },
            false => SourceError::TooOld { path: path(), recorded, max_age },
        }),
        Some(_) | None => Ok(()),
    }
}

impl Snapshot {
    /// A recording, to call checks with in a unit test. The path refers to the folder that the test
    /// runs in, which cargo makes the package's.
    ///
    /// # Errors
    ///
    /// There is no recording, or it cannot be read. What cannot be read of one kind shows when that
    /// kind is: it is unknown.
    ///
    /// ```no_run
    /// use configtest::prelude::*;
    ///
    /// let acme = Snapshot::fixture("fixtures/acme")?;
    /// let logs = acme.all::<s3::Bucket>().get("acme-logs").expect("it is in the recording");
    /// assert!(logs.versioning().is_enabled());
    /// # Ok::<(), configtest::FixtureError>(())
    /// ```
    pub fn fixture(path: impl AsRef<Path>) -> Result<Self, FixtureError> {
        let path = path.as_ref();
        let Fixture { snapshot, .. } = read_linked_fixture(path, path, path, &[])?;
        Ok(with_reader(snapshot, path, path, path))
    }
}

fn with_reader(snapshot: Snapshot, path: &Path, shown: &Path, linked: &Path) -> Snapshot {
    let header = linked.join(HEADER_FILE).display().to_string();
    let recorded = Arc::new(Recorded {
        path: path.to_owned(),
        shown: shown.to_owned(),
        linked: linked.to_owned(),
        file: Arc::new(RecordedFile::new(header, String::new(), None)),
    });
    let lister = Arc::clone(&recorded);
    snapshot.read_by(lister, recorded)
}

/// Reads the kinds that nobody has read yet. Says of what a recording leaves out that it does, and
/// how to mend that.
struct Recorded {
    path: PathBuf,
    /// As the user named it.
    shown: PathBuf,
    /// As its files are named in failures.
    linked: PathBuf,
    file: Arc<RecordedFile>,
}

impl Lister for Recorded {
    fn list(&self, kind: &'static KindSpec) -> Result<KindSnapshot, Unknown> {
        match read_linked_fixture(&self.path, &self.shown, &self.linked, &[kind]) {
            Ok(Fixture { mut snapshot, .. }) => {
                Ok(snapshot.kinds.remove(kind.name).unwrap_or_default())
            }
            Err(error) => Err(Unknown::malformed(kind.list, with_causes(&error))),
        }
    }
}

impl FacetLoader for Recorded {
    fn load(
        &self,
        _kind: &'static KindSpec,
        operation: &'static Operation,
        of: &Identity,
    ) -> Stored {
        let shown = self.shown.display();
        let message = format!(
            "the fixture `{shown}` does not hold it for `{}`; record it again with \
             `cargo configtest record --out {shown}`",
            of.id
        );
        Stored {
            outcome: Outcome::Unknown(Unknown::not_collected(operation, message)),
            origin: Origin::File { at: None, file: Arc::clone(&self.file), offset: 0 },
        }
    }
}
