use configtest::prelude::*;

#[config_test(severity = "hihg")]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
