//! The regions, and how each is set up for the account.

use crate::call::Call;
use crate::world::{Kind, Place, Region};
use crate::xml::{Time, Xml};

use super::filters;

/// The enabled regions, and on demand the others.
pub(super) fn regions(call: &Call, place: &Place<'_>) -> Xml {
    let parameters = &call.parameters;
    let names: Vec<&str> = parameters.list("RegionName").collect();
    let filters = filters(parameters);
    let all = parameters.get("AllRegions") == Some("true");
    let enabled = place.world.enabled().iter().map(|region| (region, true));
    let disabled = place.world.disabled().iter().map(|region| (region, false));
    let mut xml = Xml::default();
    xml!(xml, "<regionInfo>");
    for (name, is_enabled) in enabled.chain(disabled.filter(|_| all)) {
        let region = Region(name);
        let status = match (is_enabled, region.has_to_be_enabled()) {
            (false, _) => "not-opted-in",
            (true, true) => "opted-in",
            (true, false) => "opt-in-not-required",
        };
        let is_through = |(filter, values): &(String, Vec<String>)| {
            let value = if filter == "opt-in-status" { status } else { name };
            values.iter().any(|wanted| wanted == value)
        };
        if !names.is_empty() && !names.contains(&name.as_str()) || !filters.iter().all(is_through) {
            continue;
        }
        let (domain, geography) = (region.domain(), region.geography());
        xml!(
            xml,
            "<item><regionName>{name}</regionName>\
             <regionEndpoint>ec2.{name}.{domain}</regionEndpoint>\
             <optInStatus>{status}</optInStatus>\
             <geographySet><item><name>{geography}</name></item></geographySet></item>"
        );
    }
    xml!(xml, "</regionInfo>");
    xml
}

/// How the region is set up in one respect: every second enabled region in turn is set up safely.
pub(super) fn setting(place: &Place<'_>, action: &str) -> Option<Xml> {
    let enabled = place.world.enabled();
    let number = enabled.iter().position(|region| region == place.region).unwrap_or_default();
    let is_safe = number.is_multiple_of(2);
    let choose = |safe, other| if is_safe { safe } else { other };
    let mut xml = Xml::default();
    match action {
        "GetEbsEncryptionByDefault" => xml!(
            xml,
            "<ebsEncryptionByDefault>{is_safe}</ebsEncryptionByDefault><sseType>{}</sseType>",
            choose("sse-ebs", "none")
        ),
        "GetEbsDefaultKmsKeyId" if is_safe => {
            xml!(xml, "<kmsKeyId>{}</kmsKeyId>", place.kms_key(0));
        }
        "GetEbsDefaultKmsKeyId" => xml!(xml, "<kmsKeyId>alias/aws/ebs</kmsKeyId>"),
        "GetSnapshotBlockPublicAccessState" => xml!(
            xml,
            "<state>{}</state><managedBy>account</managedBy>",
            choose("block-all-sharing", "unblocked")
        ),
        "GetImageBlockPublicAccessState" => xml!(
            xml,
            "<imageBlockPublicAccessState>{}</imageBlockPublicAccessState>\
             <managedBy>{}</managedBy>",
            choose("block-new-sharing", "unblocked"),
            choose("declarative-policy", "account")
        ),
        "GetInstanceMetadataDefaults" if is_safe => xml!(
            xml,
            "<accountLevel><httpTokens>required</httpTokens>\
             <httpPutResponseHopLimit>2</httpPutResponseHopLimit>\
             <httpEndpoint>enabled</httpEndpoint>\
             <instanceMetadataTags>disabled</instanceMetadataTags>\
             <managedBy>declarative-policy</managedBy>\
             <managedExceptionMessage>Ask R&amp;D</managedExceptionMessage>\
             <httpTokensEnforced>enabled</httpTokensEnforced></accountLevel>"
        ),
        "GetInstanceMetadataDefaults" => xml!(xml, "<accountLevel/>"),
        "GetSerialConsoleAccessStatus" => xml!(
            xml,
            "<serialConsoleAccessEnabled>{}</serialConsoleAccessEnabled>\
             <managedBy>account</managedBy>",
            !is_safe
        ),
        "DescribeVpcBlockPublicAccessOptions" => block_public_access(&mut xml, place, is_safe),
        _ => return None,
    }
    Some(xml)
}

fn block_public_access(xml: &mut Xml, place: &Place<'_>, is_safe: bool) {
    let (account, region) = (place.account, place.region);
    let (state, mode) =
        if is_safe { ("update-complete", "block-ingress") } else { ("default-state", "off") };
    xml!(
        xml,
        "<vpcBlockPublicAccessOptions><awsAccountId>{account}</awsAccountId>\
         <awsRegion>{region}</awsRegion><state>{state}</state>\
         <internetGatewayBlockMode>{mode}</internetGatewayBlockMode>\
         <managedBy>account</managedBy><exclusionsAllowed>allowed</exclusionsAllowed>"
    );
    if is_safe {
        let time = place.time(0);
        xml!(xml, "<reason>asked for</reason><lastUpdateTimestamp>{time}</lastUpdateTimestamp>");
    }
    xml!(xml, "</vpcBlockPublicAccessOptions>");
}

pub(super) fn exclusion(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (id, arn) = (place.id(Kind::VpcBlockPublicAccessExclusion, n), place.arn("ec2"));
    let (resource, mode) = match n % 2 {
        0 => (format!("vpc/{}", place.of(Kind::Vpc, n)), "allow-bidirectional"),
        _ => (format!("subnet/{}", place.of(Kind::Subnet, n)), "allow-egress"),
    };
    let time: Time = place.time(n);
    xml!(
        xml,
        "<exclusionId>{id}</exclusionId>\
         <internetGatewayExclusionMode>{mode}</internetGatewayExclusionMode>\
         <resourceArn>{arn}{resource}</resourceArn><state>create-complete</state>\
         <reason>needed</reason><creationTimestamp>{time}</creationTimestamp>\
         <lastUpdateTimestamp>{time}</lastUpdateTimestamp>"
    );
    if n % 3 == 2 {
        xml!(xml, "<deletionTimestamp>{time}</deletionTimestamp>");
    }
    place.tags(xml, Kind::VpcBlockPublicAccessExclusion, n);
}
