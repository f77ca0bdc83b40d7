//! What is read of an answer, and what is not believed.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::xml::{Malformed, error, member, page, root};
use crate::resource::shape::Described;
use crate::resource::{ec2, s3};

#[test]
fn names_are_those_of_the_api_and_what_aws_leaves_out_is_empty() {
    let body = br#"<?xml version="1.0" encoding="UTF-8"?>
        <DescribeSecurityGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
          <requestId>59dbff89</requestId>
          <securityGroupInfo>
            <item><groupId>sg-2</groupId><groupDescription>a &amp; b &#60;c&gt;</groupDescription>
              <ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>
                <groups/><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item></ipPermissions>
              <tagSet><item><key>b</key><value/></item><item><key>a</key><value>1</value></item></tagSet>
              <newMember><deep>1</deep></newMember></item>
            <item><groupId>sg-1</groupId></item>
          </securityGroupInfo>
          <nextToken>more</nextToken>
        </DescribeSecurityGroupsResponse>"#;
    let page = page(body, "securityGroupInfo", ec2::SecurityGroupDescription::TYPE, "nextToken");
    let page = page.unwrap();
    assert_eq!(page.next.as_deref(), Some("more"));
    let expected = json!({
        "GroupId": "sg-2",
        "Description": "a & b <c>",
        "IpPermissions": [{
            "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
            "UserIdGroupPairs": [], "IpRanges": [{ "CidrIp": "10.0.0.0/8" }],
            "Ipv6Ranges": [], "PrefixListIds": [],
        }],
        "IpPermissionsEgress": [],
        "Tags": [{ "Key": "a", "Value": "1" }, { "Key": "b", "Value": "" }],
    });
    assert_eq!(page.items[0], expected);
    assert_eq!(page.items.len(), 2);
}

#[test]
fn the_first_region_is_told_by_an_empty_answer() {
    let of = s3::GetBucketLocationOutput::TYPE;
    assert_eq!(member(b"<LocationConstraint/>", of), Ok(json!({})));
    assert_eq!(member(b"<LocationConstraint></LocationConstraint>", of), Ok(json!({})));
    let there = member(b"<LocationConstraint>eu-west-1</LocationConstraint>", of);
    assert_eq!(there, Ok(json!({ "LocationConstraint": "eu-west-1" })));
}

