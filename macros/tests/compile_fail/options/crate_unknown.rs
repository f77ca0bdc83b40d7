use configtest::prelude::*;

#[config_test(crate = nowhere)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
