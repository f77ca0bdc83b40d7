//! Reading a fixture.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fixture_format::{
    FORMAT_VERSION, FacetDoc, HEADER_FILE, Header, Kind, KindFile, Name, ResourceDoc, UnknownDoc,
    Version,
};
use super::{CallLog, FixtureError, KindSnapshot, Snapshot};
use crate::resource::{
    GLOBAL, Identity, KINDS, KindSpec, Origin, Outcome, Record, RecordedFile, Stored, Timestamp,
    kind_named, what_is_wrong,
};
use crate::settings::list;

/// A fixture that was read.
#[derive(Debug)]
pub struct Fixture {
    /// What it holds of the kinds that were asked for.
    pub snapshot: Snapshot,
    /// The source that was recorded, by its name.
    pub source: String,
    /// When its recording ended.
    pub end: Timestamp,
    /// The regions that were read for it.
    pub regions: Vec<String>,
    /// With what its digests are salted that stand for secrets, where it says.
    pub salt: Option<String>,
    /// The kinds that it holds and this release does not know, sorted.
    pub foreign: BTreeSet<String>,
}

/// Reads the kinds asked for from the fixture in `folder`.
///
/// `shown` is the folder as the user named it, for messages.
///
/// # Errors
///
/// The folder holds no fixture, a newer one, or one whose files are missing, cut short or not of
/// the format. A value inside a facet is not looked at here: one that has not the shape of the
/// API is an unknown fact of that resource alone.
pub fn read_fixture(
    folder: &Path,
    shown: &Path,
    kinds: &[&'static KindSpec],
) -> Result<Fixture, FixtureError> {
    read_linked_fixture(folder, shown, shown, kinds)
}

/// Reads a fixture whose evidence calls the folder `linked`, so that an editor finds it.
///
/// # Errors
///
/// Those of [`read_fixture`].
pub fn read_linked_fixture(
    folder: &Path,
    shown: &Path,
    linked: &Path,
    kinds: &[&'static KindSpec],
) -> Result<Fixture, FixtureError> {
    let header = read_header(folder, shown)?;
    let on_disk = files_of(folder, shown)?;
    if let Some(path) = on_disk.iter().find(|path| !header.files.contains_key(*path)) {
        return Err(FixtureError::Files {
            path: shown.join(path),
            problem: "is not listed in `snapshot.json`",
            help: "add it to `Files` there, or remove it".to_owned(),
        });
    }
    let end = header.end.0;
    let mut calls: BTreeMap<&str, Vec<CallLog>> = BTreeMap::new();
    for call in header.operations.into_iter().map(CallLog::from) {
        // Two kinds may be listed by one operation: what it told, it told of both.
        for spec in kinds_of(&call) {
            calls.entry(spec.name).or_default().push(call.clone());
        }
    }
    let mut snapshot = if header.mock { Snapshot::mock() } else { Snapshot::default() };
    let mut foreign = BTreeSet::new();
    for spec in kinds {
        let calls = CallLog::folded(calls.remove(spec.name).unwrap_or_default());
        let kind = KindSnapshot { records: Vec::new(), calls };
        snapshot.kinds.insert(spec.name.to_owned(), kind);
    }
    for (path, recorded) in &header.files {
        let file = ResourceFile { folder, shown, linked, path, recorded };
        let place = file.place()?;
        match KINDS.iter().find(|spec| spec.file_stem() == place.stem) {
            Some(spec) => {
                if let Some(kind) = snapshot.kinds.get_mut(spec.name) {
                    file.read(&place, spec, kind)?;
                }
            }
            None => {
                foreign.insert(file.foreign_kind()?);
            }
        }
    }
    let Header { source, regions, salt, .. } = header;
    Ok(Fixture { snapshot, source, end, regions, salt, foreign })
}

/// With what the digests of the fixture in `folder` are salted; none where there is no fixture, or
/// one that does not say.
///
/// # Errors
///
/// `snapshot.json` is there and cannot be read.
pub fn salt_of_fixture(folder: &Path) -> Result<Option<String>, FixtureError> {
    match read_header(folder, folder) {
        Ok(header) => Ok(header.salt),
        // What is cut short is replaced as a whole.
        Err(
            FixtureError::Missing(_)
            | FixtureError::NotAFixture(_)
            | FixtureError::Malformed { .. },
        ) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The paths of the resource files of a fixture, as `snapshot.json` lists them.
pub(super) fn listed_files(folder: &Path) -> Result<Vec<String>, FixtureError> {
    read_header(folder, folder).map(|header| header.files.into_keys().collect())
}

fn read_header(folder: &Path, shown: &Path) -> Result<Header, FixtureError> {
    if !folder.is_dir() {
        return Err(FixtureError::Missing(folder.to_owned()));
    }
    let shown_file = shown.join(HEADER_FILE);
    let text = match fs::read_to_string(folder.join(HEADER_FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FixtureError::NotAFixture(folder.to_owned()));
        }
        Err(error) => return Err(FixtureError::io("read", shown_file)(error)),
    };
    let version: Version =
        serde_json::from_str(&text).map_err(|error| FixtureError::json(&shown_file, &error))?;
    if version.format_version > FORMAT_VERSION {
        return Err(FixtureError::Newer {
            path: shown_file,
            version: version.format_version,
            tool: version.tool.unwrap_or_else(|| "an unknown tool".to_owned()),
            newest: FORMAT_VERSION,
        });
    }
    serde_json::from_str(&text).map_err(|error| FixtureError::json(&shown_file, &error))
}

/// The resource files that are there, as `ACCOUNT/REGION/KIND.json`, sorted.
pub(super) fn files_of(folder: &Path, shown: &Path) -> Result<Vec<String>, FixtureError> {
    let mut files = Vec::new();
    for account in folders_in(folder, shown)? {
        for region in folders_in(&folder.join(&account), &shown.join(&account))? {
            let path = Path::new(&account).join(&region);
            for name in names_in(&folder.join(&path), &shown.join(&path))? {
                if name.ends_with(".json") {
                    files.push(format!("{account}/{region}/{name}"));
                }
            }
        }
    }
    files.sort();
    Ok(files)
}

fn folders_in(folder: &Path, shown: &Path) -> Result<Vec<String>, FixtureError> {
    let names = names_in(folder, shown)?;
    Ok(names.into_iter().filter(|name| folder.join(name).is_dir()).collect())
}

fn names_in(folder: &Path, shown: &Path) -> Result<Vec<String>, FixtureError> {
    let unreadable = || FixtureError::io("read the folder", shown);
    let entries = fs::read_dir(folder).map_err(|error| unreadable()(error))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<_>>>().map_err(|error| unreadable()(error))?;
    names.sort();
    Ok(names)
}

fn kinds_of(call: &CallLog) -> impl Iterator<Item = &'static KindSpec> {
    let speaks_of =
        |spec: &&KindSpec| spec.operations().any(|operation| operation.is_called(&call.operation));
    KINDS.iter().copied().filter(speaks_of)
}

/// A file that `snapshot.json` lists.
struct ResourceFile<'a> {
    folder: &'a Path,
    shown: &'a Path,
    linked: &'a Path,
    /// `ACCOUNT/REGION/KIND.json`.
    path: &'a str,
    /// The digest of the file when it was recorded.
    recorded: &'a str,
}

/// The parts of such a path.
struct Place<'a> {
    account: &'a str,
    region: Option<&'a str>,
    stem: &'a str,
}