#[test]
fn instances_stand_in_reservations() {
    let body = b"<DescribeInstancesResponse><reservationSet>
        <item><reservationId>r-1</reservationId><groupSet/><instancesSet>
          <item><instanceId>i-1</instanceId><launchTime>2026-05-04T09:00:00.000Z</launchTime></item>
          <item><instanceId>i-2</instanceId></item></instancesSet></item>
        <item><instancesSet><item><instanceId>i-3</instanceId></item></instancesSet></item>
        </reservationSet></DescribeInstancesResponse>";
    let page =
        page(body, "reservationSet/instancesSet", ec2::InstanceDescription::TYPE, "nextToken");
    let page = page.unwrap();
    let ids: Vec<&str> =
        page.items.iter().map(|item| item["InstanceId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["i-1", "i-2", "i-3"]);
    assert_eq!(page.items[0]["LaunchTime"], "2026-05-04T09:00:00Z");
}

#[test]
fn lists_may_stand_flat_and_members_in_attributes() {
    let cors = b"<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>\
        <AllowedMethod>PUT</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>";
    let (cors, _) = root(cors, s3::GetBucketCorsOutput::TYPE, None).unwrap();
    assert_eq!(cors["CORSRules"][0]["AllowedMethods"], json!(["GET", "PUT"]));
    let acl = br#"<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList><Grant>
        <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">
        <URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>
        <Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>"#;
    let (acl, _) = root(acl, s3::GetBucketAclOutput::TYPE, None).unwrap();
    assert_eq!(acl["Grants"][0]["Grantee"]["Type"], "Group");
    let block = b"<PublicAccessBlockConfiguration><BlockPublicAcls>TRUE</BlockPublicAcls>\
        </PublicAccessBlockConfiguration>";
    let block = member(block, s3::GetPublicAccessBlockOutput::TYPE).unwrap();
    assert_eq!(block, json!({ "PublicAccessBlockConfiguration": { "BlockPublicAcls": true } }));
}

#[test]
fn an_answer_of_another_shape_is_not_believed() {
    let versioning = |body: &str| root(body.as_bytes(), s3::VersioningConfiguration::TYPE, None);
    assert_eq!(versioning("<VersioningConfiguration/>").unwrap().0, json!({}));
    for body in [
        "",
        "   ",
        "Access to this site is blocked",
        "<html><body>Sign in</body></html>",
        "<VersioningConfiguration><Status>Enabled</Status>",
        "<VersioningConfiguration><Status>Ena",
        "<VersioningConfiguration><Status>Enabled</VersioningConfiguration>",
        "<VersioningConfiguration><Status><b/></Status></VersioningConfiguration>",
        "<LoginPage><Form/></LoginPage>",
        "<ok/>",
        "<VersioningConfiguration/><VersioningConfiguration/>",
        "<Error><Code>InternalError</Code></Error>",
    ] {
        assert!(versioning(body).is_err(), "{body}");
    }
    let block = |body: &str| member(body.as_bytes(), s3::GetPublicAccessBlockOutput::TYPE);
    for body in [
        "<PublicAccessBlockConfiguration><BlockPublicAcls>yes</BlockPublicAcls></PublicAccessBlockConfiguration>",
        "<VersioningConfiguration/>",
    ] {
        assert!(block(body).is_err(), "{body}");
    }
    let groups = |body: &str| {
        page(body.as_bytes(), "securityGroupInfo", ec2::SecurityGroupDescription::TYPE, "nextToken")
    };
    assert_eq!(
        groups("<AResponse><requestId>1</requestId></AResponse>").unwrap().items,
        Vec::<Value>::new()
    );
    assert!(groups("<AResponse><volumeSet/></AResponse>").is_err());
    assert!(groups("<AResponse><securityGroupInfo><item>").is_err());
}

#[test]
fn a_page_that_is_cut_short_is_not_the_last() {
    let metrics = |body: &str| {
        let of = s3::ListBucketMetricsConfigurationsOutput::TYPE;
        root(body.as_bytes(), of, Some("NextContinuationToken"))
    };
    let cut = "<ListMetricsConfigurationsResult><IsTruncated>true</IsTruncated>";
    let token = "<NextContinuationToken>more</NextContinuationToken>";
    let end = "</ListMetricsConfigurationsResult>";
    assert_eq!(metrics(&format!("{cut}{token}{end}")).unwrap().1.as_deref(), Some("more"));
    assert!(metrics(&format!("{cut}{end}")).is_err());
    let instances = |body: &str| {
        let of = ec2::InstanceDescription::TYPE;
        page(body.as_bytes(), "reservationSet/instancesSet", of, "nextToken")
    };
    for item in ["<item/>", "<item><groupSet/></item>"] {
        let body = format!("<AResponse><reservationSet>{item}</reservationSet></AResponse>");
        assert!(instances(&body).is_err(), "{item}");
    }
}

#[test]
fn an_error_is_found_whatever_stands_around_it() {
    let found = |body: &str| error(body.as_bytes());
    let expected = Some(("AccessDenied".to_owned(), Some("no".to_owned())));
    assert_eq!(found("<Error><Code>AccessDenied</Code><Message>no</Message></Error>"), expected);
    let of_ec2 = "<Response><Errors><Error><Code>AccessDenied</Code><Message>no</Message></Error></Errors>\
        <RequestID>1</RequestID></Response>";
    assert_eq!(found(of_ec2), expected);
    assert_eq!(
        found(
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>\
        <Message>no</Message></Error></ErrorResponse>"
        ),
        expected
    );
    assert_eq!(found("<Error><Code/></Error>"), None);
    assert_eq!(found("<html>no</html>"), None);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = root(&body, s3::GetBucketAclOutput::TYPE, Some("NextToken"));
        let _ = member(&body, s3::GetPublicAccessBlockOutput::TYPE);
        let _ = page(&body, "reservationSet/instancesSet", ec2::InstanceDescription::TYPE, "nextToken");
        let _ = error(&body);
    }

    #[test]
    fn an_answer_that_breaks_off_is_malformed(cut in 1_usize..230) {
        let body = b"<DescribeInstancesResponse><reservationSet><item><instancesSet>\
            <item><instanceId>i-1</instanceId><keyName>a</keyName></item></instancesSet></item>\
            </reservationSet><nextToken>more</nextToken></DescribeInstancesResponse>";
        prop_assume!(cut < body.len());
        let read = page(&body[..cut], "reservationSet/instancesSet", ec2::InstanceDescription::TYPE, "nextToken");
        prop_assert!(matches!(read, Err(Malformed(_))), "{read:?}");
    }
}
