//! How fast an account is asked: never more at once than allowed, never faster than AWS lets it,
//! slower where AWS says so, and not at all where nothing answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, sleep_until};

use crate::resource::{Operation, Reason};

/// How many calls may be under way in a region that has not answered yet: enough to begin, too few
/// to hold up the others.
const UNHEARD: usize = 4;
/// So many failures of the connection after each other, without an answer, and a region is given up.
const FAILURES: u32 = 8;
/// So many in a region that has not answered yet. One call that is left without an answer there is
/// enough: the others would wait as long.
const UNHEARD_FAILURES: u32 = 3;
/// So many calls throttled out in a row, without an answer, and an operation is given up.
const THROTTLED_OUT: u32 = 3;
/// Throttling slows a region down once in this time: calls that were under way together are
/// throttled together.
const SLOWED_ONCE_IN: Duration = Duration::from_millis(500);

/// What the settings say of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The most calls under way at once, over all.
    pub(super) concurrency: usize,
    /// The part of AWS's published limits that is used: others ask the account too.
    pub(super) share: f64,
}

/// How fast all accounts are asked, in all their regions.
pub(super) struct Pace {
    limits: Limits,
    under_way: Semaphore,
    lanes: Mutex<HashMap<LaneKey, Arc<Lane>>>,
}

/// An account and a region of it, and a service: what AWS counts together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct LaneKey {
    pub(super) account: Arc<str>,
    pub(super) region: Arc<str>,
    pub(super) service: &'static str,
}

pub(super) struct Lane {
    under_way: Semaphore,
    state: Mutex<LaneState>,
}

struct LaneState {
    /// How many calls may be under way: what the semaphore holds and what is out.
    window: usize,
    /// How many of those that are out are not to come back.
    debt: usize,
    /// How many answers there were since the window last grew.
    answers: usize,
    is_heard: bool,
    failures: u32,
    /// Why it is given up.
    closed: Option<(Reason, String)>,
    slowed: Option<Instant>,
    /// When the last failure was counted: calls that were under way together fail together.
    failed: Option<Instant>,
    buckets: HashMap<&'static str, Bucket>,
    throttled_out: HashMap<&'static str, (u32, Instant)>,
}

/// The tokens of one API, as AWS counts them; fewer than none where calls wait for theirs.
struct Bucket {
    tokens: f64,
    filled: Instant,
}

/// A call under way.
pub(super) struct Turn<'a> {
    pace: &'a Pace,
    lane: &'a Lane,
    operation: &'static Operation,
    began: Instant,
    /// Whether the region has ever answered: until then it is given less time.
    pub(super) is_heard: bool,
    in_lane: Option<SemaphorePermit<'a>>,
    _in_all: SemaphorePermit<'a>,
}

/// How an attempt ended, as far as the pace goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// AWS answered, whatever it said.
    Answered,
    /// AWS asked to be asked more slowly.
    Throttled,
    /// No answer in time.
    Silent,
    /// The connection broke, or was refused.
    Broken,
}

/// Why a call is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// The region does not answer, for that reason.
    Region(Reason, String),
    /// AWS throttles the operation whatever is done.
    Throttled,
}

impl Pace {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, under_way: Semaphore::new(limits.concurrency), lanes: Mutex::default() }
    }

    pub(super) fn lane(&self, key: &LaneKey) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Lane::new(self.limits.concurrency));
        Arc::clone(lanes.entry(key.clone()).or_insert_with(new))
    }

    /// Waits until the call may be made.
    ///
    /// # Errors
    ///
    /// It is not to be made: its region does not answer, or AWS does not let it be called at all.
    pub(super) async fn turn<'a>(
        &'a self,
        lane: &'a Lane,
        operation: &'static Operation,
    ) -> Result<Turn<'a>, GivenUp> {
        lane.is_open(operation)?;
        if let Some(time) = lane.reserve(operation, self.limits.share) {
            sleep_until(time).await;
        }
        // Neither semaphore is ever closed.
        let in_lane = lane.under_way.acquire().await.map_err(|_| GivenUp::Throttled)?;
        lane.is_open(operation)?;
        let in_all = self.under_way.acquire().await.map_err(|_| GivenUp::Throttled)?;
        let is_heard = lane.is_open(operation)?;
        Ok(Turn {
            pace: self,
            lane,
            operation,
            began: Instant::now(),
            is_heard,
            in_lane: Some(in_lane),
            _in_all: in_all,
        })
    }
}

