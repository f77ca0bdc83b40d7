//! Security groups and network interfaces.

use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::{mac, private_ip, public_ip};

pub(super) fn security_group(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let name = if n == 0 { "default".to_owned() } else { format!("group-{n}") };
    let (id, arn, account) = (place.id(Kind::SecurityGroup, n), place.arn("ec2"), place.account);
    xml!(
        xml,
        "<groupId>{id}</groupId><groupName>{name}</groupName>\
         <groupDescription>for &lt;the&gt; web &amp; more</groupDescription>\
         <ownerId>{account}</ownerId><vpcId>{vpc}</vpcId>\
         <securityGroupArn>{arn}security-group/{id}</securityGroupArn><ipPermissions>",
        vpc = place.of(Kind::Vpc, n)
    );
    for rule in 0..=n % 4 {
        permission(xml, place, n, rule);
    }
    xml!(
        xml,
        "</ipPermissions><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><groups/>\
         <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges><item>\
         <cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges><prefixListIds/></item>"
    );
    if n % 2 == 1 {
        permission(xml, place, n, 0);
        permission(xml, place, n, 2);
    }
    xml!(xml, "</ipPermissionsEgress>");
    place.tags(xml, Kind::SecurityGroup, n);
}

/// A rule of each shape in turn.
fn permission(xml: &mut Xml, place: &Place<'_>, n: u32, rule: u32) {
    let (source, account) = (place.of(Kind::SecurityGroup, n + 1), place.account);
    match rule {
        0 => xml!(
            xml,
            "<item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>\
             <groups/>\
             <ipRanges><item><cidrIp>10.0.0.0/8</cidrIp><description>inside</description></item>\
             <item><cidrIp>192.168.0.0/16</cidrIp></item></ipRanges><ipv6Ranges/><prefixListIds/>\
             </item>"
        ),
        1 => xml!(
            xml,
            "<item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><groups/>\
             <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>\
             <ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6><description>all</description></item>\
             </ipv6Ranges><prefixListIds/></item>"
        ),
        2 => xml!(
            xml,
            "<item><ipProtocol>-1</ipProtocol><groups><item><groupId>{source}</groupId>\
             <userId>{account}</userId><description>its own kind</description></item>\
             <item><groupId>sg-0123456789abcdef0</groupId><userId>444455556666</userId>\
             <vpcId>vpc-0123456789abcdef0</vpcId>\
             <vpcPeeringConnectionId>{peering}</vpcPeeringConnectionId>\
             <peeringStatus>active</peeringStatus></item></groups><ipRanges/><ipv6Ranges/>\
             <prefixListIds><item><prefixListId>{list}</prefixListId>\
             <description>known</description></item></prefixListIds></item>",
            peering = place.of(Kind::VpcPeeringConnection, n),
            list = place.of(Kind::PrefixList, n)
        ),
        _ => xml!(
            xml,
            "<item><ipProtocol>icmp</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort><groups/>\
             <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges/>\
             <prefixListIds/></item>"
        ),
    }
}

pub(super) fn network_interface(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let is_attached = n < place.count(Kind::Instance);
    let (ip, account) = (private_ip(n), place.account);
    let name = format!("ip-{}.{}.compute.internal", ip.replace('.', "-"), place.region);
    let kind = if n % 5 == 4 { "vpc_endpoint" } else { "interface" };
    let status = if is_attached { "in-use" } else { "available" };
    xml!(
        xml,
        "<networkInterfaceId>{id}</networkInterfaceId><subnetId>{subnet}</subnetId>\
         <vpcId>{vpc}</vpcId><availabilityZone>{zone}</availabilityZone>\
         <availabilityZoneId>{zone_id}</availabilityZoneId>\
         <description>of &quot;web&quot;</description>\
         <ownerId>{account}</ownerId><requesterId>AIDAEMULATED{account}</requesterId>\
         <requesterManaged>false</requesterManaged><status>{status}</status>\
         <macAddress>{mac}</macAddress><privateIpAddress>{ip}</privateIpAddress>\
         <privateDnsName>{name}</privateDnsName><sourceDestCheck>true</sourceDestCheck>\
         <interfaceType>{kind}</interfaceType><denyAllIgwTraffic>false</denyAllIgwTraffic>\
         <ipv6Native>false</ipv6Native><ipv6Address>2001:db8::{n:x}</ipv6Address>\
         <groupSet><item><groupId>{group}</groupId><groupName>group-{n}</groupName></item>\
         </groupSet>\
         <ipv6AddressesSet><item><ipv6Address>2001:db8::{n:x}</ipv6Address>\
         <isPrimaryIpv6>false</isPrimaryIpv6></item></ipv6AddressesSet>\
         <ipv4PrefixSet><item><ipv4Prefix>10.0.0.16/28</ipv4Prefix></item></ipv4PrefixSet>\
         <ipv6PrefixSet><item><ipv6Prefix>2001:db8:1::/80</ipv6Prefix></item></ipv6PrefixSet>\
         <connectionTrackingConfiguration><tcpEstablishedTimeout>86400</tcpEstablishedTimeout>\
         <udpStreamTimeout>180</udpStreamTimeout><udpTimeout>30</udpTimeout>\
         </connectionTrackingConfiguration><operator><managed>true</managed>\
         <principal>eks.{domain}</principal><hiddenByDefault>false</hiddenByDefault></operator>",
        id = place.id(Kind::NetworkInterface, n),
        subnet = place.of(Kind::Subnet, n),
        vpc = place.of(Kind::Vpc, n),
        zone = place.zone(n),
        zone_id = place.zone_id(n),
        mac = mac(n),
        group = place.of(Kind::SecurityGroup, n),
        domain = place.domain(),
    );
    let mut association = String::new();
    if n.is_multiple_of(2) {
        let public = public_ip(n);
        let dns = format!("ec2-{}.{}", public.replace('.', "-"), place.domain());
        association = format!(
            "<association><allocationId>{}</allocationId>\
             <associationId>eipassoc-{n:017x}</associationId><ipOwnerId>{account}</ipOwnerId>\
             <publicDnsName>{dns}</publicDnsName><publicIp>{public}</publicIp></association>",
            place.of(Kind::Address, n)
        );
        xml!(
            xml,
            "<publicDnsName>{dns}</publicDnsName><publicIpDnsNameOptions>\
             <dnsHostnameType>public-ipv4-dns-name</dnsHostnameType>\
             <publicIpv4DnsName>{dns}</publicIpv4DnsName></publicIpDnsNameOptions>"
        );
    }
    xml!(
        xml,
        "{association}<privateIpAddressesSet><item><privateIpAddress>{ip}</privateIpAddress>\
         <privateDnsName>{name}</privateDnsName><primary>true</primary>{association}</item>\
         </privateIpAddressesSet>"
    );
    if is_attached {
        xml!(
            xml,
            "<attachment><attachmentId>eni-attach-{n:017x}</attachmentId>\
             <instanceId>{}</instanceId><instanceOwnerId>{account}</instanceOwnerId>\
             <deviceIndex>0</deviceIndex><networkCardIndex>0</networkCardIndex>\
             <status>attached</status><attachTime>{}</attachTime>\
             <deleteOnTermination>true</deleteOnTermination><enaSrdSpecification>\
             <enaSrdEnabled>false</enaSrdEnabled></enaSrdSpecification></attachment>",
            place.id(Kind::Instance, n),
            place.time(n)
        );
    }
    if n % 3 != 2 {
        xml!(xml, "<tagSet><item><key>Name</key><value>interface {n}</value></item></tagSet>");
    }
}
