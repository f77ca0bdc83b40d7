use configtest::prelude::*;

struct Suite;

impl Suite {
    #[config_test]
    fn check(&self) {}
}

fn main() {}
