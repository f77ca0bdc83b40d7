//! Waivers and overrides of checks that nobody has, in a package with settings of its own.

use std::fs;

use super::ground::{assert_says, waiver};
use crate::support::{Program, repository};

const SUITE: &str = "\
use configtest::prelude::*;

#[config_test]
fn buckets_are_private(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), \"acme-logs\");
}

fn acme() -> Snapshot {
    Snapshot::mock().with(s3::Bucket::mock(\"acme-logs\")).with(s3::Bucket::mock(\"acme-web\"))
}

configtest::main!(mock = acme);
";

/// A package with one suite and these settings.
fn package(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let runtime = repository().join("runtime");
    let manifest = format!(
        "[package]\nname = \"strangers\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dev-dependencies]\n\
         configtest = {{ path = \"{}\" }}\n\n[[test]]\nname = \"config\"\nharness = false\n\n\
         [profile.dev.package.\"*\"]\ndebug = false\n\n[workspace]\n",
        runtime.display()
    );
    let tests = folder.path().join("tests");
    fs::create_dir(&tests).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), "").unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::write(tests.join("config.rs"), SUITE).unwrap();
    fs::write(folder.path().join("configtest.toml"), settings).unwrap();
    fs::copy(repository().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    folder
}

#[test]
fn a_mistyped_check_is_told_with_the_nearest_name() {
    let source = "source = \"mock\"\n\n[sources.mock]\ntype = \"mock\"\n\n";
    let package = package(&format!(
        "{source}{}{}",
        waiver("buckets_are_private", "acme-web", ""),
        waiver("buckets_are_privat", "acme-logs", "")
    ));
    let said = "no check is called `buckets_are_privat`; did you mean `buckets_are_private`?";
    let program = |arguments: &[&str]| Program::new(package.path(), arguments).that_builds().run();
    // A suite cannot know whether another has it.
    let run = program(&["run"]);
    assert_eq!(run.status, 1, "{run}");
    assert_says(&run.stdout, &["test result: ok.", "findings: one breaks the build\n"]);
    assert!(run.stdout.contains(said), "{run}");
    let waivers = program(&["waivers"]);
    assert_eq!(waivers.status, 1, "{waivers}");
    assert_says(
        &waivers.stdout,
        &[
            "acme-web of buckets_are_private\n",
            "agreed; configtest.toml:6\n",
            "configtest.toml:13: ",
            said,
        ],
    );
    // One of a source that is not judged may be of checks that are not there.
    let other = format!(
        "{source}[sources.live]\ntype = \"aws\"\nregions = \"all\"\n\n{}{}",
        waiver("buckets_are_private", "acme-web", ""),
        waiver("buckets_are_privat", "acme-logs", "sources = [\"live\"]")
    );
    fs::write(package.path().join("configtest.toml"), other).unwrap();
    assert_eq!(program(&["run"]).status, 0);
    let waivers = program(&["waivers", "--expiring", "30d"]);
    assert_eq!(waivers.status, 0, "{waivers}");
    assert_says(&waivers.stdout, &["agreed; over live; configtest.toml:"]);
    // Without any, that is told.
    fs::write(package.path().join("configtest.toml"), source).unwrap();
    let waivers = program(&["waivers"]);
    assert_eq!(
        (waivers.status, waivers.stdout.as_str()),
        (0, "there are no waivers in configtest.toml\n")
    );
}

#[test]
fn an_override_of_no_check_is_told_and_not_passed_over() {
    let source = "source = \"mock\"\n\n[sources.mock]\ntype = \"mock\"\n\n";
    let accepted = waiver("buckets_are_private", "acme-web", "");
    let one = |keys: &str| format!("[[gate.override]]\n{keys}\nunknown = \"fail\"\n\n");
    let package = package(&format!(
        "{source}{accepted}{}{}{}",
        one("check = \"buckets_are_privat\""),
        one("check = \"*_private\"\nkind = \"AWS::EC2::Instance\""),
        // It waits for a check of that kind.
        one("kind = \"AWS::EC2::VPC\""),
    ));
    let program = |arguments: &[&str]| Program::new(package.path(), arguments).that_builds().run();
    let findings = package.path().join("findings");
    let findings = findings.to_str().unwrap();
    let run = program(&["run", "--findings", findings]);
    assert_eq!(run.status, 1, "{run}");
    let said = "configtest.toml:13: no check is called `buckets_are_privat`; did you mean \
                `buckets_are_private`?\nconfigtest.toml:17: no check of AWS::EC2::Instance is called \
                `*_private`\n";
    assert_says(&run.stdout, &["test result: ok.", said, "findings: 2 break the build\n"]);
    let report = program(&["report", "--findings", findings, "--format", "findings", "--out", "-"]);
    assert_says(
        &report.stdout,
        &["\"[override]::*_private::AWS::EC2::Instance\"", "\"[override]::buckets_are_privat\""],
    );
    let known = [
        one("check = \"buckets_are_private\"\nkind = \"AWS::S3::Bucket\""),
        one("check = \"buckets_*\""),
    ];
    let known = format!("{source}{accepted}{}", known.concat());
    fs::write(package.path().join("configtest.toml"), known).unwrap();
    let run = program(&["run"]);
    assert_eq!(run.status, 0, "{run}");
    let waivers = program(&["waivers"]);
    assert_eq!(waivers.status, 0, "{waivers}");
}
