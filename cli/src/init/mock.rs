//! The account that a first suite looks at.

use configtest::{Snapshot, ec2, s3};

/// The smallest in which each check of the first suite has something to look at, and passes.
pub(super) fn account() -> Snapshot {
    let bucket =
        |name: &str| s3::Bucket::mock(name).with_versioning(s3::VersioningConfiguration::enabled());
    let web = ec2::SecurityGroup::mock("sg-0a1b2c3d4e5f60718")
        .with_group_name("web")
        .with_ip_permissions([ec2::IpPermission::new("tcp", 443..=443).with_cidr("0.0.0.0/0")]);
    Snapshot::mock().with(bucket("acme-invoices")).with(bucket("acme-logs")).with(web)
}
