//! One process, a process for each check, and parts of a run on several machines: one report.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use configtest_emulator::{Emulator, Fault, World};

use crate::support::reports::{assert_equal, gate, process_files, report, run_into, without_times};
use crate::support::{Account, Program, Suite, scratch};

/// A waiver that is needed, one that nothing needs, and a severity that is waved through.
const GATE: &str = "source = \"mock\"\n\n[gate]\nfail-on = \"medium\"\n\n\
    [[waiver]]\ncheck = \"fails\"\nresource = \"acme-logs\"\n\
    reason = \"| the audit | <b>is</b> on |\"\nexpires = \"2999-12-31\"\nowner = \"web\"\n\n\
    [[waiver]]\ncheck = \"noted::holds\"\nresource = \"acme-*\"\n\
    reason = \"nothing needs it\"\nexpires = \"2999-12-31\"\n";

/// So many parts, as nextest counts them.
const PARTS: usize = 3;

/// Runs the parts, each with a folder of its own.
fn in_parts(suite: impl Fn() -> Suite, folder: &Path) -> Vec<PathBuf> {
    let part = |number: usize| {
        let findings = folder.join(format!("part-{number}"));
        let partition = format!("count:{number}/{PARTS}");
        let (run, _) = run_into(suite(), "nextest", &findings, &["--partition", &partition]);
        assert!(run.stdout.contains("\npartial: "), "it is no more than a part: {run}");
        assert!(!run.stdout.contains("\nmissing: "), "{run}");
        findings
    };
    (1..=PARTS).map(part).collect()
}

fn paths(folders: &[PathBuf]) -> Vec<&Path> {
    folders.iter().map(PathBuf::as_path).collect()
}

#[test]
fn every_way_to_run_a_suite_makes_the_same_reports() {
    let folder = scratch();
    let suite = || Suite::new("outcomes").with_config(folder.path(), GATE);
    let of = |name: &str| folder.path().join(name);

    let (one, reports) = run_into(suite(), "cargo", &of("one"), &[]);
    assert_eq!(one.status, 2, "{one}");
    assert_eq!(process_files(&[&of("one")]).len(), 1);
    let expected = without_times(&reports, &[&of("one")]);
    let findings = &expected["findings"];
    for status in ["pass", "fail", "unknown", "waived", "no-resource"] {
        assert!(findings.contains(&format!("\"Status\":\"{status}\"")), "{status}: {findings}");
    }
    for (format, text) in &expected {
        assert!(!text.contains("partial: "), "{format}");
    }

    let (many, reports) = run_into(suite(), "nextest", &of("many"), &["--test-threads", "8"]);
    assert_eq!(many.status, 2, "{many}");
    assert!(process_files(&[&of("many")]).len() > 20, "a process for each check");
    assert_equal(&without_times(&reports, &[&of("many")]), &expected, "nextest");

    let parts = in_parts(suite, folder.path());
    let mut parts = paths(&parts);
    assert_equal(&without_times(&report(&parts), &parts), &expected, "parts");
    assert!(parts.iter().all(|part| process_files(&[part]).len() > 5), "each is a part");
    // In whatever order they come, and though one comes twice.
    parts.reverse();
    parts.push(parts[0]);
    assert_equal(&without_times(&report(&parts), &parts), &expected, "the other way round");
    let gate = gate(&parts);
    let table = |text: &str| text.split("\naccount ").nth(1).map(str::to_owned);
    assert_eq!(gate.status, 2, "{gate}");
    assert_eq!(
        table(&gate.stderr).unwrap(),
        table(&one.stdout).unwrap().split("asff: ").next().unwrap()
    );
}

#[test]
fn a_snapshot_that_is_taken_once_is_judged_in_parts() {
    let emulator = Emulator::start(World::new().regions(["us-east-1"]).buckets(6)).unwrap();
    let denied = Fault::error("s3:GetBucketVersioning", 403, "AccessDenied", "Access Denied");
    emulator.set_faults([denied.resource(emulator.world().bucket_name(2))]);
    let folder = scratch();
    let fixture = folder.path().join("fixture");
    let out = fixture.to_str().unwrap();
    let recorded = ["record", "--source", "aws", "--for-suite", "--test", "emulated", "--out", out];
    let recorded =
        Program::for_suites(&recorded).with_account(&Account::at(&emulator.endpoint())).run();
    assert_eq!(recorded.status, 0, "{recorded}");
    emulator.forget();

    let source = format!("fixture:{out}");
    let suite = || Suite::new("emulated").with("CONFIGTEST_SOURCE", &source);
    let whole = folder.path().join("whole");
    let (run, reports) = run_into(suite(), "cargo", &whole, &[]);
    assert_eq!(run.status, 2, "one is unknown: {run}");
    let expected = without_times(&reports, &[&whole]);
    assert_eq!(expected["findings"].matches("\"Status\":\"unknown\"").count(), 1);
    let parts = in_parts(suite, folder.path());
    let parts = paths(&parts);
    assert_equal(&without_times(&report(&parts), &parts), &expected, "parts");
    assert!(emulator.calls().is_empty(), "the account was asked once: {:?}", emulator.calls());

    // What they have in common is the whole of it.
    let checks: BTreeSet<_> = parts.iter().flat_map(|part| process_files(&[part])).collect();
    assert_eq!(checks.len(), 3);
}

#[test]
fn a_part_that_is_missing_shows() {
    let folder = scratch();
    let suite = || Suite::new("outcomes").with_config(folder.path(), GATE);
    let parts = in_parts(suite, folder.path());
    let parts = paths(&parts);
    let some = &parts[..PARTS - 1];
    let reports = report(some);
    for (format, text) in &reports {
        assert!(text.contains("were not selected"), "{format} does not say so: {text}");
    }
    let gate = gate(some);
    assert_eq!(gate.status, 2, "{gate}");
    assert!(gate.stderr.contains("\nmissing: "), "{gate}");
    assert!(gate.stderr.contains("could not judge: "), "{gate}");
}
