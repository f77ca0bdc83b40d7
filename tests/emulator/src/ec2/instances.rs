//! Instances, their attributes, and the keys to them.

use crate::answer::Failure;
use crate::call::Call;
use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::{find_named, mac, next_token, page_size, private_ip, public_ip, wanted};

/// Two instances each are of one reservation.
pub(super) fn list(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let size = page_size(call, place);
    let (numbers, next) = wanted(call, place, Kind::Instance, size, |filter, number| {
        (filter == "instance-state-name").then(|| state(number).1)
    })?;
    let mut xml = Xml::with_capacity(numbers.len() * 6000 + 100);
    xml!(xml, "<reservationSet>");
    for instances in numbers.chunk_by(|one, next| one / 2 == next / 2) {
        let (Some(first), account) = (instances.first(), place.account) else { continue };
        let reservation = place.id(Kind::Instance, first / 2).to_string().replace("i-", "r-");
        xml!(
            xml,
            "<item><reservationId>{reservation}</reservationId><ownerId>{account}</ownerId>\
             <requesterId>AIDAEMULATED{account}</requesterId><groupSet/><instancesSet>"
        );
        for number in instances {
            xml!(xml, "<item>");
            instance(&mut xml, place, *number);
            xml!(xml, "</item>");
        }
        xml!(xml, "</instancesSet></item>");
    }
    xml!(xml, "</reservationSet>");
    next_token(&mut xml, next);
    Ok(xml)
}

/// The code and the name of an instance's state: of ten, one is stopped and one terminated.
fn state(number: u32) -> (u32, &'static str) {
    match number % 10 {
        7 => (80, "stopped"),
        9 => (48, "terminated"),
        _ => (16, "running"),
    }
}

fn instance(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (code, state) = state(n);
    let (id, image, key) =
        (place.id(Kind::Instance, n), place.of(Kind::Image, n), place.of(Kind::KeyPair, n));
    let (time, zone, zone_id) = (place.time(n), place.zone(n), place.zone_id(n));
    let (instance_type, architecture) = match n % 3 {
        0 => ("t3.micro", "x86_64"),
        1 => ("m7g.large", "arm64"),
        _ => ("c7i.4xlarge", "x86_64"),
    };
    xml!(
        xml,
        "<instanceId>{id}</instanceId><imageId>{image}</imageId>\
         <instanceState><code>{code}</code><name>{state}</name></instanceState>\
         <keyName>{key}</keyName><amiLaunchIndex>0</amiLaunchIndex><productCodes/>\
         <instanceType>{instance_type}</instanceType><launchTime>{time}</launchTime>\
         <placement><availabilityZone>{zone}</availabilityZone>\
         <availabilityZoneId>{zone_id}</availabilityZoneId><groupName/>\
         <tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring>\
         <architecture>{architecture}</architecture><rootDeviceType>ebs</rootDeviceType>\
         <rootDeviceName>/dev/xvda</rootDeviceName><virtualizationType>hvm</virtualizationType>\
         <clientToken>token-{n}</clientToken><hypervisor>xen</hypervisor>\
         <platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation>\
         <usageOperationUpdateTime>{time}</usageOperationUpdateTime>\
         <enaSupport>true</enaSupport><ebsOptimized>{}</ebsOptimized>",
        n % 2 == 1
    );
    place.tags(xml, Kind::Instance, n);
    if state == "terminated" {
        xml!(
            xml,
            "<privateDnsName/><dnsName/><reason>User initiated ({time})</reason><stateReason>\
             <code>Client.UserInitiatedShutdown</code>\
             <message>Client.UserInitiatedShutdown: User initiated shutdown</message></stateReason>"
        );
        return;
    }
    addresses(xml, place, n, state == "running");
    options(xml, place, n);
}

/// How an instance that there is is reached.
fn addresses(xml: &mut Xml, place: &Place<'_>, n: u32, is_running: bool) {
    let (region, domain) = (place.region, place.domain());
    let (volume, group) = (place.of(Kind::Volume, n), place.of(Kind::SecurityGroup, n));
    let (vpc, subnet) = (place.of(Kind::Vpc, n), place.of(Kind::Subnet, n));
    let (ip, time, account) = (private_ip(n), place.time(n), place.account);
    let name = format!("ip-{}.{region}.compute.internal", ip.replace('.', "-"));
    let mut association = String::new();
    xml!(xml, "<reason/><privateDnsName>{name}</privateDnsName>");
    xml!(xml, "<privateIpAddress>{ip}</privateIpAddress>");
    if is_running && n.is_multiple_of(2) {
        let public = public_ip(n);
        let dns = format!("ec2-{}.{region}.compute.{domain}", public.replace('.', "-"));
        xml!(xml, "<dnsName>{dns}</dnsName><ipAddress>{public}</ipAddress>");
        association = format!(
            "<association><ipOwnerId>amazon</ipOwnerId><publicDnsName>{dns}</publicDnsName>\
             <publicIp>{public}</publicIp></association>"
        );
    } else {
        xml!(xml, "<dnsName/>");
    }
    xml!(
        xml,
        "<vpcId>{vpc}</vpcId><subnetId>{subnet}</subnetId>\
         <ipv6Address>2001:db8::{n:x}</ipv6Address>\
         <sourceDestCheck>true</sourceDestCheck>\
         <groupSet><item><groupId>{group}</groupId><groupName>group-{n}</groupName></item>\
         </groupSet>\
         <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>\
         <volumeId>{volume}</volumeId>\
         <status>attached</status><attachTime>{time}</attachTime>\
         <deleteOnTermination>true</deleteOnTermination><volumeOwnerId>{account}</volumeOwnerId>\
         <ebsCardIndex>0</ebsCardIndex></ebs></item></blockDeviceMapping>\
         <networkInterfaceSet><item><networkInterfaceId>{}</networkInterfaceId>\
         <subnetId>{subnet}</subnetId><vpcId>{vpc}</vpcId><description>primary</description>\
         <ownerId>{account}</ownerId><status>in-use</status><macAddress>{}</macAddress>\
         <privateIpAddress>{ip}</privateIpAddress><privateDnsName>{name}</privateDnsName>\
         <sourceDestCheck>true</sourceDestCheck><interfaceType>interface</interfaceType>\
         <groupSet><item><groupId>{group}</groupId><groupName>group-{n}</groupName></item>\
         </groupSet>\
         <attachment><attachmentId>eni-attach-{n:017x}</attachmentId><deviceIndex>0</deviceIndex>\
         <status>attached</status><attachTime>{time}</attachTime>\
         <deleteOnTermination>true</deleteOnTermination><networkCardIndex>0</networkCardIndex>\
         </attachment>{association}<privateIpAddressesSet><item>\
         <privateIpAddress>{ip}</privateIpAddress><privateDnsName>{name}</privateDnsName>\
         <primary>true</primary>{association}</item></privateIpAddressesSet><ipv6AddressesSet>\
         <item><ipv6Address>2001:db8::{n:x}</ipv6Address><isPrimaryIpv6>true</isPrimaryIpv6></item>\
         </ipv6AddressesSet><operator><managed>false</managed></operator></item>\
         </networkInterfaceSet>",
        place.of(Kind::NetworkInterface, n),
        mac(n)
    );
}

