//! What there is to show of a run.

use std::io;
use std::time::Duration;

use super::sink::Sink;

/// A form in which a run is shown. Everything comes in the order of the tests.
pub(in super::super) trait Show: Send {
    /// The run, a test, or its end.
    fn show(&mut self, out: &mut Sink<'_>, event: &Event<'_>) -> io::Result<()>;
}

/// What happens in a run, in this order.
pub(in super::super) enum Event<'a> {
    /// So many tests are going to run, in the order of that seed.
    Begins {
        /// How many.
        count: usize,
        /// What their order was made from, where it is a random one.
        seed: Option<u64>,
    },
    /// The next test.
    TestBegins {
        /// Its name.
        name: &'a str,
    },
    /// How it ended.
    TestEnds {
        /// Its name.
        name: &'a str,
        /// How.
        outcome: Outcome<'a>,
        /// How long it took, where that is to be told.
        time: Option<Duration>,
    },
    /// All tests have ended, or those up to the first failure.
    Ends(&'a Summary),
}

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Outcome<'a> {
    /// It passed.
    Passed,
    /// It did not, and said so. The text ends with a line.
    Failed(&'a str),
    /// It passed too late.
    TooLate,
    /// It did not run; why, if somebody said so.
    Ignored(&'a str),
}

/// A run, at its end.
#[derive(Debug, Default)]
pub(in super::super) struct Summary {
    /// How many tests there were, whether or not they were reached.
    pub(in super::super) count: usize,
    /// How many passed.
    pub(in super::super) passed: usize,
    /// How many did not.
    pub(in super::super) failed: usize,
    /// How many were ignored.
    pub(in super::super) ignored: usize,
    /// How many were not asked for.
    pub(in super::super) filtered_out: usize,
    /// The names and texts of those that failed.
    pub(in super::super) failures: Vec<(String, String)>,
    /// The names of those that passed too late.
    pub(in super::super) too_late: Vec<String>,
    /// The names of those that passed, where they are to be shown.
    pub(in super::super) successes: Option<Vec<String>>,
    /// How long it took.
    pub(in super::super) time: Duration,
}

impl Summary {
    /// Takes note of the end of a test.
    pub(in super::super) fn count_in(&mut self, name: &str, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Passed => {
                self.passed += 1;
                if let Some(successes) = &mut self.successes {
                    successes.push(name.to_owned());
                }
            }
            Outcome::Failed(text) => {
                self.failed += 1;
                self.failures.push((name.to_owned(), text.to_owned()));
            }
            Outcome::TooLate => {
                self.failed += 1;
                self.too_late.push(name.to_owned());
            }
            Outcome::Ignored(_) => self.ignored += 1,
        }
    }
}
