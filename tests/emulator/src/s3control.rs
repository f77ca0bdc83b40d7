//! Amazon S3 Control: the account's own block, access points, and those of several regions.

use crate::answer::{Answer, Failure, Reply};
use crate::call;
use crate::page::Page;
use crate::world::{Kind, Place, PublicAccessBlock, bucket_name};
use crate::xml::{Xml, escaped};

/// What the paths of the service begin with.
pub(crate) const VERSION: &str = "/v20180820/";

/// The only region that answers for access points of several.
const MULTI_REGION: &str = "us-west-2";

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    PublicAccessBlock,
    List,
    Get(String),
    Policy(String),
    PolicyStatus(String),
    ListMultiRegion,
    GetMultiRegion(String),
    MultiRegionPolicy(String),
    MultiRegionPolicyStatus(String),
}

/// What a call is, and for which access point.
pub(crate) fn route(method: &str, path: &str) -> (String, call::Target, Option<String>) {
    let rest = path.strip_prefix(VERSION).unwrap_or(path).trim_end_matches('/');
    let parts: Vec<&str> = rest.split('/').collect();
    let own = |name: &str| name.to_owned();
    let (operation, target) = match (method, parts.as_slice()) {
        ("GET", ["configuration", "publicAccessBlock"]) => {
            ("GetPublicAccessBlock", Target::PublicAccessBlock)
        }
        ("GET", ["accesspoint"]) => ("ListAccessPoints", Target::List),
        ("GET", ["accesspoint", name]) => ("GetAccessPoint", Target::Get(own(name))),
        ("GET", ["accesspoint", name, "policy"]) => {
            ("GetAccessPointPolicy", Target::Policy(own(name)))
        }
        ("GET", ["accesspoint", name, "policyStatus"]) => {
            ("GetAccessPointPolicyStatus", Target::PolicyStatus(own(name)))
        }
        ("GET", ["mrap", "instances"]) => ("ListMultiRegionAccessPoints", Target::ListMultiRegion),
        ("GET", ["mrap", "instances", name]) => {
            ("GetMultiRegionAccessPoint", Target::GetMultiRegion(own(name)))
        }
        ("GET", ["mrap", "instances", name, "policy"]) => {
            ("GetMultiRegionAccessPointPolicy", Target::MultiRegionPolicy(own(name)))
        }
        ("GET", ["mrap", "instances", name, "policystatus"]) => {
            ("GetMultiRegionAccessPointPolicyStatus", Target::MultiRegionPolicyStatus(own(name)))
        }
        _ => return ("s3control:Unknown".to_owned(), call::Target::Unknown, None),
    };
    let resource = match parts.as_slice() {
        ["accesspoint", name, ..] | ["mrap", _, name, ..] => Some(own(name)),
        _ => None,
    };
    (format!("s3control:{operation}"), call::Target::Control(target), resource)
}

pub(crate) fn reply(call: &call::Call, place: &Place<'_>, target: &Target) -> Reply {
    match call.named_account.as_deref() {
        Some(account) if account == place.account => {}
        Some(_) => return Err(Failure::new(403, "AccessDenied", "Access Denied")),
        None => return Err(Failure::bad("InvalidRequest", "Missing account ID")),
    }
    match target {
        Target::PublicAccessBlock => public_access_block(place),
        Target::List => list(call, place),
        Target::Get(name) => Ok(get(place, find(place, Kind::AccessPoint, name)?)),
        Target::Policy(name) => policy(place, name),
        Target::PolicyStatus(name) => policy_status(place, name),
        Target::ListMultiRegion => list_multi_region(call, place),
        Target::GetMultiRegion(name) => get_multi_region(place, name),
        Target::MultiRegionPolicy(name) => multi_region_policy(place, name),
        Target::MultiRegionPolicyStatus(name) => multi_region_policy_status(place, name),
    }
}

fn find(place: &Place<'_>, kind: Kind, name: &str) -> Result<u32, Failure> {
    let (code, words) = match kind {
        Kind::AccessPoint => ("NoSuchAccessPoint", "The specified accesspoint does not exist"),
        _ => {
            is_for_several_regions(place)?;
            let words = "The specified multi-region access point does not exist";
            ("NoSuchMultiRegionAccessPoint", words)
        }
    };
    place.number_of_name(kind, name).ok_or_else(|| Failure::missing(code, words))
}

fn is_for_several_regions(place: &Place<'_>) -> Result<(), Failure> {
    if place.region == MULTI_REGION {
        return Ok(());
    }
    let words = format!(
        "This API operation is only available in the following Region: {MULTI_REGION}. \
         Make sure to send all future requests to the following Region: {MULTI_REGION}."
    );
    Err(Failure::new(301, "PermanentRedirect", words))
}

