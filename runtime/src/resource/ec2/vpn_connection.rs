//! `AWS::EC2::VPNConnection`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A Site-to-Site VPN connection. Its keys are redacted: see [`Secret`](crate::Secret).
    pub struct VpnConnection("AWS::EC2::VPNConnection", "VPN connection", "VPN connections") {
        list: DESCRIBE_VPN_CONNECTIONS at "vpnConnectionSet",
        arn: Arn::Ec2("vpn-connection"),
        id: /// The id.
            "VpnConnectionId" vpn_connection_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new connection with a virtual private gateway, with dynamic routes; its tunnels
            /// and keys are left out. Source: CreateVpnConnection in the Amazon EC2 API reference.
            r#"
            {
              "Category": "VPN",
              "CustomerGatewayId": "cgw-0123456789abcdef0",
              "Options": {
                "EnableAcceleration": false,
                "LocalIpv4NetworkCidr": "0.0.0.0/0",
                "OutsideIpAddressType": "PublicIpv4",
                "RemoteIpv4NetworkCidr": "0.0.0.0/0",
                "StaticRoutesOnly": false,
                "TunnelInsideIpVersion": "ipv4"
              },
              "State": "available",
              "Type": "ipsec.1",
              "VpnGatewayId": "vgw-0123456789abcdef0"
            }"#,
    }
    /// What DescribeVpnConnections tells of a VPN connection.
    pub struct VpnConnectionDescription in ec2 as "VpnConnection" {
        "Category" category: str,
        "CoreNetworkArn" core_network_arn: str,
        "CoreNetworkAttachmentArn" core_network_attachment_arn: str,
        "CustomerGatewayConfiguration" customer_gateway_configuration: secret,
        "CustomerGatewayId" customer_gateway_id: str,
        "GatewayAssociationState" gateway_association_state: str,
        "Options" options: VpnConnectionOptions,
        "PreSharedKeyArn" pre_shared_key_arn: str,
        "Routes" routes: [VpnStaticRoute],
        "State" state: str,
        "TransitGatewayId" transit_gateway_id: str,
        "Type" r#type: str,
        "VgwTelemetry" vgw_telemetry: [VgwTelemetry],
        "VpnConcentratorId" vpn_concentrator_id: str,
        "VpnGatewayId" vpn_gateway_id: str,
    }
}

shape! {
    /// `VpnConnectionOptions` of the Amazon EC2 API.
    #[serde(default)]
    pub struct VpnConnectionOptions in ec2 {
        "EnableAcceleration" enable_acceleration: bool,
        "LocalIpv4NetworkCidr" local_ipv4_network_cidr: str,
        "LocalIpv6NetworkCidr" local_ipv6_network_cidr: str,
        "OutsideIpAddressType" outside_ip_address_type: str,
        "RemoteIpv4NetworkCidr" remote_ipv4_network_cidr: str,
        "RemoteIpv6NetworkCidr" remote_ipv6_network_cidr: str,
        "StaticRoutesOnly" static_routes_only: bool,
        "TransportTransitGatewayAttachmentId" transport_transit_gateway_attachment_id: str,
        "TunnelBandwidth" tunnel_bandwidth: str,
        "TunnelInsideIpVersion" tunnel_inside_ipversion: str,
        "TunnelOptions" tunnel_options: [TunnelOption] <- "tunnelOptionSet",
    }
}

shape! {
    /// `TunnelOption` of the Amazon EC2 API.
    #[serde(default)]
    pub struct TunnelOption in ec2 {
        "DpdTimeoutAction" dpd_timeout_action: str,
        "DpdTimeoutSeconds" dpd_timeout_seconds: i32,
        "EnableTunnelLifecycleControl" enable_tunnel_lifecycle_control: bool,
        "IkeVersions" ike_versions: [IKEVersionsListValue] <- "ikeVersionSet",
        "LogOptions" log_options: VpnTunnelLogOptions,
        "OutsideIpAddress" outside_ip_address: str,
        "Phase1AdditionalKeyExchanges" phase1_additional_key_exchanges: [VpnAdditionalKeyExchange] <- "phase1AdditionalKeyExchangeSet",
        "Phase1DHGroupNumbers" phase1_dh_group_numbers: [Phase1DHGroupNumbersListValue] <- "phase1DHGroupNumberSet",
        "Phase1EncryptionAlgorithms" phase1_encryption_algorithms: [Phase1EncryptionAlgorithmsListValue] <- "phase1EncryptionAlgorithmSet",
        "Phase1IntegrityAlgorithms" phase1_integrity_algorithms: [Phase1IntegrityAlgorithmsListValue] <- "phase1IntegrityAlgorithmSet",
        "Phase1LifetimeSeconds" phase1_lifetime_seconds: i32,
        "Phase2AdditionalKeyExchanges" phase2_additional_key_exchanges: [VpnAdditionalKeyExchange] <- "phase2AdditionalKeyExchangeSet",
        "Phase2DHGroupNumbers" phase2_dh_group_numbers: [Phase2DHGroupNumbersListValue] <- "phase2DHGroupNumberSet",
        "Phase2EncryptionAlgorithms" phase2_encryption_algorithms: [Phase2EncryptionAlgorithmsListValue] <- "phase2EncryptionAlgorithmSet",
        "Phase2IntegrityAlgorithms" phase2_integrity_algorithms: [Phase2IntegrityAlgorithmsListValue] <- "phase2IntegrityAlgorithmSet",
        "Phase2LifetimeSeconds" phase2_lifetime_seconds: i32,
        "PreSharedKey" pre_shared_key: secret,
        "RekeyFuzzPercentage" rekey_fuzz_percentage: i32,
        "RekeyMarginTimeSeconds" rekey_margin_time_seconds: i32,
        "ReplayWindowSize" replay_window_size: i32,
        "StartupAction" startup_action: str,
        "TunnelInsideCidr" tunnel_inside_cidr: str,
        "TunnelInsideIpv6Cidr" tunnel_inside_ipv6_cidr: str,
    }
}

