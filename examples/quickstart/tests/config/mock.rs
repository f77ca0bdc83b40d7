//! A small account built in code: the smallest in which every check has something to look at.

use configtest::prelude::*;

const TLS_ONLY: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", 
        "Resource": ["arn:aws:s3:::acme-invoices", "arn:aws:s3:::acme-invoices/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}}
    }]
}"#;

pub fn acme() -> Snapshot {
    let tags = [
        Tag::new("service", "billing"),
        Tag::new("environment", "production"),
        Tag::new("data-class", "confidential"),
    ];
    let invoices = s3::Bucket::mock("acme-invoices")
        .with_versioning(s3::VersioningConfiguration::enabled())
        .with_encryption(s3::ServerSideEncryptionConfiguration::by_default(
            s3::ServerSideEncryption::AwsKms,
        ))
        .with_policy(s3::BucketPolicy::new(TLS_ONLY))
        .with_tags(tags.clone());
    let web = ec2::SecurityGroup::mock("sg-0a1b2c3d4e5f60718")
        .with_group_name("billing-web")
        .with_ip_permissions([ec2::IpPermission::new("tcp", 443..=443).with_cidr("0.0.0.0/0")]);
    let server = ec2::Instance::mock("i-0a1b2c3d4e5f60718")
        .with_metadata_options(|options| options.http_put_response_hop_limit = Some(1))
        .with_security_groups([ec2::GroupIdentifier::new(web.group_id())])
        .with_tags(tags);
    let default = ec2::SecurityGroup::mock_default("sg-0f1e2d3c4b5a69788")
        .with_ip_permissions([])
        .with_ip_permissions_egress([]);
    Snapshot::mock().with(invoices).with(web).with(default).with(server)
}
