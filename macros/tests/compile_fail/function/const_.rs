use configtest::prelude::*;

#[config_test]
const fn check(_bucket: &s3::Bucket) {}

fn main() {}
