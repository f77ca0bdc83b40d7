use configtest::prelude::*;

#[config_test(when = is_pubic)]
fn check(_bucket: &s3::Bucket) {}

fn is_public(_bucket: &s3::Bucket) -> bool {
    true
}

fn main() {}
