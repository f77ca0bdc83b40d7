use configtest::prelude::*;

#[config_test]
fn buckets_config_test(_bucket: &s3::Bucket) {}

fn main() {}
