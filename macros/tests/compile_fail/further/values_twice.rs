use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values(22)] #[values(3389)] _port: u16) {}

fn main() {}
