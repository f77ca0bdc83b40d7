//! What must hold in ACME's account.
//!
//! Each function under `#[config_test]` runs once for each resource of the kind that it takes.

mod buckets;
mod instances;
mod mock;
mod security_groups;

configtest::main!(mock = mock::acme);