/// A document with its root.
fn document(root: &str, content: Xml) -> Answer {
    let mut xml = Xml::default();
    xml!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\">{}</{root}>",
        content.into_string()
    );
    Answer::xml(xml)
}

fn page(call: &call::Call, place: &Place<'_>, kind: Kind) -> Result<Page, Failure> {
    let size = call.parameters.number("maxResults").unwrap_or(u32::MAX).max(1);
    Page::of(call, place.count(kind), size.min(place.world.page()))
}

/// The block of the account: every account whose last digit is odd has one.
fn public_access_block(place: &Place<'_>) -> Reply {
    if place.account.ends_with(['0', '2', '4', '6', '8']) {
        let words = "The public access block configuration was not found";
        return Err(Failure::missing("NoSuchPublicAccessBlockConfiguration", words));
    }
    let mut xml = Xml::default();
    xml!(xml, "{}", PublicAccessBlock([true, true, false, true]));
    Ok(document("PublicAccessBlockConfiguration", xml))
}

/// A bucket in the region of the access point, another one for each while there are enough.
fn bucket_here(place: &Place<'_>, number: u32) -> u32 {
    let regions = u32::try_from(place.world.enabled().len()).unwrap_or(1);
    let is_here = |bucket: &u32| place.world.bucket_region(*bucket) == place.region;
    let start = number.saturating_mul(regions);
    let own = (start..place.count(Kind::Bucket)).take(regions as usize).find(is_here);
    own.or_else(|| (0..regions).find(is_here)).unwrap_or_default()
}

/// What the list and a single answer tell alike of an access point.
fn describe(xml: &mut Xml, place: &Place<'_>, number: u32) {
    let (name, account) = (place.name(Kind::AccessPoint, number), place.account);
    let (arn, bucket) = (place.arn("s3"), bucket_name(account, bucket_here(place, number)));
    xml!(xml, "<Name>{name}</Name><Bucket>{bucket}</Bucket>");
    match number % 2 {
        0 => xml!(xml, "<NetworkOrigin>Internet</NetworkOrigin>"),
        _ => xml!(
            xml,
            "<NetworkOrigin>VPC</NetworkOrigin>\
             <VpcConfiguration><VpcId>{}</VpcId></VpcConfiguration>",
            place.of(Kind::Vpc, number)
        ),
    }
    xml!(
        xml,
        "<AccessPointArn>{arn}accesspoint/{name}</AccessPointArn>\
         <Alias>{name}-0123456789abcdef0123456789abcdef-s3alias</Alias>\
         <BucketAccountId>{account}</BucketAccountId>"
    );
    if number % 3 == 1 {
        xml!(
            xml,
            "<DataSourceId>arn:{}:fsx:{}:{account}:volume/fs-{number:017x}/fsvol-{number:017x}\
             </DataSourceId><DataSourceType>FSX_OPENZFS</DataSourceType>",
            place.partition(),
            place.region
        );
    }
}

fn list(call: &call::Call, place: &Place<'_>) -> Reply {
    let page = page(call, place, Kind::AccessPoint)?;
    let mut xml = Xml::default();
    xml!(xml, "<AccessPointList>");
    for number in page.range {
        xml!(xml, "<AccessPoint>");
        describe(&mut xml, place, number);
        xml!(xml, "</AccessPoint>");
    }
    xml!(xml, "</AccessPointList>");
    if let Some(next) = page.next {
        xml!(xml, "<NextToken>{next}</NextToken>");
    }
    Ok(document("ListAccessPointsResult", xml))
}

fn get(place: &Place<'_>, number: u32) -> Answer {
    let (name, domain, region) =
        (place.name(Kind::AccessPoint, number), place.domain(), place.region);
    let mut xml = Xml::default();
    describe(&mut xml, place, number);
    xml!(
        xml,
        "<PublicAccessBlockConfiguration>{}</PublicAccessBlockConfiguration>\
         <CreationDate>{}</CreationDate><Endpoints>\
         <entry><key>ipv4</key><value>s3-accesspoint.{region}.{domain}</value></entry>\
         <entry><key>fips</key><value>s3-accesspoint-fips.{region}.{domain}</value></entry>\
         <entry><key>dualstack</key>\
         <value>{name}.s3-accesspoint.dualstack.{region}.{domain}</value>\
         </entry></Endpoints>",
        PublicAccessBlock::of(number),
        place.time(number)
    );
    document("GetAccessPointResult", xml)
}

/// The number of an access point that has a policy: two of three have one.
fn find_with_policy(place: &Place<'_>, name: &str) -> Result<u32, Failure> {
    let number = find(place, Kind::AccessPoint, name)?;
    if number % 3 == 2 {
        let words = "The specified accesspoint policy does not exist";
        return Err(Failure::missing("NoSuchAccessPointPolicy", words));
    }
    Ok(number)
}

