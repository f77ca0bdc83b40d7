//! What a test process of nextest costs before its check starts.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use configtest_emulator::{Emulator, World};

use crate::heading;
use crate::support::tools::target;
use crate::support::{Suite, repository};

/// A process runs one check from its start to its end, over a recording in which another kind is
/// large: the quickstart's suite says what is recorded, six facets of every bucket.
pub fn start() {
    heading(
        "Start of a nextest process, debug build: a check of 100 instances, beside 10,000 buckets with 6 facets",
    );
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("large");
    let world = World::new().regions(["us-east-1"]).buckets(10_000).instances_per_region(112);
    let emulator = Emulator::start(world).unwrap();
    let recorded = Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
        .args(["record", "--source", "aws", "--for-suite", "--package", "quickstart"])
        .args(["--test", "config", "--out"])
        .arg(&fixture)
        .current_dir(repository().join("examples/quickstart"))
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
    println!("{:<50} {:>9} {:>9}", "", "median", "longest");
    let suite = Suite::new("instances").build();
    let small = repository().join("examples/quickstart/fixtures/acme");
    for (name, arguments, fixture) in [
        ("a process that lists its tests", &["--list"][..], &small),
        ("a check of 4 instances, beside 6 buckets", &["--exact", CHECK], &small),
        ("a check of 100 instances, beside 10,000 buckets", &["--exact", CHECK], &fixture),
    ] {
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let start = Instant::now();
                let status = Command::new(&suite)
                    .args(arguments)
                    .env("NEXTEST", "1")
                    .env("NEXTEST_RUN_ID", "bench")
                    .env("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()
                    .unwrap();
                assert!(status.success(), "the check reads an id alone, and passes");
                start.elapsed()
            })
            .collect();
        times.sort();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        let (median, longest) = (milliseconds(times[10]), milliseconds(times[19]));
        println!("{name:<50} {median:>6.1} ms {longest:>6.1} ms");
    }
}

const CHECK: &str = "there_are_instances";
