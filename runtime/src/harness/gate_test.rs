//! Waivers and baselines as tests: each is still needed, or fails.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::judge::Judge;
use super::runner::Place;
use crate::check::{Case, Cases, Check, Subject};
use crate::gate::{BaselineEntry, Gate, Waiver, named, subject_of};
use crate::report::record::{CheckRecord, FindingRecord, gate_record};
use crate::report::{GateFailure, gate_failure};
use crate::resource::{Arn, KINDS, inert_line};
use crate::run::{Settling, Unsettled, Verdict, carry_out};
use crate::settings::{Severity, UnknownRule};
use crate::snapshot::{Listing, Snapshot};

/// A waiver, or the entries of the baseline for a check.
pub(super) enum GateTest {
    /// Is it in force, needed, and of something that is there?
    Waiver {
        /// The waiver.
        waiver: Arc<Waiver>,
        /// The checks of which it speaks: one at least.
        checks: Vec<&'static Check>,
    },
    /// Does each entry still fail?
    Baseline {
        /// The check.
        check: &'static Check,
    },
    /// Entries of a check that the suite does not have.
    Gone {
        /// Its path.
        check: String,
    },
}

/// The tests for what speaks of the checks of this suite, sorted by name.
pub(super) fn gate_tests(gate: &Gate, checks: &[&'static Check]) -> Vec<GateTest> {
    let of_waiver = |waiver: &Arc<Waiver>| {
        let spoken_of = checks.iter().copied().filter(|check| waiver.speaks_of_check(check));
        let checks: Vec<&'static Check> = spoken_of.collect();
        let waiver = Arc::clone(waiver);
        (!checks.is_empty()).then_some(GateTest::Waiver { waiver, checks })
    };
    let of_check = |check: &&'static Check| {
        let baseline = gate.baseline.as_ref()?;
        baseline.of_check(&gate.suite, &check.path()).next()?;
        Some(GateTest::Baseline { check })
    };
    let baselines = checks.iter().filter_map(of_check);
    let known = gate.baseline.iter().flat_map(|baseline| baseline.checks(&gate.suite));
    let is_gone = |check: &&str| checks.iter().all(|known| known.path() != *check);
    let gone = known.filter(is_gone).map(|check| GateTest::Gone { check: check.to_owned() });
    let mut tests: Vec<GateTest> =
        gate.waivers.iter().filter_map(of_waiver).chain(baselines).chain(gone).collect();
    tests.sort_by_cached_key(GateTest::name);
    tests
}

impl GateTest {
    /// What it is called.
    pub(super) fn name(&self) -> String {
        let name = match self {
            Self::Waiver { waiver, .. } => waiver.test_name(),
            Self::Baseline { check } => format!("[baseline]::{}", check.path()),
            Self::Gone { check } => format!("[baseline]::{check}"),
        };
        inert_line(&name).into_owned()
    }

    /// The checks that it looks at.
    pub(super) fn checks(&self) -> &[&'static Check] {
        match self {
            Self::Waiver { checks, .. } => checks,
            Self::Baseline { check } => std::slice::from_ref(check),
            Self::Gone { .. } => &[],
        }
    }

    /// Why it does not run, where it does not: none of its checks does.
    pub(super) fn ignored(&self) -> Option<&'static str> {
        let mut reasons = self.checks().iter().map(|check| check.ignore);
        let first = reasons.next().flatten()?;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// Where it stands.
    pub(super) fn place<'a>(&'a self, judge: &'a Judge) -> Place<'a> {
        match (self, &judge.gate.baseline) {
            (Self::Waiver { waiver, .. }, _) => {
                let line = u32::try_from(waiver.settings.line).unwrap_or(u32::MAX);
                Place { file: &judge.settings_file, line }
            }
            (Self::Baseline { .. } | Self::Gone { .. }, Some(baseline)) => {
                Place { file: &baseline.shown, line: 1 }
            }
            (Self::Baseline { .. } | Self::Gone { .. }, None) => {
                Place { file: &judge.settings_file, line: 1 }
            }
        }
    }

