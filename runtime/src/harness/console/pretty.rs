//! A line per test.

use std::io;

use super::event::{Event, Outcome, Show};
use super::sink::{GREEN, RED, Sink, YELLOW};
use super::summary::{
    write_beginning, write_failures, write_result, write_successes, write_too_late,
};
use crate::harness::arguments::Times;

/// `--format pretty`.
pub(in super::super) struct Pretty {
    /// From when on the time of a test has a colour.
    pub(in super::super) times: Option<Times>,
}

impl Show for Pretty {
    fn show(&mut self, out: &mut Sink<'_>, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Begins { count, seed } => write_beginning(out, *count, *seed),
            // Before the test has ended, so that a person sees which one is waited for.
            Event::TestBegins { name } => {
                out.plain("test ")?;
                out.plain(name)?;
                out.plain(" ... ")
            }
            Event::TestEnds { outcome, time, .. } => {
                match outcome {
                    Outcome::Passed => out.styled(GREEN, "ok")?,
                    Outcome::Failed(_) => out.styled(RED, "FAILED")?,
                    Outcome::TooLate => out.styled(RED, "FAILED (time limit exceeded)")?,
                    Outcome::Ignored("") => out.styled(YELLOW, "ignored")?,
                    Outcome::Ignored(why) => out.styled(YELLOW, &format!("ignored, {why}"))?,
                }
                if let (Some(time), Some(times)) = (time, self.times) {
                    let text = format!(" <{:.3}s>", time.as_secs_f64());
                    match time {
                        time if *time >= times.critical => out.styled(RED, &text)?,
                        time if *time >= times.warning => out.styled(YELLOW, &text)?,
                        _ => out.plain(&text)?,
                    }
                }
                out.plain("\n")
            }
            Event::Ends(summary) => {
                write_successes(out, summary)?;
                if !summary.failures.is_empty() {
                    write_failures(out, summary)?;
                }
                if !summary.too_late.is_empty() {
                    write_too_late(out, summary)?;
                }
                write_result(out, summary)
            }
        }
    }
}
