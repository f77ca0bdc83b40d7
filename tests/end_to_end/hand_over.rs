//! A suite without the AWS SDK and the program that reads the account for it.

use std::fs;
use std::path::Path;

use configtest::__collector::PROTOCOL;

use crate::support::{Account, Outcome, Suite, scratch};

fn run_with_program(script: Option<&str>) -> Outcome {
    let account = Account::at("http://127.0.0.1:9");
    let suite = Suite::new("public_access").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    match script {
        None => suite.without_program().binary(&[]),
        Some(script) => {
            let folder = scratch();
            write_program(&folder.path().join("cargo-configtest"), script);
            suite.with_path_first(folder.path()).binary(&[])
        }
    }
}

fn write_program(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn assert_says(run: &Outcome, parts: &[&str]) {
    assert_eq!(run.status, 2, "{run}");
    for part in parts {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{run}");
    }
}

#[test]
fn a_program_that_is_not_installed() {
    let run = run_with_program(None);
    let parts = [
        "error: the source `aws` is live, and the program that reads it, `cargo-configtest`, is neither",
        "help: install it with `cargo install --locked --force cargo-configtest@0.1.0`, or, in a clone",
        "or build the suite with the feature `aws` of configtest",
    ];
    assert_says(&run, &parts);
}

/// How a program begins that fits.
fn greeting() -> String {
    format!("echo '{{\"Protocol\":{PROTOCOL},\"Version\":\"0.1.0\"}}'")
}

#[test]
#[cfg(unix)]
fn a_program_of_another_protocol() {
    let greet = |protocol: u32, version: &str| {
        format!("echo '{{\"Protocol\":{protocol},\"Version\":\"{version}\"}}'; exit 2")
    };
    let older = run_with_program(Some(&greet(0, "0.0.9")));
    let ours = format!(
        "is of release 0.0.9 and speaks protocol 0; this suite is of release 0.1.0 and speaks protocol {PROTOCOL}"
    );
    let parts = [
        &ours as &str,
        "help: update the program with `cargo install --locked --force cargo-configtest@0.1.0`",
    ];
    assert_says(&older, &parts);
    let newer = run_with_program(Some(&greet(PROTOCOL + 1, "0.9.0")));
    assert_says(&newer, &["help: update the suite's dependency to configtest 0.9.0"]);
}

#[test]
#[cfg(unix)]
fn a_program_that_does_not_behave() {
    let greeting = greeting();
    for (script, problem) in [
        ("echo hello", "does not name a protocol"),
        ("true", "does not name a protocol"),
        ("echo hello; exec sleep 3600", "does not name a protocol"),
        (&format!("{greeting}; cat > /dev/null; exit 3") as &str, "ended without an answer"),
        (
            &format!("{greeting}; cat > /dev/null; echo '{{\"Done\":{{\"Regions\":[]}}}}'; exit 3"),
            "ended with exit status: 3",
        ),
    ] {
        let run = run_with_program(Some(script));
        assert_says(&run, &["cargo-configtest` ", problem, "help: install the release that fits"]);
    }
}

#[test]
#[cfg(unix)]
fn a_program_that_fills_nothing_makes_nothing_pass() {
    let script = format!("{}; cat > /dev/null; echo '{{\"Done\":{{\"Regions\":[]}}}}'", greeting());
    let run = run_with_program(Some(&script));
    assert_eq!(run.status, 101, "{run}");
    assert_eq!(run.failed(), ["buckets_block_public_access"], "{run}");
    let failure = run.failure("buckets_block_public_access");
    assert!(failure.contains("nobody listed the buckets of this source"), "{failure}");
}
