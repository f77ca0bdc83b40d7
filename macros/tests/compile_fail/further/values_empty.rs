use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values()] _port: u16) {}

fn main() {}
