//! The checks of the buckets, put to the test themselves: what do they say of a bucket that is as it
//! should be, of one that is not, and of one that nobody could read?
//!
//! This target keeps Rust's own test harness, under which `#[test]` works as everywhere.

use configtest::prelude::*;
use configtest::{Fact, Unknown, Verdict, verdict};

#[path = "config/buckets.rs"]
mod buckets;

#[test]
fn a_new_bucket_blocks_public_access() {
    let bucket = s3::Bucket::mock("acme-logs");
    assert_eq!(verdict(|| buckets::block_public_access(&bucket)), Verdict::Pass);

    let open = bucket.clone().with_public_access_block(None);
    assert_eq!(verdict(|| buckets::block_public_access(&open)), Verdict::Fail);

    let denied = Fact::Unknown(Unknown::access_denied("s3:GetPublicAccessBlock"));
    let hidden = bucket.with_public_access_block(denied);
    assert_eq!(verdict(|| buckets::block_public_access(&hidden)), Verdict::Unknown);
}

#[test]
fn confidential_data_needs_a_kms_key_and_other_data_does_not() {
    let bucket = s3::Bucket::mock("acme-invoices");
    assert!(!buckets::is_confidential(&bucket));

    let confidential = bucket.with_tag("data-class", "confidential");
    assert!(buckets::is_confidential(&confidential));
    let check = buckets::encrypt_what_is_confidential_with_kms;
    assert_eq!(verdict(|| check(&confidential)), Verdict::Fail);

    let kms = s3::ServerSideEncryptionConfiguration::by_default(s3::ServerSideEncryption::AwsKms);
    let encrypted = confidential.with_encryption(kms);
    assert_eq!(verdict(|| check(&encrypted)), Verdict::Pass);
}

#[test]
fn plain_http_has_to_be_denied_for_the_bucket_and_all_its_objects() {
    let statement = |resources: &str, condition: &str| {
        format!(
            r#"{{"Statement": {{"Effect": "Deny", "Principal": {{"AWS": "*"}}, "Action": ["s3:*"],
                "Resource": {resources}, "Condition": {condition}}}}}"#
        )
    };
    let whole = r#"["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"]"#;
    let tls = r#"{"Bool": {"aws:SecureTransport": "false"}}"#;
    let and_more = r#"{"Bool": {"aws:SecureTransport": "false"}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#;
    for (resources, condition, expected) in [
        (whole, tls, Verdict::Pass),
        (whole, r#"{"Bool": {"AWS:securetransport": ["false"]}}"#, Verdict::Pass),
        (r#""arn:aws:s3:::acme-logs/*""#, tls, Verdict::Fail),
        (whole, and_more, Verdict::Fail),
        (whole, "{}", Verdict::Fail),
        ("[]", tls, Verdict::Fail),
    ] {
        let policy = s3::BucketPolicy::new(statement(resources, condition));
        let bucket = s3::Bucket::mock("acme-logs").with_policy(policy);
        let said = verdict(|| buckets::refuse_plain_http(&bucket));
        assert_eq!(said, expected, "{resources} {condition}");
    }
    let none = s3::Bucket::mock("acme-logs");
    assert_eq!(verdict(|| buckets::refuse_plain_http(&none)), Verdict::Fail);
}
