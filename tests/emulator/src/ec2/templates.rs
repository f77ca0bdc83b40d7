//! Launch templates and their versions.

use crate::answer::Failure;
use crate::call::Call;
use crate::page::Page;
use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::{find, next_token, page_size};

/// How many versions every template has.
const VERSIONS: u32 = 3;

/// The version that a template launches if none is named. For one of three it is the latest.
const fn default_version(n: u32) -> u32 {
    1 + n % VERSIONS
}

pub(super) fn template(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, time) = (place.id(Kind::LaunchTemplate, n), place.time(n));
    let (partition, account, default) = (place.partition(), place.account, default_version(n));
    xml!(
        xml,
        "<launchTemplateId>{id}</launchTemplateId><launchTemplateName>template-{n}\
         </launchTemplateName><createTime>{time}</createTime>\
         <createdBy>arn:{partition}:iam::{account}:user/emulated</createdBy>\
         <defaultVersionNumber>{default}</defaultVersionNumber>\
         <latestVersionNumber>{VERSIONS}</latestVersionNumber>\
         <operator><managed>false</managed></operator>"
    );
    place.tags(xml, Kind::LaunchTemplate, n);
}

/// The versions of one template, or the default and the latest ones of all.
pub(super) fn versions(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let asked: Vec<&str> = call.parameters.list("LaunchTemplateVersion").collect();
    let id = call.parameters.get("LaunchTemplateId");
    let name = call.parameters.get("LaunchTemplateName");
    let template = match (id, name) {
        (Some(id), _) => Some(find(place, Kind::LaunchTemplate, id)?),
        (None, Some(name)) => Some(find_by_name(place, name)?),
        (None, None) => None,
    };
    let is_of_all = |version: &&str| ["$Default", "$Latest"].contains(version);
    if template.is_none() && (asked.is_empty() || !asked.iter().all(is_of_all)) {
        let words = "You must specify either the launch template ID or the launch template name.";
        return Err(Failure::bad("MissingParameter", words));
    }

    let templates = match template {
        Some(n) => n..n + 1,
        None => 0..place.count(Kind::LaunchTemplate),
    };
    let mut versions = Vec::new();
    for n in templates {
        let is_asked = |version: u32| {
            asked.is_empty()
                || asked.iter().any(|asked| match *asked {
                    "$Default" => version == default_version(n),
                    "$Latest" => version == VERSIONS,
                    number => number.parse() == Ok(version),
                })
        };
        let of_template = (1..=VERSIONS).rev().filter(|version| is_asked(*version));
        versions.extend(of_template.map(|version| (n, version)));
    }
    let total = u32::try_from(versions.len()).unwrap_or(u32::MAX);
    let page = Page::of(call, total, page_size(call, place))?;
    let mut xml = Xml::default();
    xml!(xml, "<launchTemplateVersionSet>");
    for number in page.range {
        let Some((n, version)) = versions.get(number as usize) else { break };
        xml!(xml, "<item>");
        version_of(&mut xml, place, *n, *version);
        xml!(xml, "</item>");
    }
    xml!(xml, "</launchTemplateVersionSet>");
    next_token(&mut xml, page.next);
    Ok(xml)
}

fn find_by_name(place: &Place<'_>, name: &str) -> Result<u32, Failure> {
    let number = name.strip_prefix("template-").and_then(|number| number.parse().ok());
    number.filter(|number| *number < place.count(Kind::LaunchTemplate)).ok_or_else(|| {
        let words = "At least one of the launch templates specified in the request does not exist.";
        Failure::bad("InvalidLaunchTemplateName.NotFoundException", words)
    })
}

