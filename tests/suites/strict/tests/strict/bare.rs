//! Where nothing is in scope but what is named.

#![no_implicit_prelude]

use ::ct::{All, Snapshot, s3};
use ::std::assert;

#[::ct::config_test(
    crate = ::ct,
    severity = "high",
    controls("A: 1"),
    allow_empty,
    resource = "acme-*",
    when = |bucket| bucket.name().starts_with("acme-w")
)]
fn with_every_option(
    bucket: &s3::Bucket,
    snapshot: &Snapshot,
    buckets: &All<s3::Bucket>,
    #[values("acme", "web")] word: &str,
    #[values(-1, 0)] number: i32,
) {
    assert!(bucket.name().contains(word) && number < 1);
    assert!(buckets.len() == snapshot.all::<s3::Bucket>().len());
}

#[::ct::config_test(crate = ::ct, ignore = "until it is needed")]
fn ignored(_bucket: &s3::Bucket) {}

#[::ct::config_test(crate = ::ct)]
async fn asynchronous(bucket: &s3::Bucket) -> ::core::result::Result<(), ::std::string::String> {
    ::core::future::ready(()).await;
    assert!(bucket.name().starts_with("acme-"));
    ::core::result::Result::Ok(())
}
