//! What a report of many findings costs, by its format.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use configtest::__collector::record::{
    Began, CheckRecord, Ended, Entry, FailureRecord, FindingRecord, PROCESS_FILE, RECORD_FORMAT,
    ReadRecord, ResourceRecord, SUITE_FILE, Selected, SubjectRecord, SuiteRecord, UnknownRecord,
    WaiverRecord,
};
use configtest::__collector::{Format, RunVerdict, Severity, Status};

use crate::collector::peak_memory_until_it_ends;
use crate::heading;
use crate::support::repository;

const CHECKS: usize = 100;
const RESOURCES: usize = 1_000;
const SUITE: &str = "app::config";

/// Of ten findings six pass, three fail, and the last is waived or unknown.
pub fn reports() {
    heading(
        "cargo configtest report of 100,000 findings, 100 checks over 1,000 buckets: 60 % pass, 30 % fail with \
         evidence, 10 % are waived or unknown",
    );
    println!("{:<38} {:>8} {:>9} {:>12}  what was cut", "format", "took", "memory", "size");
    let folder = tempfile::tempdir().unwrap();
    let findings = folder.path().join("findings");
    for (name, processes) in [("", 1), (", of 100 processes", CHECKS)] {
        write(&findings, processes);
        for format in Format::ALL {
            let row = format!("{format}{name}");
            measure(&row, &findings, format, &folder.path().join(format!("{format}{processes}")));
        }
        fs::remove_dir_all(&findings).unwrap();
    }
}

fn measure(row: &str, findings: &Path, format: Format, out: &Path) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
        .args(["configtest", "report", "--format", format.as_str(), "--out"])
        .arg(out)
        .arg("--findings")
        .arg(findings)
        .current_dir(repository())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let memory = peak_memory_until_it_ends(&mut child);
    let time = start.elapsed().as_secs_f64();
    let mut notes = String::new();
    child.stderr.take().unwrap().read_to_string(&mut notes).unwrap();
    assert!(child.wait().unwrap().success(), "{notes}");
    let prefix = format!("configtest: {format}: ");
    let notes: Vec<&str> = notes.lines().map(|note| note.trim_start_matches(&prefix)).collect();
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "{row:<38} {time:>6.2} s {:>6.0} MB {:>9.2} MB  {}",
        megabytes(memory),
        megabytes(fs::metadata(out).unwrap().len()),
        notes.join("; ")
    );
}

fn check(number: usize) -> String {
    format!("buckets::check_{number:03}")
}

/// The findings, as that many processes keep them.
fn write(folder: &Path, processes: usize) {
    let folder = folder.join(SUITE.replace("::", "."));
    fs::create_dir_all(&folder).unwrap();
    let suite = SuiteRecord {
        format_version: RECORD_FORMAT,
        name: SUITE.to_owned(),
        configtest: env!("CARGO_PKG_VERSION").to_owned(),
        source: "live".to_owned(),
        checks: (0..CHECKS).map(check_record).collect(),
    };
    fs::write(folder.join(SUITE_FILE), serde_json::to_vec(&suite).unwrap()).unwrap();
    let of_process = CHECKS / processes;
    for process in 0..processes {
        let file = File::create(folder.join(format!("{process}{PROCESS_FILE}"))).unwrap();
        let mut file = BufWriter::new(file);
        let checks = process * of_process..(process + 1) * of_process;
        let time = |second: usize| {
            format!("2026-11-24T15:{:02}:{:02}.000000000Z", second / 60, second % 60)
        };
        let selected = checks.clone().map(|number| Selected {
            check: check(number),
            cases: RESOURCES,
            of: RESOURCES,
        });
        let mut line = |entry: Entry| {
            serde_json::to_writer(&mut file, &entry).unwrap();
            file.write_all(b"\n").unwrap();
        };
        line(Entry::Began(Began {
            format_version: RECORD_FORMAT,
            suite: SUITE.to_owned(),
            time: time(process),
            run: (processes > 1).then(|| "bench".to_owned()),
            selected: selected.collect(),
            narrowed_to: None,
        }));
        for number in checks {
            for resource in 0..RESOURCES {
                line(Entry::Finding(Box::new(finding(number, resource))));
            }
        }
        line(Entry::Ended(Ended { time: time(200 + process), findings: of_process * RESOURCES }));
    }
}

