//! Volumes, and the snapshots and images made of them.

use crate::answer::Failure;
use crate::call::Call;
use crate::world::{Kind, Place};
use crate::xml::Xml;

use super::find_named;

/// The account that things are shared with.
const FRIEND: &str = "444455556666";

pub(super) fn volume(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let is_encrypted = !n.is_multiple_of(3);
    let is_attached = n < place.count(Kind::Instance);
    let (kind, iops, throughput) = match n % 3 {
        0 => ("gp3", 3000, "<throughput>125</throughput>"),
        1 => ("io2", 5000, ""),
        _ => ("gp2", 100, ""),
    };
    xml!(
        xml,
        "<volumeId>{id}</volumeId><volumeArn>{arn}volume/{id}</volumeArn><size>{size}</size>\
         <snapshotId>{snapshot}</snapshotId><ownerId>{account}</ownerId>\
         <availabilityZone>{zone}</availabilityZone>\
         <availabilityZoneId>{zone_id}</availabilityZoneId><status>{status}</status>\
         <createTime>{time}</createTime><volumeType>{kind}</volumeType><iops>{iops}</iops>\
         {throughput}<encrypted>{is_encrypted}</encrypted>\
         <multiAttachEnabled>false</multiAttachEnabled><fastRestored>false</fastRestored>\
         <operator><managed>false</managed></operator>",
        id = place.id(Kind::Volume, n),
        arn = place.arn("ec2"),
        size = 8 + n % 100,
        snapshot = place.of(Kind::Snapshot, n),
        account = place.account,
        zone = place.zone(n),
        zone_id = place.zone_id(n),
        status = if is_attached { "in-use" } else { "available" },
        time = place.time(n),
    );
    encryption(xml, place, is_encrypted);
    if n % 4 == 1 {
        xml!(
            xml,
            "<volumeInitializationRate>100</volumeInitializationRate>\
             <sourceVolumeId>{}</sourceVolumeId>",
            place.of(Kind::Volume, n + 1)
        );
    }
    if is_attached {
        xml!(
            xml,
            "<attachmentSet><item><volumeId>{}</volumeId><instanceId>{}</instanceId>\
             <device>/dev/xvda</device><status>attached</status><attachTime>{}</attachTime>\
             <deleteOnTermination>true</deleteOnTermination><ebsCardIndex>0</ebsCardIndex></item>\
             </attachmentSet>",
            place.id(Kind::Volume, n),
            place.id(Kind::Instance, n),
            place.time(n)
        );
    } else {
        xml!(xml, "<attachmentSet/>");
    }
    place.tags(xml, Kind::Volume, n);
}

fn encryption(xml: &mut Xml, place: &Place<'_>, is_encrypted: bool) {
    if is_encrypted {
        xml!(xml, "<kmsKeyId>{}</kmsKeyId><sseType>sse-kms</sseType>", place.kms_key(0));
    } else {
        xml!(xml, "<sseType>none</sseType>");
    }
}

pub(super) fn snapshot(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let is_encrypted = !n.is_multiple_of(3);
    let tier = if n % 5 == 4 { "archive" } else { "standard" };
    xml!(
        xml,
        "<snapshotId>{}</snapshotId><volumeId>{}</volumeId><status>completed</status>\
         <statusMessage/><startTime>{time}</startTime><completionTime>{time}</completionTime>\
         <progress>100%</progress><ownerId>{}</ownerId>\
         <description>nightly &amp; kept</description>\
         <volumeSize>{}</volumeSize><fullSnapshotSizeInBytes>{}</fullSnapshotSizeInBytes>\
         <encrypted>{is_encrypted}</encrypted><storageTier>{tier}</storageTier>\
         <transferType>standard</transferType>\
         <completionDurationMinutes>15</completionDurationMinutes>",
        place.id(Kind::Snapshot, n),
        place.of(Kind::Volume, n),
        place.account,
        8 + n % 100,
        u64::from(8 + n % 100) << 30,
        time = place.time(n)
    );
    encryption(xml, place, is_encrypted);
    if tier == "archive" {
        xml!(xml, "<restoreExpiryTime>2030-01-01T00:00:00.000Z</restoreExpiryTime>");
    }
    place.tags(xml, Kind::Snapshot, n);
}

