use configtest::prelude::*;

#[config_test(severity = "urgent", allow_emtpy, ignore)]
async unsafe fn check(bucket: String, other: &mut s3::Bucket, #[value(1)] port: u16, zone: &u8) {
    assert!(bucket.versioning().is_enabled());
}

fn main() {}
