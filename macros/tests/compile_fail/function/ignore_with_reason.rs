use configtest::prelude::*;

#[config_test]
#[ignore = "later"]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
