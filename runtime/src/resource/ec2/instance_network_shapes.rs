//! The shapes of an instance's network interfaces.
//!
//! Names and members are those of the Amazon EC2 API reference.

use super::instance_shapes::ConnectionTrackingSpecificationResponse;
use super::shared_shapes::{GroupIdentifier, InstanceIpv6Address, OperatorResponse};
use crate::resource::shape::shape;

shape! {
    /// A network interface of an instance.
    #[serde(default)]
    pub struct InstanceNetworkInterface in ec2 {
        /// Its public IPv4 address.
        "Association" association: InstanceNetworkInterfaceAssociation,
        "Attachment" attachment: InstanceNetworkInterfaceAttachment,
        "ConnectionTrackingConfiguration" connection_tracking_configuration: ConnectionTrackingSpecificationResponse,
        /// What it is for.
        "Description" description: str,
        /// Its security groups.
        "Groups" groups: [GroupIdentifier] <- "groupSet",
        "InterfaceType" interface_type: str,
        "Ipv4Prefixes" ipv4_prefixes: [InstanceIpv4Prefix] <- "ipv4PrefixSet",
        /// Its IPv6 addresses.
        "Ipv6Addresses" ipv6_addresses: [InstanceIpv6Address] <- "ipv6AddressesSet",
        "Ipv6Prefixes" ipv6_prefixes: [InstanceIpv6Prefix] <- "ipv6PrefixSet",
        "MacAddress" mac_address: str,
        /// The id: `eni-0123`.
        "NetworkInterfaceId" network_interface_id: str,
        "Operator" operator: OperatorResponse,
        /// The account that owns it.
        "OwnerId" owner_id: str,
        "PrivateDnsName" private_dns_name: str,
        /// Its primary private IPv4 address.
        "PrivateIpAddress" private_ip_address: str,
        /// All its private IPv4 addresses, each with the public one that goes with it.
        "PrivateIpAddresses" private_ip_addresses: [InstancePrivateIpAddress] <- "privateIpAddressesSet",
        /// Whether it drops packets that are not from or for itself.
        "SourceDestCheck" source_dest_check: bool,
        "Status" status: str,
        /// Its subnet.
        "SubnetId" subnet_id: str,
        /// Its VPC.
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// A public address of an interface.
    pub struct InstanceNetworkInterfaceAssociation in ec2 {
        "CarrierIp" carrier_ip: str,
        "CustomerOwnedIp" customer_owned_ip: str,
        /// `amazon`, or the account that holds the Elastic IP address.
        "IpOwnerId" ip_owner_id: str,
        /// Its name in DNS.
        "PublicDnsName" public_dns_name: str,
        /// The address.
        "PublicIp" public_ip: str,
    }
}

shape! {
    /// `InstanceNetworkInterfaceAttachment` of the Amazon EC2 API.
    pub struct InstanceNetworkInterfaceAttachment in ec2 {
        "AttachTime" attach_time: time,
        "AttachmentId" attachment_id: str,
        "DeleteOnTermination" delete_on_termination: bool,
        "DeviceIndex" device_index: i32,
        "EnaQueueCount" ena_queue_count: i32,
        "EnaSrdSpecification" ena_srd_specification: InstanceAttachmentEnaSrdSpecification,
        "NetworkCardIndex" network_card_index: i32,
        "Status" status: str,
    }
}

shape! {
    /// `InstanceAttachmentEnaSrdSpecification` of the Amazon EC2 API.
    pub struct InstanceAttachmentEnaSrdSpecification in ec2 {
        "EnaSrdEnabled" ena_srd_enabled: bool,
        "EnaSrdUdpSpecification" ena_srd_udp_specification: InstanceAttachmentEnaSrdUdpSpecification,
    }
}

shape! {
    /// `InstanceAttachmentEnaSrdUdpSpecification` of the Amazon EC2 API.
    pub struct InstanceAttachmentEnaSrdUdpSpecification in ec2 {
        "EnaSrdUdpEnabled" ena_srd_udp_enabled: bool,
    }
}

shape! {
    /// `InstanceIpv4Prefix` of the Amazon EC2 API.
    pub struct InstanceIpv4Prefix in ec2 {
        "Ipv4Prefix" ipv4_prefix: str,
    }
}

shape! {
    /// `InstanceIpv6Prefix` of the Amazon EC2 API.
    pub struct InstanceIpv6Prefix in ec2 {
        "Ipv6Prefix" ipv6_prefix: str,
    }
}

shape! {
    /// A private IPv4 address of an interface.
    pub struct InstancePrivateIpAddress in ec2 {
        /// The public address that goes with it.
        "Association" association: InstanceNetworkInterfaceAssociation,
        /// Whether it is the interface's first.
        "Primary" primary: bool,
        "PrivateDnsName" private_dns_name: str,
        /// The address.
        "PrivateIpAddress" private_ip_address: str,
    }
}

shape! {
    /// `InstanceNetworkPerformanceOptions` of the Amazon EC2 API.
    pub struct InstanceNetworkPerformanceOptions in ec2 {
        "BandwidthWeighting" bandwidth_weighting: str,
    }
}
