//! What goes wrong on demand.

use std::io::ErrorKind;
use std::thread;
use std::time::Duration;

use configtest_emulator::{Emulator, Fault, FaultKind, World};

use super::client::Client;

fn emulator() -> Emulator {
    let world = World::new().regions(["us-east-1", "eu-west-1"]).buckets(4).others_per_region(4);
    Emulator::start(world).unwrap()
}

#[test]
fn a_fault_passes_after_its_times() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    let path = format!("/{}?tagging", emulator.world().bucket_name(0));
    emulator.add_fault(Fault::error("s3:GetBucketTagging", 503, "SlowDown", "Slow down").times(2));
    let mut statuses = (0..3).map(|_| client.s3(&path).status);
    assert_eq!([statuses.next(), statuses.next(), statuses.next()], [503, 503, 200].map(Some));
    assert_eq!(emulator.calls_of("s3:GetBucketTagging"), 3);
}

#[test]
fn a_fault_is_of_its_region_resource_and_account_only() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    let name = |number| emulator.world().bucket_name(number);
    emulator.set_faults([
        Fault::access_denied("s3:*").resource(name(0)),
        Fault::access_denied("ec2:DescribeVpcs").region("eu-west-1"),
        Fault::expired_token("*").account("222233334444"),
    ]);
    assert_eq!(client.s3(&format!("/{}?acl", name(0))).status, 403);
    assert_eq!(client.s3(&format!("/{}?acl", name(3))).status, 200);
    assert_eq!(client.ec2("Action=DescribeVpcs").status, 200);
    let denied = client.region("eu-west-1").ec2("Action=DescribeVpcs");
    assert_eq!(denied.text("Code").unwrap(), "UnauthorizedOperation");
    let other = client.session("ASIA222233334444TEST", "a-token");
    assert_eq!(other.s3("/").text("Code").unwrap(), "ExpiredToken");
}

#[test]
fn an_answer_breaks_off() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    let fault = |kind| emulator.set_faults([Fault::new("ec2:DescribeVolumes", kind)]);
    let form = "Action=DescribeVolumes";

    fault(FaultKind::ConnectionReset);
    let error = client.try_ec2(form).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    fault(FaultKind::TruncatedBody);
    let answer = client.ec2(form);
    assert!(!answer.is_complete && answer.body.starts_with("<?xml"), "{answer:?}");
    fault(FaultKind::MalformedXml);
    let answer = client.ec2(form);
    assert!(answer.is_complete && answer.text("volumeId").is_some(), "{answer:?}");
    assert!(!answer.body.contains("</DescribeVolumesResponse>"));
    fault(FaultKind::HtmlBody);
    let answer = client.ec2(form);
    assert!(answer.status == 200 && answer.head.contains("text/html"), "{answer:?}");
    fault(FaultKind::NeverAnswers);
    let error = client.impatient().try_ec2(form).unwrap_err();
    assert!([ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()), "{error}");
}

#[test]
fn the_first_page_is_empty_and_the_rest_is_there() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    emulator.set_faults([
        Fault::new("ec2:DescribeVolumes", FaultKind::EmptyPageWithToken),
        Fault::new("s3:ListBuckets", FaultKind::EmptyPageWithToken),
    ]);
    let first = client.ec2("Action=DescribeVolumes");
    assert!(first.all("volumeId").is_empty());
    let token = first.text("nextToken").unwrap();
    let second = client.ec2(&format!("Action=DescribeVolumes&NextToken={token}"));
    assert_eq!((second.all("size").len(), second.text("nextToken")), (4, None));
    let token = client.s3("/?max-buckets=3").text("ContinuationToken").unwrap();
    assert_eq!(client.s3(&format!("/?continuation-token={token}")).all("Name").len(), 4);
}

#[test]
fn a_bucket_vanishes_after_it_is_listed() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    let name = emulator.world().bucket_name(2);
    emulator.add_fault(Fault::vanish(&name));
    assert!(client.s3("/").all("Name").contains(&name));
    let gone = client.s3(&format!("/{name}?versioning"));
    assert_eq!((gone.status, gone.text("Code").unwrap().as_str()), (404, "NoSuchBucket"));
    assert!(client.s3(&format!("/?prefix={name}")).all("Name").is_empty());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a socket that closes is noticed a little later")]
fn a_silent_region_answers_nobody_and_the_others_do() {
    let emulator = emulator();
    let client = Client::of(&emulator);
    emulator.set_silent("eu-west-1", true);
    let there = client.region("eu-west-1");
    assert!(there.impatient().try_ec2("Action=DescribeVpcs").is_err());
    // A caller that has gone is not under way any more.
    for _ in 0..100 {
        emulator.forget();
        thread::sleep(Duration::from_millis(10));
        if emulator.most_under_way() == 0 {
            break;
        }
    }
    assert_eq!(emulator.most_under_way(), 0);
    assert_eq!(client.ec2("Action=DescribeVpcs").status, 200);
    emulator.set_silent("eu-west-1", false);
    assert_eq!(there.ec2("Action=DescribeVpcs").status, 200);
}
