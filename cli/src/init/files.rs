//! Writing files, all of them or none.

use std::fs::{self, Permissions};
use std::io::Write;
use std::path::{Path, PathBuf};

use configtest::__collector::{Recording, write_fixture};
use tempfile::NamedTempFile;

use super::error::InitError;

/// What is to be written.
#[derive(Default)]
pub(super) struct Files<'a> {
    /// A fixture, in a folder that is not there or empty.
    pub(super) fixture: Option<(PathBuf, Recording<'a>)>,
    /// Files that are not there.
    pub(super) new: Vec<(PathBuf, String)>,
    /// A file that is there.
    pub(super) replaced: Option<(PathBuf, String)>,
}

impl Files<'_> {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.fixture.is_none() && self.new.is_empty() && self.replaced.is_none()
    }

    /// Writes them: under other names first, and what is replaced last, so that a run that breaks off
    /// leaves nothing that refers to what is not there.
    ///
    /// # Errors
    ///
    /// The file system refuses; then what was made is gone again.
    pub(super) fn write(&self) -> Result<(), InitError> {
        let mut made = Vec::new();
        let result = self.write_noting(&mut made);
        if result.is_err() {
            for made in made.into_iter().rev() {
                // What cannot be taken away either stays; the error that counts is the first one.
                let _ = match made {
                    Made::Folder(path) => fs::remove_dir(path),
                    Made::Fixture(path) => fs::remove_dir_all(path),
                    Made::File(path) => fs::remove_file(path),
                };
            }
        }
        result
    }

    fn write_noting(&self, made: &mut Vec<Made>) -> Result<(), InitError> {
        if let Some((path, _)) = &self.replaced {
            let permissions =
                fs::metadata(path).map_err(InitError::io("read", path))?.permissions();
            if permissions.readonly() {
                return Err(InitError::ReadOnly(path.clone()));
            }
        }
        let staged = |(path, text): &(PathBuf, String)| stage(path, text);
        let new = self.new.iter().map(staged).collect::<Result<Vec<_>, _>>()?;
        let replaced = self.replaced.as_ref().map(staged).transpose()?;
        if let Some((folder, recording)) = &self.fixture {
            make_parents(folder, made)?;
            write_fixture(folder, recording)?;
            made.push(Made::Fixture(folder.clone()));
        }
        for ((path, _), staged) in self.new.iter().zip(new) {
            make_parents(path, made)?;
            staged
                .persist_noclobber(path)
                .map_err(|error| InitError::io("create", path)(error.error))?;
            made.push(Made::File(path.clone()));
        }
        if let (Some((path, _)), Some(staged)) = (&self.replaced, replaced) {
            let permissions =
                fs::metadata(path).map_err(InitError::io("read", path))?.permissions();
            fs::set_permissions(staged.path(), permissions)
                .map_err(InitError::io("write", path))?;
            staged.persist(path).map_err(|error| InitError::io("write", path)(error.error))?;
        }
        Ok(())
    }
}

/// What was made, to be taken away again.
enum Made {
    Folder(PathBuf),
    Fixture(PathBuf),
    File(PathBuf),
}

/// A file with its text, under another name, in the folder that it goes to or the nearest above that
/// is there.
fn stage(path: &Path, text: &str) -> Result<NamedTempFile, InitError> {
    let folder = path.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".configtest-init-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let write = || {
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().map_err(InitError::io("write", path))
}

fn make_parents(path: &Path, made: &mut Vec<Made>) -> Result<(), InitError> {
    let mut missing: Vec<&Path> =
        path.ancestors().skip(1).take_while(|folder| !folder.is_dir()).collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder).map_err(InitError::io("make the folder", folder))?;
        made.push(Made::Folder(folder.to_owned()));
    }
    Ok(())
}
