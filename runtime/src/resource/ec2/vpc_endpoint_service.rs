//! `AWS::EC2::VPCEndpointService`.

use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::{Described, shape};
use crate::resource::table::DESCRIBE_VPC_ENDPOINT_SERVICE_PERMISSIONS;
use crate::resource::{FacetSpec, Tag};

kind! {
    /// An endpoint service: what the account offers to the VPCs of others.
    pub struct VpcEndpointService("AWS::EC2::VPCEndpointService", "VPC endpoint service", "VPC endpoint services") {
        list: DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS at "serviceConfigurationSet",
        arn: Arn::Ec2("vpc-endpoint-service"),
        name: "ServiceName",
        id: /// The id.
            "ServiceId" service_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &DESCRIBE_VPC_ENDPOINT_SERVICE_PERMISSIONS,
            answer: Answer::Pages(DescribeVpcEndpointServicePermissionsResult::TYPE, "AllowedPrincipals", "nextToken"),
            methods: &["allowed_principals"],
        }],
        mock: /// A new service for interface endpoints, which nobody may connect to yet; its maker
            /// says whether connections have to be accepted. Sources:
            /// CreateVpcEndpointServiceConfiguration in the Amazon EC2 API reference; "Configure an
            /// endpoint service" in the AWS PrivateLink guide.
            r#"
            {
              "AvailabilityZones": ["{region}a"],
              "BaseEndpointDnsNames": ["{id}.{region}.vpce.amazonaws.com"],
              "ManagesVpcEndpoints": false,
              "ServiceName": "com.amazonaws.vpce.{region}.{id}",
              "ServiceState": "Available",
              "ServiceType": [{"ServiceType": "Interface"}]
            }"# with &[(&DESCRIBE_VPC_ENDPOINT_SERVICE_PERMISSIONS, Some("{}"))],
    }
    /// What DescribeVpcEndpointServiceConfigurations tells of a VPC endpoint service.
    pub struct VpcEndpointServiceDescription in ec2 as "ServiceConfiguration" {
        "AcceptanceRequired" acceptance_required: bool,
        "AvailabilityZoneIds" availability_zone_ids: [str] <- "availabilityZoneIdSet",
        "AvailabilityZones" availability_zones: [str] <- "availabilityZoneSet",
        "BaseEndpointDnsNames" base_endpoint_dns_names: [str] <- "baseEndpointDnsNameSet",
        "GatewayLoadBalancerArns" gateway_load_balancer_arns: [str] <- "gatewayLoadBalancerArnSet",
        "ManagesVpcEndpoints" manages_vpc_endpoints: bool,
        "NetworkLoadBalancerArns" network_load_balancer_arns: [str] <- "networkLoadBalancerArnSet",
        "PayerResponsibility" payer_responsibility: str,
        "PrivateDnsName" private_dns_name: str,
        "PrivateDnsNameConfiguration" private_dns_name_configuration: PrivateDnsNameConfiguration,
        "RemoteAccessEnabled" remote_access_enabled: bool,
        "ServiceName" service_name: str,
        "ServiceState" service_state: str,
        "ServiceType" service_type: [ServiceTypeDetail],
        "SupportedIpAddressTypes" supported_ip_address_types: [str] <- "supportedIpAddressTypeSet",
        "SupportedRegions" supported_regions: [SupportedRegionDetail] <- "supportedRegionSet",
    }
}

facets! {
    VpcEndpointService {
        /// Who may connect to it (DescribeVpcEndpointServicePermissions).
        allowed_principals: DESCRIBE_VPC_ENDPOINT_SERVICE_PERMISSIONS => DescribeVpcEndpointServicePermissionsResult.allowed_principals as "AllowedPrincipals": [AllowedPrincipal];
    }
}

shape! {
    /// `PrivateDnsNameConfiguration` of the Amazon EC2 API.
    pub struct PrivateDnsNameConfiguration in ec2 {
        "Name" name: str,
        "State" state: str,
        "Type" r#type: str,
        "Value" value: str,
    }
}

shape! {
    /// `ServiceTypeDetail` of the Amazon EC2 API.
    pub struct ServiceTypeDetail in ec2 {
        "ServiceType" service_type: str,
    }
}

shape! {
    /// `SupportedRegionDetail` of the Amazon EC2 API.
    pub struct SupportedRegionDetail in ec2 {
        "Region" region: str,
        "ServiceState" service_state: str,
    }
}

shape! {
    /// `AllowedPrincipal` of the Amazon EC2 API.
    #[serde(default)]
    pub struct AllowedPrincipal in ec2 {
        "PermissionType" permission_type: str,
        "Principal" principal: str,
        "PrincipalType" principal_type: str,
        "ServiceId" service_id: str,
        "ServicePermissionId" service_permission_id: str,
        "Tags" tags: [Tag] <- "tagSet",
    }
}

shape! {
    /// What DescribeVpcEndpointServicePermissions tells of it.
    pub struct DescribeVpcEndpointServicePermissionsResult in ec2 as "DescribeVpcEndpointServicePermissionsResult" {
        "AllowedPrincipals" allowed_principals: [AllowedPrincipal],
    }
}
