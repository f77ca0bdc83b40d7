//! Two checks, one of which fails; built with instruments for coverage.

use configtest::prelude::*;

#[config_test]
fn passes(_bucket: &s3::Bucket) {}

#[config_test]
fn fails(bucket: &s3::Bucket) {
    assert!(bucket.policy().is_some());
}

fn acme() -> Snapshot {
    Snapshot::mock().with(s3::Bucket::mock("acme-logs"))
}

configtest::main!(mock = acme);
