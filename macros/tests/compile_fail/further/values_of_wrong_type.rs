use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values(22, "ssh")] _port: u16, #[values(443)] _name: &str) {}

fn main() {}
