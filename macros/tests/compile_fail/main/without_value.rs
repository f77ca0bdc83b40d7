use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket) {}

configtest::main!(mock = );
