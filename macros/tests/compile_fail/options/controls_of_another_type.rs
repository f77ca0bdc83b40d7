use configtest::prelude::*;

#[config_test(controls(2.1))]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
