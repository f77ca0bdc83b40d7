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
        Self { suite, waivers, baseline, settings }
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
        let is_below = check.severity < self.fail_on(check);
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
            (_, _, Verdict::Unknown) => (Status::Unknown, self.unknown(check) == UnknownRule::Fail),
            (_, _, Verdict::NoResource) => (Status::NoResource, true),
            (_, _, Verdict::Fail | Verdict::Pass) => (Status::Fail, true),
        };
        Decided { status, breaks, waiver, kept }
    }

    /// The lowest severity of failures of a check that breaks the build.
    fn fail_on(&self, check: &Check) -> Severity {
        self.first(check, |of| of.fail_on).unwrap_or(self.settings.fail_on)
    }

    /// What becomes of what is unknown to a check.
    pub(crate) fn unknown(&self, check: &Check) -> UnknownRule {
        self.first(check, |of| of.unknown).unwrap_or(self.settings.unknown)
    }

    /// What the first override says that speaks of a check and says it.
    fn first<T>(&self, check: &Check, said: impl Fn(&GateOverride) -> Option<T>) -> Option<T> {
        let speaks = |of: &&GateOverride| {
            let kind = check.kind().map(|kind| kind.name);
            of.kind.as_ref().is_none_or(|of| Some(of.as_str()) == kind)
                && of.check.as_ref().is_none_or(|of| WildMatch::new(of).matches(&check.path()))
        };
        self.settings.overrides.iter().filter(speaks).find_map(said)
    }
}
