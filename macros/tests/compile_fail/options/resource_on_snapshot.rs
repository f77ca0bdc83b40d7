use configtest::prelude::*;

#[config_test(resource = "acme-*")]
fn check(_snapshot: &Snapshot) {}

fn main() {}