fn policy_text(arn: &str, is_public: bool) -> String {
    let principal =
        if is_public { "\"*\"" } else { "{\"AWS\":\"arn:aws:iam::444455556666:root\"}" };
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Sid\":\"R&D\",\"Effect\":\"Allow\",\
         \"Principal\":{principal},\"Action\":\"s3:GetObject\",\"Resource\":\"{arn}/object/*\"}}]}}"
    )
}

fn policy(place: &Place<'_>, name: &str) -> Reply {
    let number = find_with_policy(place, name)?;
    let arn = format!("{}accesspoint/{name}", place.arn("s3"));
    let policy = policy_text(&arn, number % 3 == 1);
    let mut xml = Xml::default();
    xml!(xml, "<Policy>{}</Policy>", escaped(&policy));
    Ok(document("GetAccessPointPolicyResult", xml))
}

fn policy_status(place: &Place<'_>, name: &str) -> Reply {
    let is_public = find_with_policy(place, name)? % 3 == 1;
    let mut xml = Xml::default();
    xml!(xml, "<PolicyStatus><IsPublic>{is_public}</IsPublic></PolicyStatus>");
    Ok(document("GetAccessPointPolicyStatusResult", xml))
}

fn describe_multi_region(xml: &mut Xml, place: &Place<'_>, number: u32) {
    let status = if number % 5 == 4 { "INCONSISTENT_ACROSS_REGIONS" } else { "READY" };
    xml!(
        xml,
        "<Name>{}</Name><Alias>m{number:012x}.mrap</Alias><CreatedAt>{}</CreatedAt>\
         <PublicAccessBlock>{}</PublicAccessBlock><Status>{status}</Status><Regions>",
        place.name(Kind::MultiRegionAccessPoint, number),
        place.time(number),
        PublicAccessBlock::of(number)
    );
    // The first buckets are in as many regions.
    for (bucket, region) in (0..).zip(place.world.enabled().iter().take(3)) {
        let (bucket, account) = (bucket_name(place.account, bucket), place.account);
        xml!(
            xml,
            "<Region><Bucket>{bucket}</Bucket><Region>{region}</Region>\
             <BucketAccountId>{account}</BucketAccountId></Region>"
        );
    }
    xml!(xml, "</Regions>");
}

fn list_multi_region(call: &call::Call, place: &Place<'_>) -> Reply {
    is_for_several_regions(place)?;
    let page = page(call, place, Kind::MultiRegionAccessPoint)?;
    let mut xml = Xml::default();
    xml!(xml, "<AccessPoints>");
    for number in page.range {
        xml!(xml, "<AccessPoint>");
        describe_multi_region(&mut xml, place, number);
        xml!(xml, "</AccessPoint>");
    }
    xml!(xml, "</AccessPoints>");
    if let Some(next) = page.next {
        xml!(xml, "<NextToken>{next}</NextToken>");
    }
    Ok(document("ListMultiRegionAccessPointsResult", xml))
}

fn get_multi_region(place: &Place<'_>, name: &str) -> Reply {
    let number = find(place, Kind::MultiRegionAccessPoint, name)?;
    let mut xml = Xml::default();
    xml!(xml, "<AccessPoint>");
    describe_multi_region(&mut xml, place, number);
    xml!(xml, "</AccessPoint>");
    Ok(document("GetMultiRegionAccessPointResult", xml))
}

/// The number of an access point of several regions that has a policy: one of two has one.
fn find_multi_region_with_policy(place: &Place<'_>, name: &str) -> Result<u32, Failure> {
    let number = find(place, Kind::MultiRegionAccessPoint, name)?;
    if number % 2 == 1 {
        let words = "The specified multi-region access point does not have a policy";
        return Err(Failure::missing("NoSuchMultiRegionAccessPointPolicy", words));
    }
    Ok(number)
}

fn multi_region_policy(place: &Place<'_>, name: &str) -> Reply {
    let number = find_multi_region_with_policy(place, name)?;
    let (partition, account) = (place.partition(), place.account);
    let arn = format!("arn:{partition}:s3::{account}:accesspoint/m{number:012x}.mrap");
    let (now, then) = (policy_text(&arn, number % 4 == 2), policy_text(&arn, false));
    let mut xml = Xml::default();
    xml!(
        xml,
        "<Policy><Established><Policy>{}</Policy></Established>\
         <Proposed><Policy>{}</Policy></Proposed></Policy>",
        escaped(&now),
        escaped(&then)
    );
    Ok(document("GetMultiRegionAccessPointPolicyResult", xml))
}

fn multi_region_policy_status(place: &Place<'_>, name: &str) -> Reply {
    let is_public = find_multi_region_with_policy(place, name)? % 4 == 2;
    let mut xml = Xml::default();
    xml!(xml, "<Established><IsPublic>{is_public}</IsPublic></Established>");
    Ok(document("GetMultiRegionAccessPointPolicyStatusResult", xml))
}
