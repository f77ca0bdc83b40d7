//! Checks that speak of some of the buckets.

use configtest::prelude::*;

#[config_test(when = |bucket| bucket.versioning().is_enabled())]
fn when_enabled(bucket: &s3::Bucket) {
    let _ = bucket.policy();
}

#[config_test(resource = "*-000003")]
fn by_name(bucket: &s3::Bucket) {
    helper(bucket);
}

fn helper(bucket: &s3::Bucket) {
    let _ = bucket.encryption();
}

#[config_test]
fn every(bucket: &s3::Bucket) {
    let _ = bucket.tags();
}

/// A condition in a predicate does not hide what it is wrong of.
#[config_test(when = |bucket| configtest::check!(bucket.name().ends_with('3')))]
fn when_checked(_bucket: &s3::Bucket) {}

configtest::main!();
