//! `settle`: an account that does not say yet what was done to it is read again.

use std::collections::BTreeMap;
use std::path::Path;

use configtest_emulator::{Emulator, Fault, FaultKind, World};

use crate::support::{Account, Outcome, Suite, scratch};

const BLOCK: &str = "s3:GetPublicAccessBlock";
const VERSIONING: &str = "s3:GetBucketVersioning";
const SETTLE: &str = "[gate]\nsettle = \"20s\"\n";

/// Of its buckets, every other one blocks public access.
fn emulator(buckets: u32) -> Emulator {
    Emulator::start(World::new().regions(["us-east-1"]).buckets(buckets)).unwrap()
}

/// The first bucket has no block until it has been asked for some times.
fn block_comes_late(emulator: &Emulator, times: u32) {
    let code = "NoSuchPublicAccessBlockConfiguration";
    let late =
        Fault::error(BLOCK, 404, code, "The public access block configuration was not found");
    emulator.set_faults([late.resource(emulator.world().bucket_name(0)).times(times)]);
    emulator.forget();
}

/// A gate over that account, with settings of its own.
fn gate(suite: &'static str, emulator: &Emulator, folder: &Path, gate: &str) -> Suite {
    let config =
        format!("source = \"live\"\n[sources.live]\ntype = \"aws\"\nmax-age = \"0s\"\n{gate}");
    let account = Account::at(&emulator.endpoint());
    Suite::new(suite).with_account(&account).with_config(folder, &config)
}

fn assert_calls(emulator: &Emulator, expected: &[(&str, u64)], run: &Outcome) {
    let expected = expected.iter().map(|(operation, count)| ((*operation).to_owned(), *count));
    assert_eq!(emulator.calls(), expected.collect::<BTreeMap<_, _>>(), "{run}");
}

#[test]
fn a_block_that_appears_at_the_third_read_passes_and_nothing_else_is_read_again() {
    let emulator = emulator(3);
    let folder = scratch();
    let [first, third] = [0, 2].map(|number| emulator.world().bucket_name(number));
    let name = format!("buckets_block_public_access::{first}");

    block_comes_late(&emulator, 2);
    let run = gate("public_access", &emulator, folder.path(), "").cargo_test(&[&first, &third]);
    assert_eq!(run.failed(), [name.as_str()], "{run}");
    assert!(!run.failure(&name).contains("\nagain "), "{run}");
    let listed = [("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
    assert_calls(&emulator, &[&[(BLOCK, 2)][..], &listed].concat(), &run);

    block_comes_late(&emulator, 2);
    let run = gate("public_access", &emulator, folder.path(), SETTLE).cargo_test(&[&first, &third]);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(run.results().len(), 2, "{run}");
    assert!(run.stderr.contains("1 case does not pass yet"), "{run}");
    assert_calls(&emulator, &[&[(BLOCK, 2 + 2)][..], &listed].concat(), &run);
}

#[test]
fn under_nextest_too() {
    let emulator = emulator(1);
    let folder = scratch();
    for (settings, passes) in [("", false), (SETTLE, true)] {
        block_comes_late(&emulator, 2);
        let run = gate("public_access", &emulator, folder.path(), settings).cargo_nextest(&[]);
        assert_eq!(run.status == 0, passes, "{run}");
        let block = if passes { 3 } else { 1 };
        let calls = [(BLOCK, block), ("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
        assert_calls(&emulator, &calls, &run);
    }
}

#[test]
fn the_processes_of_a_run_share_what_they_read_again() {
    let emulator = emulator(1);
    let folder = scratch();
    emulator.set_faults([Fault::access_denied(VERSIONING).times(2)]);
    let suite = gate("versions", &emulator, folder.path(), SETTLE);
    let run = suite.cargo_nextest(&["--test-threads", "4"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(run.stderr.contains("8 tests run: 8 passed"), "{run}");
    let calls = [(VERSIONING, 1 + 2), ("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
    assert_calls(&emulator, &calls, &run);
}

#[test]
fn what_never_comes_fails_when_the_time_is_up() {
    let emulator = emulator(1);
    let folder = scratch();
    block_comes_late(&emulator, u32::MAX);
    let settle = "[gate]\nsettle = \"2s\"\n";
    let run = gate("public_access", &emulator, folder.path(), settle).binary(&[]);
    let name = format!("buckets_block_public_access::{}", emulator.world().bucket_name(0));
    assert_eq!(run.failed(), [name.as_str()], "{run}");
    let failure = run.failure(&name);
    // The two seconds begin when the first reading was there.
    assert!(failure.contains("s after the run began, and it still does not pass"), "{run}");
    // One or two times more, as long as the first reading took.
    assert!((2..=3).contains(&emulator.calls_of(BLOCK)), "{:?}", emulator.calls());
    assert_eq!(emulator.calls_of("s3:ListBuckets"), 1, "nothing is listed for one bucket");
}

#[test]
fn what_is_not_listed_yet_is_listed_again_and_judged() {
    let emulator = emulator(1);
    let folder = scratch();
    emulator.set_faults([Fault::new("s3:ListBuckets", FaultKind::Unlisted).times(2)]);
    let run = gate("public_access", &emulator, folder.path(), SETTLE).binary(&[]);
    assert_eq!(run.status, 0, "{run}");
    // Whoever lists asks first whose account it is.
    let calls = [(BLOCK, 1), ("s3:ListBuckets", 3), ("sts:GetCallerIdentity", 3)];
    assert_calls(&emulator, &calls, &run);
}

#[test]
fn a_resource_that_is_gone_meanwhile_is_left_out() {
    let emulator = emulator(4);
    let [first, fourth] = [0, 3].map(|number| emulator.world().bucket_name(number));
    let folder = scratch();
    emulator.set_faults([Fault::vanish(&fourth).after(1)]);
    let suite = gate("public_access", &emulator, folder.path(), SETTLE);
    let run = suite.binary(&[&first, &fourth]);
    assert_eq!(run.status, 0, "{run}");
    // The list is asked for it alone before the facet's answer is taken for that. One reading is not
    // believed, so its place is listed once more; what a whole list still shows is read, and asked for
    // alone, again.
    let calls = [(BLOCK, 2 + 1 + 1), ("s3:ListBuckets", 1 + 1 + 2), ("sts:GetCallerIdentity", 2)];
    assert_calls(&emulator, &calls, &run);
}

#[test]
fn what_is_read_for_the_first_time_then_is_read_of_that_resource_alone() {
    let emulator = emulator(9);
    let folder = scratch();
    // The second of two facets is not reached where the first is not known.
    let first = emulator.world().bucket_name(0);
    emulator.set_faults([Fault::access_denied(VERSIONING).resource(&first).times(1)]);
    let suite = gate("settling", &emulator, folder.path(), SETTLE);
    let run = suite.binary(&[]);
    assert_eq!(run.status, 0, "{run}");
    let listed = [("s3:ListBuckets", 1), ("sts:GetCallerIdentity", 1)];
    let more = [("s3:GetBucketEncryption", 1), ("s3:GetBucketPolicy", 1)];
    let facets = [&more[..], &[(VERSIONING, 9 + 1)]].concat();
    assert_calls(&emulator, &[&facets[..], &listed].concat(), &run);
}