/// What an instance that there is is set up with.
fn options(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (partition, account) = (place.partition(), place.account);
    let tokens = if n.is_multiple_of(3) { "optional" } else { "required" };
    let tags = if n.is_multiple_of(2) { "disabled" } else { "enabled" };
    let hops = 1 + n % 2;
    if n % 4 != 3 {
        xml!(
            xml,
            "<iamInstanceProfile><arn>arn:{partition}:iam::{account}:instance-profile/web</arn>\
             <id>AIPAEMULATED{account}</id></iamInstanceProfile>"
        );
    }
    match n % 5 {
        3 => xml!(
            xml,
            "<instanceLifecycle>spot</instanceLifecycle>\
             <spotInstanceRequestId>sir-{n:08x}</spotInstanceRequestId>"
        ),
        4 => xml!(xml, "<platform>windows</platform><tpmSupport>v2.0</tpmSupport>"),
        _ => {}
    }
    xml!(
        xml,
        "<metadataOptions><state>applied</state><httpTokens>{tokens}</httpTokens>\
         <httpPutResponseHopLimit>{hops}</httpPutResponseHopLimit>\
         <httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6>\
         <instanceMetadataTags>{tags}</instanceMetadataTags></metadataOptions>\
         <cpuOptions><coreCount>1</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions>\
         <capacityReservationSpecification>\
         <capacityReservationPreference>open</capacityReservationPreference>\
         </capacityReservationSpecification>\
         <hibernationOptions><configured>false</configured></hibernationOptions>\
         <enclaveOptions><enabled>{}</enabled></enclaveOptions><bootMode>uefi-preferred</bootMode>\
         <currentInstanceBootMode>uefi</currentInstanceBootMode>\
         <privateDnsNameOptions><hostnameType>ip-name</hostnameType>\
         <enableResourceNameDnsARecord>true</enableResourceNameDnsARecord>\
         <enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord>\
         </privateDnsNameOptions><maintenanceOptions><autoRecovery>default</autoRecovery>\
         <rebootMigration>default</rebootMigration></maintenanceOptions>\
         <networkPerformanceOptions><bandwidthWeighting>default</bandwidthWeighting>\
         </networkPerformanceOptions><operator><managed>false</managed></operator>",
        n % 4 == 1
    );
}

/// Echoes of a start script, as the console takes them.
const USER_DATA: &str = "IyEvYmluL3NoCmVjaG8gInNlY3JldD1odW50ZXIyIgo=";

pub(super) fn attribute(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let n = find_named(call, place, Kind::Instance)?;
    let attribute = call.parameters.get("Attribute").unwrap_or_default();
    let mut xml = Xml::default();
    xml!(xml, "<instanceId>{}</instanceId>", place.id(Kind::Instance, n));
    let is_odd = n % 2 == 1;
    match attribute {
        "userData" if is_odd => xml!(xml, "<userData/>"),
        "userData" => xml!(xml, "<userData><value>{USER_DATA}</value></userData>"),
        "disableApiStop" | "disableApiTermination" | "ebsOptimized" | "sourceDestCheck" => {
            xml!(xml, "<{attribute}><value>{is_odd}</value></{attribute}>");
        }
        "instanceInitiatedShutdownBehavior" => xml!(
            xml,
            "<{attribute}><value>{}</value></{attribute}>",
            if is_odd { "terminate" } else { "stop" }
        ),
        _ => {
            let words = format!("Value ({attribute}) for parameter attribute is invalid.");
            return Err(Failure::bad("InvalidParameterValue", words));
        }
    }
    Ok(xml)
}

pub(super) fn key_pair(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let key_type = if n.is_multiple_of(2) { "ed25519" } else { "rsa" };
    let (id, time) = (place.id(Kind::KeyPair, n), place.time(n));
    xml!(
        xml,
        "<keyPairId>{id}</keyPairId><keyName>{id}</keyName><keyType>{key_type}</keyType>\
         <keyFingerprint>1f:51:ae:28:bf:89:e9:d8:1f:25:5d:37:{n:08x}</keyFingerprint>\
         <createTime>{time}</createTime>"
    );
    place.tags(xml, Kind::KeyPair, n);
}
