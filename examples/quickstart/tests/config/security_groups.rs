//! What must hold of every security group.

use configtest::prelude::*;

/// SSH and RDP are not open to the internet.
///
/// # Remediation
/// Name the networks that administrators come from, or use Session Manager and drop the rule.
#[config_test(severity = "critical", controls("CIS AWS 5.0: 5.3", "CIS AWS 5.0: 5.4"))]
fn keep_administration_private(group: &ec2::SecurityGroup, #[values(22, 3389)] port: u16) {
    assert_closed_to_the_internet(group, port);
}

/// Databases and search engines are not open to the internet.
#[config_test(severity = "critical", controls("FSBP: EC2.19"))]
fn keep_databases_private(group: &ec2::SecurityGroup) {
    for port in [1433, 1434, 3306, 4333, 5432, 9200, 9300] {
        assert_closed_to_the_internet(group, port);
    }
}

/// What is open to the internet is a web port.
#[config_test(severity = "high", controls("FSBP: EC2.18"))]
fn open_web_ports_alone(group: &ec2::SecurityGroup) {
    for rule in group.ip_permissions().iter().filter(|rule| rule.names_the_whole_internet()) {
        let is_web_port = |port| rule.from_port == Some(port) && rule.to_port == Some(port);
        let is_tcp = rule.ip_protocol.as_deref() == Some("tcp");
        assert!(is_tcp && (is_web_port(80) || is_web_port(443)), "open to the internet: {rule:?}");
    }
}

/// The default group of a VPC allows nothing: whoever forgets to name a group gets this one.
///
/// # Remediation
/// Move what uses the group to a group of its own, then revoke all rules of the default group.
#[config_test(
    severity = "medium",
    controls("CIS AWS 5.0: 5.5", "FSBP: EC2.2"),
    when = |group| group.group_name() == Some("default")
)]
fn leave_default_groups_empty(group: &ec2::SecurityGroup) {
    assert_eq!(group.ip_permissions(), []);
    assert_eq!(group.ip_permissions_egress(), []);
}

fn assert_closed_to_the_internet(group: &ec2::SecurityGroup, port: u16) {
    let open = group
        .ip_permissions()
        .iter()
        .find(|rule| rule.covers("tcp", port) && rule.names_the_whole_internet());
    assert!(open.is_none(), "port {port} is open to the internet");
}
