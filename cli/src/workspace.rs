//! Where the build and the repository are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package, Target, TargetKind};
use configtest::__collector::Environment;

/// The workspace of a folder.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// Where it is built.
    pub(crate) target: PathBuf,
    /// Where its findings are kept, a folder for each run.
    pub(crate) findings: PathBuf,
    /// Its root, from which rustc names files.
    pub(crate) root: PathBuf,
    /// The folders of its packages that have a test target.
    pub(crate) tested: Vec<PathBuf>,
    /// Its targets, as suites are called: `PACKAGE::TARGET`.
    pub(crate) suites: BTreeSet<String>,
    /// What stands before the files of its checks, seen from the root of the repository: empty, or a
    /// folder with a `/` at its end.
    pub(crate) prefix: String,
}

/// Cargo does not say.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkspaceError {
    #[error("cargo cannot read the workspace: {0}")]
    Cargo(String),
    #[error("cannot ask cargo for the workspace")]
    Metadata(#[source] cargo_metadata::Error),
}

impl Workspace {
    /// The workspace of that folder.
    ///
    /// # Errors
    ///
    /// There is none, or cargo cannot read it.
    pub(crate) fn of(folder: &Path, environment: &Environment) -> Result<Self, WorkspaceError> {
        let metadata = metadata(folder, environment)?;
        let root = metadata.workspace_root.as_std_path();
        Ok(Self {
            target: metadata.target_directory.clone().into_std_path_buf(),
            findings: metadata.target_directory.join("configtest/findings").into_std_path_buf(),
            prefix: prefix(root),
            root: root.to_owned(),
            suites: metadata.packages.iter().flat_map(suites).collect(),
            tested: metadata.packages.iter().filter_map(tested).collect(),
        })
    }
}

/// What cargo says of the workspace of a folder, without dependencies: these may not be there to be
/// read.
///
/// # Errors
///
/// There is none, or cargo cannot read it.
pub(crate) fn metadata(
    folder: &Path,
    environment: &Environment,
) -> Result<Metadata, WorkspaceError> {
    MetadataCommand::new()
        .cargo_path(environment.get("CARGO").unwrap_or("cargo"))
        .current_dir(folder)
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .map_err(|error| match error {
            cargo_metadata::Error::CargoMetadata { stderr } => {
                WorkspaceError::Cargo(stderr.trim().trim_start_matches("error: ").to_owned())
            }
            other => WorkspaceError::Metadata(other),
        })
}

/// What the targets of a package are called, where they are suites.
fn suites(package: &Package) -> impl Iterator<Item = String> {
    package.targets.iter().map(|target| format!("{}::{}", package.name, target.name))
}

/// The folder of a package that has a test target.
fn tested(package: &Package) -> Option<PathBuf> {
    let is_test = |target: &Target| target.kind.contains(&TargetKind::Test);
    let folder = package.manifest_path.parent()?;
    package.targets.iter().any(is_test).then(|| folder.to_owned().into_std_path_buf())
}

/// How the root of the repository calls that folder. Without a repository, nothing stands before it.
fn prefix(root: &Path) -> String {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let inside = repository.and_then(|repository| root.strip_prefix(repository).ok());
    let parts = inside.into_iter().flat_map(Path::components);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_as_the_repository_calls_them() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("infra/checks");
        std::fs::create_dir_all(&root).unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(prefix(&root), "infra/checks/");
        assert_eq!(prefix(folder.path()), "");
    }
}
