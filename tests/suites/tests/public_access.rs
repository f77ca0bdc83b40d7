//! One check that reads one facet.

use configtest::prelude::*;

#[config_test]
fn buckets_block_public_access(bucket: &s3::Bucket) {
    assert!(bucket.public_access_block().is_some_and(|block| block.blocks_everything()));
}

configtest::main!();
