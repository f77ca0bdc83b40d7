use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bukket) {
    let _ = bucket;
}

fn main() {}
