//! Checks whose words come from somewhere. They fail, so that the words are shown.

use ct::prelude::*;

#[doc = " Buckets have a name."]
#[doc = ""]
#[doc = concat!(" It is ", "not empty.")]
#[doc(alias = "name")]
#[config_test(crate = ct, resource = "acme-web")]
#[doc = " # Remediation"]
/// Give it one.
fn by_attributes(bucket: &s3::Bucket) {
    assert!(bucket.name().is_empty());
}

/** Buckets have a name.

It is not empty. */
#[config_test(crate = ct, resource = "acme-web")]
fn by_a_block(bucket: &s3::Bucket) {
    assert!(bucket.name().is_empty());
}

#[doc = include_str!("words.md")]
#[config_test(crate = ct, resource = "acme-web")]
fn by_a_file(bucket: &s3::Bucket) {
    assert!(bucket.name().is_empty());
}
