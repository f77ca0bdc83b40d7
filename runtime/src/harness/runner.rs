//! Runs tests on several threads, and has their results shown in their order.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{self, Thread};
use std::time::Duration;

use super::arguments::{Arguments, Ignored};
use super::console::{Event, Logfile, Outcome, Show, Sink, Summary};
use crate::report;
use crate::settings::Clock;

/// The tests of a suite, by number.
pub(super) trait Tests: Sync {
    /// How many are selected.
    fn count(&self) -> usize;
    /// How many are not.
    fn filtered_out(&self) -> usize;
    /// Adds the name of a test.
    fn write_name(&self, index: usize, name: &mut String);
    /// Why a test is to be ignored, where it is; empty where nobody said why.
    fn ignored(&self, index: usize) -> Option<&str>;
    /// Where its check stands.
    fn place(&self, index: usize) -> Place<'_>;
    /// Carries it out; what it says where it does not pass. That may hold ANSI styles.
    fn run(&self, index: usize) -> Result<(), String>;
}

/// A line of source.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: u32,
}

/// Which tests run or are listed, in which order.
pub(super) struct Order {
    count: usize,
    /// All of them, in the order in which they are, where this is not there.
    indices: Option<Vec<usize>>,
    /// The tests that are left out.
    left_out: usize,
    /// What a random order was made from.
    seed: Option<u64>,
}

impl Order {
    /// The tests that the arguments ask for; in an order made from `seed`, where there is one, and
    /// from nothing else.
    pub(super) fn of(tests: &dyn Tests, ignored: Ignored, seed: Option<u64>) -> Self {
        let all = tests.count();
        let alone: Option<Vec<usize>> = (ignored == Ignored::Alone)
            .then(|| (0..all).filter(|index| tests.ignored(*index).is_some()).collect());
        let indices: Option<Vec<usize>> = match seed {
            Some(seed) => {
                let mut indices = alone.unwrap_or_else(|| (0..all).collect());
                fastrand::Rng::with_seed(seed).shuffle(&mut indices);
                Some(indices)
            }
            None => alone,
        };
        let count = indices.as_ref().map_or(all, Vec::len);
        Self { count, indices, left_out: all - count, seed }
    }

    /// How many tests there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The number of the test at that place of the order.
    pub(super) fn index(&self, position: usize) -> usize {
        self.indices.as_ref().map_or(position, |indices| indices[position])
    }
}

/// Runs the tests, and shows what comes of them; whether all that ran passed.
///
/// What is shown depends on the tests and the arguments, and not on the number of threads.
///
/// # Errors
///
/// The output or the log file cannot be written.
pub(super) fn run(
    tests: &dyn Tests,
    order: &Order,
    arguments: &Arguments,
    show: &mut dyn Show,
    logfile: &mut Logfile,
    out: &mut Sink<'_>,
) -> io::Result<bool> {
    let board = Board::new(tests, order, arguments);
    let threads = arguments.threads.get().min(order.count).max(1);
    let reporter = Mutex::new(Reporter { board: &board, arguments, show, logfile, out });
    let report = || reporter.lock().unwrap_or_else(PoisonError::into_inner).report();
    thread::scope(|scope| {
        // Tests run on this thread too, and with one thread on no other. Where no thread can be had
        // for it, the report waits until they have run.
        let reporting = thread::Builder::new().spawn_scoped(scope, report).ok();
        for _ in 1..threads {
            if thread::Builder::new().spawn_scoped(scope, || board.work()).is_err() {
                break;
            }
        }
        board.work();
        match reporting {
            Some(reporting) => reporting
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("the thread that writes it ended"))),
            None => report(),
        }
    })
}

/// Where the threads that run tests leave what came of them, one byte for each.
struct Board<'a> {
    tests: &'a dyn Tests,
    order: &'a Order,
    arguments: &'a Arguments,
    states: Vec<AtomicU8>,
    /// How long each took, in nanoseconds; empty where it is not to be told.
    times: Vec<AtomicU64>,
    failures: Mutex<BTreeMap<usize, String>>,
    /// The next test that nobody has taken.
    next: AtomicUsize,
    /// How many tests are taken at once.
    step: usize,
    /// Nothing more is to be taken.
    is_stopped: AtomicBool,
    /// The test that the reporter waits for.
    awaited: AtomicUsize,
    reporter: OnceLock<Thread>,
}

