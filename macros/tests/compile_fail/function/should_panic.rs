use configtest::prelude::*;

#[config_test]
#[should_panic(expected = "x")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
