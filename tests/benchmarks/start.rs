//! What a test process of nextest costs before its check starts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use configtest_emulator::{Emulator, World};

use crate::heading;

/// A process runs one check of the quickstart, over a recording in which another kind is large.
pub fn start() {
    heading(
        "Start of a nextest process, debug build: a check of 100 instances, beside 10,000 buckets with 6 facets",
    );
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suites");
    let folder = tempfile::tempdir().unwrap();
    let fixture = folder.path().join("large");
    let world = World::new().regions(["us-east-1"]).buckets(10_000).instances_per_region(100);
    let emulator = Emulator::start(world).unwrap();
    let recorded = Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
        .args(["record", "--source", "aws", "--for-suite", "--package", "quickstart"])
        .args(["--test", "config", "--out"])
        .arg(&fixture)
        .current_dir(repository.join("examples/quickstart"))
        .env("CARGO_TARGET_DIR", &target)
        .env("AWS_ACCESS_KEY_ID", "BENCH")
        .env("AWS_SECRET_ACCESS_KEY", "bench")
        .env("AWS_ENDPOINT_URL", emulator.endpoint())
        .env("AWS_REGION", "us-east-1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(recorded.success(), "the recording failed");
    println!("{:<44} {:>9} {:>9}", "", "median", "longest");
    let binary = suite(&target);
    let small = repository.join("examples/quickstart/fixtures/acme");
    for (name, arguments, fixture) in [
        ("a process that only lists its tests", &["--list"][..], &small),
        ("a check, the small recording of the example", &["--exact", CHECK], &small),
        ("a check, the large recording", &["--exact", CHECK], &fixture),
    ] {
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let start = Instant::now();
                Command::new(&binary)
                    .args(arguments)
                    .current_dir(repository.join("examples/quickstart"))
                    .env("NEXTEST", "1")
                    .env("NEXTEST_RUN_ID", "bench")
                    .env("CONFIGTEST_SOURCE", format!("fixture:{}", fixture.display()))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()
                    .unwrap();
                start.elapsed()
            })
            .collect();
        times.sort();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        let (median, longest) = (milliseconds(times[10]), milliseconds(times[19]));
        println!("{name:<44} {median:>6.1} ms {longest:>6.1} ms");
    }
}

const CHECK: &str = "instances::say_whose_they_are";

/// The newest test binary of the quickstart: the recording has built it.
fn suite(target: &Path) -> PathBuf {
    let deps = std::fs::read_dir(target.join("debug/deps")).unwrap();
    let is_suite = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("config-") && path.extension().is_none()
    };
    let mut suites: Vec<PathBuf> =
        deps.map(|entry| entry.unwrap().path()).filter(is_suite).collect();
    suites.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
    suites.pop().expect("the recording built the suite")
}
