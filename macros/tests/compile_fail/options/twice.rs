use configtest::prelude::*;

#[config_test(severity = "high", allow_empty, severity = "low")]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
