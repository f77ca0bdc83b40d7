//! `AWS::EC2::SecurityGroup`.

use super::security_group_shapes::IpPermission;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::{Tag, mock};

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
        mock: as_made,
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

/// A group as AWS makes a new one: nothing may come in, everything may go out.
fn as_made(bare: SecurityGroup) -> SecurityGroup {
    bare.edit(|description| {
        description.group_name = Some(description.group_id.clone());
        description.description = Some("mock".to_owned());
        description.owner_id = Some(mock::ACCOUNT.to_owned());
        description.vpc_id = Some("vpc-0123456789abcdef0".to_owned());
        description.ip_permissions_egress =
            vec![IpPermission::all_traffic().with_cidr("0.0.0.0/0")];
    })
}

impl SecurityGroup {
    /// Sets what [`SecurityGroup::group_name`] says.
    #[must_use]
    pub fn with_group_name(self, name: impl Into<String>) -> Self {
        let name = Some(name.into());
        self.edit(|description| description.group_name = name)
    }

    /// Sets the inbound rules.
    #[must_use]
    pub fn with_ip_permissions(self, rules: impl IntoIterator<Item = IpPermission>) -> Self {
        let rules = rules.into_iter().collect();
        self.edit(|description| description.ip_permissions = rules)
    }

    /// Sets the outbound rules.
    #[must_use]
    pub fn with_ip_permissions_egress(self, rules: impl IntoIterator<Item = IpPermission>) -> Self {
        let rules = rules.into_iter().collect();
        self.edit(|description| description.ip_permissions_egress = rules)
    }
}
