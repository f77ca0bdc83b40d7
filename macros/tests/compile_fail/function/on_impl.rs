use configtest::prelude::*;

struct Suite;

#[config_test]
impl Suite {
    fn check(_bucket: &s3::Bucket) {}
}

fn main() {}
