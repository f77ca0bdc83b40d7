use configtest::prelude::*;

struct Suite;

impl Suite {
    #[config_test]
    fn check(_bucket: &s3::Bucket) {}
}

fn main() {}
