//! Waiting for an account that does not say yet what was done to it.
//!
//! What AWS answers is consistent in the end: for a while after a deployment it may be the old state.
//! With `settle` in the settings, what a check read that does not pass is read again, until it passes
//! or the time is up. All that does not pass yet waits together, and shares each reading; so do the
//! processes of a run, since their readings are at the same moments.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::again::Again;
use super::carry_out::judge;
use super::{Finding, Settled, Verdict};
use crate::cache::Need;
use crate::check::{Case, Cases, Check, Subject};
use crate::resource::{Identity, Pattern, Reason, Timestamp, Unknown};
use crate::settings::Clock;
use crate::snapshot::Snapshot;
use crate::source::{Live, Source, SourceError, with_causes};

/// The first wait. Each of the next is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// No wait is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// A clock that is set back while somebody waits is looked at so many times.
const MOST_WAITS: usize = 3;

/// A source that is asked again where a check does not pass.
pub struct Settling {
    source: Arc<dyn Rereads>,
    schedule: Schedule,
    clock: Clock,
    /// When the run began.
    run_began: Timestamp,
    /// When this process had read what it judges first.
    first_read: Timestamp,
    /// What the run is narrowed to.
    only: Option<Pattern>,
    /// What became of the cases that did not pass at first.
    settled: OnceLock<BTreeMap<u64, Vec<Finding>>>,
}

/// Who can be asked again.
trait Rereads: Send + Sync {
    /// A snapshot of these needs, and whether the account was asked for it.
    fn read_again(&self, needs: &[Need]) -> Result<(Snapshot, bool), SourceError>;

    /// Tells the person at the terminal something.
    fn tell(&self, text: &str);
}

impl Rereads for Live {
    fn read_again(&self, needs: &[Need]) -> Result<(Snapshot, bool), SourceError> {
        self.read_again(needs)
    }

    fn tell(&self, text: &str) {
        self.tell(text);
    }
}

/// When a run reads again: the same moments in all its processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Schedule {
    /// When the first process of the run had read what it needs: an account that takes long to read
    /// gets no less time.
    began: Timestamp,
    /// From then to the last reading, in whole seconds.
    settle: Duration,
}

impl Schedule {
    fn deadline(self) -> Timestamp {
        self.began.after(self.settle)
    }

    /// The first reading after `now`; none where the time is up.
    fn next(self, now: Timestamp) -> Option<Timestamp> {
        let mut wait = FIRST_WAIT;
        let mut after = Duration::ZERO;
        while after < self.settle {
            after = (after + wait).min(self.settle);
            let reading = self.began.after(after);
            if reading > now {
                return Some(reading);
            }
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        None
    }
}

/// Hands over every case of a run, each with a number of its own.
pub type EachCase<'a> = &'a dyn Fn(&mut dyn FnMut(u64, Case));

/// What keeps from being well what is no single case.
#[derive(Default)]
pub struct Unsettled {
    /// The cases that would have to come to something else.
    pub cases: Vec<Case>,
    /// The checks that would have to find other resources.
    pub listed: Vec<&'static Check>,
}

/// A case that does not pass yet.
struct Open {
    key: u64,
    finding: Finding,
    /// Whether the last answer left its resource out.
    is_gone: bool,
}

impl Settling {
    /// None where the source is not asked again: it is no live one, or the settings do not say so. To
    /// be called when what is judged first has been read.
    pub fn of(source: &Source, only: Option<&Pattern>, clock: Clock) -> Option<Self> {
        let Source::Live(live) = source else { return None };
        let settle = live.settle().filter(|settle| !settle.is_zero())?;
        let source: Arc<dyn Rereads> = Arc::clone(live) as _;
        let first_read = live.first_read(clock.now());
        let settling = Self::new(source, first_read, settle, only, clock);
        Some(Self { run_began: live.began(), ..settling })
    }

    fn new(
        source: Arc<dyn Rereads>,
        began: Timestamp,
        settle: Duration,
        only: Option<&Pattern>,
        clock: Clock,
    ) -> Self {
        let has_rest = settle.subsec_nanos() > 0;
        let settle = Duration::from_secs(settle.as_secs() + u64::from(has_rest));
        let schedule = Schedule { began, settle };
        Self {
            source,
            schedule,
            clock,
            run_began: began,
            first_read: clock.now(),
            only: only.cloned(),
            settled: OnceLock::new(),
        }
    }

