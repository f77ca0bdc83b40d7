use configtest::prelude::*;

#[config_test(controls())]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
