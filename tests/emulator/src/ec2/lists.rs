//! The operations that list things of a kind.

use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::{
    endpoints, gateways, instances, network, regional, storage, subnets, templates, transit,
};

/// An operation that lists things of a kind, one element each.
pub(super) struct List {
    pub(super) action: &'static str,
    pub(super) kind: Kind,
    /// The element that holds the list.
    pub(super) set: &'static str,
    /// Whether the operation has pages.
    pub(super) is_paged: bool,
    pub(super) render: fn(&mut Xml, &Place<'_>, u32),
}

const fn list_of(
    action: &'static str,
    kind: Kind,
    set: &'static str,
    render: fn(&mut Xml, &Place<'_>, u32),
) -> List {
    List { action, kind, set, is_paged: true, render }
}

const fn whole_list_of(
    action: &'static str,
    kind: Kind,
    set: &'static str,
    render: fn(&mut Xml, &Place<'_>, u32),
) -> List {
    List { action, kind, set, is_paged: false, render }
}

pub(super) static LISTS: [List; 26] = [
    list_of("DescribeVolumes", Kind::Volume, "volumeSet", storage::volume),
    list_of("DescribeSnapshots", Kind::Snapshot, "snapshotSet", storage::snapshot),
    list_of("DescribeImages", Kind::Image, "imagesSet", storage::image),
    list_of(
        "DescribeSecurityGroups",
        Kind::SecurityGroup,
        "securityGroupInfo",
        network::security_group,
    ),
    list_of(
        "DescribeNetworkInterfaces",
        Kind::NetworkInterface,
        "networkInterfaceSet",
        network::network_interface,
    ),
    list_of("DescribeVpcs", Kind::Vpc, "vpcSet", subnets::vpc),
    list_of("DescribeSubnets", Kind::Subnet, "subnetSet", subnets::subnet),
    list_of("DescribeRouteTables", Kind::RouteTable, "routeTableSet", subnets::route_table),
    list_of("DescribeNetworkAcls", Kind::NetworkAcl, "networkAclSet", subnets::network_acl),
    list_of(
        "DescribeInternetGateways",
        Kind::InternetGateway,
        "internetGatewaySet",
        gateways::internet_gateway,
    ),
    list_of(
        "DescribeEgressOnlyInternetGateways",
        Kind::EgressOnlyInternetGateway,
        "egressOnlyInternetGatewaySet",
        gateways::egress_only_internet_gateway,
    ),
    list_of("DescribeNatGateways", Kind::NatGateway, "natGatewaySet", gateways::nat_gateway),
    whole_list_of("DescribeAddresses", Kind::Address, "addressesSet", gateways::address),
    list_of("DescribeVpcEndpoints", Kind::VpcEndpoint, "vpcEndpointSet", endpoints::endpoint),
    list_of(
        "DescribeVpcEndpointServiceConfigurations",
        Kind::VpcEndpointService,
        "serviceConfigurationSet",
        endpoints::service,
    ),
    list_of(
        "DescribeVpcPeeringConnections",
        Kind::VpcPeeringConnection,
        "vpcPeeringConnectionSet",
        gateways::peering_connection,
    ),
    list_of("DescribeTransitGateways", Kind::TransitGateway, "transitGatewaySet", transit::gateway),
    list_of(
        "DescribeTransitGatewayAttachments",
        Kind::TransitGatewayAttachment,
        "transitGatewayAttachments",
        transit::attachment,
    ),
    list_of(
        "DescribeTransitGatewayRouteTables",
        Kind::TransitGatewayRouteTable,
        "transitGatewayRouteTables",
        transit::route_table,
    ),
    whole_list_of(
        "DescribeVpnConnections",
        Kind::VpnConnection,
        "vpnConnectionSet",
        transit::vpn_connection,
    ),
    list_of(
        "DescribeClientVpnEndpoints",
        Kind::ClientVpnEndpoint,
        "clientVpnEndpoint",
        transit::client_vpn_endpoint,
    ),
    list_of("DescribeFlowLogs", Kind::FlowLog, "flowLogSet", endpoints::flow_log),
    list_of(
        "DescribeLaunchTemplates",
        Kind::LaunchTemplate,
        "launchTemplates",
        templates::template,
    ),
    whole_list_of("DescribeKeyPairs", Kind::KeyPair, "keySet", instances::key_pair),
    list_of(
        "DescribeManagedPrefixLists",
        Kind::PrefixList,
        "prefixListSet",
        endpoints::prefix_list,
    ),
    list_of(
        "DescribeVpcBlockPublicAccessExclusions",
        Kind::VpcBlockPublicAccessExclusion,
        "vpcBlockPublicAccessExclusionSet",
        regional::exclusion,
    ),
];