pub(super) fn snapshot_attribute(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let n = find_named(call, place, Kind::Snapshot)?;
    is_attribute(call, "createVolumePermission")?;
    let mut xml = Xml::default();
    xml!(xml, "<snapshotId>{}</snapshotId>", place.id(Kind::Snapshot, n));
    match n % 3 {
        0 => xml!(xml, "<createVolumePermission/>"),
        1 => xml!(
            xml,
            "<createVolumePermission><item><userId>{FRIEND}</userId></item>\
             <item><group>all</group></item></createVolumePermission>"
        ),
        _ => xml!(
            xml,
            "<createVolumePermission><item><userId>{FRIEND}</userId></item>\
             </createVolumePermission>"
        ),
    }
    Ok(xml)
}

fn is_attribute(call: &Call, name: &str) -> Result<(), Failure> {
    let given = call.parameters.get("Attribute").unwrap_or_default();
    if given == name {
        return Ok(());
    }
    let words = format!("Value ({given}) for parameter attribute is invalid.");
    Err(Failure::bad("InvalidParameterValue", words))
}

pub(super) fn image(xml: &mut Xml, place: &Place<'_>, n: u32) {
    let (account, time) = (place.account, place.time(n));
    let is_public = n % 3 == 1;
    let imds = if n.is_multiple_of(2) { "<imdsSupport>v2.0</imdsSupport>" } else { "" };
    xml!(
        xml,
        "<imageId>{id}</imageId><imageLocation>{account}/image-{n}</imageLocation>\
         <imageState>available</imageState><imageOwnerId>{account}</imageOwnerId>\
         <creationDate>{time}</creationDate><isPublic>{is_public}</isPublic><productCodes/>\
         <architecture>x86_64</architecture><imageType>machine</imageType>\
         <platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation>\
         <name>image-{n}</name><description>made of &lt;a build&gt;</description>\
         <rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>\
         <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>\
         <snapshotId>{snapshot}</snapshotId><volumeSize>8</volumeSize><volumeType>gp3</volumeType>\
         <iops>3000</iops><throughput>125</throughput>\
         <deleteOnTermination>true</deleteOnTermination><encrypted>true</encrypted>\
         <kmsKeyId>{key}</kmsKeyId></ebs></item><item><deviceName>/dev/sdb</deviceName>\
         <virtualName>ephemeral0</virtualName></item></blockDeviceMapping>\
         <virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor>\
         <enaSupport>true</enaSupport><sriovNetSupport>simple</sriovNetSupport>\
         <bootMode>uefi-preferred</bootMode><tpmSupport>v2.0</tpmSupport>{imds}\
         <deprecationTime>2030-01-01T00:00:00.000Z</deprecationTime>\
         <lastLaunchedTime>{time}</lastLaunchedTime>\
         <deregistrationProtection>disabled</deregistrationProtection>\
         <sourceInstanceId>{instance}</sourceInstanceId><sourceImageId>{source}</sourceImageId>\
         <sourceImageRegion>{region}</sourceImageRegion><imageAllowed>true</imageAllowed>\
         <freeTierEligible>false</freeTierEligible>",
        id = place.id(Kind::Image, n),
        snapshot = place.of(Kind::Snapshot, n),
        key = place.kms_key(0),
        instance = place.of(Kind::Instance, n),
        source = place.of(Kind::Image, n + 1),
        region = place.region,
    );
    place.tags(xml, Kind::Image, n);
}

pub(super) fn image_attribute(call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let n = find_named(call, place, Kind::Image)?;
    is_attribute(call, "launchPermission")?;
    let (mut xml, partition) = (Xml::default(), place.partition());
    xml!(xml, "<imageId>{}</imageId>", place.id(Kind::Image, n));
    match n % 3 {
        0 => xml!(xml, "<launchPermission/>"),
        1 => xml!(
            xml,
            "<launchPermission><item><group>all</group></item>\
             <item><userId>{FRIEND}</userId></item></launchPermission>"
        ),
        _ => xml!(
            xml,
            "<launchPermission><item><organizationArn>\
             arn:{partition}:organizations::{FRIEND}:organization/o-emulated00\
             </organizationArn></item><item><organizationalUnitArn>\
             arn:{partition}:organizations::{FRIEND}:ou/o-emulated00/ou-emul-00000000\
             </organizationalUnitArn></item></launchPermission>"
        ),
    }
    Ok(xml)
}
