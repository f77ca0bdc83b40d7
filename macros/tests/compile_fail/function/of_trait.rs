use configtest::prelude::*;

trait Suite {
    #[config_test]
    fn check(_bucket: &s3::Bucket);
}

fn main() {}
