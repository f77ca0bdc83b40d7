use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, _snapshot: &mut Snapshot) {}

fn main() {}
