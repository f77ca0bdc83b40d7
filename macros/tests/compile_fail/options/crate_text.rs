use configtest::prelude::*;

#[config_test(crate = "x")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
