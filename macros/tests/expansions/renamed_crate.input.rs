#[config_test(
    crate = renamed::inner,
    ignore = "said by configtest",
    resource = "configtest-*",
    when = is_public
)]
fn check(bucket: &s3::Bucket, all: All<s3::Bucket>, #[values(1, 2)] number: u8) -> Result<(), E> {
    bucket.versioning();
}
