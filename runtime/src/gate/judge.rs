//! What becomes of a finding.

use std::sync::Arc;

use super::{Baseline, Kept, Status, Waiver};
use crate::check::Check;
use crate::run::{Finding, Verdict};
use crate::settings::{GateOverride, GateSettings, Severity, UnknownRule};
use wildmatch::WildMatch;

/// Thresholds, waivers and the baseline: all that is asked about a finding.
#[derive(Debug, Default)]
pub struct Gate {
    /// The suite that it judges: `PACKAGE::TARGET`.
    pub suite: String,
    /// The waivers that are in force over the source that is judged, and those that were.
    pub waivers: Vec<Arc<Waiver>>,
    /// The failures that are known.
    pub baseline: Option<Baseline>,
    settings: GateSettings,
    /// The patterns of the overrides, in their order.
    overridden: Vec<Option<WildMatch>>,
}

/// A finding, and what becomes of it.
pub struct Judged {
    /// The finding.
    pub finding: Finding,
    /// What becomes of it.
    pub status: Status,
    /// Whether it breaks the build.
    pub breaks: bool,
    /// The waiver that accepts it, or did until it expired.
    pub waiver: Option<Arc<Waiver>>,
    /// What the baseline says of it, where there is one and it does not pass.
    pub kept: Kept,
}

/// What becomes of a finding.
struct Decided {
    status: Status,
    breaks: bool,
    waiver: Option<Arc<Waiver>>,
    kept: Kept,
}

impl Judged {
    /// A finding that nobody accepted, as it is where no settings say anything of it.
    pub fn unaccepted(finding: Finding) -> Self {
        Gate::default().judge(finding)
    }
}

impl Gate {
    /// The gate of a suite.
    pub fn new(
        suite: String,
        settings: GateSettings,
        waivers: Vec<Arc<Waiver>>,
        baseline: Option<Baseline>,
    ) -> Self {
        let pattern = |of: &GateOverride| of.check.as_deref().map(WildMatch::new);
        let overridden = settings.overrides.iter().map(pattern).collect();
        Self { suite, waivers, baseline, settings, overridden }
    }

    /// Judges a finding: first a waiver, then the baseline, then the threshold.
    pub fn judge(&self, finding: Finding) -> Judged {
        let Decided { status, breaks, waiver, kept } = self.decide(&finding);
        Judged { finding, status, breaks, waiver, kept }
    }

    /// Whether a finding breaks nothing.
    pub fn holds(&self, finding: &Finding) -> bool {
        !self.decide(finding).breaks
    }

    fn decide(&self, finding: &Finding) -> Decided {
        let check = finding.case.check;
        let unasked = |status, breaks| Decided { status, breaks, waiver: None, kept: Kept::New };
        match finding.verdict {
            Verdict::Pass => return unasked(Status::Pass, false),
            Verdict::NoResource if check.allow_empty => return unasked(Status::NoResource, false),
            Verdict::Fail | Verdict::Unknown | Verdict::NoResource => {}
        }
        let values = finding.case.values_text();
        let is_below = check.severity < self.fail_on(check, values.as_deref());
        let speaks =
            |waiver: &&Arc<Waiver>| waiver.covers(finding) && waiver.speaks_of(&finding.case);
        let waiver = self.waivers.iter().filter(speaks).min_by_key(|waiver| waiver.is_expired);
        let waiver = waiver.cloned();
        let kept = match (&self.baseline, finding.verdict) {
            (Some(baseline), Verdict::Fail) => baseline.kept(&self.suite, finding),
            _ => Kept::New,
        };
        let (status, breaks) = match (&waiver, &kept, finding.verdict) {
            (Some(waiver), _, _) if !waiver.is_expired => (Status::Waived, false),
            (_, Kept::Since(_), _) => (Status::Baselined, false),
            _ if is_below => (Status::BelowThreshold, false),
            (_, _, Verdict::Unknown) => {
                let rule = self.unknown(check, values.as_deref());
                (Status::Unknown, rule == UnknownRule::Fail)
            }
            (_, _, Verdict::NoResource) => (Status::NoResource, true),
            (_, _, Verdict::Fail | Verdict::Pass) => (Status::Fail, true),
        };
        Decided { status, breaks, waiver, kept }
    }

    /// The lowest severity of failures of a check that breaks the build.
    fn fail_on(&self, check: &Check, values: Option<&str>) -> Severity {
        self.first(check, values, |of| of.fail_on).unwrap_or(self.settings.fail_on)
    }

    /// What becomes of what is unknown to a check with these values of its parameters.
    pub(crate) fn unknown(&self, check: &Check, values: Option<&str>) -> UnknownRule {
        self.first(check, values, |of| of.unknown).unwrap_or(self.settings.unknown)
    }

    /// What the first override says that speaks of a check, alone or with its values, and says it.
    fn first<T>(
        &self,
        check: &Check,
        values: Option<&str>,
        said: impl Fn(&GateOverride) -> Option<T>,
    ) -> Option<T> {
        if self.overridden.is_empty() {
            return None;
        }
        self.overrides_of(check, values).find_map(said)
    }

    /// The overrides that speak of some of these checks, whatever their values.
    pub fn overrides_of_any(&self, checks: &[&Check]) -> Vec<&GateOverride> {
        let speaks = |check: &Check, of: &GateOverride| {
            let is_it = |values: Option<&str>| {
                self.overrides_of(check, values).any(|other| std::ptr::eq(other, of))
            };
            let with_values = |number| is_it(check.combination_text(number).as_deref());
            is_it(None) || (0..check.combinations()).any(with_values)
        };
        let overrides = self.settings.overrides.iter();
        overrides.filter(|of| checks.iter().any(|check| speaks(check, of))).collect()
    }

    /// The overrides that speak of a check, alone or with its values, in their order.
    fn overrides_of(
        &self,
        check: &Check,
        values: Option<&str>,
    ) -> impl Iterator<Item = &GateOverride> {
        let path = check.path();
        let with_values = values.map(|values| format!("{path}::{values}"));
        let matches = move |pattern: &WildMatch| {
            pattern.matches(&path) || with_values.as_ref().is_some_and(|name| pattern.matches(name))
        };
        let kind = check.kind().map(|kind| kind.name);
        let overrides = self.settings.overrides.iter().zip(&self.overridden);
        let speaks = move |(of, pattern): &(&GateOverride, &Option<WildMatch>)| {
            of.kind.as_ref().is_none_or(|of| Some(of.as_str()) == kind)
                && pattern.as_ref().is_none_or(&matches)
        };
        overrides.filter(speaks).map(|(of, _)| of)
    }
}
