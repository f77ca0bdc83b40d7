//! The package that gets the suite.

use std::path::{Path, PathBuf};

use cargo_metadata::Package;
use configtest::__collector::Environment;

use super::error::InitError;
use crate::ground::real;
use crate::workspace::metadata;

/// A package, as cargo describes it.
pub(super) struct Home {
    pub(super) package: Package,
    /// Its folder, without links.
    pub(super) folder: PathBuf,
    /// The Cargo.toml of its workspace, which may be its own.
    pub(super) workspace: PathBuf,
}

impl Home {
    /// The package of that name, or the one of the folder.
    ///
    /// # Errors
    ///
    /// There is none, or cargo cannot read it.
    pub(super) fn find(
        name: Option<&str>,
        folder: &Path,
        environment: &Environment,
    ) -> Result<Self, InitError> {
        let metadata = metadata(folder, environment)?;
        let mut members: Vec<Package> = metadata.packages;
        members.sort_by(|left, right| left.name.cmp(&right.name));
        let names = || {
            let names: Vec<String> = members.iter().map(|of| format!("`{}`", of.name)).collect();
            names.join(", ")
        };
        let position = match name {
            Some(name) => {
                members.iter().position(|package| package.name.as_str() == name).ok_or_else(
                    || InitError::NoSuchPackage { name: name.to_owned(), members: names() },
                )?
            }
            None => {
                let nearest = nearest_manifest(folder);
                let is_it =
                    |package: &Package| nearest == real(package.manifest_path.as_std_path());
                members.iter().position(is_it).ok_or_else(|| InitError::Virtual {
                    manifest: nearest.clone(),
                    members: names(),
                })?
            }
        };
        let package = members.swap_remove(position);
        let manifest = package.manifest_path.as_std_path();
        let folder = real(manifest.parent().unwrap_or(Path::new("/")));
        let workspace = real(metadata.workspace_root.join("Cargo.toml").as_std_path());
        Ok(Self { package, folder, workspace })
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }
}

/// The Cargo.toml that cargo works from in a folder. There is one, since cargo has read it.
fn nearest_manifest(folder: &Path) -> PathBuf {
    let manifests = folder.ancestors().map(|folder| folder.join("Cargo.toml"));
    real(&manifests.into_iter().find(|path| path.is_file()).unwrap_or_default())
}
