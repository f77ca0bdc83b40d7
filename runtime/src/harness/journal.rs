//! Findings on disk: what reports are made from, by whoever puts the processes of a run together.
//!
//! `FOLDER/SUITE/suite.json` describes the suite, and each process has a file beside it with a line
//! for each finding. A process that is killed leaves its file without a last line.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::HarnessError;
use crate::report::record::{
    Began, Ended, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE, Selected,
    SuiteRecord,
};
use crate::settings::Clock;

/// Of the runs that kept findings below the target folder, so many stay.
const KEPT_RUNS: usize = 8;

/// No run takes longer.
const LONGEST_RUN: Duration = Duration::from_secs(2 * 60 * 60);

/// The folder below the target folder in which runs keep their findings.
const FOLDER: &str = "configtest/findings";

/// The file of this process.
pub(super) struct Journal {
    path: PathBuf,
    clock: Clock,
    written: Mutex<Written>,
}

struct Written {
    file: File,
    findings: usize,
    /// The first thing that could not be written.
    error: Option<io::Error>,
}

/// What there is to say before the first finding.
pub(super) struct Beginning<'a> {
    /// The suite.
    pub(super) suite: &'a SuiteRecord,
    /// nextest's name of the run, where it is one.
    pub(super) run: Option<String>,
    /// How many cases of each check are going to be carried out.
    pub(super) selected: Vec<Selected>,
    /// The resources to which the run is narrowed.
    pub(super) narrowed_to: Option<String>,
}

/// The folder for the findings of a run below the target folder. Of the runs before, the last few
/// stay.
pub fn run_folder(target: &Path, run: &str, clock: Clock) -> PathBuf {
    let all = target.join(FOLDER);
    let folder = all.join(run);
    if !folder.is_dir() {
        prune(&all, clock.time());
    }
    folder
}

/// Whoever else prunes at the same time removes the same, and what stays is pruned the next time.
fn prune(all: &Path, now: SystemTime) {
    // One that is still under way is left alone, however many there are after it.
    let is_over =
        |modified: &SystemTime| now.duration_since(*modified).is_ok_and(|age| age > LONGEST_RUN);
    let mut runs: Vec<_> = fs::read_dir(all)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    runs.sort();
    let many = runs.len().saturating_sub(KEPT_RUNS - 1);
    for (_, path) in runs.into_iter().take(many).filter(|(modified, _)| is_over(modified)) {
        let _ = fs::remove_dir_all(path);
    }
}

impl Journal {
    /// Begins the file of this process in the folder of its suite in `folder`.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub(super) fn begin(
        folder: &Path,
        clock: Clock,
        beginning: Beginning<'_>,
    ) -> Result<Self, HarnessError> {
        let folder = folder.join(findings_folder_name(&beginning.suite.name));
        let time = time(clock);
        let begin = || {
            make_folder(&folder)?;
            describe(&folder, beginning.suite)?;
            let (path, mut file) = own_file(&folder, &time)?;
            let began = Entry::Began(Began {
                format_version: RECORD_FORMAT,
                suite: beginning.suite.name.clone(),
                time: time.clone(),
                run: beginning.run,
                selected: beginning.selected,
                narrowed_to: beginning.narrowed_to,
            });
            // Whatever happens to this process, it is known what it was going to do.
            file.write_all(&line(&began)?)?;
            Ok((path, file))
        };
        let (path, file) =
            begin().map_err(|source| HarnessError::Findings { path: folder.clone(), source })?;
        let written = Mutex::new(Written { file, findings: 0, error: None });
        Ok(Self { path, clock, written })
    }

    /// Says what is going to be carried out after all.
    pub(super) fn select(&self, selected: Vec<Selected>) {
        self.write(&Entry::Selected(selected), 0);
    }

    /// Adds a finding, the first of its case or a further one. What cannot be written is told at the
    /// end. Each is written at once: what ends this process takes no other finding with it.
    pub(super) fn keep(&self, finding: FindingRecord, is_first: bool) {
        let entry = match is_first {
            true => Entry::Finding(Box::new(finding)),
            false => Entry::Further(Box::new(finding)),
        };
        self.write(&entry, 1);
    }

    fn write(&self, entry: &Entry, findings: usize) {
        let line = line(entry);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.error.is_some() {
            return;
        }
        match line.and_then(|line| written.file.write_all(&line)) {
            Ok(()) => written.findings += findings,
            Err(error) => written.error = Some(error),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// Something could not be written.
    pub(super) fn finish(self) -> Result<(), HarnessError> {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Written { mut file, findings, error } = written;
        let finish = || {
            if let Some(error) = error {
                return Err(error);
            }
            file.write_all(&line(&Entry::Ended(Ended { time: time(self.clock), findings }))?)
        };
        finish().map_err(|source| HarnessError::Findings { path: self.path, source })
    }
}

fn time(clock: Clock) -> String {
    humantime::format_rfc3339_nanos(clock.time()).to_string()
}

/// All processes of a run say the same of the suite; the first one writes it. Where a process says
/// something else, it is of another run, and what both found must not be mixed.
fn describe(folder: &Path, suite: &SuiteRecord) -> io::Result<()> {
    let path = folder.join(SUITE_FILE);
    let described = serde_json::to_vec(suite)?;
    if !path.is_file() {
        let mut file = tempfile::Builder::new().prefix(".partial-").tempfile_in(folder)?;
        file.write_all(&described)?;
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.error),
        }
    }
    match fs::read(&path)? == described {
        true => Ok(()),
        false => Err(io::Error::other(
            "what is there is of another run, with other checks, waivers or another source",
        )),
    }
}

/// What a check read is for nobody else on this machine, as it is in a cache and in a fixture. A folder
/// that is there stays as it is.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file that no other process has, nor another journal of this one.
fn own_file(folder: &Path, time: &str) -> io::Result<(PathBuf, File)> {
    let time = time.replace(':', "-");
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for number in 0_u32.. {
        let name = format!("{time}-{}-{number}{PROCESS_FILE}", std::process::id());
        let path = folder.join(name);
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// What the folder of a suite's findings is called, in that of a run.
pub fn findings_folder_name(suite: &str) -> String {
    let word = |letter: char| {
        if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' }
    };
    suite.replace("::", ".").chars().map(word).collect()
}

fn line(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn findings_are_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let findings = folder.path().join("findings/run");
        let suite = SuiteRecord {
            format_version: RECORD_FORMAT,
            name: "app::config".to_owned(),
            configtest: "0.1.0".to_owned(),
            source: "live".to_owned(),
            checks: Vec::new(),
        };
        let beginning =
            Beginning { suite: &suite, run: None, selected: Vec::new(), narrowed_to: None };
        let journal = Journal::begin(&findings, Clock::system(), beginning).unwrap();
        journal.finish().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let of_suite = findings.join("app.config");
        for folder in [findings.parent().unwrap(), &findings, &of_suite] {
            assert_eq!(mode(folder), 0o700, "{}", folder.display());
        }
        let files = fs::read_dir(&of_suite).unwrap().map(|entry| entry.unwrap().path());
        let modes: Vec<u32> = files.map(|path| mode(&path)).collect();
        assert_eq!(modes, [0o600; 2], "of the suite and of the process");
    }
}
