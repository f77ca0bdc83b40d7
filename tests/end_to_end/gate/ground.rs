//! The suite `gated` with settings of a test's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Outcome, Program, Suite, scratch};

/// What fails in the suite where nobody accepts anything.
pub const FAILS: [&str; 10] = [
    "has_nothing",
    "have_an_owner::acme-data",
    "have_an_owner::acme-logs",
    UNKNOWN,
    "logs_are_kept::acme-logs",
    "logs_are_kept::acme-web",
    "owners_are_many",
    "ports_are_closed::port=22::sg-1",
    "versions_are_kept::acme-logs",
    "versions_are_kept::acme-web",
];

/// What is unknown in it.
pub const UNKNOWN: &str = "logs_are_kept::acme-data";

/// A folder with settings.
pub struct Gate {
    folder: tempfile::TempDir,
}

impl Gate {
    pub fn with(settings: &str) -> Self {
        let gate = Self { folder: scratch() };
        gate.change(settings);
        gate
    }

    pub fn change(&self, settings: &str) {
        fs::write(self.path("configtest.toml"), settings).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The suite over its mock account, which is as that word says.
    pub fn suite(&self, account: &str) -> Suite {
        Suite::new("gated")
            .with("CONFIGTEST_CONFIG", self.path("configtest.toml"))
            .with("CONFIGTEST_SOURCE", "mock")
            .with("GATED", account)
    }

    pub fn binary(&self, arguments: &[&str]) -> Outcome {
        self.suite("").binary(arguments)
    }

    /// `cargo configtest COMMAND --test gated ARGUMENTS`.
    pub fn program(&self, account: &str, command: &str, arguments: &[&str]) -> Program {
        Program::for_suites(&[&[command, "--test", "gated"], arguments].concat())
            .with("CONFIGTEST_CONFIG", self.path("configtest.toml"))
            .with("CONFIGTEST_SOURCE", "mock")
            .with("GATED", account)
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.program("", "run", arguments).run()
    }
}

/// A waiver that holds for long, or with `expires` among the further lines until then.
pub fn waiver(check: &str, resource: &str, more: &str) -> String {
    let expires = if more.contains("expires") { "" } else { "expires = \"2999-12-31\"\n" };
    format!(
        "[[waiver]]\ncheck = \"{check}\"\nresource = \"{resource}\"\nreason = \"agreed\"\n{expires}{more}\n\n"
    )
}

/// The day that is so many days from today, in UTC.
pub fn day(from_today: i32) -> String {
    let distance = format!("{from_today} days");
    let output = Command::new("date").args(["-u", "+%F", "-d", &distance]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// What a run says of what failed without it, and does not now.
pub fn mended(run: &Outcome) -> Vec<&'static str> {
    let failed: BTreeSet<String> = run.failed().into_iter().collect();
    FAILS.into_iter().filter(|name| !failed.contains(*name)).collect()
}

/// Whether all these words are there, in that order.
pub fn assert_says(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let Some((_, after)) = rest.split_once(word) else {
            panic!("`{word}` is not there, or not in its place:\n{text}")
        };
        rest = after;
    }
}
