use configtest::prelude::*;

#[config_test(resource = "")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
