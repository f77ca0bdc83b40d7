use configtest::prelude::*;

#[config_test]
#[test]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
