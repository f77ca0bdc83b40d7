use configtest::prelude::*;

#[config_test]
fn check(self) {}

fn main() {}
