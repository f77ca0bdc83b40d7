use configtest::prelude::*;

#[config_test]
fn check(_snapshot: Snapshot) {}

fn main() {}
