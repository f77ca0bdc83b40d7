//! Several runs and one account: of many one asks, and one that dies leaves nothing wrong behind.

use std::process::Command;
use std::time::Duration;

use configtest_emulator::{Emulator, World};

use crate::support::{Account, Suite};

const BUCKETS: u32 = 200;

fn suite(account: &Account) -> Suite {
    Suite::new("emulated").with_account(account).with("CONFIGTEST_SOURCE", "aws")
}

#[test]
fn of_two_runs_at_once_one_asks() {
    let world = World::new().regions(["us-east-1"]).buckets(BUCKETS).security_groups_per_region(3);
    let emulator = Emulator::start(world).unwrap();
    emulator.set_latency(Duration::from_millis(5));
    let account = Account::at(&emulator.endpoint());
    let runs = std::thread::scope(|scope| {
        let runs = [(); 2].map(|()| scope.spawn(|| suite(&account).binary(&[])));
        runs.map(|run| run.join().unwrap())
    });
    for run in &runs {
        assert_eq!(run.status, 0, "{run}");
        assert_eq!(run.results().len(), BUCKETS as usize + 3 + 1, "{run}");
    }
    let calls = emulator.calls();
    for (operation, count) in &calls {
        let needed = match operation.as_str() {
            "s3:GetBucketVersioning" | "s3:GetBucketPolicy" => u64::from(BUCKETS),
            _ => 1,
        };
        assert_eq!(*count, needed, "{operation}: {calls:#?}");
    }
}

#[test]
fn a_run_that_is_killed_leaves_what_the_next_one_reads_or_leaves_aside() {
    let world = World::new().regions(["us-east-1"]).buckets(BUCKETS).security_groups_per_region(3);
    let emulator = Emulator::start(world).unwrap();
    emulator.set_latency(Duration::from_millis(5));
    for calls_before_the_end in [1, 2, 10, 100, 300, 400] {
        let account = Account::at(&emulator.endpoint());
        emulator.forget();
        let mut killed = suite(&account).start();
        let calls = || emulator.calls().values().sum::<u64>();
        while calls() < calls_before_the_end && killed.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let group = format!("-{}", killed.id());
        Command::new("kill").args(["-9", "--", &group]).status().unwrap();
        killed.wait().unwrap();
        let next = suite(&account).binary(&[]);
        assert_eq!(next.status, 0, "after {calls_before_the_end} calls: {next}");
        assert_eq!(next.results().len(), BUCKETS as usize + 3 + 1, "{next}");
    }
}

#[test]
fn a_disk_that_is_full_ends_the_run_with_an_error() {
    let world = World::new().regions(["us-east-1"]).buckets(BUCKETS).security_groups_per_region(3);
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    // A file may not grow beyond some blocks, which to a program is a disk that is full.
    let full = suite(&account).binary_with_files_up_to(8);
    assert_eq!(full.status, 2, "{full}");
    assert!(full.stderr.contains("cannot write the cache"), "{full}");
    assert_eq!(full.results().len(), 0, "nothing was judged: {full}");
    let next = suite(&account).binary(&[]);
    assert_eq!(next.status, 0, "{next}");
    assert_eq!(next.results().len(), BUCKETS as usize + 3 + 1, "{next}");
}
