//! `AWS::EC2::ClientVpnEndpoint`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A Client VPN endpoint, by which people enter a VPC.
    pub struct ClientVpnEndpoint("AWS::EC2::ClientVpnEndpoint", "Client VPN endpoint", "Client VPN endpoints") {
        list: DESCRIBE_CLIENT_VPN_ENDPOINTS at "clientVpnEndpoint",
        arn: Arn::Ec2("client-vpn-endpoint"),
        id: /// The id.
            "ClientVpnEndpointId" client_vpn_endpoint_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new endpoint, not joined with a subnet yet: UDP, all traffic through the tunnel,
            /// and what its maker has to say: certificates, and no log of connections. Source:
            /// CreateClientVpnEndpoint in the Amazon EC2 API reference.
            r#"
            {
              "AuthenticationOptions": [{"Type": "certificate-authentication"}],
              "ClientCidrBlock": "10.8.0.0/22",
              "ClientConnectOptions": {"Enabled": false},
              "ClientLoginBannerOptions": {"Enabled": false},
              "ConnectionLogOptions": {"Enabled": false},
              "CreationTime": "2026-05-04T09:00:00",
              "DisconnectOnSessionTimeout": true,
              "EndpointIpAddressType": "ipv4",
              "SessionTimeoutHours": 24,
              "SplitTunnel": false,
              "Status": {"Code": "pending-associate"},
              "TransportProtocol": "udp",
              "VpnPort": 443,
              "VpnProtocol": "openvpn"
            }"#,
    }
    /// What DescribeClientVpnEndpoints tells of a Client VPN endpoint.
    pub struct ClientVpnEndpointDescription in ec2 as "ClientVpnEndpoint" {
        "AssociatedTargetNetworks" associated_target_networks: [AssociatedTargetNetwork] <- "associatedTargetNetwork",
        "AuthenticationOptions" authentication_options: [ClientVpnAuthentication],
        "ClientCidrBlock" client_cidr_block: str,
        "ClientConnectOptions" client_connect_options: ClientConnectResponseOptions,
        "ClientLoginBannerOptions" client_login_banner_options: ClientLoginBannerResponseOptions,
        "ClientRouteEnforcementOptions" client_route_enforcement_options: ClientRouteEnforcementResponseOptions,
        "ConnectionLogOptions" connection_log_options: ConnectionLogResponseOptions,
        "CreationTime" creation_time: str,
        "DeletionTime" deletion_time: str,
        "Description" description: str,
        "DevicePostureOptions" device_posture_options: DevicePostureResponseOptions,
        "DisconnectOnSessionTimeout" disconnect_on_session_timeout: bool,
        "DnsName" dns_name: str,
        "DnsServers" dns_servers: {str} <- "dnsServer",
        "EndpointIpAddressType" endpoint_ip_address_type: str,
        "SecurityGroupIds" security_group_ids: [str] <- "securityGroupIdSet",
        "SelfServicePortalUrl" self_service_portal_url: str,
        "ServerCertificateArn" server_certificate_arn: str,
        "SessionTimeoutHours" session_timeout_hours: i32,
        "SplitTunnel" split_tunnel: bool,
        "Status" status: ClientVpnEndpointStatus,
        "TrafficIpAddressType" traffic_ip_address_type: str,
        "TransitGatewayConfiguration" transit_gateway_configuration: TransitGatewayConfigurationDescribeEndpointStructure,
        "TransportProtocol" transport_protocol: str,
        "VpcId" vpc_id: str,
        "VpnPort" vpn_port: i32,
        "VpnProtocol" vpn_protocol: str,
    }
}

shape! {
    /// `AssociatedTargetNetwork` of the Amazon EC2 API.
    pub struct AssociatedTargetNetwork in ec2 {
        "NetworkId" network_id: str,
        "NetworkType" network_type: str,
    }
}

