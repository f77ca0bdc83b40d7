use configtest::prelude::*;

#[config_test(severity("high"))]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