impl<'a> ResourceFile<'a> {
    fn shown_file(&self) -> PathBuf {
        self.shown.join(self.path)
    }

    fn wrong(&self, problem: &'static str, help: impl Into<String>) -> FixtureError {
        FixtureError::Files { path: self.shown_file(), problem, help: help.into() }
    }

    fn place(&self) -> Result<Place<'a>, FixtureError> {
        let is_account =
            |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = |text: &str| {
            let of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !text.is_empty() && text.bytes().all(of_word)
        };
        let parts: Vec<&str> = self.path.split('/').collect();
        if let [account, region, name] = parts[..]
            && let Some(stem) = name.strip_suffix(".json")
            && is_account(account)
            && is_word(region)
            && is_word(stem)
        {
            let region = (region != GLOBAL).then_some(region);
            return Ok(Place { account, region, stem });
        }
        Err(self.wrong(
            "is not of the form ACCOUNT/REGION/KIND.json",
            "mend `Files` in `snapshot.json`, or record the fixture again",
        ))
    }

    fn text(&self) -> Result<String, FixtureError> {
        fs::read_to_string(self.folder.join(self.path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => self.wrong(
                "is listed in `snapshot.json` and is not there",
                "restore it, or record the fixture again",
            ),
            _ => FixtureError::io("read", self.shown_file())(error),
        })
    }

    fn json(&self, error: &serde_json::Error) -> FixtureError {
        FixtureError::json(&self.shown_file(), error)
    }

    /// The kind of a file that this release does not read: one that a later release knows is left
    /// alone, and one that is misnamed is refused.
    fn foreign_kind(&self) -> Result<String, FixtureError> {
        let named: Kind = serde_json::from_str(&self.text()?).map_err(|error| self.json(&error))?;
        match kind_named(&named.kind) {
            Some(spec) => {
                let help = format!("call the file `{}.json`", spec.file_stem());
                Err(self.wrong("is not called after the kind that it holds", help))
            }
            None => Ok(named.kind),
        }
    }

    fn read(
        &self,
        place: &Place<'_>,
        spec: &'static KindSpec,
        kind: &mut KindSnapshot,
    ) -> Result<(), FixtureError> {
        let path = self.linked.join(self.path).to_string_lossy().into_owned();
        let recorded_file = RecordedFile::new(path, self.text()?, Some(self.recorded.to_owned()));
        let recorded_file = Arc::new(recorded_file);
        let file: KindFile<'_> =
            serde_json::from_str(recorded_file.text()).map_err(|error| self.json(&error))?;
        if file.kind != spec.name {
            let help = format!("set `Kind` to \"{}\"", spec.name);
            return Err(self.wrong("names another kind than its file name does", help));
        }
        let shown = self.shown_file();
        let reader = Reader { place, spec, file: &recorded_file, shown: &shown };
        let mut known: BTreeSet<String> = BTreeSet::new();
        for resource in file.resources {
            let record = reader.record(resource, &kind.calls)?;
            if !known.insert(record.identity.id.clone()) {
                let problem = "holds a resource twice";
                let help = format!("keep one of the two `{}`", record.identity.id);
                return Err(self.wrong(problem, help));
            }
            kind.insert(record);
        }
        Ok(())
    }
}

