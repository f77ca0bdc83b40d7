use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket) {
    check!(bucket.name() == "acme-logs" "of it");
}

fn main() {}
