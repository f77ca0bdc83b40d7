use configtest::prelude::*;

#[config_test]
mod checks {}

fn main() {}
