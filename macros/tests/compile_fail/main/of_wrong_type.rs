use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket) {}

configtest::main!(mock = acme);

fn acme() -> s3::Bucket {
    s3::Bucket::mock("acme")
}