/// A test has not ended.
const PENDING: u8 = 0;
const PASSED: u8 = 1;
const FAILED: u8 = 2;
const IGNORED: u8 = 3;
/// The reporter waits for no test.
const NONE: usize = usize::MAX;

impl<'a> Board<'a> {
    fn new(tests: &'a dyn Tests, order: &'a Order, arguments: &'a Arguments) -> Self {
        let count = order.count;
        let threads = arguments.threads.get();
        // Few tests may each take long: then nobody takes a second one while another has none.
        let step = (count / threads / 64).clamp(1, 256);
        Self {
            tests,
            order,
            arguments,
            states: (0..count).map(|_| AtomicU8::new(PENDING)).collect(),
            times: match arguments.times {
                Some(_) => (0..count).map(|_| AtomicU64::new(0)).collect(),
                None => Vec::new(),
            },
            failures: Mutex::default(),
            next: AtomicUsize::new(0),
            step: if arguments.fail_fast { 1 } else { step },
            is_stopped: AtomicBool::new(false),
            awaited: AtomicUsize::new(NONE),
            reporter: OnceLock::new(),
        }
    }

    /// Runs tests until there are no more.
    fn work(&self) {
        loop {
            let first = self.next.fetch_add(self.step, SeqCst);
            if first >= self.order.count {
                break;
            }
            for position in first..self.order.count.min(first + self.step) {
                // What was taken with --fail-fast is run: nothing before the first failure may be
                // left out.
                if self.is_stopped.load(SeqCst) && !self.arguments.fail_fast {
                    break;
                }
                self.run(position);
            }
            if self.is_stopped.load(SeqCst) {
                break;
            }
        }
        self.wake_reporter();
    }

    fn run(&self, position: usize) {
        let index = self.order.index(position);
        let began = self.times.get(position).map(|time| (time, Clock::system().moment()));
        let result = catch_unwind(AssertUnwindSafe(|| match self.ignored(index) {
            Some(_) => Ok(IGNORED),
            None => self.tests.run(index).map(|()| PASSED),
        }));
        if let Some((time, began)) = began {
            let nanoseconds = began.elapsed().as_nanos().try_into().unwrap_or(u64::MAX);
            time.store(nanoseconds, SeqCst);
        }
        let state = match result {
            Ok(Ok(state)) => state,
            Ok(Err(text)) => self.note_failure(position, text),
            Err(thrown) => self.note_failure(position, panicked(&*thrown)),
        };
        if self.arguments.fail_fast && (state == FAILED || self.is_too_late(state, position)) {
            self.is_stopped.store(true, SeqCst);
        }
        self.states[position].store(state, SeqCst);
        if self.awaited.load(SeqCst) == position {
            self.wake_reporter();
        }
    }

    fn note_failure(&self, position: usize, mut text: String) -> u8 {
        // As output that was captured, it ends with a line.
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        self.failures().insert(position, text);
        FAILED
    }

    fn failures(&self) -> std::sync::MutexGuard<'_, BTreeMap<usize, String>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the test does not run, where it does not.
    fn ignored(&self, index: usize) -> Option<&str> {
        let why = self.tests.ignored(index);
        if self.arguments.bench {
            return Some(why.unwrap_or_default());
        }
        why.filter(|_| self.arguments.ignored == Ignored::Named)
    }

    fn time(&self, position: usize) -> Option<Duration> {
        self.times.get(position).map(|time| Duration::from_nanos(time.load(SeqCst)))
    }

    fn is_too_late(&self, state: u8, position: usize) -> bool {
        let limit = self.arguments.times.filter(|times| times.ensured && state == PASSED);
        limit.is_some_and(|times| self.time(position).is_some_and(|time| time >= times.critical))
    }

