use configtest::prelude::*;

/// Ports of administration are closed to the internet.
#[config_test(severity = "critical", controls("FSBP: EC2.19"))]
pub fn keep_private(group: &ec2::SecurityGroup, #[values(22, 3389)] port: u16) {
    let is_open =
        |rule: &&ec2::IpPermission| rule.covers("tcp", port) && rule.names_the_whole_internet();
    assert!(!group.ip_permissions().iter().any(|rule| is_open(&rule)), "{port} is open");
}

pub mod inline {
    use configtest::prelude::*;

    #[config_test]
    fn have_tags(group: &ec2::SecurityGroup) {
        assert_eq!(group.tag("env"), None);
    }
}
