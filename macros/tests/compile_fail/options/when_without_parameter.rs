use configtest::prelude::*;

#[config_test(when = || true)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
