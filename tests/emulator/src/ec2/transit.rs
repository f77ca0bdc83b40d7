//! Transit gateways and private networks over them.

use crate::world::{Kind, Place};
use crate::xml::Xml;

pub(super) fn gateway(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, table) =
        (place.id(Kind::TransitGateway, n), place.of(Kind::TransitGatewayRouteTable, n));
    let auto_accept = if n % 2 == 1 { "enable" } else { "disable" };
    xml!(
        xml,
        "<transitGatewayId>{id}</transitGatewayId>\
         <transitGatewayArn>{arn}transit-gateway/{id}</transitGatewayArn><state>available</state>\
         <ownerId>{account}</ownerId><description>hub</description>\
         <creationTime>{time}</creationTime><options><amazonSideAsn>64512</amazonSideAsn>\
         <transitGatewayCidrBlocks><item>10.99.0.0/24</item></transitGatewayCidrBlocks>\
         <autoAcceptSharedAttachments>{auto_accept}</autoAcceptSharedAttachments>\
         <defaultRouteTableAssociation>enable</defaultRouteTableAssociation>\
         <associationDefaultRouteTableId>{table}</associationDefaultRouteTableId>\
         <defaultRouteTablePropagation>enable</defaultRouteTablePropagation>\
         <propagationDefaultRouteTableId>{table}</propagationDefaultRouteTableId>\
         <vpnEcmpSupport>enable</vpnEcmpSupport><dnsSupport>enable</dnsSupport>\
         <securityGroupReferencingSupport>disable</securityGroupReferencingSupport>\
         <multicastSupport>disable</multicastSupport><encryptionSupport>\
         <encryptionState>disabled</encryptionState><stateMessage>off</stateMessage>\
         </encryptionSupport></options>",
        arn = place.arn("ec2"),
        account = place.account,
        time = place.time(n),
    );
    place.tags(xml, Kind::TransitGateway, n);
}

pub(super) fn attachment(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (resource, kind) = match n % 2 {
        0 => (place.of(Kind::Vpc, n), "vpc"),
        _ => (place.of(Kind::VpnConnection, n), "vpn"),
    };
    xml!(
        xml,
        "<transitGatewayAttachmentId>{id}</transitGatewayAttachmentId>\
         <transitGatewayId>{gateway}</transitGatewayId>\
         <transitGatewayOwnerId>{account}</transitGatewayOwnerId>\
         <resourceOwnerId>{account}</resourceOwnerId><resourceType>{kind}</resourceType>\
         <resourceId>{resource}</resourceId><state>available</state><association>\
         <transitGatewayRouteTableId>{table}</transitGatewayRouteTableId><state>associated</state>\
         </association><creationTime>{time}</creationTime>\
         <natGatewaySupport>disabled</natGatewaySupport>",
        id = place.id(Kind::TransitGatewayAttachment, n),
        gateway = place.of(Kind::TransitGateway, n),
        account = place.account,
        table = place.of(Kind::TransitGatewayRouteTable, n),
        time = place.time(n),
    );
    place.tags(xml, Kind::TransitGatewayAttachment, n);
}

pub(super) fn route_table(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, gateway) =
        (place.id(Kind::TransitGatewayRouteTable, n), place.of(Kind::TransitGateway, n));
    let (is_default, time) = (n.is_multiple_of(2), place.time(n));
    xml!(
        xml,
        "<transitGatewayRouteTableId>{id}</transitGatewayRouteTableId>\
         <transitGatewayId>{gateway}</transitGatewayId><state>available</state>\
         <defaultAssociationRouteTable>{is_default}</defaultAssociationRouteTable>\
         <defaultPropagationRouteTable>{is_default}</defaultPropagationRouteTable>\
         <creationTime>{time}</creationTime>"
    );
    place.tags(xml, Kind::TransitGatewayRouteTable, n);
}

