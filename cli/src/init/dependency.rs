//! What the suite depends on.

use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, Package};
use toml_edit::{InlineTable, Value};

use super::error::InitError;
use super::manifest::Manifest;
use super::package::Home;

const CONFIGTEST: &str = "configtest";

/// A dependency on configtest.
pub(super) struct Dependency {
    /// What the package's Cargo.toml calls it.
    pub(super) name: String,
    /// What is to be added there; none where it is there.
    pub(super) added: Option<Value>,
}

impl Dependency {
    /// The one that the package has, or the one that it gets: on the folder `path`, on what its
    /// workspace says, or on this release.
    ///
    /// # Errors
    ///
    /// The folder does not hold configtest, or the workspace cannot be read.
    pub(super) fn choose(
        home: &Home,
        manifest: &Manifest,
        path: Option<&Path>,
    ) -> Result<Self, InitError> {
        if let Some(name) = name_in_tests(&home.package) {
            return Ok(Self { name, added: None });
        }
        let borrowed = manifest.borrowed_dependency();
        // What is inherited under that name may be another package.
        if let Some((name, spec)) = borrowed.filter(|(name, _)| knows(&home.package, name)) {
            return Ok(Self { name, added: Some(spec) });
        }
        if let Some(path) = path {
            let path = path_between(&home.folder, path)?;
            let spec = Value::InlineTable(InlineTable::from_iter([("path", path)]));
            return Ok(Self { name: CONFIGTEST.to_owned(), added: Some(spec) });
        }
        if let Some(name) = Manifest::read(&home.workspace)?.workspace_dependency() {
            let mut inherited = InlineTable::from_iter([("workspace", true)]);
            inherited.set_dotted(true);
            return Ok(Self { name: name.to_owned(), added: Some(inherited.into()) });
        }
        let release = Value::from(env!("CARGO_PKG_VERSION"));
        Ok(Self { name: CONFIGTEST.to_owned(), added: Some(release) })
    }

    /// What code calls it, where that is another name than its own.
    pub(super) fn renamed_in_code(&self) -> Option<String> {
        (self.name != CONFIGTEST).then(|| self.name.replace('-', "_"))
    }
}

/// What Cargo.toml calls configtest, if every test of the package can use it.
fn name_in_tests(package: &Package) -> Option<String> {
    let serves = |of: &&cargo_metadata::Dependency| {
        let is_for_tests = match of.kind {
            DependencyKind::Development => true,
            DependencyKind::Normal => !of.optional,
            _ => false,
        };
        of.name == CONFIGTEST && of.target.is_none() && is_for_tests
    };
    let found = package.dependencies.iter().find(serves)?;
    Some(found.rename.clone().unwrap_or_else(|| CONFIGTEST.to_owned()))
}

/// Whether cargo takes what Cargo.toml calls so for configtest.
fn knows(package: &Package, name: &str) -> bool {
    let is_it = |of: &cargo_metadata::Dependency| {
        of.name == CONFIGTEST && of.rename.as_deref().unwrap_or(CONFIGTEST) == name
    };
    package.dependencies.iter().any(is_it)
}

/// The path of a clone's runtime, as a Cargo.toml in `from` says it.
fn path_between(from: &Path, to: &Path) -> Result<String, InitError> {
    let real = fs::canonicalize(to).map_err(InitError::io("find", to))?;
    let manifest = real.join("Cargo.toml");
    if !manifest.is_file() || Manifest::read(&manifest)?.package_name() != Some(CONFIGTEST) {
        return Err(InitError::NotConfigtest(to.to_owned()));
    }
    let path = pathdiff::diff_paths(&real, from).unwrap_or(real);
    match path.to_str() {
        Some(text) => Ok(text.replace(std::path::MAIN_SEPARATOR, "/")),
        None => Err(InitError::NotUnicode(path)),
    }
}
