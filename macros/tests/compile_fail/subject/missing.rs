use configtest::prelude::*;

#[config_test]
fn check() {}

fn main() {}
