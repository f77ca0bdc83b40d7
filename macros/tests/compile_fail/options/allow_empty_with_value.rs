use configtest::prelude::*;

#[config_test(allow_empty = true)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
