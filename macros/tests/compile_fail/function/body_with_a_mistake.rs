use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket) {
    assert!(bucket.versionin().is_enabled());
}

fn main() {}
