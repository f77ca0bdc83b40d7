//! What a collection costs: calls, time and memory, against an emulated account on loopback.
//!
//! `cargo bench --package cargo-configtest` prints the tables; `-- NAME` one of them.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark ends where it cannot go on, and prints"
)]
#![expect(clippy::disallowed_methods, reason = "it measures time, and cleans environments")]

mod collector;
mod overhead;
mod policies;
mod reports;
mod start;
#[path = "../end_to_end/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use more of it")]
#[expect(clippy::panic, reason = "a benchmark ends where it cannot go on")]
mod support;

use std::process::ExitCode;
use std::time::Duration;

use collector::{Collection, needs};
use configtest_emulator::{Emulator, World};

const REGIONS: [&str; 4] = ["us-east-1", "us-west-2", "eu-west-1", "ap-south-1"];

fn main() -> ExitCode {
    if let Some(trials) = overhead::empty_trials() {
        return trials;
    }
    let tables: [(&str, fn()); 10] = [
        ("calls", calls),
        ("time", time),
        ("memory", memory),
        ("pages", pages),
        ("silence", silence),
        ("start", start::start),
        ("listing", overhead::listing),
        ("cases", overhead::cases),
        ("reports", reports::reports),
        ("policies", policies::policies),
    ];
    // Cargo says `--bench`, and the person which of the tables.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    for (name, table) in tables {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            table();
        }
    }
    ExitCode::SUCCESS
}

fn heading(text: &str) {
    println!("\n{text}\n");
}

/// The facets that three suites read.
const BLOCKS: &[(&str, &[&str])] = &[("AWS::S3::Bucket", &["GetPublicAccessBlock"])];
const NETWORK: &[(&str, &[&str])] = &[
    ("AWS::EC2::Instance", &[]),
    ("AWS::EC2::SecurityGroup", &[]),
    ("AWS::EC2::VPC", &[]),
    ("AWS::EC2::Subnet", &[]),
];
const SHARING: &[(&str, &[&str])] = &[
    (
        "AWS::EC2::RegionSettings",
        &["GetSnapshotBlockPublicAccessState", "GetImageBlockPublicAccessState"],
    ),
    ("AWS::EC2::Image", &["DescribeImageAttribute"]),
    ("AWS::EC2::LaunchTemplate", &["DescribeLaunchTemplateVersions"]),
    ("AWS::EC2::Snapshot", &["DescribeSnapshotAttribute"]),
    ("AWS::S3::AccountSettings", &["GetPublicAccessBlock"]),
];

fn calls() {
    heading(
        "Calls made and needed: 200 buckets; in each of 4 regions 40 instances, 30 security groups, 5 of each other kind",
    );
    println!("{:<22} {:<42} {:>6} {:>7}", "suite", "operation", "made", "needed");
    let mut all_made = 0;
    for (name, wanted) in
        [("public access blocks", BLOCKS), ("network", NETWORK), ("what is shared", SHARING)]
    {
        let world = World::new()
            .regions(REGIONS)
            .buckets(200)
            .instances_per_region(40)
            .security_groups_per_region(30)
            .others_per_region(5);
        let emulator = Emulator::start(world).unwrap();
        Collection::new(&emulator, &REGIONS).run(&needs(wanted));
        let made = emulator.calls();
        let needed = |operation: &str| match operation {
            "s3:GetPublicAccessBlock" => 200,
            "ec2:DescribeImageAttribute" | "ec2:DescribeSnapshotAttribute" => 4 * 5,
            operation if operation.starts_with("ec2:") => 4,
            _ => 1,
        };
        for (operation, count) in &made {
            println!("{name:<22} {operation:<42} {count:>6} {:>7}", needed(operation));
            all_made += count;
        }
    }
    println!("{:<22} {:<42} {all_made:>6}", "all", "");
}

