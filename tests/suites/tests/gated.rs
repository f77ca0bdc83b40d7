//! Checks of every severity and outcome, over an account that changes: `GATED` says how it is.

use configtest::prelude::*;
use configtest::{Fact, Unknown};

/// Buckets keep their versions.
///
/// Remediation: switch versioning on.
#[config_test(severity = "high")]
fn versions_are_kept(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
}

/// Buckets say where they are logged.
#[config_test(severity = "medium")]
fn logs_are_kept(bucket: &s3::Bucket) {
    assert!(bucket.logging().is_some());
}

#[config_test(severity = "low")]
fn have_an_owner(bucket: &s3::Bucket) {
    assert_eq!(bucket.tag("owner"), Some("acme"));
}

#[config_test(severity = "critical")]
fn ports_are_closed(group: &ec2::SecurityGroup, #[values(22, 3389)] port: u16) {
    let mut rules = group.ip_permissions().iter();
    let is_open = rules.any(|rule| rule.covers("tcp", port) && rule.names_the_whole_internet());
    assert!(!is_open, "port {port} is open");
}

#[config_test(severity = "informational")]
fn owners_are_many(buckets: All<s3::Bucket>) {
    let owned = buckets.iter().filter(|bucket| bucket.tag("owner").is_some()).count();
    assert_eq!(owned, buckets.len());
}

#[config_test]
fn whole(snapshot: &Snapshot) {
    assert_eq!(snapshot.all::<ec2::SecurityGroup>().len(), 1);
}

#[config_test(allow_empty)]
fn may_have_nothing(_instance: &ec2::Instance) {}

#[config_test]
fn has_nothing(_volume: &ec2::Volume) {}

#[config_test(ignore = "until the audit")]
fn on_request(bucket: &s3::Bucket) {
    assert_eq!(bucket.tag("audited"), Some("yes"));
}

/// Ends the whole process where `GATED_ABORT` names it.
mod last {
    use configtest::prelude::*;

    #[config_test]
    fn may_abort(_bucket: &s3::Bucket) {
        if std::env::var_os("GATED_ABORT").is_some() {
            std::process::abort();
        }
    }
}

fn account() -> Snapshot {
    let mode = std::env::var("GATED").unwrap_or_default();
    let denied = Fact::Unknown(Unknown::access_denied("s3:GetBucketLogging"));
    let versioned =
        |name: &str| s3::Bucket::mock(name).with_versioning(s3::VersioningConfiguration::enabled());
    let port = if mode == "changed" { 20..=25 } else { 22..=22 };
    let open = ec2::IpPermission::new("tcp", port).with_cidr("0.0.0.0/0");
    let group = ec2::SecurityGroup::mock("sg-1");
    let data = versioned("acme-data").with_logging(denied);
    let logs = s3::Bucket::mock("acme-logs").with_tags([Tag::new("owner", "nobody")]);
    let web = s3::Bucket::mock("acme-web").with_tags([Tag::new("owner", "acme")]);
    let snapshot = Snapshot::mock().with(data);
    let snapshot = match mode.as_str() {
        "fixed" => {
            snapshot.with(group).with(versioned("acme-logs").with_tags([Tag::new("owner", "acme")]))
        }
        _ => snapshot.with(group.with_ip_permissions([open])).with(logs),
    };
    match mode.as_str() {
        "gone" => snapshot,
        "fixed" => snapshot.with(versioned("acme-web").with_tags([Tag::new("owner", "acme")])),
        "more" => snapshot.with(web).with(s3::Bucket::mock("acme-new")),
        "elsewhere" => {
            snapshot.with(web).with(s3::Bucket::mock("other").with_account("222233334444"))
        }
        _ => snapshot.with(web),
    }
}

configtest::main!(mock = account);
