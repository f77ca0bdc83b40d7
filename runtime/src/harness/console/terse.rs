//! A character per test.

use std::io;

use super::event::{Event, Outcome, Show};
use super::sink::{GREEN, RED, Sink, YELLOW};
use super::summary::{write_beginning, write_failures, write_result, write_successes};

/// As many characters make a line.
const WIDTH: usize = 87;

/// `--format terse`.
#[derive(Default)]
pub(in super::super) struct Terse {
    count: usize,
    ended: usize,
    column: usize,
    /// The last one that was ignored, and why.
    ignored: Option<(String, String)>,
}

impl Show for Terse {
    fn show(&mut self, out: &mut Sink<'_>, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Begins { count, seed } => {
                self.count = *count;
                write_beginning(out, *count, *seed)
            }
            Event::TestBegins { .. } => Ok(()),
            Event::TestEnds { name, outcome, .. } => match outcome {
                Outcome::Passed => {
                    out.styled(GREEN, ".")?;
                    self.went_on(out)
                }
                Outcome::Ignored(why) => {
                    if self.count == 1 && !why.is_empty() {
                        self.ignored = Some(((*name).to_owned(), (*why).to_owned()));
                    }
                    out.styled(YELLOW, "i")?;
                    self.went_on(out)
                }
                Outcome::Failed(_) | Outcome::TooLate => {
                    if self.column > 0 {
                        self.end_line(out)?;
                    }
                    self.ended += 1;
                    out.plain(name)?;
                    out.plain(" --- ")?;
                    out.styled(RED, "FAILED")?;
                    out.plain("\n")
                }
            },
            Event::Ends(summary) => {
                write_successes(out, summary)?;
                if summary.failed > 0 {
                    write_failures(out, summary)?;
                }
                write_result(out, summary)?;
                // What one test alone is ignored for is what a person wants to know of it.
                match &self.ignored {
                    Some((name, why)) => {
                        out.plain(&format!("test: {name}, ignore_message: {why}\n\n"))
                    }
                    None => Ok(()),
                }
            }
        }
    }
}

impl Terse {
    fn went_on(&mut self, out: &mut Sink<'_>) -> io::Result<()> {
        self.ended += 1;
        self.column += 1;
        if self.column == WIDTH { self.end_line(out) } else { Ok(()) }
    }

    fn end_line(&mut self, out: &mut Sink<'_>) -> io::Result<()> {
        self.column = 0;
        out.plain(" ")?;
        out.number(self.ended)?;
        out.plain("/")?;
        out.number(self.count)?;
        out.plain("\n")
    }
}
