//! `AWS::EC2::RouteTable`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A route table, with its routes and the subnets that follow it.
    pub struct RouteTable("AWS::EC2::RouteTable", "route table", "route tables") {
        list: DESCRIBE_ROUTE_TABLES at "routeTableSet",
        arn: Arn::Ec2("route-table"),
        id: /// The id.
            "RouteTableId" route_table_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new table, of no subnet yet, with the route inside the VPC alone. Source: "Create
            /// a route table for your VPC" in the Amazon VPC user guide.
            r#"
            {
              "OwnerId": "{account}",
              "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}],
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeRouteTables tells of a route table.
    pub struct RouteTableDescription in ec2 as "RouteTable" {
        "Associations" associations: [RouteTableAssociation] <- "associationSet",
        "OwnerId" owner_id: str,
        "PropagatingVgws" propagating_vgws: [PropagatingVgw] <- "propagatingVgwSet",
        "Routes" routes: [Route] <- "routeSet",
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `RouteTableAssociation` of the Amazon EC2 API.
    pub struct RouteTableAssociation in ec2 {
        "AssociationState" association_state: RouteTableAssociationState,
        "GatewayId" gateway_id: str,
        "Main" main: bool,
        "PublicIpv4Pool" public_ipv4_pool: str,
        "RouteTableAssociationId" route_table_association_id: str,
        "RouteTableId" route_table_id: str,
        "SubnetId" subnet_id: str,
    }
}

shape! {
    /// `RouteTableAssociationState` of the Amazon EC2 API.
    pub struct RouteTableAssociationState in ec2 {
        "State" state: str,
        "StatusMessage" status_message: str,
    }
}

shape! {
    /// `PropagatingVgw` of the Amazon EC2 API.
    pub struct PropagatingVgw in ec2 {
        "GatewayId" gateway_id: str,
    }
}

shape! {
    /// `Route` of the Amazon EC2 API.
    pub struct Route in ec2 {
        "CarrierGatewayId" carrier_gateway_id: str,
        "CoreNetworkArn" core_network_arn: str,
        "DestinationCidrBlock" destination_cidr_block: str,
        "DestinationIpv6CidrBlock" destination_ipv6_cidr_block: str,
        "DestinationPrefixListId" destination_prefix_list_id: str,
        "EgressOnlyInternetGatewayId" egress_only_internet_gateway_id: str,
        "GatewayId" gateway_id: str,
        "InstanceId" instance_id: str,
        "InstanceOwnerId" instance_owner_id: str,
        "IpAddress" ip_address: str,
        "LocalGatewayId" local_gateway_id: str,
        "NatGatewayId" nat_gateway_id: str,
        "NetworkInterfaceId" network_interface_id: str,
        "OdbNetworkArn" odb_network_arn: str,
        "Origin" origin: str,
        "State" state: str,
        "TransitGatewayId" transit_gateway_id: str,
        "VpcPeeringConnectionId" vpc_peering_connection_id: str,
    }
}