    /// What a case comes to in the end: several findings where it was of nothing, or of a place that
    /// could not be listed, and there is something now.
    ///
    /// The first case that does not pass has all cases of the run judged, since a run has few threads
    /// and many cases may have to wait: from then on all of them wait together.
    pub fn carry_out(
        &self,
        key: u64,
        case: &Case,
        all: EachCase<'_>,
        holds: &dyn Fn(&Finding) -> bool,
    ) -> Vec<Finding> {
        let (finding, _) = judge(case);
        if holds(&finding) {
            return vec![finding];
        }
        let settled = self.settled.get_or_init(|| self.settle(all, holds));
        // A check that passed a moment ago is of two minds over the same facts.
        settled.get(&key).cloned().unwrap_or_else(|| vec![finding])
    }

    /// What comes in the end of judging something that is no single case: judged again over what kept it
    /// from being well, read anew, until all is well or the time is up. Why that could not be read the
    /// last time is told beside it: then it is judged by what was read before.
    ///
    /// What it is judged over is told of what it came to; none where all is well.
    pub fn settle_whole<T>(
        &self,
        snapshot: &Snapshot,
        judged: impl Fn(&Snapshot) -> T,
        unsettled: impl Fn(&T) -> Option<&Unsettled>,
    ) -> (T, Option<String>) {
        let mut outcome = judged(snapshot);
        let mut error = None;
        let mut last = None;
        while let Some(unsettled) = unsettled(&outcome) {
            let again = self.again_for(unsettled);
            if again.is_empty() {
                break;
            }
            if last.is_none() {
                self.tell("a waiver or the baseline does not hold yet: what it is of", "it does");
            }
            // As long as it cannot be asked, what it said before is what there is.
            let read = loop {
                let Some(since) = self.next_reading(last) else { return (outcome, error) };
                last = Some(since);
                match self.source.read_again(&again.needs(since)) {
                    Ok((read, _)) => break read,
                    Err(failed) => error = Some(with_causes(&failed)),
                }
            };
            error = None;
            outcome = judged(&read);
        }
        (outcome, error)
    }

    fn again_for(&self, unsettled: &Unsettled) -> Again {
        let mut again = Again::default();
        for case in &unsettled.cases {
            let (finding, trace) = judge(case);
            if can_settle(&finding) {
                again.add(case, &trace, self.only.as_ref());
            }
        }
        for check in &unsettled.listed {
            again.list(check, self.only.as_ref());
        }
        again
    }

    fn settle(
        &self,
        all: EachCase<'_>,
        holds: &dyn Fn(&Finding) -> bool,
    ) -> BTreeMap<u64, Vec<Finding>> {
        let mut settled: BTreeMap<u64, Vec<Finding>> = BTreeMap::new();
        let mut again = Again::default();
        let mut open = Vec::new();
        all(&mut |key, case| {
            let (finding, trace) = judge(&case);
            if holds(&finding) {
                return;
            }
            match can_settle(&finding) {
                true => {
                    again.add(&case, &trace, self.only.as_ref());
                    open.push(Open { key, finding, is_gone: false });
                }
                false => settled.entry(key).or_default().push(finding),
            }
        });
        match open.len() {
            0 => {}
            1 => self.tell("1 case does not pass yet: what it read", "it passes"),
            open => {
                self.tell(&format!("{open} cases do not pass yet: what they read"), "they pass");
            }
        }
        let mut readings = 0;
        let mut last = None;
        while !open.is_empty() {
            let Some(since) = self.next_reading(last) else { break };
            last = Some(since);
            let (snapshot, is_asked) = match self.source.read_again(&again.needs(since)) {
                Ok(answer) => answer,
                Err(error) => {
                    let error = with_causes(&error);
                    for Open { finding, .. } in &mut open {
                        let error = Some(error.clone());
                        let before = finding.settled.take().unwrap_or_default();
                        finding.settled = Some(Settled { error, ..before });
                    }
                    continue;
                }
            };
            // What the cache has since this process read it first is the same once more; what it has
            // of later, another process has read again.
            let is_read = is_asked || since > self.first_read;
            readings += u32::from(is_read);
            let after = since.time().duration_since(self.run_began.time()).unwrap_or_default();
            let is_last = since >= self.schedule.deadline();
            again = Again::default();
            let mut cases = CasesOfChecks { snapshot, only: self.only.as_ref(), of: Vec::new() };
            // The checks of which it is said already that they are left with nothing.
            let findings = open.iter().map(|open| &open.finding).chain(settled.values().flatten());
            let mut left_with_nothing: Vec<&'static Check> = Vec::new();
            for case in findings.map(|finding| &finding.case).filter(|case| is_of_nothing(case)) {
                note(&mut left_with_nothing, case.check);
            }
            for Open { key, finding: before, is_gone: was_gone } in std::mem::take(&mut open) {
                let is_gone = false;
                let noted = Settled { readings, after, is_gone, error: None };
                let noted = if is_read { Some(noted) } else { before.settled.clone() };
                let now = cases.after(&before.case);
                // Where there is nothing else either, one of those that are gone says so.
                let is_left_with_nothing = now.iter().any(is_of_nothing);
                let is_out = now.is_empty() || is_left_with_nothing && !is_of_nothing(&before.case);
                if is_out && !was_gone && !is_last {
                    // One answer may leave out what was created a moment ago.
                    again.add_gone(&before.case, self.only.as_ref());
                    let finding = Finding { settled: noted, ..before };
                    open.push(Open { key, finding, is_gone: true });
                    continue;
                }
                if now.is_empty() || is_out && !note(&mut left_with_nothing, before.case.check) {
                    let gone = Finding::new(&before.case, Verdict::Pass, String::new());
                    let settled_as = noted.map(|noted| Settled { is_gone: true, ..noted });
                    let gone = Finding { settled: settled_as, ..gone };
                    settled.entry(key).or_default().push(gone);
                    continue;
                }
                for case in now {
                    let (finding, trace) = judge(&case);
                    let finding = Finding { settled: noted.clone(), ..finding };
                    match holds(&finding) || !can_settle(&finding) {
                        true => settled.entry(key).or_default().push(finding),
                        false => {
                            again.add(&case, &trace, self.only.as_ref());
                            open.push(Open { key, finding, is_gone: false });
                        }
                    }
                }
            }
        }
        for Open { key, finding, .. } in open {
            settled.entry(key).or_default().push(finding);
        }
        for findings in settled.values_mut() {
            findings.sort_by(|left, right| place_of(left).cmp(&place_of(right)));
        }
        settled
    }

