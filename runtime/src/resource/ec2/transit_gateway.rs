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
