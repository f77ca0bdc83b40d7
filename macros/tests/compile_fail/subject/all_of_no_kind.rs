use configtest::prelude::*;

#[config_test]
fn check(_buckets: All<String>) {}

fn main() {}
