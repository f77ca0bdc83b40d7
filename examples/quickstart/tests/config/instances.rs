//! What must hold of every EC2 instance.

use configtest::prelude::*;

/// The metadata service answers with a session token alone (IMDSv2).
///
/// # Remediation
/// `aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required`
#[config_test(severity = "high", controls("CIS AWS 5.0: 5.7", "FSBP: EC2.8"))]
fn require_imds_v2(instance: &ec2::Instance) {
    let options = instance.metadata_options().expect("no metadata options");
    assert!(options.refuses_imds_v1(), "IMDSv1 is open");
}

/// Answers of the metadata service stay on the instance, so that a container cannot fetch them.
#[config_test(severity = "medium")]
fn keep_metadata_on_the_instance(instance: &ec2::Instance) {
    let options = instance.metadata_options().expect("no metadata options");
    assert_eq!(options.http_put_response_hop_limit, Some(1));
}

/// Instances stand behind the load balancer, without a public address of their own.
#[config_test(severity = "high", controls("FSBP: EC2.9"))]
fn have_no_public_address(instance: &ec2::Instance) {
    assert_eq!(instance.public_addresses(), Vec::<&str>::new());
}

/// Instances say which service they belong to.
#[config_test(severity = "low")]
fn say_whose_they_are(instance: &ec2::Instance) {
    assert!(instance.tag("service").is_some(), "the tag `service` is missing");
}
