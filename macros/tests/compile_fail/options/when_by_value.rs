use configtest::prelude::*;

#[config_test(when = |bucket: s3::Bucket| true)]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
