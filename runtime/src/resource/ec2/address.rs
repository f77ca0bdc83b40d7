//! `AWS::EC2::EIP`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// An Elastic IP address.
    pub struct Address("AWS::EC2::EIP", "Elastic IP address", "Elastic IP addresses") {
        list: DESCRIBE_ADDRESSES at "addressesSet",
        arn: Arn::Ec2("elastic-ip"),
        id: /// The allocation: `eipalloc-0123`.
            "AllocationId" allocation_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new address, joined with nothing yet. Source: AllocateAddress in the Amazon EC2
            /// API reference.
            r#"
            {
              "Domain": "vpc",
              "NetworkBorderGroup": "{region}",
              "PublicIp": "203.0.113.10",
              "PublicIpv4Pool": "amazon"
            }"#,
    }
    /// What DescribeAddresses tells of an Elastic IP address.
    pub struct AddressDescription in ec2 as "Address" {
        "AssociationId" association_id: str,
        "CarrierIp" carrier_ip: str,
        "CustomerOwnedIp" customer_owned_ip: str,
        "CustomerOwnedIpv4Pool" customer_owned_ipv4_pool: str,
        "Domain" domain: str,
        "InstanceId" instance_id: str,
        "NetworkBorderGroup" network_border_group: str,
        "NetworkInterfaceId" network_interface_id: str,
        "NetworkInterfaceOwnerId" network_interface_owner_id: str,
        "PrivateIpAddress" private_ip_address: str,
        "PublicIp" public_ip: str,
        "PublicIpv4Pool" public_ipv4_pool: str,
        "ServiceManaged" service_managed: str,
        "SubnetId" subnet_id: str,
    }
}