fn version_of(xml: &mut Xml, place: &Place<'_>, n: u32, version: u32) {
    let (id, time) = (place.id(Kind::LaunchTemplate, n), place.time(n + version));
    let (partition, account) = (place.partition(), place.account);
    let is_default = version == default_version(n);
    let tokens = if version == VERSIONS { "required" } else { "optional" };
    xml!(
        xml,
        "<launchTemplateId>{id}</launchTemplateId><launchTemplateName>template-{n}\
         </launchTemplateName><versionNumber>{version}</versionNumber>\
         <versionDescription>number {version}</versionDescription><createTime>{time}</createTime>\
         <createdBy>arn:{partition}:iam::{account}:user/emulated</createdBy>\
         <defaultVersion>{is_default}</defaultVersion><operator><managed>false</managed></operator>\
         <launchTemplateData><ebsOptimized>true</ebsOptimized><iamInstanceProfile>\
         <arn>arn:{partition}:iam::{account}:instance-profile/web</arn></iamInstanceProfile>\
         <blockDeviceMappingSet><item><deviceName>/dev/xvda</deviceName><ebs>\
         <encrypted>{is_default}</encrypted><deleteOnTermination>true</deleteOnTermination>\
         <iops>3000</iops><kmsKeyId>{key}</kmsKeyId><snapshotId>{snapshot}</snapshotId>\
         <volumeSize>20</volumeSize><volumeType>gp3</volumeType><throughput>125</throughput></ebs>\
         </item></blockDeviceMappingSet>\
         <networkInterfaceSet><item><associatePublicIpAddress>{is_default}\
         </associatePublicIpAddress><deleteOnTermination>true</deleteOnTermination>\
         <description>primary</description><deviceIndex>0</deviceIndex><groupSet>\
         <groupId>{group}</groupId></groupSet><ipv6AddressesSet><item>\
         <ipv6Address>2001:db8::1</ipv6Address></item></ipv6AddressesSet>\
         <privateIpAddressesSet><item><primary>true</primary>\
         <privateIpAddress>10.0.0.10</privateIpAddress></item></privateIpAddressesSet>\
         <subnetId>{subnet}</subnetId><networkCardIndex>0</networkCardIndex></item>\
         </networkInterfaceSet><imageId>{image}</imageId><instanceType>t3.micro</instanceType>\
         <keyName>{key_pair}</keyName><monitoring><enabled>true</enabled></monitoring>\
         <placement><availabilityZone>{zone}</availabilityZone><tenancy>default</tenancy>\
         </placement>\
         <disableApiTermination>false</disableApiTermination>\
         <disableApiStop>false</disableApiStop>\
         <instanceInitiatedShutdownBehavior>terminate</instanceInitiatedShutdownBehavior>\
         <userData>{USER_DATA}</userData>\
         <tagSpecificationSet><item><resourceType>instance</resourceType><tagSet><item>\
         <key>Name</key><value>of a template</value></item></tagSet></item></tagSpecificationSet>\
         <securityGroupIdSet><item>{group}</item></securityGroupIdSet>\
         <instanceMarketOptions><marketType>spot</marketType><spotOptions>\
         <maxPrice>0.05</maxPrice><spotInstanceType>one-time</spotInstanceType>\
         <instanceInterruptionBehavior>terminate</instanceInterruptionBehavior></spotOptions>\
         </instanceMarketOptions><creditSpecification><cpuCredits>standard</cpuCredits>\
         </creditSpecification><cpuOptions><coreCount>1</coreCount>\
         <threadsPerCore>2</threadsPerCore></cpuOptions><metadataOptions>\
         <httpTokens>{tokens}</httpTokens><httpPutResponseHopLimit>1</httpPutResponseHopLimit>\
         <httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6>\
         <instanceMetadataTags>enabled</instanceMetadataTags></metadataOptions>\
         <hibernationOptions><configured>false</configured></hibernationOptions>\
         <enclaveOptions><enabled>false</enabled></enclaveOptions><privateDnsNameOptions>\
         <hostnameType>ip-name</hostnameType>\
         <enableResourceNameDnsARecord>true</enableResourceNameDnsARecord>\
         <enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord>\
         </privateDnsNameOptions><maintenanceOptions><autoRecovery>default</autoRecovery>\
         </maintenanceOptions></launchTemplateData>",
        key = place.kms_key(0),
        snapshot = place.of(Kind::Snapshot, n),
        group = place.of(Kind::SecurityGroup, n),
        subnet = place.of(Kind::Subnet, n),
        image = place.of(Kind::Image, n),
        key_pair = place.of(Kind::KeyPair, n),
        zone = place.zone(n),
    );
}

/// A start script with a secret in it.
const USER_DATA: &str = "IyEvYmluL3NoCmVjaG8gInNlY3JldD1odW50ZXIyIgo=";
