use configtest::prelude::*;

#[config_test]
fn check(_buckets: &[s3::Bucket]) {}

fn main() {}
