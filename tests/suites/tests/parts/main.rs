//! A suite in several files and modules, with the checks of a library beside its own.

use configtest::prelude::*;
// Its checks run here, since the crate is linked.
use pack as _;

mod network;
mod storage;

/// At the root, and of the name that a check elsewhere has too.
#[config_test]
fn have_tags(bucket: &s3::Bucket) {
    assert_eq!(bucket.tag("env"), Some("prod"));
}

fn acme() -> Snapshot {
    let prod = [Tag::new("env", "prod")];
    let open = ec2::IpPermission::new("tcp", 22..=22).with_cidr("0.0.0.0/0");
    Snapshot::mock()
        .with(s3::Bucket::mock("acme-logs").with_tags(prod))
        .with(s3::Bucket::mock("other"))
        .with(ec2::SecurityGroup::mock("sg-1"))
        .with(ec2::SecurityGroup::mock("sg-2").with_ip_permissions([open]))
}

configtest::main!(mock = acme);
