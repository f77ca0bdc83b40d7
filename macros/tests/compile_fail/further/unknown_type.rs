use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, _port: u16) {}

fn main() {}
