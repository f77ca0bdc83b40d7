use configtest::prelude::*;

#[config_test]
extern "C" fn check(_bucket: &s3::Bucket) {}

fn main() {}
