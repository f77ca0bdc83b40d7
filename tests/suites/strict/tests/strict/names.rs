//! Checks with names that are unusual.

use ct::prelude::*;

#[config_test(crate = ct)]
fn r#match(r#type: &s3::Bucket, #[values(1)] r#for: u8) {
    assert!(!r#type.name().is_empty() && r#for == 1);
}

#[expect(non_snake_case, reason = "the name is a control's")]
#[config_test(crate = ct)]
fn CIS_2_1_4(bucket: &s3::Bucket) {
    assert!(!bucket.name().is_empty());
}

#[config_test(crate = ct)]
fn größe(bucket: &s3::Bucket, #[values("ä")] _wörter: &str) {
    assert!(!bucket.name().is_empty());
}

#[config_test(crate = ct)]
fn _underscored(_bucket: &s3::Bucket, #[values(2)] _number: u8) {}

mod r#mod {
    use ct::prelude::*;

    pub(super) mod inner {
        use super::{config_test, s3};

        #[config_test(crate = ct)]
        pub(in super::super) fn check(bucket: &s3::Bucket) {
            assert!(!bucket.name().is_empty());
        }
    }
}

#[config_test(crate = ct)]
fn calls_another(bucket: &s3::Bucket) {
    r#mod::inner::check(bucket);
}

#[config_test(crate = ct)]
fn holds_another(bucket: &s3::Bucket) {
    #[config_test(crate = ct)]
    fn held(bucket: &s3::Bucket) {
        assert!(!bucket.name().is_empty());
    }
    held(bucket);
}
