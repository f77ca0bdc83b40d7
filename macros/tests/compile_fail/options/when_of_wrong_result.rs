use configtest::prelude::*;

#[config_test(when = |bucket| bucket.name())]
fn check(_bucket: &s3::Bucket) {}

fn main() {}
