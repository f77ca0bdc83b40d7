//! From the arguments and the tests to the exit status.

use std::io::{self, Write};
use std::process::ExitCode;

use super::arguments::{Arguments, Format, Refusal, Shuffle};
use super::console::{Json, Junit, Logfile, Pretty, Show, Sink, Terse, list};
use super::runner::{self, Order, Tests};
use crate::settings::random_bytes;

/// libtest's exit status where something failed, or the arguments mean nothing.
const FAILED: u8 = 101;

/// Runs or lists the tests, as the arguments ask for it.
pub(super) fn hold(tests: &dyn Tests, arguments: &Arguments) -> ExitCode {
    if arguments.logfile.is_some() {
        tell("warning: `--logfile` is deprecated");
    }
    match carry_on(tests, arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => could_not_write(&error),
    }
}

/// Prints the help.
pub(super) fn help(text: &str) -> ExitCode {
    let mut stdout = io::stdout();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => could_not_write(&error),
    }
}

/// Says why the arguments mean nothing.
pub(super) fn refuse(refusal: &Refusal) -> ExitCode {
    tell(&format!("error: {refusal}"));
    ExitCode::from(FAILED)
}

fn carry_on(tests: &dyn Tests, arguments: &Arguments) -> io::Result<bool> {
    let mut logfile = Logfile::create(arguments.logfile.as_deref())?;
    let mut out = Sink::stdout(arguments.color);
    if arguments.list {
        // As with libtest, a list is never shuffled.
        let order = Order::of(tests, arguments.ignored, None);
        list(tests, &order, arguments.ignored, arguments.format, &mut logfile, &mut out)?;
        return Ok(true);
    }
    let seed = match arguments.shuffle {
        None => None,
        Some(Shuffle::Seed(seed)) => Some(seed),
        Some(Shuffle::New) => Some(u64::from_le_bytes(random_bytes()?)),
    };
    let order = Order::of(tests, arguments.ignored, seed);
    let mut show = show(arguments);
    runner::run(tests, &order, arguments, show.as_mut(), &mut logfile, &mut out)
}

/// The form that the arguments ask for.
pub(super) fn show(arguments: &Arguments) -> Box<dyn Show> {
    match arguments.format {
        Format::Pretty => Box::new(Pretty { times: arguments.times }),
        Format::Terse => Box::new(Terse::default()),
        Format::Json => Box::new(Json::default()),
        Format::Junit => Box::new(Junit::default()),
    }
}

fn could_not_write(error: &io::Error) -> ExitCode {
    tell(&format!("error: the output cannot be written: {error}"));
    ExitCode::from(FAILED)
}

/// Tells it on standard error. Nothing can be done about a terminal that is gone.
fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