    /// What is written down of it, as of a check.
    pub(super) fn record(&self, judge: &Judge) -> CheckRecord {
        let severity = self.checks().iter().map(|check| check.severity).max();
        let (title, remediation) = match self {
            Self::Waiver { .. } => (
                "The waiver is in force, needed, and of something that is there.",
                "Remove the waiver, or renew it.",
            ),
            Self::Baseline { .. } | Self::Gone { .. } => (
                "What the baseline holds of the check still fails.",
                "`cargo configtest baseline --update` removes what is fixed.",
            ),
        };
        let Place { file, line } = self.place(judge);
        CheckRecord {
            path: self.name(),
            title: title.to_owned(),
            description: String::new(),
            remediation: remediation.to_owned(),
            severity: severity.unwrap_or(Severity::Medium),
            controls: Vec::new(),
            file: file.to_owned(),
            line,
            kind: None,
            ignored: self.ignored().map(str::to_owned),
        }
    }

    /// Whether all is well with it, and what to say where it is not. Where what does not pass is read
    /// again, so is what this looks at, until all is well or the time is up.
    pub(super) fn run(
        &self,
        judge: &Judge,
        snapshot: &Snapshot,
        settling: Option<&Settling>,
    ) -> Result<(), String> {
        let judged = |snapshot: &Snapshot| self.judged(judge, snapshot);
        let (mut outcome, error) = match settling.filter(|_| self.can_settle()) {
            Some(settling) => settling.settle_whole(snapshot, judged, Outcome::unsettled),
            None => (judged(snapshot), None),
        };
        if let Some(error) = error.filter(|_| outcome.verdict != Verdict::Pass) {
            let not_read = format!("what it is of could not be read again the last time: {error}");
            outcome.message = format!("{}\n{not_read}", outcome.message);
        }
        self.told(judge, outcome)
    }

    /// Whether what an account says can change what comes of it.
    fn can_settle(&self) -> bool {
        match self {
            Self::Waiver { waiver, .. } => !waiver.is_expired,
            Self::Baseline { .. } => true,
            Self::Gone { .. } => false,
        }
    }

    fn judged(&self, judge: &Judge, snapshot: &Snapshot) -> Outcome {
        match self {
            Self::Waiver { waiver, checks } => {
                let mut unsettled = Unsettled { cases: Vec::new(), listed: checks.clone() };
                let (verdict, message) =
                    of_waiver(waiver, checks, snapshot, &judge.source, &mut unsettled.cases);
                Outcome { verdict, message, stale: Vec::new(), unsettled }
            }
            Self::Baseline { check } => of_baseline(check, judge, snapshot),
            Self::Gone { check } => {
                let baseline = judge.gate.baseline.iter();
                let entries = baseline.flat_map(|of| of.of_check(&judge.gate.suite, check));
                let message = format!("there is no check `{check}`");
                let (stale, unsettled) = (entries.collect(), Unsettled::default());
                Outcome { verdict: Verdict::Fail, message, stale, unsettled }
            }
        }
    }

    fn told(&self, judge: &Judge, outcome: Outcome) -> Result<(), String> {
        let Outcome { verdict, message, stale, .. } = outcome;
        // Where what is unknown breaks nothing, that it is not known who needs a waiver does not either.
        let is_told_alone = verdict == Verdict::Unknown
            && self
                .checks()
                .iter()
                .all(|check| judge.gate.unknown(check, None) == UnknownRule::Warn);
        let breaks = verdict != Verdict::Pass && !is_told_alone;
        let record = gate_record(&judge.gate.suite, &self.name(), verdict, &message);
        judge.keep(FindingRecord { stale, breaks, ..record });
        if !breaks {
            return Ok(());
        }
        let file = judge.gate.baseline.as_ref().map_or("", |baseline| &baseline.shown);
        let failure = match self {
            Self::Waiver { waiver, .. } => GateFailure::of_waiver(waiver, verdict, &message),
            Self::Baseline { check } => {
                GateFailure::of_baseline(Some(check), file, verdict, &message)
            }
            Self::Gone { .. } => GateFailure::of_baseline(None, file, verdict, &message),
        };
        Err(gate_failure(&failure))
    }
}

/// What comes of it.
struct Outcome {
    verdict: Verdict,
    message: String,
    /// The entries of the baseline that can be removed.
    stale: Vec<BaselineEntry>,
    /// What would have to be otherwise, where not all is well.
    unsettled: Unsettled,
}

impl Outcome {
    fn unsettled(&self) -> Option<&Unsettled> {
        let is_well = self.verdict == Verdict::Pass && self.stale.is_empty();
        (!is_well).then_some(&self.unsettled)
    }
}

