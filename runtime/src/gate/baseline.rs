//! The failures that were known on the day a team adopted a suite.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::check::Subject;
use crate::resource::{inert, inert_line};
use crate::run::Finding;

/// The version of the file.
const FORMAT: u32 = 1;

/// The failures that do not break the build as long as they stay what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The file, as the settings name it.
    pub shown: String,
    entries: BTreeMap<Key, Value>,
}

/// Whose failure it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    suite: String,
    check: String,
    values: Option<String>,
    account: String,
    resource: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    digest: String,
    since: String,
}

/// A failure of the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BaselineEntry {
    /// The suite: `PACKAGE::TARGET`.
    pub suite: String,
    /// The check's path.
    pub check: String,
    /// The values of its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<String>,
    /// The account; several with commas, where a check looks at more than one resource.
    pub account: String,
    /// The resource's ARN; `*` where a check looks at more than one.
    pub resource: String,
    /// The digest of what the check read.
    pub digest: String,
    /// The day on which it was written: `2026-11-24`.
    pub since: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct File {
    format_version: u32,
    entries: Vec<BaselineEntry>,
}

/// A baseline cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// There is none.
    #[error(
        "the baseline `{}` is not there\n\
         help: `cargo configtest baseline` writes it; or take `baseline` out of `[gate]`",
        path.display()
    )]
    NotThere {
        /// The file.
        path: PathBuf,
    },
    /// The file system refuses.
    #[error("cannot {action} the baseline `{}`", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It is not what it should be.
    #[error(
        "the baseline `{}` cannot be read\n\
         help: it is written by `cargo configtest baseline`, and by hand entries are only removed",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: serde_json::Error,
    },
    /// It is of another release.
    #[error(
        "the baseline `{}` is of format {theirs}, and this release reads format {FORMAT}\n\
         help: update configtest, or write it anew with `cargo configtest baseline --replace`",
        path.display()
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// Its format.
        theirs: u32,
    },
    /// A failure stands there twice.
    #[error("the baseline `{}` has {check} of {resource} twice\nhelp: remove one of them", path.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// The check.
        check: String,
        /// The resource.
        resource: String,
    },
}

/// What a baseline says of a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It was there on that day, and is the same.
    Since(String),
    /// It was there on that day, and what the check reads has changed.
    Changed(String),
    /// It was not there.
    New,
}

impl Baseline {
    /// Reads the file. `shown` is how the settings name it.
    ///
    /// # Errors
    ///
    /// It is not there, or not a baseline of this release.
    pub fn read(path: &Path, shown: &Path) -> Result<Self, BaselineError> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BaselineError::NotThere { path: shown.to_owned() });
            }
            Err(source) => {
                return Err(BaselineError::Io { action: "read", path: shown.to_owned(), source });
            }
        };
        let file: File = serde_json::from_slice(&text)
            .map_err(|source| BaselineError::Foreign { path: shown.to_owned(), source })?;
        if file.format_version != FORMAT {
            let theirs = file.format_version;
            return Err(BaselineError::Format { path: shown.to_owned(), theirs });
        }
        let mut baseline = Self { shown: shown.display().to_string(), ..Self::default() };
        for entry in file.entries {
            let (check, resource) = (entry.check.clone(), entry.resource.clone());
            if !baseline.insert(entry) {
                return Err(BaselineError::Twice { path: shown.to_owned(), check, resource });
            }
        }
        Ok(baseline)
    }

    /// Replaces the file: readers see the old one or the new one.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub fn write(&self, path: &Path) -> Result<(), BaselineError> {
        let write = || {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new("."));
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::Builder::new().prefix(".partial-").tempfile_in(folder)?;
            file.write_all(self.to_text()?.as_bytes())?;
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // It is for the repository, as whatever stands beside it.
                file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
            }
            file.as_file().sync_all()?;
            file.persist(path).map_err(io::Error::from)?;
            Ok(())
        };
        write().map_err(|source| BaselineError::Io {
            action: "write",
            path: path.to_owned(),
            source,
        })
    }

    /// An entry a line, sorted, so that a difference shows what came and went.
    fn to_text(&self) -> io::Result<String> {
        let mut text = format!("{{\n  \"FormatVersion\": {FORMAT},\n  \"Entries\": [");
        for (position, entry) in self.entries().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            // Writing to a string cannot fail.
            let _ = write!(text, "{comma}\n    {}", serde_json::to_string(&entry)?);
        }
        text.push_str(if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        Ok(text)
    }

    /// Adds a failure; false where it is there already.
    pub fn insert(&mut self, entry: BaselineEntry) -> bool {
        let BaselineEntry { suite, check, values, account, resource, digest, since } = entry;
        let (values, account) = (values.as_deref().map(named), named(&account));
        let key = Key { suite, check, values, account, resource: named(&resource) };
        self.entries.insert(key, Value { digest, since }).is_none()
    }

    /// Keeps the entries of which that is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&BaselineEntry) -> bool) {
        self.entries.retain(|key, value| keep(&entry(key, value)));
    }

    /// The entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = BaselineEntry> {
        self.entries.iter().map(|(key, value)| entry(key, value))
    }

    /// How many failures it holds.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// What it says of a finding of a suite.
    pub fn kept(&self, suite: &str, finding: &Finding) -> Kept {
        if self.entries.is_empty() {
            return Kept::New;
        }
        let (account, resource) = subject_of(finding);
        let key = Key {
            suite: suite.to_owned(),
            check: finding.case.check.path(),
            values: finding.case.values_text().as_deref().map(named),
            account,
            resource,
        };
        match self.entries.get(&key) {
            Some(Value { digest, since }) if *digest == finding.evidence.digest => {
                Kept::Since(since.clone())
            }
            Some(Value { since, .. }) => Kept::Changed(since.clone()),
            None => Kept::New,
        }
    }

    /// The checks of a suite that have entries, sorted.
    pub fn checks(&self, suite: &str) -> impl Iterator<Item = &str> {
        let of_suite = self.entries.keys().filter(move |key| key.suite == suite);
        let checks: BTreeSet<&str> = of_suite.map(|key| key.check.as_str()).collect();
        checks.into_iter()
    }

    /// The entries of one check, sorted.
    pub fn of_check(&self, suite: &str, check: &str) -> impl Iterator<Item = BaselineEntry> {
        let is_it = move |key: &&Key| key.suite == suite && key.check == check;
        self.entries.iter().filter(move |(key, _)| is_it(key)).map(|(key, value)| entry(key, value))
    }
}

