//! Waivers and overrides that are of no check at all: mistyped, or of a check that is gone.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use configtest::__collector::record::{
    Began, CheckRecord, Ended, Entry, FindingRecord, PROCESS_FILE, RECORD_FORMAT, SUITE_FILE,
    Selected, SuiteRecord, gate_record,
};
use configtest::__collector::{
    GateOverride, Results, RunVerdict, Severity, Timestamp, Waiver, did_you_mean, inert, inert_line,
};

use crate::ground::{Ground, Suites};

/// What the suites are called together, where something is of none of them.
pub(crate) const NO_SUITE: &str = "configtest.toml";

/// What the settings say of no check.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    source: String,
    /// The settings, from the root of the workspace.
    file: String,
    found: Vec<Stranger>,
}

/// A part of the settings that is of no check.
#[derive(Debug)]
struct Stranger {
    /// What its test would be called.
    test: String,
    /// Where it begins.
    line: usize,
    /// What should be so.
    title: &'static str,
    remediation: &'static str,
    /// What is wrong with it.
    what: String,
}

/// What of the settings speaks of no check of these suites; nothing where other suites may have it.
pub(crate) fn strangers(ground: &Ground, suites: &Suites, now: Timestamp) -> Strangers {
    let settings = &ground.settings;
    let is_plain = settings.waivers.is_empty() && settings.gate.overrides.is_empty();
    if is_plain || !ground.knows_all(suites) {
        return Strangers::default();
    }
    let source = suites.records().next().map(|suite| suite.source.clone()).unwrap_or_default();
    let file = ground.settings_file();
    let mut found = Vec::new();
    for waiver in &settings.waivers {
        let waiver = Waiver::new(waiver.clone(), &file, now);
        // Over another source, its checks are not asked for.
        if waiver.is_of_source(&source)
            && let Some(what) = no_check_of_waiver(&waiver, suites)
        {
            found.push(Stranger {
                test: waiver.test_name(),
                line: waiver.settings.line,
                title: "The waiver is of a check that is there.",
                remediation: "Write the check as `--list` shows it, or remove the waiver.",
                what,
            });
        }
    }
    for of in &settings.gate.overrides {
        if let Some((test, what)) = no_check_of_override(of, suites) {
            found.push(Stranger {
                test,
                line: of.line,
                title: "The override is of a check that is there.",
                remediation: "Write the check as `--list` shows it, or remove the override.",
                what,
            });
        }
    }
    found.sort_by_key(|stranger| stranger.line);
    Strangers { source, file, found }
}

/// What is wrong with a waiver that is of no check, or of no suite.
fn no_check_of_waiver(waiver: &Waiver, suites: &Suites) -> Option<String> {
    let test = inert_line(&waiver.test_name()).into_owned();
    let mut checks = suites.records().flat_map(|suite| &suite.checks);
    if checks.any(|check| check.path == test) {
        return None;
    }
    if suites.records().any(|suite| waiver.is_of_suite(&suite.name)) {
        return Some(no_check(&waiver.settings.check, "", suites));
    }
    let named = &waiver.settings.suites;
    let names = suites.records().map(|suite| suite.name.as_str());
    let hint = did_you_mean(&named[0], names);
    Some(format!("no suite is called `{}`{hint}", named.join("`, `")))
}

/// What the test of an override that is of no check would be called, and what is wrong with it. One of
/// a kind alone may wait for a check of it.
fn no_check_of_override(of: &GateOverride, suites: &Suites) -> Option<(String, String)> {
    let check = of.check.as_deref()?;
    let speaks = |(pattern, kind): &(Option<String>, Option<String>)| {
        (pattern, kind) == (&of.check, &of.kind)
    };
    if suites.all.iter().any(|suite| suite.overrides.iter().any(speaks)) {
        return None;
    }
    let kind = of.kind.as_deref();
    let behind = kind.map(|kind| format!("::{kind}")).unwrap_or_default();
    let among = kind.map(|kind| format!(" of {kind}")).unwrap_or_default();
    Some((format!("[override]::{check}{behind}"), no_check(check, &among, suites)))
}

fn no_check(named: &str, among: &str, suites: &Suites) -> String {
    let checks = suites.records().flat_map(|suite| &suite.checks);
    let paths = checks.map(|check| check.path.as_str()).filter(|path| !path.starts_with('['));
    let hint = did_you_mean(named, paths);
    format!("no check{among} is called `{named}`{hint}")
}

/// A line for each.
impl fmt::Display for Strangers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.found.iter().try_for_each(|Stranger { line, what, .. }| {
            writeln!(formatter, "{}:{line}: {}", self.file, inert(what))
        })
    }
}

impl Strangers {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

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
        for stranger in self.found {
            let Stranger { test, line, title, remediation, what } = stranger;
            findings.push(gate_record(NO_SUITE, &test, RunVerdict::Fail, &what));
            suite.checks.push(CheckRecord {
                title: title.to_owned(),
                path: inert_line(&test).into_owned(),
                description: String::new(),
                remediation: remediation.to_owned(),
                severity: Severity::High,
                controls: Vec::new(),
                file: self.file.clone(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
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
    fs::write(folder.join(format!("settings{PROCESS_FILE}")), lines)
}
