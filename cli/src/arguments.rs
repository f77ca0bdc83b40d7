//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::permissions::Permissions;
use crate::suite::SuiteOptions;

/// Reads live AWS accounts for configtest suites.
#[derive(Debug, Parser)]
#[command(name = "cargo configtest", bin_name = "cargo configtest", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Record(Record),
    Permissions(Permissions),
    #[command(hide = true)]
    Collect(Collect),
}

/// Write what a live source says into a fixture folder, for runs without the cloud.
///
/// Everything that this release can read is recorded. What AWS does not let the caller read is
/// recorded as unknown, and listed at the end. Files have mode 0600: look through them before
/// they are committed.
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The live source, as configtest.toml names it, or `aws` for the ambient credentials
    /// [default: the only live source of configtest.toml].
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// The folder to write; a fixture that is there is replaced.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Record what the checks of the suite read, and nothing else. The suite of this folder's package
    /// is built and asked.
    #[arg(long)]
    pub(crate) for_suite: bool,
    /// Keep what may hold a secret, and is recorded as a digest otherwise: `instance-user-data`,
    /// `launch-template-user-data`, `vpn-customer-gateway-configuration` or `vpn-pre-shared-key`.
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    pub(crate) keep_secrets: Vec<String>,
    #[command(flatten, next_help_heading = "The suite, with --for-suite")]
    pub(crate) suite: SuiteOptions,
}

/// Fill the cache of a suite that is built without the AWS SDK: the suite starts this.
#[derive(Debug, Args)]
pub(crate) struct Collect {
    /// The protocol that the suite speaks.
    #[arg(long)]
    pub(crate) protocol: u32,
}

/// Cargo starts `cargo-configtest configtest ...` for `cargo configtest ...`.
pub(crate) fn without_cargo(
    arguments: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let is_ours = |(position, word): &(usize, OsString)| *position != 1 || word != "configtest";
    arguments.into_iter().enumerate().filter(is_ours).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_word_that_cargo_adds_is_taken_away() {
        let words = |words: &[&str]| {
            let words = words.iter().map(OsString::from);
            without_cargo(words).map(|word| word.into_string().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(words(&["x", "configtest", "record"]), ["x", "record"]);
        assert_eq!(words(&["x", "record", "configtest"]), ["x", "record", "configtest"]);
    }
}
