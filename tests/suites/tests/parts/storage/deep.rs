use configtest::prelude::*;

/// By a function of the file above.
#[config_test]
fn are_encrypted(bucket: &s3::Bucket) {
    super::are_encrypted(bucket);
    assert_eq!(bucket.name(), "acme-logs");
}