    /// Waits for the next reading, and tells since when its answers have to be; none where the last one
    /// was. Whoever comes when the time is up reads once, since what there is may be as old as the run.
    fn next_reading(&self, last: Option<Timestamp>) -> Option<Timestamp> {
        let deadline = self.schedule.deadline();
        // A clock that is set back does not begin anew.
        let now = last.map_or(self.clock.now(), |last| last.max(self.clock.now()));
        let Some(next) = self.schedule.next(now) else {
            return (last < Some(deadline)).then_some(deadline);
        };
        for _ in 0..MOST_WAITS {
            let left = next.time().duration_since(self.clock.time()).unwrap_or_default();
            if left.is_zero() {
                break;
            }
            self.clock.wait(left.min(LONGEST_WAIT));
        }
        Some(next)
    }

    /// Says that `what` is read again until something happens, where there is time for that.
    fn tell(&self, what: &str, until: &str) {
        let deadline = self.schedule.deadline();
        if self.clock.now() < deadline {
            self.source.tell(&format!("{what} is read again until {deadline}, or until {until}"));
        }
    }
}

/// Where a finding stands among those of one case.
fn place_of(finding: &Finding) -> (Option<&Identity>, &[usize]) {
    (finding.case.core().map(|core| core.identity()), &finding.case.values)
}

fn is_of_nothing(case: &Case) -> bool {
    matches!(case.subject, Subject::Nothing { .. })
}

/// Puts a check among others; tells whether it was not there.
fn note(checks: &mut Vec<&'static Check>, check: &'static Check) -> bool {
    let is_new = checks.iter().all(|known| !std::ptr::eq(*known, check));
    if is_new {
        checks.push(check);
    }
    is_new
}

/// Whether waiting can help. What somebody denies may be granted a moment ago, and take its time like
/// all else; a secret stays hidden, an answer that has another shape than it should keeps it, and
/// credentials that ran out stay so.
fn can_settle(finding: &Finding) -> bool {
    let reason = finding.unknown.as_ref().map(Unknown::reason);
    finding.verdict != Verdict::Unknown
        || !matches!(
            reason,
            Some(Reason::Redacted | Reason::Malformed | Reason::CredentialsExpired)
        )
}

/// The cases of the checks over what was read again, each made once.
struct CasesOfChecks<'a> {
    snapshot: Snapshot,
    only: Option<&'a Pattern>,
    of: Vec<(&'static Check, Cases)>,
}

impl CasesOfChecks<'_> {
    fn after(&mut self, earlier: &Case) -> Vec<Case> {
        let check = earlier.check;
        let known = self.of.iter().position(|(known, _)| std::ptr::eq(*known, check));
        let position = known.unwrap_or_else(|| {
            self.of.push((check, Cases::of(check, &self.snapshot, self.only)));
            self.of.len() - 1
        });
        self.of[position].1.after(earlier)
    }
}

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