fn entry(key: &Key, value: &Value) -> BaselineEntry {
    let Key { suite, check, values, account, resource } = key.clone();
    let Value { digest, since } = value.clone();
    BaselineEntry { suite, check, values, account, resource, digest, since }
}

/// The account and the resource of a finding, as a baseline names them.
pub(crate) fn subject_of(finding: &Finding) -> (String, String) {
    match &finding.case.subject {
        Subject::Resource(core) => {
            let identity = core.identity();
            (named(&identity.account), named(&identity.arn))
        }
        Subject::All | Subject::Snapshot | Subject::Unlisted { .. } | Subject::Nothing { .. } => {
            (named(&finding.evidence.accounts.join(",")), "*".to_owned())
        }
    }
}

/// A name as a baseline has it. It is written from records, whose names do nothing to whoever shows
/// them; so what a snapshot calls by its own name is looked for by that one.
pub(crate) fn named(text: &str) -> String {
    // A record keeps line ends, and shows the rest in its own way.
    inert_line(&inert(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn an_entry(resource: &str) -> BaselineEntry {
        BaselineEntry {
            suite: "app::config".to_owned(),
            check: "buckets".to_owned(),
            values: None,
            account: "111122223333".to_owned(),
            resource: resource.to_owned(),
            digest: "00".to_owned(),
            since: "2026-11-24".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_and_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/baseline.json");
        let mut baseline = Baseline::default();
        for resource in ["b", "a", "c"] {
            assert!(baseline.insert(an_entry(resource)));
        }
        assert!(!baseline.insert(an_entry("a")));
        baseline.write(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let line = |resource| {
            format!(
                "    {{\"Suite\":\"app::config\",\"Check\":\"buckets\",\"Account\":\"111122223333\",\
                 \"Resource\":\"{resource}\",\"Digest\":\"00\",\"Since\":\"2026-11-24\"}}"
            )
        };
        let lines = ["a", "b", "c"].map(line).join(",\n");
        assert_eq!(
            text,
            format!("{{\n  \"FormatVersion\": 1,\n  \"Entries\": [\n{lines}\n  ]\n}}\n")
        );
        let read = Baseline::read(&path, Path::new("baseline.json")).unwrap();
        assert!(read.entries().eq(baseline.entries()));
        Baseline::default().write(&path).unwrap();
        assert_eq!(Baseline::read(&path, &path).unwrap().count(), 0);
    }

    #[test]
    fn what_is_none_is_refused_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baseline.json");
        let shown = Path::new("baseline.json");
        let read = |text: Option<&str>| {
            if let Some(text) = text {
                std::fs::write(&path, text).unwrap();
            }
            let error = Baseline::read(&path, shown).unwrap_err();
            let source = std::error::Error::source(&error).map(ToString::to_string);
            format!("{error} {}", source.unwrap_or_default())
        };
        assert!(read(None).contains("`baseline.json` is not there"));
        assert!(read(Some("{")).contains("line 1 column 1"));
        assert!(read(Some("[]")).contains("cannot be read"));
        assert!(read(Some(r#"{"FormatVersion":2,"Entries":[]}"#)).contains("is of format 2"));
        assert!(read(Some(r#"{"FormatVersion":1,"Entires":[]}"#)).contains("Entires"));
        let entry = serde_json::to_string(&an_entry("a")).unwrap();
        let twice = format!(r#"{{"FormatVersion":1,"Entries":[{entry},{entry}]}}"#);
        assert!(read(Some(&twice)).contains("has buckets of a twice"));
    }
}
