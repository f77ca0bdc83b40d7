use configtest::prelude::*;

#[config_test(ignore)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
