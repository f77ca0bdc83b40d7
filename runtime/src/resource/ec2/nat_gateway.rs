//! `AWS::EC2::NatGateway`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A NAT gateway.
    pub struct NatGateway("AWS::EC2::NatGateway", "NAT gateway", "NAT gateways") {
        list: DESCRIBE_NAT_GATEWAYS at "natGatewaySet",
        arn: Arn::Ec2("natgateway"),
        id: /// The id.
            "NatGatewayId" nat_gateway_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new public gateway with one address. Source: CreateNatGateway in the Amazon EC2
            /// API reference.
            r#"
            {
              "AvailabilityMode": "zonal",
              "ConnectivityType": "public",
              "CreateTime": "2026-05-04T09:00:00Z",
              "NatGatewayAddresses": [{
                "AllocationId": "eipalloc-0123456789abcdef0",
                "IsPrimary": true,
                "NetworkInterfaceId": "eni-0123456789abcdef0",
                "PrivateIp": "10.0.0.20",
                "PublicIp": "203.0.113.20",
                "Status": "succeeded"
              }],
              "State": "available",
              "SubnetId": "subnet-0123456789abcdef0",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeNatGateways tells of a NAT gateway.
    pub struct NatGatewayDescription in ec2 as "NatGateway" {
        "AttachedAppliances" attached_appliances: [NatGatewayAttachedAppliance] <- "attachedApplianceSet",
        "AutoProvisionZones" auto_provision_zones: str,
        "AutoScalingIps" auto_scaling_ips: str,
        "AvailabilityMode" availability_mode: str,
        "ConnectivityType" connectivity_type: str,
        "CreateTime" create_time: time,
        "DeleteTime" delete_time: time,
        "FailureCode" failure_code: str,
        "FailureMessage" failure_message: str,
        "NatGatewayAddresses" nat_gateway_addresses: [NatGatewayAddress] <- "natGatewayAddressSet",
        "ProvisionedBandwidth" provisioned_bandwidth: ProvisionedBandwidth,
        "RouteTableId" route_table_id: str,
        "State" state: str,
        "SubnetId" subnet_id: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `NatGatewayAttachedAppliance` of the Amazon EC2 API.
    pub struct NatGatewayAttachedAppliance in ec2 {
        "ApplianceArn" appliance_arn: str,
        "AttachmentState" attachment_state: str,
        "FailureCode" failure_code: str,
        "FailureMessage" failure_message: str,
        "ModificationState" modification_state: str,
        "Type" r#type: str,
        "VpcEndpointId" vpc_endpoint_id: str,
    }
}

shape! {
    /// `NatGatewayAddress` of the Amazon EC2 API.
    pub struct NatGatewayAddress in ec2 {
        "AllocationId" allocation_id: str,
        "AssociationId" association_id: str,
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "FailureMessage" failure_message: str,
        "IsPrimary" is_primary: bool,
        "NetworkInterfaceId" network_interface_id: str,
        "PrivateIp" private_ip: str,
        "PublicIp" public_ip: str,
        "Status" status: str,
    }
}

shape! {
    /// `ProvisionedBandwidth` of the Amazon EC2 API.
    pub struct ProvisionedBandwidth in ec2 {
        "ProvisionTime" provision_time: time,
        "Provisioned" provisioned: str,
        "RequestTime" request_time: time,
        "Requested" requested: str,
        "Status" status: str,
    }
}
