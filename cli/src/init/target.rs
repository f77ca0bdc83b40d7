//! The test target that is the suite.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::TargetKind;

use super::dependency::Dependency;
use super::error::InitError;
use super::manifest::Manifest;
use super::package::Home;

/// What a first suite is called, the best name first.
const NAMES: [&str; 3] = ["config", "configuration", "configtest"];

/// The suite of a package.
pub(super) struct Target {
    pub(super) name: String,
    pub(super) file: PathBuf,
    /// Whether the file is there.
    pub(super) is_written: bool,
    /// Whether Cargo.toml lacks it.
    pub(super) is_to_be_listed: bool,
    /// What has the name that it would have had.
    pub(super) in_the_way: Option<PathBuf>,
}

impl Target {
    /// The suite that is there, or the one to write.
    ///
    /// # Errors
    ///
    /// Tests of other kinds have all the names.
    pub(super) fn choose(
        home: &Home,
        manifest: &Manifest,
        dependency: &Dependency,
    ) -> Result<Self, InitError> {
        let targets = home.package.targets.iter().filter(|of| of.kind.contains(&TargetKind::Test));
        let targets = targets.map(|of| (of.name.clone(), of.src_path.clone().into_std_path_buf()));
        let mut targets: Vec<(String, PathBuf)> = targets.collect();
        for name in NAMES {
            // What cargo would take for it, where it does not look for tests of its own accord.
            let files = [format!("tests/{name}.rs"), format!("tests/{name}/main.rs")];
            let file = files.into_iter().map(|file| home.folder.join(file));
            if let Some(file) = file.into_iter().find(|file| file.exists())
                && !targets.iter().any(|(_, known)| *known == file)
            {
                targets.push((name.to_owned(), file));
            }
        }
        let renamed = dependency.renamed_in_code();
        let suite = |(name, file): &(String, PathBuf)| {
            let written = Written::of(file, renamed.as_deref())?;
            let is_listed = manifest.harness_of(name).is_some();
            Some(Self {
                name: name.clone(),
                file: file.clone(),
                is_written: true,
                is_to_be_listed: written == Written::WithMain && !is_listed,
                in_the_way: None,
            })
        };
        if let Some(suite) = targets.iter().find_map(suite) {
            return Ok(suite);
        }
        let other = |name: &str| {
            let file = home.folder.join("tests").join(format!("{name}.rs"));
            let is_other = |of: &&(String, PathBuf)| of.0 == name || of.1 == file;
            targets.iter().find(is_other).map(|(_, file)| file.clone())
        };
        let Some(name) = NAMES.into_iter().find(|name| other(name).is_none()) else {
            let names = NAMES.map(|name| format!("`{name}`"));
            return Err(InitError::NamesTaken(names.join(", ")));
        };
        Ok(Self {
            name: name.to_owned(),
            file: home.folder.join("tests").join(format!("{name}.rs")),
            is_written: false,
            is_to_be_listed: true,
            in_the_way: (name != NAMES[0]).then(|| other(NAMES[0])).flatten(),
        })
    }
}

/// A file of checks.
#[derive(PartialEq, Eq)]
enum Written {
    /// It has its `main` of configtest, and is to have no harness.
    WithMain,
    /// It has checks, for Rust's own harness.
    WithChecks,
}

impl Written {
    fn of(file: &Path, renamed: Option<&str>) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let names = || ["configtest"].into_iter().chain(renamed);
        let starts = |prefix: &str, word: &str| {
            let mut paths = names().flat_map(|name| [format!("{name}::"), format!("::{name}::")]);
            paths.any(|path| {
                let start = format!("{prefix}{path}{word}");
                text.lines().any(|line| line.trim_start().starts_with(&start))
            })
        };
        let has_checks = || {
            let imported = |line: &str| line.trim_start().starts_with("#[config_test");
            text.lines().any(imported) || starts("#[", "config_test")
        };
        match starts("", "main!") {
            true => Some(Self::WithMain),
            false => has_checks().then_some(Self::WithChecks),
        }
    }
}
