//! What is expected of a suite: check by check, case by case.

use crate::support::Suite;

/// A suite over its mock.
#[derive(Debug)]
pub struct Model {
    /// The test target.
    pub suite: &'static str,
    /// All its checks, sorted by path.
    pub checks: &'static [Check],
}

/// A check, and what it runs over.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// `module::check`.
    pub path: &'static str,
    /// Why it is ignored, where it is.
    pub ignored: Option<&'static str>,
    /// What stands behind `module::check::` for each case, in their order; nothing where the check
    /// has a single case without a name of its own.
    pub cases: &'static [(&'static str, Verdict)],
}

/// What a check says of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Fail,
    Unknown,
    NoResource,
}

/// What is to happen to checks that are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// They are named.
    Named,
    /// `--include-ignored`.
    Included,
    /// `--ignored`.
    Alone,
}

/// A test that is run or named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    pub name: String,
    pub end: End,
}

/// How a test ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Ok,
    /// With the verdicts of all its cases that do not pass.
    Failed(Vec<Verdict>),
    Ignored(&'static str),
}

impl Model {
    /// The suite over its mock.
    pub fn suite(&self) -> Suite {
        Suite::new(self.suite).with("CONFIGTEST_SOURCE", "mock").with("RUST_BACKTRACE", "0")
    }

    /// The tests of `cargo test`, in their order.
    pub fn tests(&self, ignored: Ignored) -> Vec<Test> {
        let tests = |check: &Check| match check.named_only(ignored) {
            Some(why) => vec![Test { name: check.path.to_owned(), end: End::Ignored(why) }],
            None => check.cases().collect(),
        };
        self.asked(ignored).flat_map(tests).collect()
    }

    /// The tests of nextest, sorted by name: one for each check.
    pub fn tests_per_check(&self, ignored: Ignored) -> Vec<Test> {
        let test = |check: &Check| Test {
            name: check.path.to_owned(),
            end: match check.named_only(ignored) {
                Some(why) => End::Ignored(why),
                None => check.end(),
            },
        };
        self.asked(ignored).map(test).collect()
    }

    /// How many checks are not asked for.
    pub fn filtered_out(&self, ignored: Ignored) -> usize {
        self.checks.len() - self.asked(ignored).count()
    }

    fn asked(&self, ignored: Ignored) -> impl Iterator<Item = &Check> {
        let is_asked = move |check: &&Check| ignored != Ignored::Alone || check.ignored.is_some();
        self.checks.iter().filter(is_asked)
    }
}

impl Check {
    /// One that runs.
    pub const fn new(path: &'static str, cases: &'static [(&'static str, Verdict)]) -> Self {
        Self { path, ignored: None, cases }
    }

    /// One that is ignored.
    pub const fn ignored(self, why: &'static str) -> Self {
        Self { ignored: Some(why), ..self }
    }

    /// What comes of all its cases together.
    pub fn end(&self) -> End {
        End::of(self.cases.iter().map(|(_, verdict)| *verdict))
    }

    fn cases(&self) -> impl Iterator<Item = Test> {
        self.cases.iter().map(|(case, verdict)| Test {
            name: match *case {
                "" => self.path.to_owned(),
                case => format!("{}::{case}", self.path),
            },
            end: End::of([*verdict]),
        })
    }

    fn named_only(&self, ignored: Ignored) -> Option<&'static str> {
        self.ignored.filter(|_| ignored == Ignored::Named)
    }
}

impl Verdict {
    /// The line that a failure of one case begins with; none for the plain one.
    pub fn line(self) -> Option<&'static str> {
        match self {
            Self::Pass | Self::Fail => None,
            Self::Unknown => Some("verdict    unknown, which does not pass\n"),
            Self::NoResource => Some("verdict    no-resource, which does not pass\n"),
        }
    }
}

impl Ignored {
    /// The words of the command line.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Named => &[],
            Self::Included => &["--include-ignored"],
            Self::Alone => &["--ignored"],
        }
    }

    pub const ALL: [Self; 3] = [Self::Named, Self::Included, Self::Alone];
}

impl End {
    fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let failing: Vec<Verdict> =
            verdicts.into_iter().filter(|verdict| *verdict != Verdict::Pass).collect();
        if failing.is_empty() { Self::Ok } else { Self::Failed(failing) }
    }

    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    pub fn is_ignored(&self) -> bool {
        matches!(self, Self::Ignored(_))
    }
}

/// How many passed, failed and were ignored.
pub fn counts(tests: &[Test]) -> (usize, usize, usize) {
    let count = |is: fn(&End) -> bool| tests.iter().filter(|test| is(&test.end)).count();
    (count(|end| matches!(end, End::Ok)), count(End::is_failed), count(End::is_ignored))
}
