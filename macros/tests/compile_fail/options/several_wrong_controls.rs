use configtest::prelude::*;

#[config_test(controls("FSBP: S3.8", 2, ""))]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
