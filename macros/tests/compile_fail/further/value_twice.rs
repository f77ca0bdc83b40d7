use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values(22, 3389, 22)] _port: u16) {}

fn main() {}
