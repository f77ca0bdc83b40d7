//! A recording as a source.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::SourceError;
use crate::cache::Need;
use crate::resource::{
    FacetLoader, Identity, KindSpec, Operation, Origin, Outcome, RecordedFile, Stored, Timestamp,
    Unknown,
};
use crate::snapshot::{Fixture, HEADER_FILE, Snapshot, read_linked_fixture};

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
    match max_age {
        Some(max_age) if end.age_at(now) > max_age => {
            Err(SourceError::TooOld { path: shown.to_owned(), recorded: end, max_age })
        }
        Some(_) | None => Ok(snapshot),
    }
}

/// Says of what a recording leaves out that it does, and how to mend that.
struct NotRecorded {
    shown: PathBuf,
    file: Arc<RecordedFile>,
}

pub(super) fn loader(shown: &Path, linked: &Path) -> Arc<dyn FacetLoader> {
    let path = linked.join(HEADER_FILE).display().to_string();
    let file = Arc::new(RecordedFile::new(path, String::new(), None));
    Arc::new(NotRecorded { shown: shown.to_owned(), file })
}

impl FacetLoader for NotRecorded {
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
