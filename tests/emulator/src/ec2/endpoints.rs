//! Ways to services, prefix lists, and the logs of the traffic.

use crate::answer::Failure;
use crate::call::Call;
use crate::page::Page;
use crate::world::{Kind, Place};
use crate::xml::{Xml, escaped};

use super::{AWS_PREFIX_LIST, find_named, next_token, page_size};

/// A gateway and an interface endpoint in turn.
pub(super) fn endpoint(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let is_gateway = n.is_multiple_of(2);
    let (kind, service) = if is_gateway { ("Gateway", "s3") } else { ("Interface", "ec2") };
    let policy = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\
                  \"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Sid\":\"R&D\"}]}";
    let id = place.id(Kind::VpcEndpoint, n);
    xml!(
        xml,
        "<vpcEndpointId>{id}</vpcEndpointId><vpcEndpointType>{kind}</vpcEndpointType>\
         <vpcId>{vpc}</vpcId><serviceName>com.amazonaws.{region}.{service}</serviceName>\
         <serviceRegion>{region}</serviceRegion><state>available</state>\
         <policyDocument>{policy}</policyDocument><privateDnsEnabled>{dns}</privateDnsEnabled>\
         <requesterManaged>false</requesterManaged><ownerId>{account}</ownerId>\
         <creationTimestamp>{time}</creationTimestamp><ipAddressType>ipv4</ipAddressType>\
         <dnsOptions><dnsRecordIpType>ipv4</dnsRecordIpType>\
         <privateDnsOnlyForInboundResolverEndpoint>\
         false</privateDnsOnlyForInboundResolverEndpoint></dnsOptions>",
        vpc = place.of(Kind::Vpc, n),
        region = place.region,
        policy = escaped(policy),
        dns = !is_gateway,
        account = place.account,
        time = place.time(n),
    );
    if is_gateway {
        xml!(
            xml,
            "<routeTableIdSet><item>{}</item></routeTableIdSet><subnetIdSet/><groupSet/>\
             <networkInterfaceIdSet/><dnsEntrySet/>",
            place.of(Kind::RouteTable, n)
        );
    } else {
        xml!(
            xml,
            "<routeTableIdSet/><subnetIdSet><item>{subnet}</item></subnetIdSet><groupSet><item>\
             <groupId>{group}</groupId><groupName>group</groupName></item></groupSet>\
             <networkInterfaceIdSet><item>{interface}</item></networkInterfaceIdSet><dnsEntrySet>\
             <item><dnsName>{id}.ec2.{region}.vpce.{domain}</dnsName>\
             <hostedZoneId>Z0EMULATED</hostedZoneId></item></dnsEntrySet><ipv4PrefixSet><item>\
             <subnetId>{subnet}</subnetId><ipPrefixSet><item>10.0.0.16/28</item></ipPrefixSet>\
             </item>\
             </ipv4PrefixSet><ipv6PrefixSet><item><subnetId>{subnet}</subnetId><ipPrefixSet>\
             <item>2001:db8:1::/80</item></ipPrefixSet></item></ipv6PrefixSet>\
             <lastError><code>None</code><message>none &amp; fine</message></lastError>",
            subnet = place.of(Kind::Subnet, n),
            group = place.of(Kind::SecurityGroup, n),
            interface = place.of(Kind::NetworkInterface, n),
            region = place.region,
            domain = place.domain(),
        );
    }
    place.tags(xml, Kind::VpcEndpoint, n);
}

pub(super) fn service(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, region, domain) =
        (place.id(Kind::VpcEndpointService, n), place.region, place.domain());
    let balancer = place.arn("elasticloadbalancing");
    let is_gateway = n % 2 == 1;
    let kind = if is_gateway { "GatewayLoadBalancer" } else { "Interface" };
    let balancers = match is_gateway {
        true => format!(
            "<gatewayLoadBalancerArnSet><item>{balancer}loadbalancer/gwy/lb/{n:016x}</item>\
             </gatewayLoadBalancerArnSet>"
        ),
        false => format!(
            "<networkLoadBalancerArnSet><item>{balancer}loadbalancer/net/lb/{n:016x}</item>\
             </networkLoadBalancerArnSet><privateDnsName>service-{n}.example.com</privateDnsName>\
             <privateDnsNameConfiguration><state>verified</state><type>TXT</type>\
             <value>vpce:{n:016x}</value><name>_{n:016x}</name></privateDnsNameConfiguration>"
        ),
    };
    xml!(
        xml,
        "<serviceType><item><serviceType>{kind}</serviceType></item></serviceType>\
         <serviceId>{id}</serviceId>\
         <serviceName>com.amazonaws.vpce.{region}.{id}</serviceName>\
         <serviceState>Available</serviceState>\
         <availabilityZoneSet><item>{}</item><item>{}</item></availabilityZoneSet>\
         <availabilityZoneIdSet><item>{}</item><item>{}</item></availabilityZoneIdSet>\
         <acceptanceRequired>{is_gateway}</acceptanceRequired>\
         <managesVpcEndpoints>false</managesVpcEndpoints>{balancers}\
         <supportedIpAddressTypeSet><item>ipv4</item><item>ipv6</item></supportedIpAddressTypeSet>\
         <baseEndpointDnsNameSet><item>{id}.{region}.vpce.{domain}</item></baseEndpointDnsNameSet>\
         <payerResponsibility>ServiceOwner</payerResponsibility>\
         <supportedRegionSet><item><region>{region}</region><serviceState>Available</serviceState>\
         </item></supportedRegionSet><remoteAccessEnabled>{is_gateway}</remoteAccessEnabled>",
        place.zone(0),
        place.zone(1),
        place.zone_id(0),
        place.zone_id(1)
    );
    place.tags(xml, Kind::VpcEndpointService, n);
}