shape! {
    /// `ClientVpnAuthentication` of the Amazon EC2 API.
    pub struct ClientVpnAuthentication in ec2 {
        "ActiveDirectory" active_directory: DirectoryServiceAuthentication,
        "FederatedAuthentication" federated_authentication: FederatedAuthentication,
        "MutualAuthentication" mutual_authentication: CertificateAuthentication,
        "Type" r#type: str,
    }
}

shape! {
    /// `DirectoryServiceAuthentication` of the Amazon EC2 API.
    pub struct DirectoryServiceAuthentication in ec2 {
        "DirectoryId" directory_id: str,
    }
}

shape! {
    /// `FederatedAuthentication` of the Amazon EC2 API.
    pub struct FederatedAuthentication in ec2 {
        "SamlProviderArn" saml_provider_arn: str,
        "SelfServiceSamlProviderArn" self_service_saml_provider_arn: str,
    }
}

shape! {
    /// `CertificateAuthentication` of the Amazon EC2 API.
    pub struct CertificateAuthentication in ec2 {
        "ClientRootCertificateChain" client_root_certificate_chain: str,
    }
}

shape! {
    /// `ClientConnectResponseOptions` of the Amazon EC2 API.
    pub struct ClientConnectResponseOptions in ec2 {
        "Enabled" enabled: bool,
        "LambdaFunctionArn" lambda_function_arn: str,
        "Status" status: ClientVpnEndpointAttributeStatus,
    }
}

shape! {
    /// `ClientVpnEndpointAttributeStatus` of the Amazon EC2 API.
    pub struct ClientVpnEndpointAttributeStatus in ec2 {
        "Code" code: str,
        "Message" message: str,
    }
}

shape! {
    /// `ClientLoginBannerResponseOptions` of the Amazon EC2 API.
    pub struct ClientLoginBannerResponseOptions in ec2 {
        "BannerText" banner_text: str,
        "Enabled" enabled: bool,
    }
}

shape! {
    /// `ClientRouteEnforcementResponseOptions` of the Amazon EC2 API.
    pub struct ClientRouteEnforcementResponseOptions in ec2 {
        "Enforced" enforced: bool,
    }
}

shape! {
    /// `ConnectionLogResponseOptions` of the Amazon EC2 API.
    pub struct ConnectionLogResponseOptions in ec2 {
        "CloudwatchLogGroup" cloudwatch_log_group: str,
        "CloudwatchLogStream" cloudwatch_log_stream: str,
        "Enabled" enabled: bool,
        "IncludeAuthorizationPolicyContext" include_authorization_policy_context: bool,
    }
}

shape! {
    /// `DevicePostureResponseOptions` of the Amazon EC2 API.
    #[serde(default)]
    pub struct DevicePostureResponseOptions in ec2 {
        "TrustProviders" trust_providers: [ClientVpnTrustProvider] <- "trustProviderSet",
    }
}

shape! {
    /// `ClientVpnTrustProvider` of the Amazon EC2 API.
    pub struct ClientVpnTrustProvider in ec2 {
        "PublicSigningKeyUrl" public_signing_key_url: str,
        "TenantId" tenant_id: str,
        "TrustProviderType" trust_provider_type: str,
    }
}

shape! {
    /// `ClientVpnEndpointStatus` of the Amazon EC2 API.
    pub struct ClientVpnEndpointStatus in ec2 {
        "Code" code: str,
        "Message" message: str,
    }
}

shape! {
    /// `TransitGatewayConfigurationDescribeEndpointStructure` of the Amazon EC2 API.
    #[serde(default)]
    pub struct TransitGatewayConfigurationDescribeEndpointStructure in ec2 {
        "AvailabilityZoneIds" availability_zone_ids: [str] <- "availabilityZoneIdSet",
        "AvailabilityZones" availability_zones: [str] <- "availabilityZoneSet",
        "TransitGatewayAttachmentId" transit_gateway_attachment_id: str,
        "TransitGatewayId" transit_gateway_id: str,
    }
}
