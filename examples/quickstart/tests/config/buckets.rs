//! What must hold of every S3 bucket.

use configtest::prelude::*;

/// Buckets keep every public-access block switched on.
///
/// # Remediation
/// `aws s3api put-public-access-block --bucket NAME --public-access-block-configuration
/// BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`
#[config_test(severity = "high", controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"))]
fn block_public_access(bucket: &s3::Bucket) {
    let block = bucket.public_access_block().expect("no public access block is set");
    assert!(block.blocks_everything());
}

/// Buckets keep the old versions of their objects.
///
/// # Remediation
/// `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`
#[config_test(severity = "medium")]
fn keep_old_versions(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
}

/// Buckets with confidential or personal data are encrypted with a KMS key.
///
/// # Remediation
/// Set the team's key with `aws s3api put-bucket-encryption`.
#[config_test(severity = "high")]
fn encrypt_what_is_confidential_with_kms(bucket: &s3::Bucket) {
    let class = bucket.tag("data-class");
    if matches!(class, Some("confidential" | "personal")) {
        let encryption = bucket.encryption().expect("no default encryption is set");
        assert_eq!(encryption.algorithm(), Some(&s3::ServerSideEncryption::AwsKms));
    }
}

/// Access to buckets is ruled by policies, not by ACLs.
///
/// # Remediation
/// `aws s3api put-bucket-ownership-controls --bucket NAME --ownership-controls
/// 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'`
#[config_test(severity = "medium", controls("FSBP: S3.12"))]
fn switch_acls_off(bucket: &s3::Bucket) {
    let controls = bucket.ownership_controls().expect("no ownership controls are set");
    assert!(controls.disable_acls(), "ACLs count");
}

/// Buckets refuse requests that are not encrypted on their way.
///
/// # Remediation
/// Add a statement to the bucket policy that denies `s3:*` where `aws:SecureTransport` is false.
#[config_test(severity = "medium", controls("CIS AWS 5.0: 2.1.1", "FSBP: S3.5"))]
fn refuse_plain_http(bucket: &s3::Bucket) -> Result<(), Box<dyn std::error::Error>> {
    let policy = bucket.policy().ok_or("no bucket policy is set")?.document()?;
    let statements = policy["Statement"].as_array().ok_or("the policy has no statements")?;
    let denies_plain_http = statements.iter().any(|statement| {
        statement["Effect"] == "Deny"
            && statement["Principal"] == "*"
            && statement["Action"] == "s3:*"
            && statement["Condition"]["Bool"]["aws:SecureTransport"] == "false"
    });
    assert!(denies_plain_http, "no statement denies plain HTTP");
    Ok(())
}

/// Buckets say which service they belong to and what data they hold.
#[config_test(severity = "low")]
fn say_whose_they_are(bucket: &s3::Bucket) {
    for key in ["service", "environment", "data-class"] {
        let value = bucket.tag(key);
        assert!(value.is_some_and(|value| !value.is_empty()), "the tag `{key}` is missing");
    }
}
