use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket, #[values((1, 2))] (_from, _to): (u16, u16), #[values(1)] _: u16) {}

fn main() {}
