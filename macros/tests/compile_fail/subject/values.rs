use configtest::prelude::*;

#[config_test]
fn check(#[values(22, 3389)] _port: u16, _bucket: &s3::Bucket) {}

fn main() {}