impl Lane {
    fn new(most: usize) -> Self {
        let window = UNHEARD.min(most);
        let state = LaneState {
            window,
            debt: 0,
            answers: 0,
            is_heard: false,
            failures: 0,
            closed: None,
            slowed: None,
            failed: None,
            buckets: HashMap::new(),
            throttled_out: HashMap::new(),
        };
        Self { under_way: Semaphore::new(window), state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, LaneState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the region has ever answered.
    pub(super) fn is_heard(&self) -> bool {
        self.state().is_heard
    }

    /// A call of that operation, begun then, was answered with throttling at every attempt. Calls
    /// that were under way together count once.
    pub(super) fn throttled_out(&self, operation: &'static Operation, began: Instant) {
        let mut state = self.state();
        let counted = state.throttled_out.entry(operation.name).or_insert((0, began));
        if counted.0 == 0 || began >= counted.1 {
            *counted = (counted.0 + 1, Instant::now());
        }
    }

    /// An answer has begun to arrive.
    fn hear(&self, most: usize) {
        let mut state = self.state();
        if !state.is_heard {
            state.is_heard = true;
            self.resize(&mut state, most);
        }
    }

    /// Whether the region has ever answered, where calls are still made.
    fn is_open(&self, operation: &'static Operation) -> Result<bool, GivenUp> {
        let state = self.state();
        if let Some((reason, why)) = &state.closed {
            return Err(GivenUp::Region(*reason, why.clone()));
        }
        match state.throttled_out.get(operation.name) {
            Some((count, _)) if *count >= THROTTLED_OUT => Err(GivenUp::Throttled),
            Some(_) | None => Ok(state.is_heard),
        }
    }

    /// Takes a token, and says when it is there.
    fn reserve(&self, operation: &'static Operation, share: f64) -> Option<Instant> {
        let (burst, per_second) = operation.rate.limits()?;
        let burst = (f64::from(burst) * share).max(1.0);
        let per_second = f64::from(per_second) * share;
        let now = Instant::now();
        let mut state = self.state();
        let full = || Bucket { tokens: burst, filled: now };
        let bucket = state.buckets.entry(operation.name).or_insert_with(full);
        let passed = now.duration_since(bucket.filled).as_secs_f64();
        bucket.tokens = (bucket.tokens + passed * per_second).min(burst) - 1.0;
        bucket.filled = now;
        (bucket.tokens < 0.0).then(|| now + Duration::from_secs_f64(-bucket.tokens / per_second))
    }

    fn end(&self, operation: &'static Operation, began: Instant, end: End, most: usize) {
        let mut state = self.state();
        match end {
            End::Answered => {
                state.failures = 0;
                state.throttled_out.remove(operation.name);
                state.answers += 1;
                if state.answers >= state.window && state.window < most {
                    let larger = state.window + 1;
                    self.resize(&mut state, larger);
                }
            }
            End::Throttled => {
                state.failures = 0;
                let now = Instant::now();
                if state.slowed.is_none_or(|slowed| now.duration_since(slowed) >= SLOWED_ONCE_IN) {
                    state.slowed = Some(now);
                    let smaller = (state.window / 2).max(1);
                    self.resize(&mut state, smaller);
                }
            }
            End::Silent | End::Broken => {
                if state.failed.is_some_and(|failed| began < failed) {
                    return;
                }
                state.failed = Some(Instant::now());
                state.failures += 1;
                let failures = state.failures;
                let reason = match end {
                    End::Silent => Reason::TimedOut,
                    _ => Reason::Unreachable,
                };
                let is_dead = end == End::Silent || failures >= UNHEARD_FAILURES;
                if !state.is_heard && is_dead {
                    state.closed = Some((reason, "it has not answered once".to_owned()));
                } else if failures >= FAILURES {
                    let why = format!("{failures} calls after each other had no answer");
                    state.closed = Some((reason, why));
                }
            }
        }
    }

    fn resize(&self, state: &mut LaneState, window: usize) {
        state.answers = 0;
        if window > state.window {
            let more = window - state.window;
            let forgiven = more.min(state.debt);
            state.debt -= forgiven;
            self.under_way.add_permits(more - forgiven);
        } else {
            let fewer = state.window - window;
            state.debt += fewer - self.under_way.forget_permits(fewer);
        }
        state.window = window;
    }
}

impl Turn<'_> {
    /// An answer has begun to arrive: others need not wait to hear of the region.
    pub(super) fn hear(&self) {
        self.lane.hear(self.pace.limits.concurrency);
    }

    pub(super) fn end(self, end: End) {
        self.lane.end(self.operation, self.began, end, self.pace.limits.concurrency);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.lane.state();
        if state.debt > 0
            && let Some(permit) = self.in_lane.take()
        {
            state.debt -= 1;
            permit.forget();
        }
    }
}

/// How long to wait before the next attempt: twice as long each time, with a part by chance, so that
/// calls that were throttled together do not come back together.
pub(super) async fn back_off(attempt: u32) {
    const FIRST: Duration = Duration::from_millis(200);
    const LONGEST: Duration = Duration::from_secs(5);
    let longest = FIRST.saturating_mul(1 << attempt.min(8)).min(LONGEST);
    sleep(longest.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
}
