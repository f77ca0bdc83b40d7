//! The folder to which rustc's paths refer, so that all paths of a failure begin at one place.

use std::path::{Path, PathBuf};

/// The folder in which rustc named a file of the package `file`: the workspace's. None where it
/// cannot be told.
pub(super) fn root_of(package: &Path, file: &Path) -> Option<PathBuf> {
    if file.is_absolute() {
        return None;
    }
    package.ancestors().find(|folder| folder.join(file).is_file()).map(Path::to_owned)
}

/// How `path` is called from `root`; what is not in there, by its whole path.
pub(super) fn seen_from(root: &Path, path: &Path) -> PathBuf {
    // Settings may come from another folder, through links or `..`.
    let whole = [path, root].map(Path::canonicalize);
    if let [Ok(path), Ok(root)] = &whole
        && let Ok(inside) = path.strip_prefix(root)
    {
        return inside.to_owned();
    }
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn paths_begin_where_those_of_rustc_do() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("workspace");
        let package = workspace.join("suites/account");
        let fixture = package.join("fixtures/acme");
        fs::create_dir_all(package.join("tests")).unwrap();
        fs::create_dir_all(&fixture).unwrap();
        fs::write(package.join("tests/config.rs"), "").unwrap();
        let root = |file: &str| root_of(&package, Path::new(file));
        assert_eq!(root("suites/account/tests/config.rs"), Some(workspace.clone()));
        assert_eq!(root("tests/config.rs"), Some(package.clone()));
        assert_eq!(root("tests/another.rs"), None);
        let absolute = package.join("tests/config.rs");
        assert_eq!(root_of(&package, &absolute), None, "nothing is relative then");

        let seen = seen_from(&workspace, &package.join("../account/fixtures/acme"));
        assert_eq!(seen, Path::new("suites/account/fixtures/acme"));
        let outside = folder.path().join("elsewhere");
        assert_eq!(seen_from(&workspace, &outside), outside, "whether it is there or not");
        fs::create_dir(&outside).unwrap();
        assert_eq!(seen_from(&workspace, &outside), outside);
    }
}
