use configtest::prelude::*;

#[config_test]
fn check(bucket: &mut s3::Bucket) {
    let _ = bucket;
}

fn main() {}