shape! {
    /// `IKEVersionsListValue` of the Amazon EC2 API.
    pub struct IKEVersionsListValue in ec2 {
        "Value" value: str,
    }
}

shape! {
    /// `VpnTunnelLogOptions` of the Amazon EC2 API.
    pub struct VpnTunnelLogOptions in ec2 {
        "CloudWatchLogOptions" cloud_watch_log_options: CloudWatchLogOptions,
    }
}

shape! {
    /// `CloudWatchLogOptions` of the Amazon EC2 API.
    pub struct CloudWatchLogOptions in ec2 {
        "BgpLogEnabled" bgp_log_enabled: bool,
        "BgpLogGroupArn" bgp_log_group_arn: str,
        "BgpLogOutputFormat" bgp_log_output_format: str,
        "LogEnabled" log_enabled: bool,
        "LogGroupArn" log_group_arn: str,
        "LogOutputFormat" log_output_format: str,
    }
}

shape! {
    /// `VpnAdditionalKeyExchange` of the Amazon EC2 API.
    #[serde(default)]
    pub struct VpnAdditionalKeyExchange in ec2 {
        "AdditionalKeyExchangeRound" additional_key_exchange_round: i32,
        "KeyExchangeMethods" key_exchange_methods: [AdditionalKeyExchangeMethodsListValue] <- "keyExchangeMethodSet",
        "Requirement" requirement: str,
    }
}

shape! {
    /// `AdditionalKeyExchangeMethodsListValue` of the Amazon EC2 API.
    pub struct AdditionalKeyExchangeMethodsListValue in ec2 {
        "Value" value: i32,
    }
}

shape! {
    /// `Phase1DHGroupNumbersListValue` of the Amazon EC2 API.
    pub struct Phase1DHGroupNumbersListValue in ec2 {
        "Value" value: i32,
    }
}

shape! {
    /// `Phase1EncryptionAlgorithmsListValue` of the Amazon EC2 API.
    pub struct Phase1EncryptionAlgorithmsListValue in ec2 {
        "Value" value: str,
    }
}

shape! {
    /// `Phase1IntegrityAlgorithmsListValue` of the Amazon EC2 API.
    pub struct Phase1IntegrityAlgorithmsListValue in ec2 {
        "Value" value: str,
    }
}

shape! {
    /// `Phase2DHGroupNumbersListValue` of the Amazon EC2 API.
    pub struct Phase2DHGroupNumbersListValue in ec2 {
        "Value" value: i32,
    }
}

shape! {
    /// `Phase2EncryptionAlgorithmsListValue` of the Amazon EC2 API.
    pub struct Phase2EncryptionAlgorithmsListValue in ec2 {
        "Value" value: str,
    }
}

shape! {
    /// `Phase2IntegrityAlgorithmsListValue` of the Amazon EC2 API.
    pub struct Phase2IntegrityAlgorithmsListValue in ec2 {
        "Value" value: str,
    }
}

shape! {
    /// `VpnStaticRoute` of the Amazon EC2 API.
    pub struct VpnStaticRoute in ec2 {
        "DestinationCidrBlock" destination_cidr_block: str,
        "Source" source: str,
        "State" state: str,
    }
}

shape! {
    /// `VgwTelemetry` of the Amazon EC2 API.
    pub struct VgwTelemetry in ec2 {
        "AcceptedRouteCount" accepted_route_count: i32,
        "CertificateArn" certificate_arn: str,
        "LastStatusChange" last_status_change: time,
        "OutsideIpAddress" outside_ip_address: str,
        "Status" status: str,
        "StatusMessage" status_message: str,
    }
}