pub(super) fn vpn_connection(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (logs, acm) = (place.arn("logs"), place.arn("acm"));
    xml!(
        xml,
        "<vpnConnectionId>{id}</vpnConnectionId><state>available</state><type>ipsec.1</type>\
         <category>VPN</category><customerGatewayId>cgw-{n:017x}</customerGatewayId>\
         <gatewayAssociationState>associated</gatewayAssociationState>\
         <customerGatewayConfiguration>&lt;vpn_connection id=&quot;{id}&quot;&gt;&lt;ike&gt;\
         &lt;pre_shared_key&gt;emulated&lt;/pre_shared_key&gt;&lt;/ike&gt;&lt;/vpn_connection&gt;\
         </customerGatewayConfiguration>\
         <preSharedKeyArn>{secrets}secret:s2svpn-{n}</preSharedKeyArn>",
        id = place.id(Kind::VpnConnection, n),
        secrets = place.arn("secretsmanager"),
    );
    match n % 2 {
        0 => {
            xml!(xml, "<transitGatewayId>{}</transitGatewayId>", place.of(Kind::TransitGateway, n))
        }
        _ => xml!(xml, "<vpnGatewayId>vgw-{n:017x}</vpnGatewayId>"),
    }
    xml!(
        xml,
        "<options><enableAcceleration>false</enableAcceleration>\
         <staticRoutesOnly>true</staticRoutesOnly>\
         <localIpv4NetworkCidr>0.0.0.0/0</localIpv4NetworkCidr>\
         <remoteIpv4NetworkCidr>0.0.0.0/0</remoteIpv4NetworkCidr>\
         <outsideIpAddressType>PublicIpv4</outsideIpAddressType>\
         <tunnelInsideIpVersion>ipv4</tunnelInsideIpVersion>\
         <tunnelBandwidth>standard</tunnelBandwidth><tunnelOptionSet>"
    );
    for tunnel in 1..=2 {
        xml!(
            xml,
            "<item><outsideIpAddress>203.0.113.{tunnel}</outsideIpAddress>\
             <tunnelInsideCidr>169.254.{tunnel}.0/30</tunnelInsideCidr>\
             <preSharedKey>emulated</preSharedKey>\
             <phase1LifetimeSeconds>28800</phase1LifetimeSeconds>\
             <phase2LifetimeSeconds>3600</phase2LifetimeSeconds>\
             <rekeyMarginTimeSeconds>270</rekeyMarginTimeSeconds>\
             <rekeyFuzzPercentage>100</rekeyFuzzPercentage>\
             <replayWindowSize>1024</replayWindowSize>\
             <dpdTimeoutSeconds>30</dpdTimeoutSeconds><dpdTimeoutAction>clear</dpdTimeoutAction>\
             <phase1EncryptionAlgorithmSet><item><value>AES256</value></item>\
             <item><value>AES256-GCM-16</value></item></phase1EncryptionAlgorithmSet>\
             <phase2EncryptionAlgorithmSet><item><value>AES128</value></item>\
             </phase2EncryptionAlgorithmSet><phase1IntegrityAlgorithmSet><item><value>SHA1</value>\
             </item></phase1IntegrityAlgorithmSet><phase2IntegrityAlgorithmSet><item>\
             <value>SHA2-256</value></item></phase2IntegrityAlgorithmSet>\
             <phase1DHGroupNumberSet><item><value>2</value></item></phase1DHGroupNumberSet>\
             <phase2DHGroupNumberSet><item><value>14</value></item></phase2DHGroupNumberSet>\
             <ikeVersionSet><item><value>ikev2</value></item></ikeVersionSet>\
             <startupAction>add</startupAction><logOptions><cloudWatchLogOptions>\
             <logEnabled>true</logEnabled><logGroupArn>{logs}log-group:vpn</logGroupArn>\
             <logOutputFormat>json</logOutputFormat><bgpLogEnabled>false</bgpLogEnabled>\
             </cloudWatchLogOptions></logOptions>\
             <enableTunnelLifecycleControl>false</enableTunnelLifecycleControl></item>"
        );
    }
    xml!(
        xml,
        "</tunnelOptionSet></options><routes><item>\
         <destinationCidrBlock>172.20.0.0/16</destinationCidrBlock><source>Static</source>\
         <state>available</state></item></routes><vgwTelemetry><item>\
         <acceptedRouteCount>1</acceptedRouteCount><lastStatusChange>{}</lastStatusChange>\
         <outsideIpAddress>203.0.113.1</outsideIpAddress><status>UP</status>\
         <statusMessage>1 route</statusMessage>\
         <certificateArn>{acm}certificate/{n}</certificateArn>\
         </item><item><acceptedRouteCount>0</acceptedRouteCount>\
         <outsideIpAddress>203.0.113.2</outsideIpAddress><status>DOWN</status><statusMessage/>\
         </item>\
         </vgwTelemetry>",
        place.time(n)
    );
    place.tags(xml, Kind::VpnConnection, n);
}

