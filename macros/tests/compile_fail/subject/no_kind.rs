use configtest::prelude::*;

#[config_test]
fn check(bucket: &String) {
    assert!(bucket.is_empty());
}

fn main() {}
