//! Waivers that are of no check at all: mistyped, or of a check that is gone.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use configtest::__collector::record::{
    Began, CheckRecord, Ended, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE,
    Selected, SuiteRecord, gate_record,
};
use configtest::__collector::{
    Results, RunVerdict, Settings, Severity, Timestamp, Waiver, did_you_mean, inert, inert_line,
};

use crate::workspace::Workspace;

/// What the suites are called together, where something is of none of them.
pub(crate) const NO_SUITE: &str = "configtest.toml";

/// Waivers of no check.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    source: String,
    /// Each with what is wrong with it.
    pub(crate) found: Vec<(Waiver, String)>,
}

/// What is looked at for waivers of no check.
pub(crate) struct Grounds<'a> {
    /// Their settings.
    pub(crate) settings: &'a Settings,
    /// The folder that somebody stands in.
    pub(crate) folder: &'a Path,
    /// Its workspace.
    pub(crate) workspace: &'a Workspace,
    /// The folders of the packages whose suites are known.
    pub(crate) packages: &'a BTreeSet<PathBuf>,
    /// These suites.
    pub(crate) suites: &'a [SuiteRecord],
}

/// The waivers of these settings that speak of no check of these suites. Where the settings are
/// another folder's, or packages were left out, these may have the checks, so none is told.
pub(crate) fn strangers(grounds: &Grounds<'_>, now: Timestamp) -> Strangers {
    let Grounds { settings, folder, workspace, packages, suites } = grounds;
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let settings_folder = real(&settings.folder);
    if settings.waivers.is_empty() || settings_folder != real(folder) {
        return Strangers::default();
    }
    let packages: BTreeSet<PathBuf> = packages.iter().map(|path| real(path)).collect();
    let mut governed = workspace
        .tested
        .iter()
        .map(|path| real(path))
        .filter(|path| path.starts_with(&settings_folder));
    if !governed.all(|package| packages.contains(&package)) {
        return Strangers::default();
    }
    // As the suites call it: from the root of the workspace.
    let file = settings.path.as_deref().map(real).unwrap_or_default();
    let file = file.strip_prefix(real(&workspace.root)).unwrap_or(&file).display().to_string();
    let source = suites.first().map(|suite| suite.source.clone()).unwrap_or_default();
    let tests = || suites.iter().flat_map(|suite| &suite.checks);
    let mut strangers = Strangers { source, found: Vec::new() };
    for waiver in &settings.waivers {
        let waiver = Waiver::new(waiver.clone(), &file, now);
        let test = inert_line(&waiver.test_name()).into_owned();
        // Over another source, its checks are not asked for.
        let is_of_source = waiver.is_of_source(&strangers.source);
        if !is_of_source || tests().any(|check| check.path == test) {
            continue;
        }
        let is_known = |suite: &SuiteRecord| waiver.is_of_suite(&suite.name);
        if !suites.iter().any(is_known) {
            let named = &waiver.settings.suites;
            let names = suites.iter().map(|suite| suite.name.as_str());
            let hint = did_you_mean(&named[0], names);
            let what = format!("no suite is called `{}`{hint}", named.join("`, `"));
            strangers.found.push((waiver, what));
            continue;
        }
        let named = waiver.settings.check.as_str();
        let paths = tests().map(|check| check.path.as_str()).filter(|path| !path.starts_with('['));
        let hint = did_you_mean(named, paths);
        strangers.found.push((waiver.clone(), format!("no check is called `{named}`{hint}")));
    }
    strangers
}

/// A line for each.
impl fmt::Display for Strangers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut found = self.found.iter();
        found.try_for_each(|(of, what)| writeln!(formatter, "{}: {}", of.place, inert(what)))
    }
}

impl Strangers {
    /// Makes a finding of each: in the results, and in the folder of what was found, where somebody may
    /// put it together with what other machines found.
    ///
    /// # Errors
    ///
    /// The file system refuses.
    pub(crate) fn add_to(self, results: &mut Results, kept: &Path) -> io::Result<()> {
        if self.found.is_empty() {
            return Ok(());
        }
        let mut suite = SuiteRecord {
            format_version: RECORD_FORMAT,
            name: NO_SUITE.to_owned(),
            configtest: env!("CARGO_PKG_VERSION").to_owned(),
            source: self.source,
            checks: Vec::new(),
        };
        let mut findings = Vec::new();
        for (waiver, message) in self.found {
            let path = waiver.test_name();
            let file = waiver.place.rsplit_once(':').map_or("", |(file, _)| file);
            findings.push(gate_record(NO_SUITE, &path, RunVerdict::Fail, &message));
            suite.checks.push(CheckRecord {
                title: "The waiver is of a check that is there.".to_owned(),
                path: inert_line(&path).into_owned(),
                description: String::new(),
                remediation: "Write the check as `--list` shows it, or remove the waiver."
                    .to_owned(),
                severity: Severity::High,
                controls: Vec::new(),
                file: file.to_owned(),
                line: u32::try_from(waiver.settings.line).unwrap_or(u32::MAX),
                kind: None,
                ignored: None,
            });
        }
        suite.checks.sort_by(|left, right| left.path.cmp(&right.path));
        keep(&suite, &findings, &results.ended, kept)?;
        results.findings.append(&mut findings);
        results.suites.push(suite);
        results.suites.sort_by(|left, right| left.name.cmp(&right.name));
        results.sort();
        Ok(())
    }
}

/// Writes them as a suite does.
fn keep(
    suite: &SuiteRecord,
    findings: &[FindingRecord],
    time: &str,
    kept: &Path,
) -> io::Result<()> {
    let folder = kept.join(NO_SUITE);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(SUITE_FILE), serde_json::to_vec(suite)?)?;
    let selected = |check: &CheckRecord| Selected { check: check.path.clone(), cases: 1, of: 1 };
    let began = Entry::Began(Began {
        format_version: RECORD_FORMAT,
        suite: suite.name.clone(),
        time: time.to_owned(),
        run: None,
        selected: suite.checks.iter().map(selected).collect(),
        narrowed_to: None,
    });
    let ended = Entry::Ended(Ended { time: time.to_owned(), findings: findings.len() });
    let findings = findings.iter().map(|of| Entry::Finding(Box::new(of.clone())));
    let mut lines = Vec::new();
    for entry in [began].into_iter().chain(findings).chain([ended]) {
        serde_json::to_writer(&mut lines, &entry)?;
        lines.push(b'\n');
    }
    fs::write(folder.join(format!("waivers{PROCESS_FILE}")), lines)
}
