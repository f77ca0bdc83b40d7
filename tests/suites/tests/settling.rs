//! A check that reads more of one bucket than of the others, and something of another one, out of the
//! macro's sight.

use configtest::prelude::*;

#[config_test]
fn the_first_bucket_is_known(bucket: &s3::Bucket, snapshot: &Snapshot) {
    let _ = bucket.versioning();
    if bucket.name().ends_with("-000000") {
        helper(bucket, snapshot);
    }
}

fn helper(bucket: &s3::Bucket, snapshot: &Snapshot) {
    let _ = bucket.policy();
    let name = bucket.name().replace("-000000", "-000005");
    let _ = snapshot.all::<s3::Bucket>().get(&name).unwrap().encryption();
}

configtest::main!();
