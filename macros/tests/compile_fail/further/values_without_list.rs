use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values] _port: u16, #[values = 22] _other: u16) {}

fn main() {}
