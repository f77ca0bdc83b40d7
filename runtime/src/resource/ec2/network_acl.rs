//! `AWS::EC2::NetworkAcl`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A network ACL, which filters what enters and leaves subnets.
    pub struct NetworkAcl("AWS::EC2::NetworkAcl", "network ACL", "network ACLs") {
        list: DESCRIBE_NETWORK_ACLS at "networkAclSet",
        arn: Arn::Ec2("network-acl"),
        id: /// The id.
            "NetworkAclId" network_acl_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new ACL, of no subnet yet, which lets nothing in or out. Source: "Custom network
            /// ACLs for your VPC" in the Amazon VPC user guide.
            r#"
            {
              "Entries": [
                {"CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767},
                {"CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767}
              ],
              "IsDefault": false,
              "OwnerId": "{account}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
        mock_default: /// The default ACL of a VPC, which lets everything in and out. Source: "Default network
            /// ACL for a VPC" in the Amazon VPC user guide.
            r#"
            {
              "Entries": [
                {"CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100},
                {"CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100},
                {"CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767},
                {"CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767}
              ],
              "IsDefault": true,
              "OwnerId": "{account}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeNetworkAcls tells of a network ACL.
    pub struct NetworkAclDescription in ec2 as "NetworkAcl" {
        "Associations" associations: [NetworkAclAssociation] <- "associationSet",
        "Entries" entries: [NetworkAclEntry] <- "entrySet",
        "IsDefault" is_default: bool <- "default",
        "OwnerId" owner_id: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `NetworkAclAssociation` of the Amazon EC2 API.
    pub struct NetworkAclAssociation in ec2 {
        "NetworkAclAssociationId" network_acl_association_id: str,
        "NetworkAclId" network_acl_id: str,
        "SubnetId" subnet_id: str,
    }
}

shape! {
    /// `NetworkAclEntry` of the Amazon EC2 API.
    pub struct NetworkAclEntry in ec2 {
        "CidrBlock" cidr_block: str,
        "Egress" egress: bool,
        "IcmpTypeCode" icmp_type_code: IcmpTypeCode,
        "Ipv6CidrBlock" ipv6_cidr_block: str,
        "PortRange" port_range: PortRange,
        "Protocol" protocol: str,
        "RuleAction" rule_action: str,
        "RuleNumber" rule_number: i32,
    }
}

shape! {
    /// `IcmpTypeCode` of the Amazon EC2 API.
    pub struct IcmpTypeCode in ec2 {
        "Code" code: i32,
        "Type" r#type: i32,
    }
}

shape! {
    /// `PortRange` of the Amazon EC2 API.
    pub struct PortRange in ec2 {
        "From" from: i32,
        "To" to: i32,
    }
}
