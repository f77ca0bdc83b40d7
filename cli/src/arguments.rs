//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::baseline::WriteBaseline;
use crate::permissions::Permissions;
use crate::policy::CheckPolicies;
use crate::report::Report;
use crate::run::Run;
use crate::suite::SuiteOptions;
use crate::waivers::Waivers;

/// The gate of configtest suites, and what reads live AWS accounts for them.
#[derive(Debug, Parser)]
#[command(name = "cargo configtest", bin_name = "cargo configtest", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Run(Run),
    Report(Report),
    Waivers(Waivers),
    Baseline(WriteBaseline),
    Record(Record),
    Permissions(Permissions),
    Diff(Diff),
    VerifyFixture(VerifyFixture),
    Policy(CheckPolicies),
    #[command(hide = true)]
    Collect(Collect),
}

/// Set up a first suite in a package: the dev-dependency, the test target, checks, configtest.toml and
/// a mock account for `cargo test` to look at.
///
/// What is there stays as it is; a second run changes nothing. Either all of it is written or nothing.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The package that gets the suite [default: the one of the folder].
    #[arg(long, short, value_name = "NAME")]
    pub(crate) package: Option<String>,
    /// Depend on configtest in this folder, which is `runtime` of a clone, and not on the release that
    /// this program is of.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) path: Option<PathBuf>,
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
    /// Call everything that tells whose it is otherwise, so that the recording can be published:
    /// accounts, names, ids, public addresses, host names, keys, tag values and descriptions.
    ///
    /// The same original has the same replacement throughout the recording, also in ARNs and
    /// policies, so that resources still refer to each other. Numbers, words of AWS, regions, private
    /// addresses and times stay. The next recording has other replacements.
    #[arg(long)]
    pub(crate) anonymize: bool,
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

/// Compare a recording with another one, or with what a live source says now.
///
/// Resources that came, went or changed are listed, with every member that differs. Where the second
/// is live, only what the recording holds is read. What one of the two could not tell is neither
/// taken for a difference nor for none.
///
/// Exit status: 0 if nothing differs and everything that both hold could be compared, 1 if something
/// differs or could not be compared, 2 if the comparison could not run.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The recording: its folder, or the name of a source of type `fixture` in configtest.toml.
    #[arg(value_name = "A")]
    pub(crate) before: String,
    /// The other side: a folder, a source of configtest.toml, or `aws` for the ambient credentials.
    /// A word that is a folder is taken for the folder.
    #[arg(value_name = "B")]
    pub(crate) after: String,
    /// How to say what differs.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
}

/// Prove that a recording is still what the account says, and young enough.
///
/// What the recording holds is read of the account, and nothing else. What differs is told member by
/// member, with how to record it again.
///
/// Exit status: 0 if the account says what the recording says, 1 if something differs or could not be
/// compared, or the recording is older than its `max-age`, 2 if it could not be verified.
#[derive(Debug, Args)]
pub(crate) struct VerifyFixture {
    /// The recording: its folder, or the name of a source of type `fixture` in configtest.toml
    /// [default: the one that configtest.toml chooses, or the only one].
    #[arg(value_name = "FIXTURE")]
    pub(crate) fixture: Option<String>,
    /// The live source, as configtest.toml names it, or `aws` for the ambient credentials
    /// [default: the only live source of configtest.toml].
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// How to say what differs.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people: at most 100 columns.
    Text,
    /// For programs: sorted, and the same for the same two.
    Json,
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
