//! What becomes of the findings of this process: judged, counted, and kept for reports.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::error::HarnessError;
use super::journal::Journal;
use super::root::seen_from;
use crate::gate::{Baseline, Gate, Judged, Status, Waiver};
use crate::report::record::{FindingRecord, Selected, finding_record};
use crate::resource::Timestamp;
use crate::run::Finding;
use crate::settings::{Environment, GateSettings, Settings};

/// Judges the findings of a process.
pub(super) struct Judge {
    /// What is asked about each.
    pub(super) gate: Gate,
    /// The source that is judged.
    pub(super) source: String,
    /// The file of the settings, as it is called from the workspace's root.
    pub(super) settings_file: String,
    journal: OnceLock<Journal>,
    /// How many findings do not pass and break nothing. That there may be no resource is said by the
    /// check itself.
    accepted: Mutex<BTreeMap<Status, usize>>,
}

impl Judge {
    /// The judge of a suite over a source.
    ///
    /// # Errors
    ///
    /// The baseline cannot be read.
    pub(super) fn new(
        suite: String,
        source: String,
        settings: &Settings,
        environment: &Environment,
        root: Option<&Path>,
        now: Timestamp,
    ) -> Result<Self, HarnessError> {
        let settings_file = match (&settings.path, root) {
            (Some(path), Some(root)) => seen_from(root, path).display().to_string(),
            (Some(path), None) => path.display().to_string(),
            (None, _) => String::new(),
        };
        let waivers = settings.waivers.iter();
        let waivers = waivers.map(|waiver| Waiver::new(waiver.clone(), &settings_file, now));
        let waivers = waivers
            .filter(|waiver| waiver.is_of_source(&source) && waiver.is_of_suite(&suite))
            .map(Into::into)
            .collect();
        let baseline = match &settings.gate.baseline {
            Some(shown) if !environment.ignores_baseline() => {
                let path = settings.folder.join(shown);
                let mut baseline = Baseline::read(&path, shown)?;
                if let Some(root) = root {
                    baseline.shown = seen_from(root, &path).display().to_string();
                }
                Some(baseline)
            }
            Some(_) | None => None,
        };
        let gate = Gate::new(suite, settings.gate.clone(), waivers, baseline);
        Ok(Self {
            gate,
            source,
            settings_file,
            journal: OnceLock::new(),
            accepted: Mutex::default(),
        })
    }

    /// One that knows of no settings.
    pub(super) fn without_settings(suite: String) -> Self {
        Self {
            gate: Gate::new(suite, GateSettings::default(), Vec::new(), None),
            source: String::new(),
            settings_file: String::new(),
            journal: OnceLock::new(),
            accepted: Mutex::default(),
        }
    }

    /// From now on that keeps the findings.
    pub(super) fn keep_in(&self, journal: Journal) {
        // There is one for a process.
        let _ = self.journal.set(journal);
    }

    /// Says what is going to be carried out after all, once it is known what there is.
    pub(super) fn select(&self, selected: Vec<Selected>) {
        if let Some(journal) = self.journal.get() {
            journal.select(selected);
        }
    }

    /// Judges a finding, the first of its case or a further one. `name` is what its case is called.
    pub(super) fn judge(&self, finding: Finding, name: &str, is_first: bool) -> Judged {
        let judged = self.gate.judge(finding);
        if let Some(journal) = self.journal.get() {
            let baseline = self.gate.baseline.as_ref().map_or("", |baseline| &baseline.shown);
            journal.keep(finding_record(&judged, &self.gate.suite, name, baseline), is_first);
        }
        self.count(judged.status, judged.breaks);
        judged
    }

    /// Keeps what a waiver or a baseline came to.
    pub(super) fn keep(&self, record: FindingRecord) {
        self.count(record.status, record.breaks);
        if let Some(journal) = self.journal.get() {
            journal.keep(record, true);
        }
    }

    fn count(&self, status: Status, breaks: bool) {
        if !breaks && !matches!(status, Status::Pass | Status::NoResource) {
            let mut accepted = self.accepted.lock().unwrap_or_else(PoisonError::into_inner);
            *accepted.entry(status).or_default() += 1;
        }
    }

    /// Says how many findings were accepted, and ends what is kept.
    ///
    /// # Errors
    ///
    /// Something could not be kept.
    pub(super) fn finish(self, environment: &Environment) -> Result<(), HarnessError> {
        let accepted = self.accepted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let words: Vec<String> =
            accepted.iter().map(|(status, count)| format!("{count} {status}")).collect();
        if !words.is_empty() {
            environment.warn(&format!("findings that break nothing: {}", words.join(", ")));
        }
        match self.journal.into_inner() {
            Some(journal) => journal.finish(),
            None => Ok(()),
        }
    }
}
