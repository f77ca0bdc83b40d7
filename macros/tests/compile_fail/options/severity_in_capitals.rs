use configtest::prelude::*;

#[config_test(severity = "HIGH")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
