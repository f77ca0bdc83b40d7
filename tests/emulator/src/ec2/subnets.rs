//! Networks, their parts, and what goes where in them.

use crate::world::{Kind, Place};
use crate::xml::Xml;

/// What a block of addresses is associated as.
fn ipv6_association(prefix: &str, n: u32) -> String {
    format!(
        "<ipv6CidrBlockAssociationSet><item><associationId>{prefix}-cidr-assoc-{n:017x}\
         </associationId><ipv6CidrBlock>2001:db8:{n:x}::/56</ipv6CidrBlock>\
         <ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState>\
         <ipv6AddressAttribute>public</ipv6AddressAttribute><ipSource>amazon</ipSource>"
    )
}

pub(super) fn vpc(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, account, region) = (place.id(Kind::Vpc, n), place.account, place.region);
    let second = n % 256;
    let mode = ["off", "block-bidirectional", "block-ingress"][n as usize % 3];
    xml!(
        xml,
        "<vpcId>{id}</vpcId><ownerId>{account}</ownerId><state>available</state>\
         <cidrBlock>10.{second}.0.0/16</cidrBlock><dhcpOptionsId>dopt-{n:017x}</dhcpOptionsId>\
         <instanceTenancy>default</instanceTenancy><isDefault>{is_default}</isDefault>\
         <cidrBlockAssociationSet><item><associationId>vpc-cidr-assoc-{n:017x}</associationId>\
         <cidrBlock>10.{second}.0.0/16</cidrBlock>\
         <cidrBlockState><state>associated</state></cidrBlockState></item>\
         </cidrBlockAssociationSet>{ipv6}<ipv6Pool>Amazon</ipv6Pool>\
         <networkBorderGroup>{region}</networkBorderGroup></item></ipv6CidrBlockAssociationSet>\
         <blockPublicAccessStates><internetGatewayBlockMode>{mode}</internetGatewayBlockMode>\
         </blockPublicAccessStates>",
        is_default = n == 0,
        ipv6 = ipv6_association("vpc", n)
    );
    if n % 2 == 1 {
        xml!(
            xml,
            "<encryptionControl><vpcId>{id}</vpcId>\
             <vpcEncryptionControlId>vpcec-{n:017x}</vpcEncryptionControlId><mode>monitor</mode>\
             <state>available</state><resourceExclusions><internetGateway><state>disabled</state>\
             </internetGateway><natGateway><state>enabled</state></natGateway></resourceExclusions>\
             </encryptionControl>"
        );
    }
    place.tags(xml, Kind::Vpc, n);
}

pub(super) fn subnet(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let id = place.id(Kind::Subnet, n);
    let (second, third) = (n / 256 % 256, n % 256);
    let is_public = n.is_multiple_of(2);
    let mode = ["off", "block-bidirectional", "block-ingress"][n as usize % 3];
    xml!(
        xml,
        "<subnetId>{id}</subnetId><subnetArn>{arn}subnet/{id}</subnetArn><state>available</state>\
         <ownerId>{account}</ownerId><vpcId>{vpc}</vpcId>\
         <cidrBlock>10.{second}.{third}.0/24</cidrBlock>\
         <availableIpAddressCount>251</availableIpAddressCount>\
         <availabilityZone>{zone}</availabilityZone>\
         <availabilityZoneId>{zone_id}</availabilityZoneId>\
         <defaultForAz>{is_default}</defaultForAz>\
         <mapPublicIpOnLaunch>{is_public}</mapPublicIpOnLaunch>\
         <mapCustomerOwnedIpOnLaunch>false</mapCustomerOwnedIpOnLaunch>\
         <assignIpv6AddressOnCreation>{is_public}</assignIpv6AddressOnCreation>{ipv6}</item>\
         </ipv6CidrBlockAssociationSet><enableDns64>false</enableDns64>\
         <ipv6Native>false</ipv6Native><privateDnsNameOptionsOnLaunch>\
         <hostnameType>ip-name</hostnameType>\
         <enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>\
         <enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord>\
         </privateDnsNameOptionsOnLaunch><blockPublicAccessStates>\
         <internetGatewayBlockMode>{mode}</internetGatewayBlockMode></blockPublicAccessStates>",
        arn = place.arn("ec2"),
        account = place.account,
        vpc = place.of(Kind::Vpc, n),
        zone = place.zone(n),
        zone_id = place.zone_id(n),
        is_default = n == 0,
        ipv6 = ipv6_association("subnet", n)
    );
    place.tags(xml, Kind::Subnet, n);
}

