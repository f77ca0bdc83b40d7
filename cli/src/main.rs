//! `cargo configtest`: reads live accounts for configtest suites, and records them.

mod arguments;
mod collect;
mod permissions;
mod record;
mod suite;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// The exit status of a command that could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(arguments::without_cargo(std::env::args_os()));
    match arguments.command {
        Command::Record(options) => match record::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Permissions(options) => match permissions::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Collect(options) => match collect::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
    }
}

#[expect(clippy::print_stderr, reason = "the last words of the program")]
fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("{}", configtest::__collector::error_text(error));
    ExitCode::from(FAILED)
}
