//! Checks over instances, of which there may be none.

use configtest::prelude::*;

#[config_test]
fn there_are_instances(instance: &ec2::Instance) {
    assert!(instance.instance_id().starts_with("i-"));
}

#[config_test(allow_empty)]
fn instances_require_imds_v2(instance: &ec2::Instance) {
    let options = instance.metadata_options().expect("no metadata options");
    assert!(options.refuses_imds_v1());
}

configtest::main!();
