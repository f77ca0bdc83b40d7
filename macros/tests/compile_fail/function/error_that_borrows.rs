use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket) -> Result<(), &str> {
    Err(bucket.name())
}

fn main() {}
