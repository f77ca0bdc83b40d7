use configtest::prelude::*;

#[config_test]
#[configtest::config_test(severity = "low")]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
