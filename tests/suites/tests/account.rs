//! The account of the README: public access blocks, SSH, and buckets' versions.

use configtest::prelude::*;

/// Buckets keep every public-access block switched on.
///
/// # Remediation
/// Switch them on.
#[config_test(severity = "high", controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"))]
fn buckets_block_public_access(bucket: &s3::Bucket) {
    let block = bucket.public_access_block().expect("no public access block is set");
    assert!(block.blocks_everything());
}

mod network {
    use configtest::prelude::*;

    /// SSH is not open to the internet.
    #[config_test(severity = "critical")]
    fn groups_keep_ssh_private(group: &ec2::SecurityGroup) {
        for rule in group.ip_permissions() {
            let is_open = rule.covers("tcp", 22) && rule.names_the_whole_internet();
            assert!(!is_open, "SSH is open to the internet");
        }
    }
}

configtest::main!();
