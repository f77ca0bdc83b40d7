use configtest::prelude::*;

#[config_test(severity = "high" allow_empty)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
