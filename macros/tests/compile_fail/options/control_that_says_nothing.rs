use configtest::prelude::*;

#[config_test(controls("CIS AWS 5.0: 2.1.4", " "))]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
