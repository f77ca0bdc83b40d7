use configtest::prelude::*;

#[config_test(severity = 3)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