/// Who may make an endpoint to a service: three for one service, and nobody for the next.
pub(super) fn permissions(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let n = find_named(call, place, Kind::VpcEndpointService)?;
    let total = if n.is_multiple_of(2) { 3 } else { 0 };
    let page = Page::of(call, total, page_size(call, place))?;
    let (id, partition) = (place.id(Kind::VpcEndpointService, n), place.partition());
    let mut xml = Xml::default();
    xml!(xml, "<allowedPrincipals>");
    for number in page.range {
        let (kind, principal) = match number {
            0 => ("Account", format!("arn:{partition}:iam::444455556666:root")),
            1 => ("Role", format!("arn:{partition}:iam::444455556666:role/reader")),
            _ => ("All", "*".to_owned()),
        };
        xml!(
            xml,
            "<item><principalType>{kind}</principalType><principal>{principal}</principal>\
             <servicePermissionId>vpce-svc-perm-{number:017x}</servicePermissionId>\
             <serviceId>{id}</serviceId><permissionType>vpc-endpoint</permissionType>"
        );
        place.tags(&mut xml, Kind::VpcEndpointService, number);
        xml!(xml, "</item>");
    }
    xml!(xml, "</allowedPrincipals>");
    next_token(&mut xml, page.next);
    Ok(xml)
}

/// The first list of a region is AWS's own.
pub(super) fn prefix_list(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, region, partition) = (place.id(Kind::PrefixList, n), place.region, place.partition());
    xml!(xml, "<prefixListId>{id}</prefixListId><addressFamily>IPv4</addressFamily>");
    if (Kind::PrefixList, n) == AWS_PREFIX_LIST {
        xml!(
            xml,
            "<state>create-complete</state><ownerId>AWS</ownerId>\
             <prefixListName>com.amazonaws.{region}.s3</prefixListName>\
             <prefixListArn>arn:{partition}:ec2:{region}:aws:prefix-list/{id}</prefixListArn>"
        );
        return;
    }
    xml!(
        xml,
        "<state>modify-complete</state><stateMessage>done</stateMessage><ownerId>{}</ownerId>\
         <prefixListName>list-{n}</prefixListName>\
         <prefixListArn>{}prefix-list/{id}</prefixListArn><maxEntries>10</maxEntries>\
         <version>3</version>\
         <ipamPrefixListResolverTargetId>ipam-plrt-{n:017x}</ipamPrefixListResolverTargetId>\
         <ipamPrefixListResolverSyncEnabled>false</ipamPrefixListResolverSyncEnabled>",
        place.account,
        place.arn("ec2")
    );
    place.tags(xml, Kind::PrefixList, n);
}

/// Five entries, some with words.
pub(super) fn prefix_list_entries(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let n = find_named(call, place, Kind::PrefixList)?;
    let page = Page::of(call, 5, page_size(call, place))?;
    let mut xml = Xml::default();
    xml!(xml, "<entrySet>");
    for number in page.range {
        xml!(xml, "<item><cidr>10.{}.{number}.0/24</cidr>", n % 256);
        if number.is_multiple_of(2) {
            xml!(xml, "<description>office {number}</description>");
        }
        xml!(xml, "</item>");
    }
    xml!(xml, "</entrySet>");
    next_token(&mut xml, page.next);
    Ok(xml)
}

/// A log to CloudWatch Logs and one to S3 in turn.
pub(super) fn flow_log(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (partition, account) = (place.partition(), place.account);
    let traffic = ["ALL", "REJECT", "ACCEPT"][n as usize % 3];
    xml!(
        xml,
        "<flowLogId>{}</flowLogId><flowLogStatus>ACTIVE</flowLogStatus>\
         <creationTime>{}</creationTime><resourceId>{}</resourceId>\
         <trafficType>{traffic}</trafficType>\
         <logFormat>${{version}} ${{account-id}} ${{srcaddr}}</logFormat>\
         <maxAggregationInterval>600</maxAggregationInterval><tagFieldSpecificationSet><item>\
         <resourceType>instance</resourceType><tagKeySet><item>Name</item></tagKeySet></item>\
         </tagFieldSpecificationSet>",
        place.id(Kind::FlowLog, n),
        place.time(n),
        place.of(Kind::Vpc, n)
    );
    match n % 2 {
        0 => xml!(
            xml,
            "<deliverLogsStatus>SUCCESS</deliverLogsStatus>\
             <logDestinationType>cloud-watch-logs</logDestinationType>\
             <logGroupName>flow-{n}</logGroupName>\
             <logDestination>{}log-group:flow-{n}</logDestination>\
             <deliverLogsPermissionArn>arn:{partition}:iam::{account}:role/flow\
             </deliverLogsPermissionArn><deliverCrossAccountRole>\
             arn:{partition}:iam::444455556666:role/flow</deliverCrossAccountRole>",
            place.arn("logs")
        ),
        _ => xml!(
            xml,
            "<deliverLogsStatus>FAILED</deliverLogsStatus>\
             <deliverLogsErrorMessage>Access error</deliverLogsErrorMessage>\
             <logDestinationType>s3</logDestinationType>\
             <logDestination>arn:{partition}:s3:::bucket-{account}-000000/flow</logDestination>\
             <destinationOptions><fileFormat>parquet</fileFormat>\
             <hiveCompatiblePartitions>true</hiveCompatiblePartitions>\
             <perHourPartition>false</perHourPartition></destinationOptions>"
        ),
    }
    place.tags(xml, Kind::FlowLog, n);
}
