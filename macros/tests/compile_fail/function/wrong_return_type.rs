use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket) -> bool {
    bucket.versioning().is_enabled()
}

fn main() {}
