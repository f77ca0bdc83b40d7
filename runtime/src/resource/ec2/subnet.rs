//! `AWS::EC2::Subnet`.

use super::shared_shapes::BlockPublicAccessStates;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A subnet.
    pub struct Subnet("AWS::EC2::Subnet", "subnet", "subnets") {
        list: DESCRIBE_SUBNETS at "subnetSet",
        arn: Arn::Member("SubnetArn"),
        id: /// The id.
            "SubnetId" subnet_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new subnet: instances get no public address there. Sources: CreateSubnet in the
            /// Amazon EC2 API reference; "Modify the IP addressing attributes of your subnet" in
            /// the Amazon VPC user guide.
            r#"
            {
              "AssignIpv6AddressOnCreation": false,
              "AvailabilityZone": "{region}a",
              "AvailableIpAddressCount": 251,
              "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
              "CidrBlock": "10.0.0.0/24",
              "DefaultForAz": false,
              "EnableDns64": false,
              "Ipv6Native": false,
              "MapCustomerOwnedIpOnLaunch": false,
              "MapPublicIpOnLaunch": false,
              "OwnerId": "{account}",
              "PrivateDnsNameOptionsOnLaunch": {
                "EnableResourceNameDnsAAAARecord": false,
                "EnableResourceNameDnsARecord": false,
                "HostnameType": "ip-name"
              },
              "State": "available",
              "SubnetArn": "arn:{partition}:ec2:{region}:{account}:subnet/{id}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
        mock_default: /// A default subnet of a default VPC: instances get a public address there. Source:
            /// "Default VPC components" in the Amazon VPC user guide.
            r#"
            {
              "AssignIpv6AddressOnCreation": false,
              "AvailabilityZone": "{region}a",
              "AvailableIpAddressCount": 4091,
              "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
              "CidrBlock": "172.31.0.0/20",
              "DefaultForAz": true,
              "EnableDns64": false,
              "Ipv6Native": false,
              "MapCustomerOwnedIpOnLaunch": false,
              "MapPublicIpOnLaunch": true,
              "OwnerId": "{account}",
              "PrivateDnsNameOptionsOnLaunch": {
                "EnableResourceNameDnsAAAARecord": false,
                "EnableResourceNameDnsARecord": false,
                "HostnameType": "ip-name"
              },
              "State": "available",
              "SubnetArn": "arn:{partition}:ec2:{region}:{account}:subnet/{id}",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeSubnets tells of a subnet.
    pub struct SubnetDescription in ec2 as "Subnet" {
        "AssignIpv6AddressOnCreation" assign_ipv6_address_on_creation: bool,
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "AvailableIpAddressCount" available_ip_address_count: i32,
        "BlockPublicAccessStates" block_public_access_states: BlockPublicAccessStates,
        "CidrBlock" cidr_block: str,
        "CustomerOwnedIpv4Pool" customer_owned_ipv4_pool: str,
        "DefaultForAz" default_for_az: bool,
        "EnableDns64" enable_dns64: bool,
        "EnableLniAtDeviceIndex" enable_lni_at_device_index: i32,
        "Ipv6CidrBlockAssociationSet" ipv6_cidr_block_association_set: [SubnetIpv6CidrBlockAssociation],
        "Ipv6Native" ipv6_native: bool,
        "MapCustomerOwnedIpOnLaunch" map_customer_owned_ip_on_launch: bool,
        "MapPublicIpOnLaunch" map_public_ip_on_launch: bool,
        "OutpostArn" outpost_arn: str,
        "OwnerId" owner_id: str,
        "PrivateDnsNameOptionsOnLaunch" private_dns_name_options_on_launch: PrivateDnsNameOptionsOnLaunch,
        "State" state: str,
        "SubnetArn" subnet_arn: str,
        "Type" r#type: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `SubnetIpv6CidrBlockAssociation` of the Amazon EC2 API.
    pub struct SubnetIpv6CidrBlockAssociation in ec2 {
        "AssociationId" association_id: str,
        "IpSource" ip_source: str,
        "Ipv6AddressAttribute" ipv6_address_attribute: str,
        "Ipv6CidrBlock" ipv6_cidr_block: str,
        "Ipv6CidrBlockState" ipv6_cidr_block_state: SubnetCidrBlockState,
    }
}

shape! {
    /// `SubnetCidrBlockState` of the Amazon EC2 API.
    pub struct SubnetCidrBlockState in ec2 {
        "State" state: str,
        "StatusMessage" status_message: str,
    }
}

shape! {
    /// `PrivateDnsNameOptionsOnLaunch` of the Amazon EC2 API.
    pub struct PrivateDnsNameOptionsOnLaunch in ec2 {
        "EnableResourceNameDnsAAAARecord" enable_resource_name_dns_aaaa_record: bool,
        "EnableResourceNameDnsARecord" enable_resource_name_dns_a_record: bool,
        "HostnameType" hostname_type: str,
    }
}