fn check_record(number: usize) -> CheckRecord {
    let severities = [
        Severity::Informational,
        Severity::Low,
        Severity::Medium,
        Severity::High,
        Severity::Critical,
    ];
    CheckRecord {
        path: check(number),
        title: format!("Buckets keep public-access block {number} switched on."),
        description: "A block that is off lets a policy or an ACL open the bucket.".to_owned(),
        remediation: "`aws s3api put-public-access-block --bucket NAME ...`".to_owned(),
        severity: severities[number % severities.len()],
        controls: vec!["CIS AWS 5.0: 2.1.4".to_owned(), "FSBP: S3.8".to_owned()],
        file: "app/tests/config/buckets.rs".to_owned(),
        line: 9 + u32::try_from(number).unwrap(),
        kind: Some("AWS::S3::Bucket".to_owned()),
        ignored: None,
    }
}

fn finding(number: usize, resource: usize) -> FindingRecord {
    let status = match resource % 20 {
        0..12 => Status::Pass,
        12..18 => Status::Fail,
        18 => Status::Waived,
        _ => Status::Unknown,
    };
    let is_pass = status == Status::Pass;
    let is_fail = matches!(status, Status::Fail | Status::Waived);
    let check = check(number);
    let bucket = format!("acme-{resource:04}-with-a-name-of-some-length");
    FindingRecord {
        fingerprint: format!(
            "{:032x}",
            (number * RESOURCES + resource) as u128 * 0x9E37_79B9_7F4A_7C15
        ),
        suite: SUITE.to_owned(),
        test: format!("{check}::{bucket}"),
        check,
        values: None,
        kind: Some("AWS::S3::Bucket".to_owned()),
        subject: SubjectRecord::Resource,
        resource: Some(ResourceRecord {
            arn: format!("arn:aws:s3:::{bucket}"),
            id: bucket.clone(),
            name: None,
            account: format!("11112222{:04}", resource % 40),
            region: Some("eu-west-1".to_owned()),
        }),
        accounts: Vec::new(),
        place: None,
        verdict: match status {
            Status::Pass => RunVerdict::Pass,
            Status::Unknown => RunVerdict::Unknown,
            _ => RunVerdict::Fail,
        },
        status,
        breaks: matches!(status, Status::Fail | Status::Unknown),
        message: if is_fail { "assertion failed: block.blocks_everything()" } else { "" }
            .to_owned(),
        location: is_fail.then(|| "app/tests/config/buckets.rs:12:5".to_owned()),
        failures: is_fail
            .then(|| FailureRecord {
                location: "app/tests/config/buckets.rs:11:5".to_owned(),
                message: "!block.is_empty(): it is empty\n  block = {}".to_owned(),
            })
            .into_iter()
            .collect(),
        unknown: (status == Status::Unknown).then(|| UnknownRecord {
            reason: "access denied".to_owned(),
            operation: "s3:GetPublicAccessBlock".to_owned(),
            code: Some("AccessDenied".to_owned()),
            iam_action: Some("s3:GetBucketPublicAccessBlock".to_owned()),
            message: "s3:GetPublicAccessBlock: AccessDenied: Access Denied".to_owned(),
        }),
        reads: (!is_pass)
            .then(|| ReadRecord {
                resource: bucket,
                attribute: "public_access_block".to_owned(),
                value: r#"{"BlockPublicAcls":true,"BlockPublicPolicy":false}"#.to_owned(),
                provenance: "s3:GetPublicAccessBlock at 2026-11-24T10:33:11Z".to_owned(),
            })
            .into_iter()
            .collect(),
        reads_omitted: 0,
        digest: if is_pass { String::new() } else { "0f".repeat(16) },
        waiver: (status == Status::Waived).then(|| WaiverRecord {
            reason: "the public website".to_owned(),
            owner: Some("web".to_owned()),
            ticket: Some("WEB-12".to_owned()),
            expires: "2027-03-31".to_owned(),
            expired: false,
            place: "configtest.toml:12".to_owned(),
        }),
        baseline: None,
        stale: Vec::new(),
        settled: None,
    }
}
