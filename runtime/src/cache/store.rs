//! The folder of the cache of one source.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::CachedKind;
use super::file::{decode, encode};
use super::run::is_note;
use crate::resource::KindSpec;

/// The file that whoever collects holds a lock on; it marks a folder as a cache.
const LOCK: &str = "lock";
/// What the folder of all caches of a build ends with.
const FOLDER: &str = "configtest/cache";

/// The folder of all caches of a build, below its target folder.
pub fn cache_folder(target: &Path) -> PathBuf {
    target.join(FOLDER)
}

fn is_cache_folder(folder: &Path) -> bool {
    folder.ends_with(FOLDER)
}

/// The cache of one live source: a folder with one file per kind.
///
/// Readers take no lock, since a file is replaced as a whole; whoever collects holds the lock, so
/// that of many processes one asks AWS and the others find the answer.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// The cache cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CacheError {
    /// The file system refused.
    #[error("cannot {action} the cache `{}`", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The content cannot be encoded.
    #[error("cannot encode the cache of {kind}")]
    Encode {
        /// The kind.
        kind: String,
        /// Why not.
        source: postcard::Error,
    },
}

impl CacheError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}

impl Store {
    /// The cache in that folder, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether anything can be written there.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub fn prove_writable(&self) -> Result<(), CacheError> {
        self.make_folder()?;
        tempfile::Builder::new()
            .prefix(".partial-")
            .tempfile_in(&self.folder)
            .map(drop)
            .map_err(CacheError::io("write to", &self.folder))
    }

    /// What is held of a kind. A file that cannot be trusted counts as none, with a warning.
    pub fn read(&self, kind: &KindSpec, warn: &mut dyn FnMut(String)) -> Option<CachedKind> {
        let path = self.path(kind);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    warn(format!("the cache file `{}` is not used: {error}", path.display()));
                }
                return None;
            }
        };
        match decode(kind.name, &bytes) {
            Ok(cached) => Some(cached),
            Err(why) => {
                warn(format!("the cache file `{}` is not used: {why}", path.display()));
                None
            }
        }
    }

    /// Replaces what is held of a kind: readers see the old file or the new one. Mode 0600.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub fn write(&self, kind: &KindSpec, cached: &CachedKind) -> Result<(), CacheError> {
        let bytes = encode(kind.name, cached)
            .map_err(|source| CacheError::Encode { kind: kind.name.to_owned(), source })?;
        self.make_folder()?;
        let path = self.path(kind);
        let write = || {
            let mut file =
                tempfile::Builder::new().prefix(".partial-").tempfile_in(&self.folder)?;
            file.write_all(&bytes)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(io::Error::from)
        };
        write().map_err(CacheError::io("write", &path))?;
        Ok(())
    }

    /// Removes what other sources, credentials and runs left beside this cache and has not been
    /// written since `before`: keys that change make new folders, each with a part of an account.
    ///
    /// Nothing is touched but caches and notes of runs, and those only in the folder of a build's
    /// caches: a cache that somebody put elsewhere has neighbours that are not ours.
    pub fn prune_others(&self, before: SystemTime) {
        let Some(folder) = self.folder.parent().filter(|folder| is_cache_folder(folder)) else {
            return;
        };
        for sibling in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = sibling.path();
            let is_old = fs::metadata(&path)
                .and_then(|of| of.modified())
                .is_ok_and(|modified| modified < before);
            if path == self.folder || !is_old {
                continue;
            }
            // Somebody else may be pruning too, and what is left is pruned the next time.
            if path.join(LOCK).is_file() {
                let _ = fs::remove_dir_all(&path);
            } else if is_note(&path) {
                let _ = fs::remove_file(&path);
            }
        }
    }

    /// Waits until no other process collects into this cache; the lock ends with the file, or
    /// with the process.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub fn lock(&self) -> Result<File, CacheError> {
        self.make_folder()?;
        let path = self.folder.join(LOCK);
        let lock = || {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(CacheError::io("lock", &path))
    }

    fn make_folder(&self) -> Result<(), CacheError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(CacheError::io("make", &self.folder))
    }

    fn path(&self, kind: &KindSpec) -> PathBuf {
        self.folder.join(format!("{}.cache", kind.file_stem()))
    }
}
