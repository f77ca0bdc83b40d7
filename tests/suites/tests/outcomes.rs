//! One check for each way in which a check can end, over a mock.

use configtest::prelude::*;

#[config_test]
fn passes(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-logs");
}

#[config_test]
fn fails(bucket: &s3::Bucket) {
    assert_eq!(bucket.tags(), []);
    assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
}

#[config_test]
fn returns_ok(bucket: &s3::Bucket) -> Result<(), String> {
    bucket.encryption().map(|_| ()).ok_or_else(|| "no encryption".to_owned())
}

#[config_test]
fn returns_an_error(bucket: &s3::Bucket) -> Result<(), String> {
    bucket.policy().map(|_| ()).ok_or_else(|| "no policy".to_owned())
}

#[config_test]
fn has_nothing(_instance: &ec2::Instance) {}

#[config_test(allow_empty)]
fn may_have_nothing(_group: &ec2::SecurityGroup) {}

mod nested {
    use configtest::prelude::*;

    #[config_test]
    fn passes(_bucket: &s3::Bucket) {}
}

fn acme() -> Snapshot {
    Snapshot::mock().with(s3::Bucket::mock("acme-logs"))
}

configtest::main!(mock = acme);