pub(super) fn client_vpn_endpoint(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, region, acm) = (place.id(Kind::ClientVpnEndpoint, n), place.region, place.arn("acm"));
    let (partition, account) = (place.partition(), place.account);
    let authentication = match n % 3 {
        0 => format!(
            "<type>certificate-authentication</type><mutualAuthentication>\
             <clientRootCertificateChain>{acm}certificate/root</clientRootCertificateChain>\
             </mutualAuthentication>"
        ),
        1 => format!(
            "<type>federated-authentication</type><federatedAuthentication>\
             <samlProviderArn>arn:{partition}:iam::{account}:saml-provider/a</samlProviderArn>\
             <selfServiceSamlProviderArn>arn:{partition}:iam::{account}:saml-provider/b\
             </selfServiceSamlProviderArn></federatedAuthentication>"
        ),
        _ => "<type>directory-service-authentication</type>\
              <activeDirectory><directoryId>d-0123456789</directoryId></activeDirectory>"
            .to_owned(),
    };
    let is_logged = n.is_multiple_of(2);
    xml!(
        xml,
        "<clientVpnEndpointId>{id}</clientVpnEndpointId><description>for people</description>\
         <status><code>available</code><message>up</message></status>\
         <creationTime>2024-01-01T00:00:00</creationTime>\
         <dnsName>*.{id}.prod.clientvpn.{region}.{domain}</dnsName>\
         <clientCidrBlock>10.100.0.0/22</clientCidrBlock>\
         <dnsServer><item>10.0.0.2</item></dnsServer><splitTunnel>{is_logged}</splitTunnel>\
         <vpnProtocol>openvpn</vpnProtocol><transportProtocol>udp</transportProtocol>\
         <vpnPort>443</vpnPort><associatedTargetNetwork><item><networkId>{subnet}</networkId>\
         <networkType>vpc</networkType></item></associatedTargetNetwork>\
         <serverCertificateArn>{acm}certificate/server</serverCertificateArn>\
         <authenticationOptions><item>{authentication}</item></authenticationOptions>\
         <connectionLogOptions><Enabled>{is_logged}</Enabled>\
         <CloudwatchLogGroup>vpn</CloudwatchLogGroup>\
         <CloudwatchLogStream>people</CloudwatchLogStream>\
         </connectionLogOptions><securityGroupIdSet><item>{group}</item></securityGroupIdSet>\
         <vpcId>{vpc}</vpcId>\
         <selfServicePortalUrl>https://self-service.clientvpn.{domain}/endpoints/\
         {id}</selfServicePortalUrl><clientConnectOptions><enabled>true</enabled>\
         <lambdaFunctionArn>{lambda}function:AWSClientVPN-check</lambdaFunctionArn>\
         <status><code>applied</code></status></clientConnectOptions>\
         <sessionTimeoutHours>8</sessionTimeoutHours><clientLoginBannerOptions>\
         <enabled>true</enabled><bannerText>R&amp;D only</bannerText></clientLoginBannerOptions>\
         <clientRouteEnforcementOptions><enforced>false</enforced></clientRouteEnforcementOptions>\
         <disconnectOnSessionTimeout>true</disconnectOnSessionTimeout>\
         <endpointIpAddressType>ipv4</endpointIpAddressType>\
         <trafficIpAddressType>ipv4</trafficIpAddressType>",
        domain = place.domain(),
        subnet = place.of(Kind::Subnet, n),
        group = place.of(Kind::SecurityGroup, n),
        vpc = place.of(Kind::Vpc, n),
        lambda = place.arn("lambda"),
    );
    place.tags(xml, Kind::ClientVpnEndpoint, n);
}
