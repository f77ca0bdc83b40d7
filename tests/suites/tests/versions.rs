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

/// The same, and then an assertion on what is left.
#[config_test]
fn buckets_keep_versions_or_swallow_and_fail(bucket: &s3::Bucket) {
    let enabled = std::panic::catch_unwind(|| bucket.versioning().is_enabled());
    assert!(enabled.unwrap_or(false));
}

/// A check that loses what is thrown in a thread.
#[config_test]
fn buckets_keep_versions_in_a_thread(bucket: &s3::Bucket) {
    let enabled = std::thread::scope(|scope| {
        scope.spawn(|| bucket.versioning().is_enabled()).join().unwrap_or(true)
    });
    assert!(enabled);
}

/// To handle one question is not to have handled another.
#[config_test]
fn buckets_keep_versions_after_another_question(bucket: &s3::Bucket) {
    let _ = std::panic::catch_unwind(|| bucket.versioning().is_enabled());
    let _ = configtest::known(|| bucket.versioning().is_enabled());
}

/// What `known` hands out, handed on.
#[config_test]
fn buckets_keep_versions_and_return_it(
    bucket: &s3::Bucket,
) -> Result<(), Box<dyn std::error::Error>> {
    assert!(configtest::known(|| bucket.versioning().is_enabled())?);
    Ok(())
}

/// A check that says itself what an unreadable fact means, here and in a thread.
#[config_test]
fn buckets_keep_versions_as_far_as_known(bucket: &s3::Bucket) {
    let known = || configtest::known(|| bucket.versioning().is_enabled());
    let in_thread = std::thread::scope(|scope| scope.spawn(known).join().unwrap());
    assert_eq!(in_thread, known());
    assert!(known().unwrap_or(true));
}

#[config_test]
fn buckets_have_a_date(bucket: &s3::Bucket) {
    assert!(bucket.creation_date().is_some());
}

configtest::main!();