/// Turns the resources of one file into records that refer to it.
struct Reader<'a> {
    place: &'a Place<'a>,
    spec: &'static KindSpec,
    file: &'a Arc<RecordedFile>,
    /// The file as the user named it.
    shown: &'a Path,
}

impl Reader<'_> {
    fn record(&self, resource: ResourceDoc<'_>, calls: &[CallLog]) -> Result<Record, FixtureError> {
        let identity = Identity {
            account: self.place.account.to_owned(),
            region: self.place.region.map(str::to_owned),
            id: resource.id,
            arn: resource.arn,
        };
        let mut facets = BTreeMap::new();
        for (Name(name), facet) in resource.facets.0 {
            let offset = match facet.value {
                Some(value) => self.file.offset_of(value.get()),
                None => self.file.offset_of(&name),
            };
            let malformed = |message: String| FixtureError::Malformed {
                path: self.shown.to_owned(),
                line: self.file.line(offset) as usize,
                column: 1,
                what: "cannot be read",
                message: format!("`{name}` of `{}`: {message}", identity.id),
            };
            let outcome = outcome(&facet).map_err(malformed)?;
            let operation = self.spec.operations().find(|operation| operation.name == name);
            if let (Some(operation), Outcome::Absent(code)) = (operation, &outcome)
                && !operation.absent.contains(&code.as_str())
            {
                let codes = list(operation.absent.iter().copied());
                let rule = match operation.absent {
                    [] => "this operation always tells something".to_owned(),
                    _ => format!("the codes that mean \"not set\" are {codes}"),
                };
                return Err(malformed(format!("`{code}` is not \"not set\": {rule}")));
            }
            let at = operation.and_then(|operation| {
                let mut calls = calls.iter();
                calls.find(|call| call.speaks_of(operation, &identity)).map(|call| call.end)
            });
            let origin = Origin::File { at, file: Arc::clone(self.file), offset };
            facets.insert(name.into_owned(), Stored { outcome, origin });
        }
        Ok(Record { identity, facets })
    }
}

fn outcome(facet: &FacetDoc<'_>) -> Result<Outcome, String> {
    let wrong = |error: serde_json::Error| what_is_wrong(&error);
    match (facet.value, facet.absent, facet.unknown) {
        (Some(value), None, None) => Ok(Outcome::Value(value.get().into())),
        (None, Some(code), None) => {
            serde_json::from_str(code.get()).map(Outcome::Absent).map_err(wrong)
        }
        (None, None, Some(unknown)) => {
            let unknown: UnknownDoc = serde_json::from_str(unknown.get()).map_err(wrong)?;
            Ok(Outcome::Unknown(unknown.into()))
        }
        _ => Err("it needs exactly one of `Value`, `Absent` and `Unknown`".to_owned()),
    }
}
