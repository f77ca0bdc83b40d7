use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, _other: impl configtest::FromContext) {}

fn main() {}
