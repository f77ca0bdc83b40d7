use configtest::prelude::*;

#[config_test(severty = "high")]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
