use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket) {
    check!(1);
    check!(bucket.name());
    check!(bucket.region().is_some() && bucket.name().len(), "of {}", bucket.name());
}

fn main() {}
