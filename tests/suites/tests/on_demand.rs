//! A check whose reading is out of the macro's sight.

use configtest::prelude::*;

#[config_test]
fn buckets_keep_versions(bucket: &s3::Bucket) {
    assert!(keeps_versions(bucket));
}

fn keeps_versions(bucket: &s3::Bucket) -> bool {
    bucket.versioning().is_enabled()
}

configtest::main!();