fn time() {
    heading("1,000 buckets, 3 facets, 30 ms a call, concurrency 64");
    let wanted: &[(&str, &[&str])] =
        &[("AWS::S3::Bucket", &["GetPublicAccessBlock", "GetBucketVersioning", "GetBucketPolicy"])];
    println!("{:>8} {:>9} {:>9} {:>6}", "calls", "ideal", "took", "ratio");
    for _ in 0..3 {
        let emulator = Emulator::start(World::new().regions(REGIONS).buckets(1000)).unwrap();
        emulator.set_latency(Duration::from_millis(30));
        let cost = Collection::new(&emulator, &REGIONS).run(&needs(wanted));
        let calls: u64 = emulator.calls().values().sum();
        let ideal = calls as f64 / 64.0 * 0.030;
        let took = cost.time.as_secs_f64();
        println!("{calls:>8} {ideal:>7.2} s {took:>7.2} s {:>6.2}", took / ideal);
    }
}

fn memory() {
    heading("10,000 buckets, memory of the collector");
    println!("{:>7} {:>8} {:>9} {:>9}", "facets", "calls", "took", "memory");
    let six: &[&str] = &[
        "GetBucketVersioning",
        "GetPublicAccessBlock",
        "GetBucketEncryption",
        "GetBucketPolicy",
        "GetBucketOwnershipControls",
        "GetBucketTagging",
    ];
    for facets in [&six[..1], six] {
        let emulator = Emulator::start(World::new().regions(REGIONS).buckets(10_000)).unwrap();
        let cost = Collection::new(&emulator, &REGIONS).run(&needs(&[("AWS::S3::Bucket", facets)]));
        let calls: u64 = emulator.calls().values().sum();
        println!(
            "{:>7} {calls:>8} {:>7.2} s {:>6} MB",
            facets.len(),
            cost.time.as_secs_f64(),
            cost.peak_memory / 1_000_000
        );
    }
}

fn pages() {
    heading(
        "2,000 instances and 5,000 security groups in 4 regions, 100 to a page, EC2's limits in force",
    );
    println!("{:<34} {:>7} {:>7} {:>10} {:>9}", "", "found", "calls", "throttled", "took");
    let world = || {
        World::new()
            .regions(REGIONS)
            .instances_per_region(500)
            .security_groups_per_region(1250)
            .page_size(100)
    };
    let both: &[(&str, &[&str])] = &[("AWS::EC2::Instance", &[]), ("AWS::EC2::SecurityGroup", &[])];
    let user_data: &[(&str, &[&str])] = &[("AWS::EC2::Instance", &["DescribeInstanceAttribute"])];
    for (name, wanted) in [("listed", both), ("with user data, a call for each", user_data)] {
        let emulator = Emulator::start(world()).unwrap();
        emulator.set_throttling(true);
        let cost = Collection::new(&emulator, &REGIONS).run(&needs(wanted));
        let calls: u64 = emulator.calls().values().sum();
        println!(
            "{name:<34} {:>7} {calls:>7} {:>10} {:>7.2} s",
            cost.found,
            emulator.throttled(),
            cost.time.as_secs_f64()
        );
    }
}

fn silence() {
    heading("One region of four never answers; 20 ms a call, connect time-out 2 s");
    println!("{:<24} {:>9} {:>9}", "", "took", "unknown");
    for is_silent in [false, true] {
        let world = World::new().regions(REGIONS).buckets(100).instances_per_region(50);
        let emulator = Emulator::start(world).unwrap();
        emulator.set_latency(Duration::from_millis(20));
        emulator.set_silent("eu-west-1", is_silent);
        let wanted: &[(&str, &[&str])] =
            &[("AWS::EC2::Instance", &[]), ("AWS::S3::Bucket", &["GetBucketPolicy"])];
        let collection =
            Collection::new(&emulator, &REGIONS).connect_timeout(Duration::from_secs(2));
        let cost = collection.run(&needs(wanted));
        let name = if is_silent { "eu-west-1 is silent" } else { "all answer" };
        println!("{name:<24} {:>7.2} s {:>9}", cost.time.as_secs_f64(), cost.unknown);
    }
}
