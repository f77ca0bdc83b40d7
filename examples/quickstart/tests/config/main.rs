//! What must hold in ACME's account.
//!
//! Each function under `#[config_test]` runs once for each resource of the kind that it takes first: for
//! those of which `when` says so, and with each of the `values` of a further parameter.

mod buckets;
mod instances;
mod mock;
mod security_groups;

configtest::main!(mock = mock::acme);
