use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[value(22)] _port: u16) {}

fn main() {}
