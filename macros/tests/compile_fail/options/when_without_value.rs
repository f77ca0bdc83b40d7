use configtest::prelude::*;

#[config_test(when)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