pub(super) fn route_table(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, vpc, account) = (place.id(Kind::RouteTable, n), place.of(Kind::Vpc, n), place.account);
    let association = match n % 2 {
        0 => "<main>true</main>".to_owned(),
        _ => {
            let subnet = place.of(Kind::Subnet, n);
            format!("<main>false</main><subnetId>{subnet}</subnetId>")
        }
    };
    xml!(
        xml,
        "<routeTableId>{id}</routeTableId><vpcId>{vpc}</vpcId><ownerId>{account}</ownerId>\
         <routeSet><item><destinationCidrBlock>10.{second}.0.0/16</destinationCidrBlock>\
         <gatewayId>local</gatewayId><state>active</state><origin>CreateRouteTable</origin></item>\
         <item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>\
         <gatewayId>{internet}</gatewayId><state>active</state><origin>CreateRoute</origin></item>\
         <item><destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock>\
         <egressOnlyInternetGatewayId>{egress}</egressOnlyInternetGatewayId><state>active</state>\
         <origin>CreateRoute</origin></item>\
         <item><destinationPrefixListId>{list}</destinationPrefixListId>\
         <gatewayId>{endpoint}</gatewayId><state>active</state><origin>CreateRoute</origin></item>\
         <item><destinationCidrBlock>172.16.0.0/16</destinationCidrBlock>\
         <natGatewayId>{nat}</natGatewayId><state>blackhole</state><origin>CreateRoute</origin>\
         </item>\
         <item><destinationCidrBlock>172.17.0.0/16</destinationCidrBlock>\
         <transitGatewayId>{transit}</transitGatewayId><state>active</state>\
         <origin>EnableVgwRoutePropagation</origin></item>\
         <item><destinationCidrBlock>172.18.0.0/16</destinationCidrBlock>\
         <vpcPeeringConnectionId>{peering}</vpcPeeringConnectionId><state>active</state>\
         <origin>CreateRoute</origin></item>\
         <item><destinationCidrBlock>172.19.0.0/16</destinationCidrBlock>\
         <instanceId>{instance}</instanceId><instanceOwnerId>{account}</instanceOwnerId>\
         <networkInterfaceId>{interface}</networkInterfaceId><state>active</state>\
         <origin>CreateRoute</origin></item></routeSet>\
         <associationSet><item><routeTableAssociationId>rtbassoc-{n:017x}</routeTableAssociationId>\
         <routeTableId>{id}</routeTableId>{association}\
         <associationState><state>associated</state></associationState></item></associationSet>\
         <propagatingVgwSet><item><gatewayId>vgw-{n:017x}</gatewayId></item></propagatingVgwSet>",
        second = n % 256,
        internet = place.of(Kind::InternetGateway, n),
        egress = place.of(Kind::EgressOnlyInternetGateway, n),
        list = place.of(Kind::PrefixList, n),
        endpoint = place.of(Kind::VpcEndpoint, n),
        nat = place.of(Kind::NatGateway, n),
        transit = place.of(Kind::TransitGateway, n),
        peering = place.of(Kind::VpcPeeringConnection, n),
        instance = place.of(Kind::Instance, n),
        interface = place.of(Kind::NetworkInterface, n),
    );
    place.tags(xml, Kind::RouteTable, n);
}

pub(super) fn network_acl(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, vpc, account) = (place.id(Kind::NetworkAcl, n), place.of(Kind::Vpc, n), place.account);
    let subnet = place.of(Kind::Subnet, n);
    xml!(
        xml,
        "<networkAclId>{id}</networkAclId><vpcId>{vpc}</vpcId><ownerId>{account}</ownerId>\
         <default>{is_default}</default><entrySet><item><ruleNumber>100</ruleNumber>\
         <protocol>6</protocol><ruleAction>allow</ruleAction><egress>false</egress>\
         <cidrBlock>0.0.0.0/0</cidrBlock><portRange><from>443</from><to>443</to></portRange></item>\
         <item><ruleNumber>110</ruleNumber><protocol>58</protocol><ruleAction>allow</ruleAction>\
         <egress>true</egress><ipv6CidrBlock>::/0</ipv6CidrBlock>\
         <icmpTypeCode><code>-1</code><type>128</type></icmpTypeCode></item>\
         <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction>\
         <egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock></item></entrySet>\
         <associationSet><item><networkAclAssociationId>aclassoc-{n:017x}</networkAclAssociationId>\
         <networkAclId>{id}</networkAclId><subnetId>{subnet}</subnetId></item></associationSet>",
        is_default = n == 0
    );
    place.tags(xml, Kind::NetworkAcl, n);
}
