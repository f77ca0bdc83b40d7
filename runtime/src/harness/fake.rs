//! Suites in memory, for the tests of the runner and of what it shows.

use std::ffi::OsString;
use std::io::{self, Write};

use super::arguments::{Arguments, Color, Command, parse};
use super::console::{Logfile, Sink, list};
use super::runner::{Order, Place, Tests, run};
use super::session::show;
use crate::settings::Environment;

type Run<'a> = Box<dyn Fn() -> Result<(), String> + Sync + 'a>;

/// A suite in memory. Each test does what its function says.
#[derive(Default)]
pub(super) struct Fake<'a> {
    tests: Vec<(String, Option<String>, Run<'a>)>,
}

impl<'a> Fake<'a> {
    /// Adds a test.
    pub(super) fn test(
        mut self,
        name: &str,
        run: impl Fn() -> Result<(), String> + Sync + 'a,
    ) -> Self {
        self.tests.push((name.to_owned(), None, Box::new(run)));
        self
    }

    /// Adds one that passes.
    pub(super) fn passing(self, name: &str) -> Self {
        self.test(name, || Ok(()))
    }

    /// Adds one that fails.
    pub(super) fn failing(self, name: &str, text: &str) -> Self {
        let text = text.to_owned();
        self.test(name, move || Err(text.clone()))
    }

    /// Adds one that passes and is to be ignored.
    pub(super) fn ignored(mut self, name: &str, why: &str) -> Self {
        self.tests.push((name.to_owned(), Some(why.to_owned()), Box::new(|| Ok(()))));
        self
    }

    /// Runs or lists it with that command line; what is written, without the times, and whether all
    /// passed.
    pub(super) fn shown(&self, words: &str) -> (String, bool) {
        self.shown_with(&arguments(words))
    }

    /// The same, with these arguments.
    pub(super) fn shown_with(&self, arguments: &Arguments) -> (String, bool) {
        let mut written = Vec::new();
        let passed = self.write_with(arguments, &mut written).unwrap();
        (without_times(&String::from_utf8(written).unwrap()), passed)
    }

    /// What is written, as it is.
    pub(super) fn written(&self, words: &str) -> String {
        let mut written = Vec::new();
        self.write(words, &mut written).unwrap();
        String::from_utf8(written).unwrap()
    }

    /// Writes to a writer of one's own.
    pub(super) fn write(&self, words: &str, out: impl Write + Send) -> io::Result<bool> {
        self.write_with(&arguments(words), out)
    }

    fn write_with(&self, arguments: &Arguments, out: impl Write + Send) -> io::Result<bool> {
        let mut out = Sink::new(out, arguments.color == Color::Always);
        let mut logfile = Logfile::create(arguments.logfile.as_deref())?;
        let seed = match arguments.shuffle {
            Some(super::arguments::Shuffle::Seed(seed)) => Some(seed),
            _ => None,
        };
        let order = Order::of(self, arguments.ignored, seed);
        if arguments.list {
            let Arguments { ignored, format, .. } = arguments;
            list(self, &order, *ignored, *format, &mut logfile, &mut out)?;
            return Ok(true);
        }
        let mut show = show(arguments);
        run(self, &order, arguments, show.as_mut(), &mut logfile, &mut out)
    }
}

impl Tests for Fake<'_> {
    fn count(&self) -> usize {
        self.tests.len()
    }

    fn filtered_out(&self) -> usize {
        3
    }

    fn write_name(&self, index: usize, name: &mut String) {
        name.push_str(&self.tests[index].0);
    }

    fn ignored(&self, index: usize) -> Option<&str> {
        self.tests[index].1.as_deref()
    }

    fn place(&self, index: usize) -> Place<'_> {
        Place { file: "tests/fake.rs", line: u32::try_from(index).unwrap() + 1 }
    }

    fn run(&self, index: usize) -> Result<(), String> {
        (self.tests[index].2)()
    }
}

/// The arguments of that command line.
pub(super) fn arguments(words: &str) -> Arguments {
    let words = ["fake"].into_iter().chain(words.split_whitespace()).map(OsString::from);
    match parse(words, &Environment::default()) {
        Ok(Command::Tests(arguments)) => arguments,
        other => panic!("{other:?}"),
    }
}

/// The output with a mark in place of each time.
fn without_times(output: &str) -> String {
    let mut output = output.to_owned();
    for before in ["finished in ", "\"exec_time\": ", " time=\"", " <"] {
        let mut parts = output.split(before);
        let mut replaced = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let rest = part.trim_start_matches(|character: char| {
                character.is_ascii_digit() || character == '.'
            });
            replaced.push_str(before);
            replaced.push_str(if rest.len() < part.len() { "TIME" } else { "" });
            replaced.push_str(rest);
        }
        output = replaced;
    }
    output
}
