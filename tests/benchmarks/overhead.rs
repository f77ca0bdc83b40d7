//! What the harness costs: a case beside an empty trial of libtest-mimic, and a list of tests.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use configtest_emulator::{Emulator, World};
use libtest_mimic::{Arguments, Trial};

use crate::collector::peak_memory_until_it_ends;
use crate::heading;
use crate::support::Suite;
use crate::support::cargo::copy_of_suites;
use crate::support::tools::target;

/// So many of a hundred trials fail, in a process that runs nothing else.
const FAILING: &str = "CONFIGTEST_BENCH_FAILING";

/// A million trials of libtest-mimic that do nothing, where this process was started for them.
pub fn empty_trials() -> Option<ExitCode> {
    let failing: usize = std::env::var(FAILING).ok()?.parse().unwrap();
    let trial = |number: usize| {
        let (check, bucket) = (number / 10_000, number % 10_000);
        let name = format!("passing::check_{check:02}::bucket-111122223333-{bucket:06}");
        let fails = number % 100 < failing;
        Trial::test(name, move || if fails { Err("it fails".into()) } else { Ok(()) })
    };
    let trials = (0..1_000_000).map(trial).collect();
    Some(libtest_mimic::run(&Arguments::from_iter(["trials"]), trials).exit_code())
}

/// A hundred checks over ten thousand buckets, and as many empty trials, in turn.
pub fn cases() {
    heading(
        "1,000,000 cases, release build: 100 checks that read a facet of 10,000 buckets of a recording, and empty \
         trials of libtest-mimic",
    );
    let folder = tempfile::tempdir().unwrap();
    let fixture = record(folder.path(), "hundred");
    let suite = Suite::new("hundred").build_with(&["--release"]);
    println!("{:<28} {:>9} {:>9} {:>9} {:>9}", "", "took", "memory", "time", "memory");
    for (name, filter, failing) in [("all pass", "passing", "0"), ("1 % fail", "failing", "1")] {
        let ours = || {
            let mut command = Command::new(&suite);
            command.arg(filter).env("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()));
            measure(command)
        };
        let theirs = || {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.env(FAILING, failing);
            measure(command)
        };
        let runs: Vec<[(Duration, u64); 2]> = (0..5).map(|_| [theirs(), ours()]).collect();
        let best = |which: usize| runs.iter().map(|run| run[which]).min().unwrap();
        let [theirs, ours] = [best(0), best(1)];
        let (time, memory) =
            (ours.0.as_secs_f64() / theirs.0.as_secs_f64(), ours.1 as f64 / theirs.1 as f64);
        row(&format!("{name}: empty trials"), theirs, "");
        row(&format!("{name}: cases"), ours, &format!("{time:>8.2}x {memory:>8.2}x"));
    }
}

fn row(name: &str, (time, memory): (Duration, u64), ratios: &str) {
    let megabytes = memory / 1_000_000;
    println!("{name:<28} {:>7.2} s {megabytes:>6} MB {ratios}", time.as_secs_f64());
}

fn measure(mut command: Command) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let memory = peak_memory_until_it_ends(&mut child);
    (start.elapsed(), memory)
}

/// What a runner waits for before it runs anything.
pub fn listing() {
    heading("--list of 200 checks over a recording of 10,000 buckets, debug build");
    println!("{:<44} {:>9} {:>9} {:>9}", "", "lines", "median", "longest");
    let folder = tempfile::tempdir().unwrap();
    let fixture = record(folder.path(), "hundred");
    let suite = Suite::new("hundred").build();
    let cases: [(&str, &[&str], Option<&str>); 2] = [
        ("as nextest asks: the checks", &["--list", "--format", "terse"], Some("1")),
        ("as cargo test asks: every case", &["--list", "--format", "terse"], None),
    ];
    for (name, arguments, nextest) in cases {
        let list = || {
            let mut command = Command::new(&suite);
            command.args(arguments).envs(nextest.map(|value| ("NEXTEST", value)));
            command.env("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()));
            command.stderr(Stdio::null()).output().unwrap()
        };
        let lines = list().stdout.iter().filter(|byte| **byte == b'\n').count();
        let mut times: Vec<Duration> = (0..11)
            .map(|_| {
                let start = Instant::now();
                assert!(list().status.success(), "a list does not fail");
                start.elapsed()
            })
            .collect();
        times.sort();
        let [median, longest] = [5, 10].map(|place: usize| times[place].as_secs_f64() * 1000.0);
        println!("{name:<44} {lines:>9} {median:>6.0} ms {longest:>6.0} ms");
    }
}

/// A recording of 10,000 buckets for that suite.
fn record(folder: &Path, suite: &str) -> PathBuf {
    let fixture = folder.join("fixture");
    let world = World::new().regions(["us-east-1"]).buckets(10_000);
    let emulator = Emulator::start(world).unwrap();
    let recorded = Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
        .args(["record", "--source", "aws", "--for-suite", "--test", suite, "--out"])
        .arg(&fixture)
        .current_dir(copy_of_suites())
        .env("CARGO_TARGET_DIR", target().join("suites"))
        .env("AWS_ACCESS_KEY_ID", "BENCH")
        .env("AWS_SECRET_ACCESS_KEY", "bench")
        .env("AWS_ENDPOINT_URL", emulator.endpoint())
        .env("AWS_REGION", "us-east-1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(recorded.success(), "the recording failed");
    fixture
}
