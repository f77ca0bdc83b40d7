//! A check that reads versioning, beside one that does not.

use configtest::prelude::*;

/// Buckets keep the old versions of their objects.
#[config_test]
fn buckets_keep_versions(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled());
}

/// A check that swallows whatever is thrown in it.
#[config_test]
fn buckets_keep_versions_or_swallow(bucket: &s3::Bucket) {
    let _ = std::panic::catch_unwind(|| bucket.versioning().is_enabled());
}

/// A check that says itself what an unreadable fact means.
#[config_test]
fn buckets_keep_versions_as_far_as_known(bucket: &s3::Bucket) {
    if let Ok(enabled) = configtest::known(|| bucket.versioning().is_enabled()) {
        assert!(enabled);
    }
}

#[config_test]
fn buckets_have_a_date(bucket: &s3::Bucket) {
    assert!(bucket.creation_date().is_some());
}

configtest::main!();
