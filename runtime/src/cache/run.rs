//! When a run of several processes began, so that all of them judge the cache alike: what was young
//! enough for the first of them is for the last.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::CacheError;
use crate::resource::Timestamp;

/// What the name of a note begins with.
const NOTE: &str = "run-";

/// Whether a path is that of a note.
pub(super) fn is_note(path: &Path) -> bool {
    path.is_file() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NOTE))
}

/// When the first process of the run said `now`. Notes live in `folder`, one file per run, and are
/// pruned with what else is old there.
///
/// # Errors
///
/// The file system refuses, or the note is not a time.
pub fn run_began(folder: &Path, run: &str, now: Timestamp) -> Result<Timestamp, CacheError> {
    let word = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let run: String = run.chars().map(word).collect();
    let path = folder.join(format!("{NOTE}{run}"));
    let begin = || {
        fs::create_dir_all(folder)?;
        let mut note = tempfile::Builder::new().prefix(".partial-").tempfile_in(folder)?;
        write!(note, "{now}")?;
        match note.persist_noclobber(&path) {
            Ok(_) => Ok(now),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                let noted = fs::read_to_string(&path)?;
                Timestamp::parse(&noted).map_err(io::Error::other)
            }
            Err(error) => Err(error.error),
        }
    };
    begin().map_err(CacheError::io("note the run in", &path))
}
