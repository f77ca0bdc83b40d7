//! `AWS::EC2::SecurityGroup`.

use super::security_group_shapes::IpPermission;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// A security group with all its rules, as Amazon EC2 describes it.
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let https = ec2::IpPermission::new("tcp", 443..=443).with_cidr("10.0.0.0/8");
    /// let group = ec2::SecurityGroup::mock("sg-0a1b2c3d").with_ip_permissions([https]);
    /// assert!(group.ip_permissions().iter().all(|rule| !rule.covers("tcp", 22)));
    /// ```
    pub struct SecurityGroup("AWS::EC2::SecurityGroup", "security group", "security groups") {
        list: DESCRIBE_SECURITY_GROUPS at "securityGroupInfo",
        arn: Arn::Ec2("security-group"),
        name: "GroupName",
        id: /// The id: `sg-0123`.
            "GroupId" group_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new group, named as its id: nothing may come in, everything may go out over IPv4.
            /// Source: "Security group rules" in the Amazon VPC user guide.
            r#"
            {
              "Description": "mock",
              "GroupName": "{id}",
              "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
              "OwnerId": "{account}",
              "SecurityGroupArn": "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
        mock_default: /// The default group of a VPC: its members may reach each other, and everything may go
            /// out over IPv4. Source: "Default security groups for your VPCs" in the Amazon VPC
            /// user guide.
            r#"
            {
              "Description": "default VPC security group",
              "GroupName": "default",
              "IpPermissions": [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "{id}", "UserId": "{account}"}]}],
              "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
              "OwnerId": "{account}",
              "SecurityGroupArn": "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeSecurityGroups tells of a security group.
    pub struct SecurityGroupDescription in ec2 as "SecurityGroup" {
        /// The description given when it was made.
        "Description" description: str <- "groupDescription",
        /// The name, unique in its VPC.
        "GroupName" group_name: str,
        /// The inbound rules.
        "IpPermissions" ip_permissions: [IpPermission],
        /// The outbound rules.
        "IpPermissionsEgress" ip_permissions_egress: [IpPermission],
        /// The account that owns it.
        "OwnerId" owner_id: str,
        /// The ARN.
        "SecurityGroupArn" security_group_arn: str,
        /// The VPC it belongs to.
        "VpcId" vpc_id: str,
    }
}
