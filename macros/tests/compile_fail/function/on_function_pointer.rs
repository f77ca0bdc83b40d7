use configtest::prelude::*;

#[config_test]
pub type Check = fn(&s3::Bucket);

fn main() {}
