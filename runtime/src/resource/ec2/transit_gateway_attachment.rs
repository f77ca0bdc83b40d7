//! `AWS::EC2::TransitGatewayAttachment`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// What is attached to a transit gateway: a VPC, a VPN connection, a peer.
    pub struct TransitGatewayAttachment("AWS::EC2::TransitGatewayAttachment", "transit gateway attachment", "transit gateway attachments") {
        list: DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS at "transitGatewayAttachments",
        arn: Arn::Ec2("transit-gateway-attachment"),
        id: /// The id.
            "TransitGatewayAttachmentId" transit_gateway_attachment_id,
        tags: "Tags" <- "tagSet",
        mock: /// A VPC of the account, attached, and associated with the default route table. Source:
            /// CreateTransitGatewayVpcAttachment in the Amazon EC2 API reference.
            r#"
            {
              "Association": {"State": "associated", "TransitGatewayRouteTableId": "tgw-rtb-0123456789abcdef0"},
              "CreationTime": "2026-05-04T09:00:00Z",
              "ResourceId": "vpc-0123456789abcdef0",
              "ResourceOwnerId": "{account}",
              "ResourceType": "vpc",
              "State": "available",
              "TransitGatewayId": "tgw-0123456789abcdef0",
              "TransitGatewayOwnerId": "{account}"
            }"#,
    }
    /// What DescribeTransitGatewayAttachments tells of a transit gateway attachment.
    pub struct TransitGatewayAttachmentDescription in ec2 as "TransitGatewayAttachment" {
        "Association" association: TransitGatewayAttachmentAssociation,
        "CreationTime" creation_time: time,
        "NatGatewaySupport" nat_gateway_support: str,
        "ResourceId" resource_id: str,
        "ResourceOwnerId" resource_owner_id: str,
        "ResourceType" resource_type: str,
        "State" state: str,
        "TransitGatewayId" transit_gateway_id: str,
        "TransitGatewayOwnerId" transit_gateway_owner_id: str,
    }
}

shape! {
    /// `TransitGatewayAttachmentAssociation` of the Amazon EC2 API.
    pub struct TransitGatewayAttachmentAssociation in ec2 {
        "State" state: str,
        "TransitGatewayPolicyTableId" transit_gateway_policy_table_id: str,
        "TransitGatewayRouteTableId" transit_gateway_route_table_id: str,
    }
}
