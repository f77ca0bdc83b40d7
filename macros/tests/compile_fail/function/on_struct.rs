use configtest::prelude::*;

#[config_test]
struct Check;

fn main() {}
