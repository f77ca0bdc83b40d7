//! `AWS::EC2::TransitGateway`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A transit gateway.
    pub struct TransitGateway("AWS::EC2::TransitGateway", "transit gateway", "transit gateways") {
        list: DESCRIBE_TRANSIT_GATEWAYS at "transitGatewaySet",
        arn: Arn::Member("TransitGatewayArn"),
        id: /// The id.
            "TransitGatewayId" transit_gateway_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new transit gateway: what others attach has to be accepted, and attachments follow
            /// the default route table and are told to it. Source: TransitGatewayRequestOptions in
            /// the Amazon EC2 API reference.
            r#"
            {
              "CreationTime": "2026-05-04T09:00:00Z",
              "Options": {
                "AmazonSideAsn": 64512,
                "AssociationDefaultRouteTableId": "tgw-rtb-0123456789abcdef0",
                "AutoAcceptSharedAttachments": "disable",
                "DefaultRouteTableAssociation": "enable",
                "DefaultRouteTablePropagation": "enable",
                "DnsSupport": "enable",
                "MulticastSupport": "disable",
                "PropagationDefaultRouteTableId": "tgw-rtb-0123456789abcdef0",
                "SecurityGroupReferencingSupport": "disable",
                "VpnEcmpSupport": "enable"
              },
              "OwnerId": "{account}",
              "State": "available",
              "TransitGatewayArn": "arn:{partition}:ec2:{region}:{account}:transit-gateway/{id}"
            }"#,
    }
    /// What DescribeTransitGateways tells of a transit gateway.
    pub struct TransitGatewayDescription in ec2 as "TransitGateway" {
        "CreationTime" creation_time: time,
        "Description" description: str,
        "Options" options: TransitGatewayOptions,
        "OwnerId" owner_id: str,
        "State" state: str,
        "TransitGatewayArn" transit_gateway_arn: str,
    }
}

shape! {
    /// `TransitGatewayOptions` of the Amazon EC2 API.
    #[serde(default)]
    pub struct TransitGatewayOptions in ec2 {
        "AmazonSideAsn" amazon_side_asn: i64,
        "AssociationDefaultRouteTableId" association_default_route_table_id: str,
        "AutoAcceptSharedAttachments" auto_accept_shared_attachments: str,
        "DefaultRouteTableAssociation" default_route_table_association: str,
        "DefaultRouteTablePropagation" default_route_table_propagation: str,
        "DnsSupport" dns_support: str,
        "EncryptionSupport" encryption_support: EncryptionSupport,
        "MulticastSupport" multicast_support: str,
        "PropagationDefaultRouteTableId" propagation_default_route_table_id: str,
        "SecurityGroupReferencingSupport" security_group_referencing_support: str,
        "TransitGatewayCidrBlocks" transit_gateway_cidr_blocks: [str],
        "VpnEcmpSupport" vpn_ecmp_support: str,
    }
}

shape! {
    /// `EncryptionSupport` of the Amazon EC2 API.
    pub struct EncryptionSupport in ec2 {
        "EncryptionState" encryption_state: str,
        "StateMessage" state_message: str,
    }
}
