//! Checks that pass where what they read is known.

use configtest::prelude::*;

#[config_test]
fn buckets_are_known(bucket: &s3::Bucket) {
    let _ = bucket.versioning();
    let _ = bucket.policy();
}

#[config_test(allow_empty)]
fn groups_are_known(group: &ec2::SecurityGroup) {
    let _ = group.ip_permissions();
}

#[config_test]
fn regions_are_known(region: &ec2::RegionSettings) {
    assert!(region.ebs_encryption_by_default().is_some());
}

configtest::main!();
