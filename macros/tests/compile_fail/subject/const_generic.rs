use configtest::prelude::*;

#[config_test]
fn check<const N: usize>(_bucket: &s3::Bucket) {}

fn main() {}