    fn has_ended(&self, position: usize) -> bool {
        self.states[position].load(SeqCst) != PENDING
    }

    fn wake_reporter(&self) {
        if let Some(reporter) = self.reporter.get() {
            reporter.unpark();
        }
    }
}

/// Shows what is on the board, in order.
struct Reporter<'a, 'b> {
    board: &'a Board<'a>,
    arguments: &'a Arguments,
    show: &'a mut dyn Show,
    logfile: &'a mut Logfile,
    out: &'a mut Sink<'b>,
}

/// So long results are gathered before they are written.
const GATHERING: Duration = Duration::from_millis(20);

impl Reporter<'_, '_> {
    fn report(&mut self) -> io::Result<bool> {
        let _ = self.board.reporter.set(thread::current());
        let result = self.show_all();
        // Where the output is gone, nobody would see what comes of the rest.
        self.board.is_stopped.store(true, SeqCst);
        result
    }

    fn show_all(&mut self) -> io::Result<bool> {
        let Board { tests, order, .. } = *self.board;
        let began = Clock::system().moment();
        let mut summary = Summary {
            count: order.count,
            filtered_out: tests.filtered_out() + order.left_out,
            successes: self.arguments.show_output.then(Vec::new),
            ..Summary::default()
        };
        self.show.show(self.out, &Event::Begins { count: order.count, seed: order.seed })?;
        let mut name = String::new();
        for position in 0..order.count {
            let index = order.index(position);
            name.clear();
            tests.write_name(index, &mut name);
            self.show.show(self.out, &Event::TestBegins { name: &name })?;
            self.wait_for(position)?;
            let outcome = self.end(position, index, &name, &mut summary)?;
            if self.arguments.fail_fast && outcome == Ended::Badly {
                break;
            }
        }
        summary.time = began.elapsed();
        self.show.show(self.out, &Event::Ends(&summary))?;
        self.out.flush()?;
        self.logfile.flush()?;
        Ok(summary.failed == 0)
    }

    fn end(
        &mut self,
        position: usize,
        index: usize,
        name: &str,
        summary: &mut Summary,
    ) -> io::Result<Ended> {
        let state = self.board.states[position].load(SeqCst);
        let text = match state {
            FAILED => self.board.failures().remove(&position).unwrap_or_default(),
            _ => String::new(),
        };
        let outcome = match state {
            FAILED => Outcome::Failed(&text),
            IGNORED => Outcome::Ignored(self.board.ignored(index).unwrap_or_default()),
            state if self.board.is_too_late(state, position) => Outcome::TooLate,
            _ => Outcome::Passed,
        };
        let time = self.board.time(position).filter(|_| state != IGNORED);
        self.logfile.ended(name, outcome, time)?;
        self.show.show(self.out, &Event::TestEnds { name, outcome, time })?;
        summary.count_in(name, outcome);
        Ok(match outcome {
            Outcome::Failed(_) | Outcome::TooLate => Ended::Badly,
            Outcome::Passed | Outcome::Ignored(_) => Ended::Well,
        })
    }

    /// Waits until the test has ended. Meanwhile everything before it is written, but not at once:
    /// many short tests are to cost few system calls.
    fn wait_for(&mut self, position: usize) -> io::Result<()> {
        if self.board.has_ended(position) {
            return Ok(());
        }
        if self.out.is_waiting() {
            thread::park_timeout(GATHERING);
            self.out.flush()?;
        }
        self.board.awaited.store(position, SeqCst);
        while !self.board.has_ended(position) {
            thread::park();
        }
        self.board.awaited.store(NONE, SeqCst);
        Ok(())
    }
}

#[derive(PartialEq)]
enum Ended {
    Well,
    Badly,
}

/// What a panic said that no check answers for.
fn panicked(thrown: &(dyn std::any::Any + Send)) -> String {
    let message = thrown.downcast_ref::<&str>().copied();
    let message = message.or_else(|| thrown.downcast_ref::<String>().map(String::as_str));
    report::tame(&format!("panicked: {}", message.unwrap_or("without a message"))).into_owned()
}
