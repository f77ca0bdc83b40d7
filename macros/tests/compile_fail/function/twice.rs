use configtest::prelude::*;

#[config_test]
#[config_test]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
