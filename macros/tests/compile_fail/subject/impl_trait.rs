use configtest::prelude::*;

#[config_test]
fn check(_bucket: &impl configtest::Kind) {}

fn main() {}
