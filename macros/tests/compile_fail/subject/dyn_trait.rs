use configtest::prelude::*;

#[config_test]
fn check(_bucket: &dyn std::fmt::Debug) {}

fn main() {}
