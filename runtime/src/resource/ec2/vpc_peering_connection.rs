//! `AWS::EC2::VPCPeeringConnection`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A VPC peering connection, as either side sees it.
    pub struct VpcPeeringConnection("AWS::EC2::VPCPeeringConnection", "VPC peering connection", "VPC peering connections") {
        list: DESCRIBE_VPC_PEERING_CONNECTIONS at "vpcPeeringConnectionSet",
        arn: Arn::Ec2("vpc-peering-connection"),
        id: /// The id.
            "VpcPeeringConnectionId" vpc_peering_connection_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new connection between two VPCs of the account, not accepted yet. Source:
            /// CreateVpcPeeringConnection in the Amazon EC2 API reference.
            r#"
            {
              "AccepterVpcInfo": {"OwnerId": "{account}", "Region": "{region}", "VpcId": "vpc-1123456789abcdef0"},
              "RequesterVpcInfo": {
                "CidrBlock": "10.0.0.0/16",
                "CidrBlockSet": [{"CidrBlock": "10.0.0.0/16"}],
                "OwnerId": "{account}",
                "Region": "{region}",
                "VpcId": "vpc-0123456789abcdef0"
              },
              "Status": {"Code": "pending-acceptance"}
            }"#,
    }
    /// What DescribeVpcPeeringConnections tells of a VPC peering connection.
    pub struct VpcPeeringConnectionDescription in ec2 as "VpcPeeringConnection" {
        "AccepterVpcInfo" accepter_vpc_info: VpcPeeringConnectionVpcInfo,
        "ExpirationTime" expiration_time: time,
        "MultipathResilienceStatus" multipath_resilience_status: str,
        "RequesterVpcInfo" requester_vpc_info: VpcPeeringConnectionVpcInfo,
        "Status" status: VpcPeeringConnectionStateReason,
    }
}

shape! {
    /// `VpcPeeringConnectionVpcInfo` of the Amazon EC2 API.
    #[serde(default)]
    pub struct VpcPeeringConnectionVpcInfo in ec2 {
        "CidrBlock" cidr_block: str,
        "CidrBlockSet" cidr_block_set: [CidrBlock],
        "Ipv6CidrBlockSet" ipv6_cidr_block_set: [Ipv6CidrBlock],
        "OwnerId" owner_id: str,
        "PeeringOptions" peering_options: VpcPeeringConnectionOptionsDescription,
        "Region" region: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `CidrBlock` of the Amazon EC2 API.
    pub struct CidrBlock in ec2 {
        "CidrBlock" cidr_block: str,
    }
}

shape! {
    /// `Ipv6CidrBlock` of the Amazon EC2 API.
    pub struct Ipv6CidrBlock in ec2 {
        "Ipv6CidrBlock" ipv6_cidr_block: str,
    }
}

shape! {
    /// `VpcPeeringConnectionOptionsDescription` of the Amazon EC2 API.
    pub struct VpcPeeringConnectionOptionsDescription in ec2 {
        "AllowDnsResolutionFromRemoteVpc" allow_dns_resolution_from_remote_vpc: bool,
        "AllowEgressFromLocalClassicLinkToRemoteVpc" allow_egress_from_local_classic_link_to_remote_vpc: bool,
        "AllowEgressFromLocalVpcToRemoteClassicLink" allow_egress_from_local_vpc_to_remote_classic_link: bool,
        "AllowMultipathResilience" allow_multipath_resilience: bool,
        "MultipathResilienceMode" multipath_resilience_mode: str,
    }
}

shape! {
    /// `VpcPeeringConnectionStateReason` of the Amazon EC2 API.
    pub struct VpcPeeringConnectionStateReason in ec2 {
        "Code" code: str,
        "Message" message: str,
    }
}
