use configtest::prelude::*;

#[config_test(colour = "red")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
