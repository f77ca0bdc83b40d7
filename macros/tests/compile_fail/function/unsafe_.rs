use configtest::prelude::*;

#[config_test]
unsafe fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
