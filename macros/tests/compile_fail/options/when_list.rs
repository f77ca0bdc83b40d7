use configtest::prelude::*;

#[config_test(when("acme-*"))]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
