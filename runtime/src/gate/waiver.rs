//! A failure that is accepted for a while.

use wildmatch::WildMatch;

use crate::check::{Case, Check, Subject};
use crate::resource::{Pattern, Timestamp};
use crate::run::{Finding, Verdict};
use crate::settings::WaiverSettings;

/// A waiver of the settings, ready to be asked.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// What it says.
    pub settings: WaiverSettings,
    /// Where it stands: `configtest.toml:12`.
    pub place: String,
    /// Whether its last day is over.
    pub is_expired: bool,
    check: WildMatch,
    resource: Pattern,
}

impl Waiver {
    /// That waiver, as it is at a moment. `file` is the settings' file as it is shown.
    pub fn new(settings: WaiverSettings, file: &str, now: Timestamp) -> Self {
        Self {
            place: format!("{file}:{}", settings.line),
            is_expired: settings.expires.is_over_at(now),
            check: WildMatch::new(&settings.check),
            resource: Pattern::new(&settings.resource),
            settings,
        }
    }

    /// The name of the test that says whether it is still needed.
    pub fn test_name(&self) -> String {
        format!("[waiver]::{}::{}", self.settings.check, self.settings.resource)
    }

    /// Whether it is in force over that source at all.
    pub fn is_of_source(&self, source: &str) -> bool {
        let sources = &self.settings.sources;
        sources.is_empty() || sources.iter().any(|named| named == source)
    }

    /// Whether it speaks of cases of that check.
    pub fn speaks_of_check(&self, check: &Check) -> bool {
        let path = check.path();
        let with_values = |number: usize| {
            let values = check.combination_text(number);
            values.is_some_and(|values| self.check.matches(&format!("{path}::{values}")))
        };
        self.check.matches(&path) || (0..check.combinations()).any(with_values)
    }

    /// Whether it speaks of what a case looks at. What is no single resource is spoken of by `*`
    /// alone; what could not be listed by its place too.
    pub fn speaks_of(&self, case: &Case) -> bool {
        let is_all = self.settings.resource == "*";
        let is_subject = match &case.subject {
            Subject::Resource(core) => self.resource.matches(core.identity()),
            Subject::Unlisted { place: Some(place), .. } => {
                is_all || *place == self.settings.resource
            }
            Subject::All
            | Subject::Snapshot
            | Subject::Unlisted { place: None, .. }
            | Subject::Nothing { .. } => is_all,
        };
        // Many waivers are asked about many resources: what is told sooner stands first.
        is_subject && self.speaks_of_path(case)
    }

    fn speaks_of_path(&self, case: &Case) -> bool {
        let path = case.check.path();
        self.check.matches(&path)
            || case
                .values_text()
                .is_some_and(|values| self.check.matches(&format!("{path}::{values}")))
    }

    /// Whether it covers a finding of a case of which it speaks: a failure; what is unknown only
    /// where it says so; never that there was nothing to look at.
    pub fn covers(&self, finding: &Finding) -> bool {
        match finding.verdict {
            Verdict::Fail => true,
            Verdict::Unknown => self.settings.unknown,
            Verdict::Pass | Verdict::NoResource => false,
        }
    }
}
