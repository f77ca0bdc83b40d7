//! The shapes that several kinds share.
//!
//! Names and members are those of the Amazon EC2 API reference.

use crate::resource::shape::shape;

shape! {
    /// `BlockPublicAccessStates` of the Amazon EC2 API.
    pub struct BlockPublicAccessStates in ec2 {
        "InternetGatewayBlockMode" internet_gateway_block_mode: str,
    }
}

shape! {
    /// `CapacityReservationTargetResponse` of the Amazon EC2 API.
    pub struct CapacityReservationTargetResponse in ec2 {
        "CapacityReservationId" capacity_reservation_id: str,
        "CapacityReservationResourceGroupArn" capacity_reservation_resource_group_arn: str,
    }
}

shape! {
    /// A security group by id and name.
    pub struct GroupIdentifier in ec2 {
        /// The id.
        "GroupId" group_id: str,
        /// The name.
        "GroupName" group_name: str,
    }
}

impl GroupIdentifier {
    /// The group with that id.
    pub fn new(group_id: impl Into<String>) -> Self {
        Self { group_id: Some(group_id.into()), group_name: None }
    }
}

shape! {
    /// An IPv6 address of an interface.
    pub struct InstanceIpv6Address in ec2 {
        /// The address.
        "Ipv6Address" ipv6_address: str,
        /// Whether it is the interface's first.
        "IsPrimaryIpv6" is_primary_ipv6: bool,
    }
}

shape! {
    /// `InternetGatewayAttachment` of the Amazon EC2 API.
    pub struct InternetGatewayAttachment in ec2 {
        "State" state: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `OperatorResponse` of the Amazon EC2 API.
    pub struct OperatorResponse in ec2 {
        "HiddenByDefault" hidden_by_default: bool,
        "Managed" managed: bool,
        "Principal" principal: str,
    }
}

shape! {
    /// `ProductCode` of the Amazon EC2 API.
    pub struct ProductCode in ec2 {
        "ProductCodeId" product_code_id: str <- "productCode",
        "ProductCodeType" product_code_type: str <- "type",
    }
}

shape! {
    /// `StateReason` of the Amazon EC2 API.
    pub struct StateReason in ec2 {
        "Code" code: str,
        "Message" message: str,
    }
}
