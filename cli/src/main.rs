//! `cargo configtest`: sets up configtest suites, reads live accounts for them, records and compares
//! these.

mod arguments;
mod baseline;
mod collect;
mod diff;
mod findings;
mod ground;
mod init;
mod live_source;
mod permissions;
mod policy;
mod record;
mod report;
mod run;
mod strangers;
mod suite;
mod summary;
mod verify;
mod waivers;
mod workspace;

use std::process::ExitCode;

use clap::Parser;
use configtest::__collector::Verdict;

use arguments::{Arguments, Command};

/// The exit status of `diff` and `verify-fixture` where they cannot say that two snapshots are the same.
const NOT_THE_SAME: u8 = 1;
/// The exit status of `waivers` where one has expired, or is of nothing.
const NOT_WELL: u8 = 1;
/// The exit status of a command that could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(arguments::without_cargo(std::env::args_os()));
    match arguments.command {
        Command::Init(options) => match init::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Run(options) => match run::run(&options) {
            Ok(conclusion) => ExitCode::from(conclusion.exit_status()),
            Err(error) => fail(&error),
        },
        Command::Report(options) => match report::run(&options) {
            Ok(conclusion) => ExitCode::from(conclusion.exit_status()),
            Err(error) => fail(&error),
        },
        Command::Policy(options) => match policy::run(&options) {
            Ok(conclusion) => ExitCode::from(conclusion.exit_status()),
            Err(error) => fail(&error),
        },
        Command::Waivers(options) => match waivers::run(&options) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(NOT_WELL),
            Err(error) => fail(&error),
        },
        Command::Baseline(options) => match baseline::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Record(options) => match record::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Permissions(options) => match permissions::run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        },
        Command::Diff(options) => match diff::run(&options) {
            Ok(Verdict::Same) => ExitCode::SUCCESS,
            Ok(Verdict::Different | Verdict::Unknown) => ExitCode::from(NOT_THE_SAME),
            Err(error) => fail(&error),
        },
        Command::VerifyFixture(options) => match verify::run(&options) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(NOT_THE_SAME),
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
