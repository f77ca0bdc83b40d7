//! Checks in a library, under every lint. Its own tests keep libtest's harness.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

use ct::prelude::*;

/// Buckets have a name of the company's.
#[config_test(crate = ct, severity = "low", controls("NAMES: 1"))]
fn of_a_library(bucket: &s3::Bucket) {
    assert!(bucket.name().starts_with("acme-"));
}

#[config_test(crate = ct)]
fn private(bucket: &s3::Bucket) {
    assert!(bucket.name().starts_with("acme-"));
}

#[expect(non_snake_case, reason = "the name is a control's")]
#[config_test(crate = ct)]
fn CIS_2_1_4(bucket: &s3::Bucket) {
    assert!(bucket.name().starts_with("acme-"));
}

/// A module of its own.
pub mod inner {
    use ct::s3;

    #[ct::config_test(crate = ct, ignore = "until it is needed")]
    fn of_an_inner_module(bucket: &s3::Bucket) {
        assert!(bucket.name().starts_with("acme-"));
    }
}
