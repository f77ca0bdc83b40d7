use configtest::prelude::*;

#[config_test(severity, controls = "CIS AWS 5.0: 2.1.4", allow_empty = "yes")]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}

fn main() {}