/// Whether a waiver is needed, and what to say where it is not. Each case that could need it, and does
/// not, is put into `unsettled`.
fn of_waiver(
    waiver: &Waiver,
    checks: &[&'static Check],
    snapshot: &Snapshot,
    source: &str,
    unsettled: &mut Vec<Case>,
) -> (Verdict, String) {
    if waiver.is_expired {
        let message = format!("it expired: {} was the last day", waiver.settings.expires);
        return (Verdict::Fail, message);
    }
    let mut spoken_of = 0;
    let mut nothing = false;
    let mut unread = None;
    let mut unlisted = None;
    for check in checks {
        let cases = Cases::of(check, snapshot, None);
        for index in 0..cases.len() {
            let subject = cases.subject_of(index);
            if !waiver.speaks_of_subject(&subject) {
                if let Subject::Unlisted { unknown, .. } = &subject {
                    unsettled.push(cases.case(index));
                    unlisted.get_or_insert_with(|| unknown.to_string());
                }
                continue;
            }
            let case = cases.case(index);
            if !waiver.speaks_of(&case) {
                continue;
            }
            if let Subject::Nothing { .. } = &subject {
                nothing = true;
                unsettled.push(case);
                continue;
            }
            spoken_of += 1;
            let finding = carry_out(&case);
            if waiver.covers(&finding) {
                return (Verdict::Pass, String::new());
            }
            if let Some(unknown) = finding.unknown {
                unread.get_or_insert_with(|| unknown.to_string());
            }
            unsettled.push(case);
        }
    }
    let resource = &waiver.settings.resource;
    // Where a pattern speaks of several, those that nobody could list may need it.
    let unlisted = unlisted.filter(|_| spoken_of == 0 || !waiver.names_one());
    match (spoken_of, unread, unlisted) {
        (0, _, Some(unknown)) => {
            (Verdict::Unknown, format!("whether `{resource}` is there cannot be told: {unknown}"))
        }
        (0, _, None) if nothing => {
            let message = "there is nothing that its checks look at, which no waiver accepts";
            (Verdict::Fail, message.to_owned())
        }
        (0, _, None) => {
            let message = format!(
                "there is no `{resource}` of which its checks speak in the source `{source}`"
            );
            (Verdict::Fail, message)
        }
        (_, Some(unknown), _) | (_, None, Some(unknown)) => {
            (Verdict::Unknown, format!("whether it is still needed cannot be told: {unknown}"))
        }
        (1, None, None) => {
            (Verdict::Fail, "nothing needs it any more: what it is of passes".to_owned())
        }
        (count, None, None) => {
            (Verdict::Fail, format!("nothing needs it any more: all {count} that it is of pass"))
        }
    }
}

/// What of the baseline does not fail any more, in words; and the entries that can be removed: these, and
/// those of which the check reads something else by now, so that they accept nothing. Of these, what
/// would have to be otherwise is told as not settled.
fn of_baseline(check: &'static Check, judge: &Judge, snapshot: &Snapshot) -> Outcome {
    let well = |stale, unsettled| Outcome {
        verdict: Verdict::Pass,
        message: String::new(),
        stale,
        unsettled,
    };
    let mut unsettled = Unsettled::default();
    let Some(baseline) = &judge.gate.baseline else { return well(Vec::new(), unsettled) };
    let path = check.path();
    let of_check = || baseline.of_check(&judge.gate.suite, &path);
    let key = |entry: &BaselineEntry| {
        (entry.values.clone(), entry.account.clone(), entry.resource.clone())
    };
    let mut entries: BTreeMap<_, BaselineEntry> =
        of_check().map(|entry| (key(&entry), entry)).collect();
    // What is of another account than this source's is not judged here.
    let accounts = accounts_of(check, snapshot);
    let of_source = |entry: &BaselineEntry| {
        let mut named = entry.account.split(',').filter(|account| !account.is_empty());
        named.all(|account| accounts.contains(account))
    };
    let mut fixed = Vec::new();
    let mut stale = Vec::new();
    let cases = Cases::of(check, snapshot, None);
    for index in 0..cases.len() {
        let case = cases.case(index);
        let Some(core) = case.core() else {
            // The accounts of such an entry are those of what the check read when it failed.
            let values = case.values_text().as_deref().map(named);
            let is_its = |entry: &BaselineEntry| entry.resource == "*" && entry.values == values;
            let its: Vec<_> = entries.extract_if(.., |_, entry| is_its(entry)).collect();
            if its.is_empty() {
                continue;
            }
            let finding = carry_out(&case);
            let (account, _) = subject_of(&finding);
            let before = stale.len();
            for (_, entry) in its {
                let is_same = entry.account == account && entry.digest == finding.evidence.digest;
                match finding.verdict {
                    Verdict::Pass if of_source(&entry) => {
                        fixed.push(format!("{} is fixed", words_of(&entry)));
                        stale.push(entry);
                    }
                    Verdict::Fail if of_source(&entry) && !is_same => stale.push(entry),
                    Verdict::Pass | Verdict::Fail | Verdict::Unknown | Verdict::NoResource => {}
                }
            }
            if stale.len() > before {
                unsettled.cases.push(case);
            }
            continue;
        };
        let identity = core.identity();
        let values = case.values_text().as_deref().map(named);
        let key = (values, named(&identity.account), named(&identity.arn));
        let Some(entry) = entries.remove(&key) else { continue };
        let finding = carry_out(&case);
        match finding.verdict {
            Verdict::Pass => fixed.push(format!("{} is fixed", words_of(&entry))),
            Verdict::Fail if finding.evidence.digest != entry.digest => {}
            Verdict::Fail | Verdict::Unknown | Verdict::NoResource => continue,
        }
        stale.push(entry);
        unsettled.cases.push(case);
    }
    let mut untold = Vec::new();
    for entry in entries.into_values().filter(of_source) {
        match listing_of(check, &entry, snapshot) {
            Listing::Whole => {
                fixed.push(format!("{} is gone", words_of(&entry)));
                stale.push(entry);
            }
            Listing::Unlisted(unknown) => untold.push(format!("{}: {unknown}", words_of(&entry))),
            // Other regions than this source's are none of its business.
            Listing::NotAsked => continue,
        }
        unsettled.listed = vec![check];
    }
    let of = of_check().count();
    let (verdict, which, ends) = match (&fixed[..], &untold[..]) {
        ([], []) => return well(stale, unsettled),
        ([], untold) => (Verdict::Unknown, untold, ["cannot be told to fail still"; 2]),
        (fixed, _) => (Verdict::Fail, fixed, ["does not fail any more", "do not fail any more"]),
    };
    let noun = if of == 1 { format!("entry {}", ends[0]) } else { format!("entries {}", ends[1]) };
    let message = format!("{} of {of} {noun}\n{}", which.len(), which.join("\n"));
    Outcome { verdict, message, stale, unsettled }
}

/// Whether a resource that is not there is gone, as far as its place was listed.
fn listing_of(check: &'static Check, entry: &BaselineEntry, snapshot: &Snapshot) -> Listing {
    let Some(kind) = check.kind().filter(|_| entry.resource != "*") else {
        let unlisted = Cases::of(check, snapshot, None);
        let mut subjects = (0..unlisted.len()).map(|index| unlisted.subject_of(index));
        let unknown = subjects.find_map(|subject| match subject {
            Subject::Unlisted { unknown, .. } => Some(unknown),
            _ => None,
        });
        return unknown.map_or(Listing::Whole, Listing::Unlisted);
    };
    let view = snapshot.view(kind);
    if view.cores.iter().any(|core| named(&core.identity().arn) == entry.resource) {
        // It is there, and the check does not speak of it any more.
        return Listing::Whole;
    }
    let region = entry.resource.split(':').nth(3).filter(|region| !region.is_empty());
    match (view.listing(&entry.account, region), kind.listing.arn) {
        // One call tells of the regions that are read, and nothing of the others.
        (Listing::Whole, Arn::Region) if !snapshot.complete => Listing::NotAsked,
        (listing, _) => listing,
    }
}

/// The accounts in which what a check looks at was looked for.
fn accounts_of(check: &Check, snapshot: &Snapshot) -> BTreeSet<String> {
    match check.kind() {
        Some(kind) => snapshot.view(kind).accounts(),
        None => {
            let held = KINDS.iter().filter(|kind| snapshot.kind(kind).is_some());
            held.flat_map(|kind| snapshot.view(kind).accounts()).collect()
        }
    }
}

fn words_of(entry: &BaselineEntry) -> String {
    match &entry.values {
        Some(values) => format!("{} ({values})", entry.resource),
        None => entry.resource.clone(),
    }
}

#[cfg(test)]
#[path = "gate_test_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "baseline_tests.rs"]
mod baseline_tests;
