//! `AWS::EC2::VPC`.

use super::shared_shapes::BlockPublicAccessStates;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A virtual private cloud (VPC).
    pub struct Vpc("AWS::EC2::VPC", "VPC", "VPCs") {
        list: DESCRIBE_VPCS at "vpcSet",
        arn: Arn::Ec2("vpc"),
        id: /// The id.
            "VpcId" vpc_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new VPC, which is no default one. Source: CreateVpc in the Amazon EC2 API
            /// reference.
            r#"
            {
              "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
              "CidrBlock": "10.0.0.0/16",
              "CidrBlockAssociationSet": [{
                "AssociationId": "vpc-cidr-assoc-0123456789abcdef0",
                "CidrBlock": "10.0.0.0/16",
                "CidrBlockState": {"State": "associated"}
              }],
              "DhcpOptionsId": "dopt-0123456789abcdef0",
              "InstanceTenancy": "default",
              "IsDefault": false,
              "OwnerId": "{account}",
              "State": "available"
            }"#,
        mock_default: /// The default VPC of a region. Source: "Default VPC components" in the Amazon VPC user
            /// guide.
            r#"
            {
              "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
              "CidrBlock": "172.31.0.0/16",
              "CidrBlockAssociationSet": [{
                "AssociationId": "vpc-cidr-assoc-0123456789abcdef0",
                "CidrBlock": "172.31.0.0/16",
                "CidrBlockState": {"State": "associated"}
              }],
              "DhcpOptionsId": "dopt-0123456789abcdef0",
              "InstanceTenancy": "default",
              "IsDefault": true,
              "OwnerId": "{account}",
              "State": "available"
            }"#,
    }
    /// What DescribeVpcs tells of a VPC.
    pub struct VpcDescription in ec2 as "Vpc" {
        "BlockPublicAccessStates" block_public_access_states: BlockPublicAccessStates,
        "CidrBlock" cidr_block: str,
        "CidrBlockAssociationSet" cidr_block_association_set: [VpcCidrBlockAssociation],
        "DhcpOptionsId" dhcp_options_id: str,
        "EncryptionControl" encryption_control: VpcEncryptionControl,
        "InstanceTenancy" instance_tenancy: str,
        "Ipv6CidrBlockAssociationSet" ipv6_cidr_block_association_set: [VpcIpv6CidrBlockAssociation],
        "IsDefault" is_default: bool,
        "OwnerId" owner_id: str,
        "State" state: str,
    }
}

shape! {
    /// `VpcCidrBlockAssociation` of the Amazon EC2 API.
    pub struct VpcCidrBlockAssociation in ec2 {
        "AssociationId" association_id: str,
        "CidrBlock" cidr_block: str,
        "CidrBlockState" cidr_block_state: VpcCidrBlockState,
    }
}

shape! {
    /// `VpcCidrBlockState` of the Amazon EC2 API.
    pub struct VpcCidrBlockState in ec2 {
        "State" state: str,
        "StatusMessage" status_message: str,
    }
}

shape! {
    /// `VpcEncryptionControl` of the Amazon EC2 API.
    #[serde(default)]
    pub struct VpcEncryptionControl in ec2 {
        "Mode" mode: str,
        "ResourceExclusions" resource_exclusions: VpcEncryptionControlExclusions,
        "State" state: str,
        "StateMessage" state_message: str,
        "Tags" tags: [Tag] <- "tagSet",
        "VpcEncryptionControlId" vpc_encryption_control_id: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `VpcEncryptionControlExclusions` of the Amazon EC2 API.
    pub struct VpcEncryptionControlExclusions in ec2 {
        "ApiGatewayV2" api_gateway_v2: VpcEncryptionControlExclusion,
        "EgressOnlyInternetGateway" egress_only_internet_gateway: VpcEncryptionControlExclusion,
        "ElasticFileSystem" elastic_file_system: VpcEncryptionControlExclusion,
        "GlobalAccelerator" global_accelerator: VpcEncryptionControlExclusion,
        "InternetGateway" internet_gateway: VpcEncryptionControlExclusion,
        "Lambda" lambda: VpcEncryptionControlExclusion,
        "NatGateway" nat_gateway: VpcEncryptionControlExclusion,
        "VirtualPrivateGateway" virtual_private_gateway: VpcEncryptionControlExclusion,
        "VpcLattice" vpc_lattice: VpcEncryptionControlExclusion,
        "VpcPeering" vpc_peering: VpcEncryptionControlExclusion,
    }
}

shape! {
    /// `VpcEncryptionControlExclusion` of the Amazon EC2 API.
    pub struct VpcEncryptionControlExclusion in ec2 {
        "State" state: str,
        "StateMessage" state_message: str,
    }
}

shape! {
    /// `VpcIpv6CidrBlockAssociation` of the Amazon EC2 API.
    pub struct VpcIpv6CidrBlockAssociation in ec2 {
        "AssociationId" association_id: str,
        "IpSource" ip_source: str,
        "Ipv6AddressAttribute" ipv6_address_attribute: str,
        "Ipv6CidrBlock" ipv6_cidr_block: str,
        "Ipv6CidrBlockState" ipv6_cidr_block_state: VpcCidrBlockState,
        "Ipv6Pool" ipv6_pool: str,
        "NetworkBorderGroup" network_border_group: str,
    }
}
