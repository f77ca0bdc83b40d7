//! What must hold of every S3 bucket.

use configtest::prelude::*;
use serde_json::Value;

/// Buckets keep every public-access block switched on.
///
/// # Remediation
/// `aws s3api put-public-access-block --bucket NAME --public-access-block-configuration
/// BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`
#[config_test(severity = "high", controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"))]
pub fn block_public_access(bucket: &s3::Bucket) {
    let block = bucket.public_access_block().expect("no public access block is set");
    assert!(block.blocks_everything());
}

/// Buckets keep the old versions of their objects.
///
/// # Remediation
/// `aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled`
#[config_test(severity = "medium")]
pub fn keep_old_versions(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
}

/// Buckets with confidential or personal data are encrypted with a KMS key.
///
/// # Remediation
/// Set the team's key with `aws s3api put-bucket-encryption`.
#[config_test(severity = "high", when = is_confidential)]
pub fn encrypt_what_is_confidential_with_kms(bucket: &s3::Bucket) {
    let encryption = bucket.encryption().expect("no default encryption is set");
    let is_kms = |algorithm: &s3::ServerSideEncryption| {
        [s3::ServerSideEncryption::AwsKms, s3::ServerSideEncryption::AwsKmsDsse].contains(algorithm)
    };
    let algorithm = encryption.algorithm();
    assert!(algorithm.is_some_and(is_kms), "encrypted with {algorithm:?}");
}

/// Whether the bucket's tags say that not everybody may read what it holds.
pub fn is_confidential(bucket: &s3::Bucket) -> bool {
    matches!(bucket.tag("data-class"), Some("confidential" | "personal"))
}

/// Access to buckets is ruled by policies, not by ACLs.
///
/// # Remediation
/// `aws s3api put-bucket-ownership-controls --bucket NAME --ownership-controls
/// 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'`
#[config_test(severity = "medium", controls("FSBP: S3.12"))]
pub fn switch_acls_off(bucket: &s3::Bucket) {
    let controls = bucket.ownership_controls().expect("no ownership controls are set");
    assert!(controls.disable_acls(), "ACLs count");
}

/// Buckets refuse requests that are not encrypted on their way.
///
/// # Remediation
/// Add a statement to the bucket policy that denies `s3:*` where `aws:SecureTransport` is false.
#[config_test(severity = "medium", controls("CIS AWS 5.0: 2.1.1", "FSBP: S3.5"))]
pub fn refuse_plain_http(bucket: &s3::Bucket) -> Result<(), Box<dyn std::error::Error>> {
    let policy = bucket.policy().ok_or("no bucket policy is set")?.document()?;
    let whole_bucket = [bucket.arn().to_owned(), format!("{}/*", bucket.arn())];
    let denies_plain_http = one_or_many(&policy["Statement"]).any(|statement| {
        let principal = &statement["Principal"];
        let principals = if principal.is_object() { &principal["AWS"] } else { principal };
        let resources: Vec<&Value> = one_or_many(&statement["Resource"]).collect();
        statement["Effect"] == "Deny"
            && one_or_many(principals).any(|principal| principal == "*")
            && one_or_many(&statement["Action"]).any(|action| action == "s3:*" || action == "*")
            && whole_bucket.iter().all(|arn| resources.iter().any(|resource| *resource == arn))
            && is_plain_http_alone(&statement["Condition"])
    });
    assert!(denies_plain_http, "no statement denies plain HTTP for the whole bucket");
    Ok(())
}

/// Whether the condition is met by every request without TLS, and says nothing else.
fn is_plain_http_alone(condition: &Value) -> bool {
    let operators = condition.as_object().into_iter().flatten();
    let conditions = operators.flat_map(|(operator, keys)| {
        let keys = keys.as_object().into_iter().flatten();
        keys.map(move |(key, value)| (operator.as_str(), key.to_lowercase(), value))
    });
    let conditions: Vec<_> = conditions.collect();
    let [(operator, key, value)] = &conditions[..] else { return false };
    let is_false = |value: &Value| *value == false || value == "false";
    *operator == "Bool" && key == "aws:securetransport" && one_or_many(value).all(is_false)
}

/// The members of a policy that may be one thing or a list of them.
fn one_or_many(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(items) => items.iter(),
        Value::Null => [].iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// Buckets say which service they belong to and what data they hold.
#[config_test(severity = "low")]
pub fn say_whose_they_are(bucket: &s3::Bucket) {
    for key in ["service", "environment", "data-class"] {
        let value = bucket.tag(key);
        assert!(value.is_some_and(|value| !value.is_empty()), "the tag `{key}` is missing");
    }
}
