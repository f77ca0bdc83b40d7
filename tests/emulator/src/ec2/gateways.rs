//! The ways out of a network.

use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::{private_ip, public_ip};

fn attachment(place: &Place<'_>, n: u32, state: &str) -> String {
    let vpc = place.of(Kind::Vpc, n);
    format!(
        "<attachmentSet><item><vpcId>{vpc}</vpcId><state>{state}</state></item></attachmentSet>"
    )
}

/// One of three is attached to nothing.
pub(super) fn internet_gateway(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, account) = (place.id(Kind::InternetGateway, n), place.account);
    let attachment = match n % 3 {
        2 => "<attachmentSet/>".to_owned(),
        _ => attachment(place, n, "available"),
    };
    xml!(
        xml,
        "<internetGatewayId>{id}</internetGatewayId><ownerId>{account}</ownerId>{attachment}"
    );
    place.tags(xml, Kind::InternetGateway, n);
}

pub(super) fn egress_only_internet_gateway(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let id = place.id(Kind::EgressOnlyInternetGateway, n);
    let attachment = attachment(place, n, "attached");
    xml!(xml, "<egressOnlyInternetGatewayId>{id}</egressOnlyInternetGatewayId>{attachment}");
    place.tags(xml, Kind::EgressOnlyInternetGateway, n);
}

pub(super) fn nat_gateway(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let is_public = n.is_multiple_of(2);
    let connectivity = if is_public { "public" } else { "private" };
    let of_public = match is_public {
        true => format!(
            "<allocationId>{}</allocationId><associationId>eipassoc-{n:017x}</associationId>\
             <publicIp>{}</publicIp>",
            place.of(Kind::Address, n),
            public_ip(n)
        ),
        false => String::new(),
    };
    xml!(
        xml,
        "<natGatewayId>{id}</natGatewayId><state>available</state><subnetId>{subnet}</subnetId>\
         <vpcId>{vpc}</vpcId><createTime>{time}</createTime>\
         <connectivityType>{connectivity}</connectivityType>\
         <availabilityMode>zonal</availabilityMode><natGatewayAddressSet><item>{of_public}\
         <networkInterfaceId>{interface}</networkInterfaceId><privateIp>{ip}</privateIp>\
         <isPrimary>true</isPrimary><status>succeeded</status>\
         <availabilityZone>{zone}</availabilityZone>\
         <availabilityZoneId>{zone_id}</availabilityZoneId></item></natGatewayAddressSet>",
        id = place.id(Kind::NatGateway, n),
        subnet = place.of(Kind::Subnet, n),
        vpc = place.of(Kind::Vpc, n),
        time = place.time(n),
        interface = place.of(Kind::NetworkInterface, n),
        ip = private_ip(n),
        zone = place.zone(n),
        zone_id = place.zone_id(n),
    );
    if n % 4 == 1 {
        xml!(
            xml,
            "<routeTableId>{}</routeTableId><autoScalingIps>disabled</autoScalingIps>\
             <autoProvisionZones>disabled</autoProvisionZones>",
            place.of(Kind::RouteTable, n)
        );
    }
    if n % 3 == 2 {
        xml!(
            xml,
            "<failureCode>InsufficientFreeAddressesInSubnet</failureCode>\
             <failureMessage>no addresses left</failureMessage><deleteTime>{}</deleteTime>",
            place.time(n)
        );
    }
    place.tags(xml, Kind::NatGateway, n);
}

/// One of three addresses is of nothing.
pub(super) fn address(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, ip, region) = (place.id(Kind::Address, n), public_ip(n), place.region);
    xml!(
        xml,
        "<allocationId>{id}</allocationId><publicIp>{ip}</publicIp><domain>vpc</domain>\
         <publicIpv4Pool>amazon</publicIpv4Pool><networkBorderGroup>{region}</networkBorderGroup>"
    );
    if n % 3 != 2 {
        xml!(
            xml,
            "<associationId>eipassoc-{n:017x}</associationId><instanceId>{}</instanceId>\
             <networkInterfaceId>{}</networkInterfaceId>\
             <networkInterfaceOwnerId>{}</networkInterfaceOwnerId>\
             <privateIpAddress>{}</privateIpAddress>",
            place.of(Kind::Instance, n),
            place.of(Kind::NetworkInterface, n),
            place.account,
            private_ip(n)
        );
    }
    if n % 4 == 1 {
        xml!(xml, "<serviceManaged>rnat</serviceManaged>");
    }
    place.tags(xml, Kind::Address, n);
}

pub(super) fn peering_connection(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let options = "<peeringOptions>\
                   <allowDnsResolutionFromRemoteVpc>true</allowDnsResolutionFromRemoteVpc>\
                   <allowEgressFromLocalClassicLinkToRemoteVpc>false\
                   </allowEgressFromLocalClassicLinkToRemoteVpc>\
                   <allowEgressFromLocalVpcToRemoteClassicLink>false\
                   </allowEgressFromLocalVpcToRemoteClassicLink></peeringOptions>";
    let second = n % 256;
    xml!(
        xml,
        "<vpcPeeringConnectionId>{id}</vpcPeeringConnectionId><requesterVpcInfo>\
         <ownerId>{account}</ownerId><vpcId>{vpc}</vpcId><region>{region}</region>\
         <cidrBlock>10.{second}.0.0/16</cidrBlock><cidrBlockSet><item>\
         <cidrBlock>10.{second}.0.0/16</cidrBlock></item></cidrBlockSet>\
         <ipv6CidrBlockSet><item><ipv6CidrBlock>2001:db8:{n:x}::/56</ipv6CidrBlock></item>\
         </ipv6CidrBlockSet>{options}</requesterVpcInfo>\
         <accepterVpcInfo><ownerId>444455556666</ownerId><vpcId>vpc-0123456789abcdef0</vpcId>\
         <region>{region}</region><cidrBlock>172.18.0.0/16</cidrBlock><cidrBlockSet><item>\
         <cidrBlock>172.18.0.0/16</cidrBlock></item></cidrBlockSet>{options}</accepterVpcInfo>",
        id = place.id(Kind::VpcPeeringConnection, n),
        account = place.account,
        vpc = place.of(Kind::Vpc, n),
        region = place.region,
    );
    match n % 2 {
        0 => xml!(xml, "<status><code>active</code><message>Active</message></status>"),
        _ => xml!(
            xml,
            "<status><code>pending-acceptance</code><message>Pending Acceptance</message></status>\
             <expirationTime>{}</expirationTime>",
            place.time(n + 24 * 7)
        ),
    }
    place.tags(xml, Kind::VpcPeeringConnection, n);
}
