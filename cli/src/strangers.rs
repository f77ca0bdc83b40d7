//! Waivers that are of no check at all: mistyped, or of a check that is gone.

use std::fmt;
use std::path::Path;

use configtest::__collector::record::{CheckRecord, RECORD_FORMAT, SuiteRecord, gate_record};
use configtest::__collector::{
    Results, RunVerdict, Settings, Severity, Timestamp, Waiver, did_you_mean, inert,
};

/// What the suites are called together, where something is of none of them.
const NO_SUITE: &str = "configtest.toml";

/// Waivers of no check.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    source: String,
    /// Each with what is wrong with it.
    pub(crate) found: Vec<(Waiver, String)>,
}

/// The waivers of these settings that speak of no check of these suites. Where the settings are
/// another folder's, its other packages may have the checks, so none is told.
pub(crate) fn strangers(
    settings: &Settings,
    folder: &Path,
    suites: &[SuiteRecord],
    now: Timestamp,
) -> Strangers {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if settings.waivers.is_empty() || real(&settings.folder) != real(folder) {
        return Strangers::default();
    }
    let source = suites.first().map(|suite| suite.source.clone()).unwrap_or_default();
    let tests = || suites.iter().flat_map(|suite| &suite.checks);
    let mut strangers = Strangers { source, found: Vec::new() };
    for waiver in &settings.waivers {
        let waiver = Waiver::new(waiver.clone(), settings.shown(), now);
        let test = inert(&waiver.test_name()).into_owned();
        // Over another source, its checks are not asked for.
        let is_of_source = waiver.is_of_source(&strangers.source);
        if !is_of_source || tests().any(|check| check.path == test) {
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
    /// Makes a finding of each.
    pub(crate) fn add_to(self, results: &mut Results) {
        if self.found.is_empty() {
            return;
        }
        let mut suite = SuiteRecord {
            format_version: RECORD_FORMAT,
            name: NO_SUITE.to_owned(),
            configtest: env!("CARGO_PKG_VERSION").to_owned(),
            source: self.source,
            checks: Vec::new(),
        };
        for (waiver, message) in self.found {
            let path = waiver.test_name();
            let file = waiver.place.rsplit_once(':').map_or("", |(file, _)| file);
            results.findings.push(gate_record(NO_SUITE, &path, RunVerdict::Fail, &message));
            suite.checks.push(CheckRecord {
                title: "The waiver is of a check that is there.".to_owned(),
                path: inert(&path).into_owned(),
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
        results.suites.push(suite);
        results.suites.sort_by(|left, right| left.name.cmp(&right.name));
        results.sort();
    }
}
