//! Tests of the same names and outcomes as those of `libtest_words_plain`, over a mock.

use configtest::prelude::*;

#[config_test]
fn green(_bucket: &s3::Bucket) {}

mod nested {
    use configtest::prelude::*;

    #[config_test]
    fn red(bucket: &s3::Bucket) {
        assert_ne!(bucket.name(), "beta", "beta is the one that fails");
    }
}

#[config_test]
fn red_too(bucket: &s3::Bucket) {
    assert_ne!(bucket.name(), "alpha");
}

fn three_buckets() -> Snapshot {
    let buckets = ["alpha", "beta", "gamma"].map(s3::Bucket::mock);
    buckets.into_iter().fold(Snapshot::mock(), Snapshot::with)
}

configtest::main!(mock = three_buckets);
