//! The checks of a target that keeps libtest's own harness.

use configtest::prelude::*;

#[config_test]
fn buckets_block_public_access(bucket: &s3::Bucket) {
    assert!(bucket.public_access_block().is_some_and(|block| block.blocks_everything()));
}

#[config_test]
fn buckets_have_a_date(bucket: &s3::Bucket) {
    assert!(bucket.creation_date().is_some());
}

#[config_test(ignore = "until the audit")]
fn buckets_have_been_approved(bucket: &s3::Bucket) {
    assert_eq!(bucket.tag("approved"), Some("yes"));
}
