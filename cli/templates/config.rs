//! What must hold in the account.
//!
//! Each function under `#[config_test]` is a check. It runs once for each resource of the kind that it
//! takes, over the source that configtest.toml chooses. To go on:
//!
//! * See a check fail: say `false` to a public access block in `AWS-S3-Bucket.json` of the mock account.
//! * Look at an account of your own: `CONFIGTEST_SOURCE=live cargo test`.
//! * Write it down, for runs without the cloud: `cargo configtest record --source live --out
//!   fixtures/NAME`, and name that folder in configtest.toml.

use configtest::prelude::*;

/// Buckets keep every public-access block switched on.
///
/// # Remediation
/// `aws s3api put-public-access-block --bucket NAME --public-access-block-configuration
/// BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`
#[config_test(severity = "high", controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"))]
fn buckets_block_public_access(bucket: &s3::Bucket) {
    let block = bucket
        .public_access_block()
        .expect("no public access block is set");
    assert!(block.blocks_everything(), "not everything is blocked");
}

/// Buckets keep the old versions of their objects.
///
/// # Remediation
/// `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`
#[config_test(severity = "medium")]
fn buckets_keep_old_versions(bucket: &s3::Bucket) {
    assert!(
        bucket.versioning().is_enabled(),
        "versioning is not enabled"
    );
}

/// SSH and RDP are not open to the internet.
///
/// # Remediation
/// Name the networks that administrators come from, or use Session Manager and drop the rule.
#[config_test(
    severity = "critical",
    controls("CIS AWS 5.0: 5.3", "CIS AWS 5.0: 5.4")
)]
fn security_groups_keep_administration_private(group: &ec2::SecurityGroup) {
    for port in [22, 3389] {
        let open = group
            .ip_permissions()
            .iter()
            .find(|rule| rule.covers("tcp", port) && rule.names_the_whole_internet());
        assert!(open.is_none(), "port {port} is open to the internet");
    }
}

configtest::main!();
