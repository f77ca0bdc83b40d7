/// Buckets keep old versions.
///
/// # Remediation
/// Switch versioning on.
#[config_test]
fn keep_old_versions(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled());
}
