//! The example that newcomers run first.

use std::process::Command;

use crate::support::{quickstart, repository};

#[test]
fn the_quickstart_builds_no_aws_sdk() {
    let output = Command::new("cargo")
        .args([
            "tree",
            "--package",
            "quickstart",
            "--edges",
            "normal,build,dev",
            "--prefix",
            "none",
        ])
        .current_dir(repository())
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("configtest v"), "{tree}");
    let heavy = |line: &&str| line.starts_with("aws-") || line.starts_with("tokio ");
    assert_eq!(tree.lines().filter(heavy).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_quickstart_shows_what_failures_look_like() {
    let run = quickstart(None);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(run.results().len(), 76, "{run}");
    let red = quickstart(Some("before-the-fix"));
    assert_eq!(red.status, 101, "{red}");
    let failed = red.failed();
    let checks: Vec<&str> = failed.iter().map(|name| name.rsplit_once("::").unwrap().0).collect();
    let expected = [
        "buckets::block_public_access",
        "buckets::encrypt_what_is_confidential_with_kms",
        "buckets::keep_old_versions",
        "buckets::switch_acls_off",
        "instances::require_imds_v2",
        "security_groups::keep_administration_private::port=22",
        "security_groups::open_web_ports_alone",
    ];
    assert_eq!(checks, expected, "{red}");
    let mock = quickstart(Some("mock"));
    assert_eq!(mock.status, 0, "{mock}");
    assert_eq!(mock.results().len(), 19, "{mock}");
}
