//! Writing a fixture.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::fixture_format::{CallDoc, FORMAT_VERSION, HEADER_FILE, Header, Moment, UnknownDoc};
use super::fixture_read::{files_of, listed_files};
use super::{CallLog, FixtureError, Snapshot};
use crate::resource::{Outcome, Record, Timestamp, digest};

/// A snapshot to be written, with what `snapshot.json` tells of it.
#[derive(Debug)]
pub struct Recording<'a> {
    /// What to write.
    pub snapshot: &'a Snapshot,
    /// The source's name.
    pub source: &'a str,
    /// The regions that were asked.
    pub regions: &'a [String],
    /// With what its digests are salted that stand for secrets: who knows it can compare them, and
    /// can try out whether a secret is one that he guesses.
    pub salt: Option<&'a str>,
    /// When the recording began and ended.
    pub time: (Timestamp, Timestamp),
}

/// Writes a fixture to `folder`, all of it or nothing: it is written beside the folder and takes
/// its place when it is complete. Files have mode 0600.
///
/// # Errors
///
/// The folder holds something that is not a fixture, or the file system refuses.
pub fn write_fixture(folder: &Path, recording: &Recording<'_>) -> Result<(), FixtureError> {
    refuse_to_lose_files(folder)?;
    // A link to a fixture stays a link.
    let place = match folder.exists() {
        true => fs::canonicalize(folder).map_err(FixtureError::io("find", folder))?,
        false => folder.to_owned(),
    };
    let parent = match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(FixtureError::io("make the folder", parent))?;
    let staging = tempfile::Builder::new()
        .prefix(".configtest-recording-")
        .tempdir_in(parent)
        .map_err(FixtureError::io("make a folder in", parent))?;
    let new = staging.path().join("new");
    write_files(&new, recording)?;
    let old = staging.path().join("old");
    if !place.exists() {
        return fs::rename(&new, &place).map_err(FixtureError::io("move the recording to", folder));
    }
    fs::rename(&place, &old).map_err(FixtureError::io("move", folder))?;
    let Err(error) = fs::rename(&new, &place) else { return Ok(()) };
    if fs::rename(&old, &place).is_err() {
        // The fixture that was there is all there is: it stays where it is, and the error says so.
        let kept = staging.keep().join("old");
        return Err(FixtureError::io("move back the fixture that is kept in", kept)(error));
    }
    Err(FixtureError::io("move the recording to", folder)(error))
}

/// Refuses a folder that holds what a recording would lose: asked before an account is read.
///
/// # Errors
///
/// There is such a file, or the file system refuses.
pub fn refuse_to_lose_files(folder: &Path) -> Result<(), FixtureError> {
    if !folder.exists() {
        return Ok(());
    }
    let in_the_way = |file: PathBuf| FixtureError::InTheWay { folder: folder.to_owned(), file };
    if !folder.is_dir() {
        return Err(in_the_way(folder.to_owned()));
    }
    let mut ours = BTreeSet::from([PathBuf::from(HEADER_FILE)]);
    match listed_files(folder) {
        Ok(files) => ours.extend(files.into_iter().map(PathBuf::from)),
        // A fixture that is cut short is no loss: what looks like one of its files is one.
        Err(FixtureError::Malformed { .. }) => {
            ours.extend(files_of(folder, folder)?.into_iter().map(PathBuf::from));
        }
        Err(FixtureError::NotAFixture(_)) => {}
        Err(error) => return Err(error),
    }
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let unreadable = || FixtureError::io("read the folder", &next);
        for entry in fs::read_dir(&next).map_err(|error| unreadable()(error))? {
            let path = entry.map_err(|error| unreadable()(error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.strip_prefix(folder).is_ok_and(|path| !ours.contains(path)) {
                return Err(in_the_way(path));
            }
        }
    }
    Ok(())
}

fn write_files(folder: &Path, recording: &Recording<'_>) -> Result<(), FixtureError> {
    let snapshot = recording.snapshot;
    let mut accounts = BTreeSet::new();
    let mut calls: Vec<CallLog> = Vec::new();
    let mut files = BTreeMap::new();
    for (kind, kind_snapshot) in snapshot.kinds.iter() {
        calls.extend(kind_snapshot.calls.iter().cloned());
        accounts.extend(kind_snapshot.calls.iter().map(|call| call.account.clone()));
        let mut by_place: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for record in &kind_snapshot.records {
            let place = record.identity.place();
            let path = format!("{place}/{}.json", kind.replace("::", "-"));
            accounts.insert(record.identity.account.clone());
            by_place.entry(path).or_default().push(record);
        }
        for (path, records) in by_place {
            let json = kind_file(kind, &records).map_err(unwritable(folder, &path))?;
            files.insert(path, json);
        }
    }
    let calls = CallLog::folded(calls);
    let mut digests = BTreeMap::new();
    for (path, json) in files {
        write_file(&folder.join(&path), &json)?;
        digests.insert(path, digest(&json));
    }
    let header = Header {
        format_version: FORMAT_VERSION,
        tool: concat!("configtest ", env!("CARGO_PKG_VERSION")).to_owned(),
        source: recording.source.to_owned(),
        mock: snapshot.complete,
        salt: recording.salt.map(str::to_owned),
        start: Moment(recording.time.0),
        end: Moment(recording.time.1),
        accounts: accounts.into_iter().collect(),
        regions: recording.regions.to_vec(),
        operations: calls.iter().map(CallDoc::from).collect(),
        files: digests,
    };
    let json = pretty(&header).map_err(unwritable(folder, HEADER_FILE))?;
    write_file(&folder.join(HEADER_FILE), &json)
}

fn kind_file(kind: &str, records: &[&Record]) -> serde_json::Result<String> {
    let mut resources = Vec::new();
    for record in records {
        let mut facets = Map::new();
        for (name, stored) in &record.facets {
            let facet = match &stored.outcome {
                Outcome::Value(json) => json!({ "Value": serde_json::from_str::<Value>(json)? }),
                Outcome::Absent(code) => json!({ "Absent": code }),
                Outcome::Unknown(unknown) => json!({ "Unknown": UnknownDoc::from(unknown) }),
            };
            facets.insert(name.clone(), facet);
        }
        let identity = &record.identity;
        resources.push(json!({ "Id": identity.id, "Arn": identity.arn, "Facets": facets }));
    }
    pretty(&json!({ "Kind": kind, "Resources": resources }))
}

fn pretty(value: &impl serde::Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(|json| json + "\n")
}

fn unwritable(folder: &Path, path: &str) -> impl FnOnce(serde_json::Error) -> FixtureError {
    let path = folder.join(path);
    move |error| FixtureError::Io { action: "write", path, source: error.into() }
}

fn write_file(path: &Path, content: &str) -> Result<(), FixtureError> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(content.as_bytes())?;
        file.sync_all()
    };
    write().map_err(FixtureError::io("write", path))
}
