#[config_test(
    severity = "critical",
    controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"),
    allow_empty,
    ignore = "until the migration is over",
    resource = "acme-*",
    when = |bucket| bucket.tag("public").is_some()
)]
#[cfg(unix)]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}
