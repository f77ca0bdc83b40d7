mod deep;

use configtest::prelude::*;

#[config_test]
pub(crate) fn are_encrypted(bucket: &s3::Bucket) {
    assert!(bucket.encryption().is_some());
}
