use configtest::prelude::*;

#[config_test]
fn check<T>(_bucket: &T) {}

fn main() {}
