use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values(22)] _port: impl Into<u16>) {}

fn main() {}
