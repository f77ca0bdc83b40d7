//! `AWS::EC2::TransitGatewayRouteTable`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// A route table of a transit gateway.
    pub struct TransitGatewayRouteTable("AWS::EC2::TransitGatewayRouteTable", "transit gateway route table", "transit gateway route tables") {
        list: DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES at "transitGatewayRouteTables",
        arn: Arn::Ec2("transit-gateway-route-table"),
        id: /// The id.
            "TransitGatewayRouteTableId" transit_gateway_route_table_id,
        tags: "Tags" <- "tagSet",
        mock: /// A further route table, which is no default one. Source:
            /// CreateTransitGatewayRouteTable in the Amazon EC2 API reference.
            r#"
            {
              "CreationTime": "2026-05-04T09:00:00Z",
              "DefaultAssociationRouteTable": false,
              "DefaultPropagationRouteTable": false,
              "State": "available",
              "TransitGatewayId": "tgw-0123456789abcdef0"
            }"#,
    }
    /// What DescribeTransitGatewayRouteTables tells of a transit gateway route table.
    pub struct TransitGatewayRouteTableDescription in ec2 as "TransitGatewayRouteTable" {
        "CreationTime" creation_time: time,
        "DefaultAssociationRouteTable" default_association_route_table: bool,
        "DefaultPropagationRouteTable" default_propagation_route_table: bool,
        "State" state: str,
        "TransitGatewayId" transit_gateway_id: str,
    }
}
