//! `AWS::EC2::NetworkInterface`.

use super::shared_shapes::{GroupIdentifier, OperatorResponse};
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A network interface, whatever it serves: an instance, a load balancer, a function.
    pub struct NetworkInterface("AWS::EC2::NetworkInterface", "network interface", "network interfaces") {
        list: DESCRIBE_NETWORK_INTERFACES at "networkInterfaceSet",
        arn: Arn::Ec2("network-interface"),
        id: /// The id.
            "NetworkInterfaceId" network_interface_id,
        tags: "TagSet",
        mock: /// A new interface, attached to nothing yet, with one private address and a security
            /// group. Source: CreateNetworkInterface in the Amazon EC2 API reference.
            r#"
            {
              "AvailabilityZone": "{region}a",
              "Description": "",
              "Groups": [{"GroupId": "sg-0123456789abcdef0"}],
              "InterfaceType": "interface",
              "OwnerId": "{account}",
              "PrivateIpAddress": "10.0.0.10",
              "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.0.10"}],
              "RequesterManaged": false,
              "SourceDestCheck": true,
              "Status": "available",
              "SubnetId": "subnet-0123456789abcdef0",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeNetworkInterfaces tells of a network interface.
    pub struct NetworkInterfaceDescription in ec2 as "NetworkInterface" {
        "AssociatedSubnets" associated_subnets: [str] <- "associatedSubnetSet",
        "Association" association: NetworkInterfaceAssociation,
        "Attachment" attachment: NetworkInterfaceAttachment,
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "ConnectionTrackingConfiguration" connection_tracking_configuration: ConnectionTrackingConfiguration,
        "DenyAllIgwTraffic" deny_all_igw_traffic: bool,
        "Description" description: str,
        "Groups" groups: [GroupIdentifier] <- "groupSet",
        "InterfaceType" interface_type: str,
        "Ipv4Prefixes" ipv4_prefixes: [Ipv4PrefixSpecification] <- "ipv4PrefixSet",
        "Ipv6Address" ipv6_address: str,
        "Ipv6Addresses" ipv6_addresses: [NetworkInterfaceIpv6Address] <- "ipv6AddressesSet",
        "Ipv6Native" ipv6_native: bool,
        "Ipv6Prefixes" ipv6_prefixes: [Ipv6PrefixSpecification] <- "ipv6PrefixSet",
        "MacAddress" mac_address: str,
        "Operator" operator: OperatorResponse,
        "OutpostArn" outpost_arn: str,
        "OwnerId" owner_id: str,
        "PrivateDnsName" private_dns_name: str,
        "PrivateIpAddress" private_ip_address: str,
        "PrivateIpAddresses" private_ip_addresses: [NetworkInterfacePrivateIpAddress] <- "privateIpAddressesSet",
        "PublicDnsName" public_dns_name: str,
        "PublicIpDnsNameOptions" public_ip_dns_name_options: PublicIpDnsNameOptions,
        "RequesterId" requester_id: str,
        "RequesterManaged" requester_managed: bool,
        "SourceDestCheck" source_dest_check: bool,
        "Status" status: str,
        "SubnetId" subnet_id: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `NetworkInterfaceAssociation` of the Amazon EC2 API.
    pub struct NetworkInterfaceAssociation in ec2 {
        "AllocationId" allocation_id: str,
        "AssociationId" association_id: str,
        "CarrierIp" carrier_ip: str,
        "CustomerOwnedIp" customer_owned_ip: str,
        "IpOwnerId" ip_owner_id: str,
        "PublicDnsName" public_dns_name: str,
        "PublicIp" public_ip: str,
    }
}

shape! {
    /// `NetworkInterfaceAttachment` of the Amazon EC2 API.
    pub struct NetworkInterfaceAttachment in ec2 {
        "AttachTime" attach_time: time,
        "AttachmentId" attachment_id: str,
        "DeleteOnTermination" delete_on_termination: bool,
        "DeviceIndex" device_index: i32,
        "EnaQueueCount" ena_queue_count: i32,
        "EnaSrdSpecification" ena_srd_specification: AttachmentEnaSrdSpecification,
        "InstanceId" instance_id: str,
        "InstanceOwnerId" instance_owner_id: str,
        "NetworkCardIndex" network_card_index: i32,
        "Status" status: str,
    }
}

shape! {
    /// `AttachmentEnaSrdSpecification` of the Amazon EC2 API.
    pub struct AttachmentEnaSrdSpecification in ec2 {
        "EnaSrdEnabled" ena_srd_enabled: bool,
        "EnaSrdUdpSpecification" ena_srd_udp_specification: AttachmentEnaSrdUdpSpecification,
    }
}

shape! {
    /// `AttachmentEnaSrdUdpSpecification` of the Amazon EC2 API.
    pub struct AttachmentEnaSrdUdpSpecification in ec2 {
        "EnaSrdUdpEnabled" ena_srd_udp_enabled: bool,
    }
}

shape! {
    /// `ConnectionTrackingConfiguration` of the Amazon EC2 API.
    pub struct ConnectionTrackingConfiguration in ec2 {
        "TcpEstablishedTimeout" tcp_established_timeout: i32,
        "UdpStreamTimeout" udp_stream_timeout: i32,
        "UdpTimeout" udp_timeout: i32,
    }
}

shape! {
    /// `Ipv4PrefixSpecification` of the Amazon EC2 API.
    pub struct Ipv4PrefixSpecification in ec2 {
        "Ipv4Prefix" ipv4_prefix: str,
    }
}

shape! {
    /// `NetworkInterfaceIpv6Address` of the Amazon EC2 API.
    pub struct NetworkInterfaceIpv6Address in ec2 {
        "Ipv6Address" ipv6_address: str,
        "IsPrimaryIpv6" is_primary_ipv6: bool,
        "PublicIpv6DnsName" public_ipv6_dns_name: str,
    }
}

shape! {
    /// `Ipv6PrefixSpecification` of the Amazon EC2 API.
    pub struct Ipv6PrefixSpecification in ec2 {
        "Ipv6Prefix" ipv6_prefix: str,
    }
}

shape! {
    /// `NetworkInterfacePrivateIpAddress` of the Amazon EC2 API.
    pub struct NetworkInterfacePrivateIpAddress in ec2 {
        "Association" association: NetworkInterfaceAssociation,
        "Primary" primary: bool,
        "PrivateDnsName" private_dns_name: str,
        "PrivateIpAddress" private_ip_address: str,
    }
}

shape! {
    /// `PublicIpDnsNameOptions` of the Amazon EC2 API.
    pub struct PublicIpDnsNameOptions in ec2 {
        "DnsHostnameType" dns_hostname_type: str,
        "PublicDualStackDnsName" public_dual_stack_dns_name: str,
        "PublicIpv4DnsName" public_ipv4_dns_name: str,
        "PublicIpv6DnsName" public_ipv6_dns_name: str,
    }
}
