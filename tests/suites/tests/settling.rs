//! A check that reads more of one bucket than of the others, out of the macro's sight.

use configtest::prelude::*;

#[config_test]
fn the_first_bucket_is_known(bucket: &s3::Bucket) {
    let _ = bucket.versioning();
    if bucket.name().ends_with("-000000") {
        helper(bucket);
    }
}

fn helper(bucket: &s3::Bucket) {
    let _ = bucket.policy();
}

configtest::main!();
