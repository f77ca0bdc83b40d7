use configtest::prelude::*;

#[config_test(when = |_| true)]
fn check(_snapshot: &Snapshot) {}

fn main() {}
