use configtest::prelude::*;

#[config_test(when(is_public))]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
