//! Checks that are compiled on conditions, which stand above and below the attribute.

use ct::prelude::*;

#[cfg(feature = "extra")]
#[config_test(crate = ct)]
fn left_out_above(_bucket: &Nothing) {}

#[config_test(crate = ct)]
#[cfg(feature = "extra")]
fn left_out_below(_bucket: &Nothing) {}

#[config_test(crate = ct)]
#[cfg_attr(not(feature = "extra"), cfg(feature = "extra"))]
fn left_out_indirectly(_bucket: &Nothing) {}

#[cfg(not(feature = "extra"))]
#[config_test(crate = ct)]
fn kept_above(bucket: &s3::Bucket) {
    assert!(!bucket.name().is_empty());
}

#[config_test(crate = ct)]
#[cfg(not(feature = "extra"))]
#[cfg(any(unix, windows))]
fn kept_below(bucket: &s3::Bucket) {
    assert!(!bucket.name().is_empty());
}

#[config_test(crate = ct)]
#[cfg_attr(not(feature = "extra"), cfg(not(feature = "extra")), doc = " Kept.")]
fn kept_indirectly(bucket: &s3::Bucket) {
    assert!(!bucket.name().is_empty());
}
