//! Lists, pages, places and callers.

use std::collections::BTreeSet;
use std::time::Duration;

use configtest_emulator::{Clock, Emulator, Holdings, Kind, Role, World};

use super::client::Client;

fn world() -> World {
    World::new().regions(["us-east-1", "eu-west-1"]).not_opted_in(["ap-east-1"])
}

#[test]
fn pages_of_buckets_have_every_bucket_once() {
    let emulator = Emulator::start(world().buckets(25).bucket_page_size(7)).unwrap();
    let client = Client::of(&emulator);
    let (mut names, mut pages, mut token) = (Vec::new(), 0, String::new());
    loop {
        let page = client.s3(&format!("/?max-buckets=10{token}"));
        names.extend(page.all("Name"));
        pages += 1;
        let Some(next) = page.text("ContinuationToken") else { break };
        token = format!("&continuation-token={next}");
    }
    assert_eq!((names.len(), pages), (25, 4));
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 25);
    assert!(names.contains(&emulator.world().bucket_name(24)));
    let here = client.s3("/?bucket-region=eu-west-1");
    assert_eq!(here.all("BucketRegion"), ["eu-west-1"; 7]);
}

#[test]
fn pages_of_instances_have_every_instance_once() {
    let emulator = Emulator::start(world().instances_per_region(25).page_size(10)).unwrap();
    let client = Client::of(&emulator).region("eu-west-1");
    let count_of = |filter: &str| {
        let (mut ids, mut token) = (Vec::new(), String::new());
        loop {
            let page = client.ec2(&format!("Action=DescribeInstances&MaxResults=6{filter}{token}"));
            ids.extend(page.all("instanceId"));
            let Some(next) = page.text("nextToken") else { break };
            token = format!("&NextToken={next}");
        }
        let different = ids.iter().collect::<BTreeSet<_>>().len();
        (ids.len(), different)
    };
    assert_eq!(count_of(""), (25, 25));
    let running = "&Filter.1.Name=instance-state-name&Filter.1.Value.1=running";
    assert_eq!(count_of(running), (21, 21));
    let foreign = client.ec2("Action=DescribeSnapshots&Owner.1=444455556666");
    assert_eq!((foreign.status, foreign.all("size").len()), (200, 0));
    let unknown = client.ec2("Action=DescribeInstances&Filter.1.Name=colour&Filter.1.Value.1=red");
    assert_eq!(unknown.text("Code").unwrap(), "InvalidParameterValue");
}

#[test]
fn a_bucket_is_asked_in_its_own_region() {
    let emulator = Emulator::start(world().buckets(2)).unwrap();
    let client = Client::of(&emulator);
    let path = format!("/{}?versioning", emulator.world().bucket_name(1));
    let elsewhere = client.s3(&path);
    assert_eq!(elsewhere.status, 301);
    assert!(elsewhere.head.contains("x-amz-bucket-region: eu-west-1"));
    assert_eq!(elsewhere.text("Code").unwrap(), "PermanentRedirect");
    assert_eq!(client.region("eu-west-1").s3(&path).text("Status").unwrap(), "Suspended");
    assert_eq!(client.s3("/nothing?versioning").text("Code").unwrap(), "NoSuchBucket");
}

#[test]
fn a_thing_is_found_by_its_id_and_only_where_it_is() {
    let emulator = Emulator::start(world().count_in("eu-west-1", Kind::Volume, 3)).unwrap();
    let client = Client::of(&emulator);
    let id = emulator.world().id(Kind::Volume, "eu-west-1", 2);
    let form = format!("Action=DescribeVolumes&VolumeId.1={id}");
    assert_eq!(client.region("eu-west-1").ec2(&form).all("size").len(), 1);
    assert_eq!(client.ec2(&form).text("Code").unwrap(), "InvalidVolume.NotFound");
    assert!(client.ec2("Action=DescribeVolumes").all("size").is_empty());
}

#[test]
fn a_region_that_is_not_opted_in_accepts_nobody() {
    let emulator = Emulator::start(world()).unwrap();
    let client = Client::of(&emulator).region("ap-east-1");
    assert_eq!(client.ec2("Action=DescribeVpcs").status, 401);
    assert_eq!(client.s3("/").text("Code").unwrap(), "InvalidAccessKeyId");
    let here = Client::of(&emulator);
    assert_eq!(here.ec2("Action=DescribeRegions").all("regionName").len(), 2);
    let all = here.ec2("Action=DescribeRegions&AllRegions=true");
    assert_eq!(all.all("optInStatus").last().unwrap(), "not-opted-in");
}

#[test]
fn a_role_leads_to_its_account_until_it_expires() {
    let world = world().buckets(1);
    let other = Holdings::new().count(Kind::Bucket, 2);
    let clock = Clock::manual();
    let world = world.other_account("222233334444", other);
    let emulator = Emulator::start_at(world, clock.clone()).unwrap();
    emulator.set_session_lifetime(Duration::from_secs(900));
    let arn = "arn:aws:iam::222233334444:role/audit";
    emulator.set_role(arn, Role::ExternalId("secret".to_owned()));
    emulator.set_role("arn:aws:iam::222233334444:role/closed", Role::Refused);
    let client = Client::of(&emulator);

    let assume = |more: &str| {
        client.sts(&format!("Action=AssumeRole&RoleSessionName=me&RoleArn={arn}{more}"))
    };
    assert_eq!(assume("").text("Code").unwrap(), "AccessDenied");
    let closed =
        "Action=AssumeRole&RoleSessionName=me&RoleArn=arn:aws:iam::222233334444:role/closed";
    assert_eq!(client.sts(closed).status, 403);
    let given = assume("&ExternalId=secret");
    assert_eq!(given.text("Expiration").unwrap(), "2026-01-01T00:15:00.000Z");
    let (key, token) = (given.text("AccessKeyId").unwrap(), given.text("SessionToken").unwrap());

    let there = client.session(&key, &token);
    let caller = there.sts("Action=GetCallerIdentity");
    assert_eq!(caller.text("Account").unwrap(), "222233334444");
    assert_eq!(caller.text("Arn").unwrap(), "arn:aws:sts::222233334444:assumed-role/audit/me");
    assert_eq!(there.s3("/").all("Name").len(), 2);
    assert_eq!(client.s3("/").all("Name").len(), 1);
    let foreign = format!("/{}?versioning", emulator.world().bucket_name(0));
    assert_eq!(there.s3(&foreign).text("Code").unwrap(), "AccessDenied");

    clock.advance(Duration::from_secs(900));
    assert_eq!(there.s3("/").text("Code").unwrap(), "ExpiredToken");
    assert_eq!(there.ec2("Action=DescribeVpcs").text("Code").unwrap(), "RequestExpired");
    assert_eq!(client.s3("/").status, 200);
}

#[test]
fn buckets_of_a_region_are_configured_differently() {
    let emulator = Emulator::start(world().buckets(32)).unwrap();
    let client = Client::of(&emulator);
    let mut counts = [[0; 2]; 2];
    for number in 0..32 {
        let name = emulator.world().bucket_name(number);
        let region = emulator.world().bucket_region(number);
        let block = client.region(region).s3(&format!("/{name}?publicAccessBlock"));
        counts[usize::from(region == "eu-west-1")][usize::from(block.status == 404)] += 1;
    }
    assert_eq!(counts, [[12, 4], [12, 4]]);
}
