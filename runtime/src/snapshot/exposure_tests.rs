//! The exposure of buckets, over snapshots.

use crate::access::{Audience, Layer, NotPublic, PublicAnswer, Reach, StepEffect};
use crate::resource::{Fact, Unknown, s3};
use crate::run::{Verdict, verdict};
use crate::snapshot::Snapshot;

const WEBSITE: &str = r#"{"Version": "2012-10-17", "Statement": {
    "Sid": "Website", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::acme-website/*"}}"#;

/// A bucket with an open policy and no block of its own.
fn website() -> s3::Bucket {
    s3::Bucket::mock("acme-website")
        .with_public_access_block(None)
        .with_policy(s3::BucketPolicy::new(WEBSITE))
}

fn acme() -> Snapshot {
    Snapshot::mock().with(website())
}

fn reach(bucket: &s3::Bucket, snapshot: &Snapshot) -> Reach {
    bucket.exposure(snapshot).reachable
}

#[test]
fn an_open_policy_is_shown_with_its_statement_and_a_request() {
    let bucket = website();
    let exposure = bucket.exposure(&acme());
    assert_eq!(exposure.reachable, Reach::Known(Audience::Public));
    assert!(matches!(exposure.not_public(), NotPublic::Violated(failed) if failed.len() == 2));
    let opens = |step: &&crate::access::Step| {
        step.layer == Layer::BucketPolicy && step.effect == StepEffect::Opens
    };
    let step = exposure.chain.iter().find(opens).unwrap();
    assert!(step.text.contains("Website"), "{}", step.text);
    let panic = std::panic::catch_unwind(|| bucket.assert_not_public(&acme())).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    let shown = "anyone on the internet can s3:GetObject on arn:aws:s3:::acme-website/";
    assert!(
        message.starts_with("acme-website is public: ") && message.contains(shown),
        "{message}"
    );
}

#[test]
fn each_block_closes_it() {
    let block = s3::PublicAccessBlockConfiguration::all(true);
    let blocked = website().with_public_access_block(block.clone());
    assert_eq!(reach(&blocked, &acme()), Reach::Known(Audience::Private));
    let settings = s3::AccountSettings::mock(website().account()).with_public_access_block(block);
    assert_eq!(reach(&website(), &acme().with(settings)), Reach::Known(Audience::Private));
}

#[test]
fn an_acl_for_all_users_opens_it_unless_acls_are_off() {
    let grant: s3::GetBucketAclOutput = serde_json::from_value(serde_json::json!({
        "Owner": {"ID": "me"},
        "Grants": [{"Grantee": {"Type": "Group", "URI": crate::access::Grantee::ALL_USERS},
                    "Permission": "READ"}]
    }))
    .unwrap();
    let bucket = s3::Bucket::mock("acme-logs").with_public_access_block(None).with_acl(grant);
    let acme = Snapshot::mock().with(bucket.clone());
    assert_eq!(reach(&bucket, &acme), Reach::Known(Audience::Private), "ACLs are off");
    let writer = s3::OwnershipControls::of(s3::ObjectOwnership::ObjectWriter);
    let bucket = bucket.with_ownership_controls(writer);
    assert_eq!(reach(&bucket, &acme), Reach::Known(Audience::Public));
}

#[test]
fn what_is_not_known_never_passes() {
    let denied = || Unknown::access_denied("s3:GetBucketPolicy");
    let hidden = website().with_policy(Fact::Unknown(denied()));
    let judged = |bucket: &s3::Bucket| verdict(|| bucket.assert_not_public(&acme()));
    assert_eq!(judged(&hidden), Verdict::Unknown);
    // A block takes away what is public in the words of S3, which the policy may not be.
    let block = s3::PublicAccessBlockConfiguration::all(true);
    let blocked = hidden.with_public_access_block(block);
    assert_eq!(blocked.exposure(&acme()).documented, PublicAnswer::Holds);
    assert_eq!(judged(&blocked), Verdict::Unknown);
    let torn = website().with_policy(s3::BucketPolicy::new("{}"));
    assert_eq!(judged(&torn), Verdict::Fail);
    assert!(matches!(torn.exposure(&acme()).not_public(), NotPublic::Unknown(_)));
    let acl = Fact::Unknown(Unknown::access_denied("s3:GetBucketAcl"));
    let writer = s3::OwnershipControls::of(s3::ObjectOwnership::ObjectWriter);
    let bucket = s3::Bucket::mock("acme-logs").with_public_access_block(None);
    let bucket = bucket.with_ownership_controls(writer).with_acl(acl);
    assert_eq!(judged(&bucket), Verdict::Unknown);
}

#[test]
fn an_access_point_is_a_way_in() {
    let delegates = r#"{"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*",
        "Resource": ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"],
        "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}}"#;
    let open = r#"{"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:us-east-1:111122223333:accesspoint/door/object/*"}}"#;
    let bucket = s3::Bucket::mock("acme-logs")
        .with_public_access_block(None)
        .with_policy(s3::BucketPolicy::new(delegates));
    let point = |name: &str, of: &str| {
        let point = s3::AccessPoint::mock(name).with_public_access_block(None);
        point.with_bucket(of).with_policy(s3::BucketPolicy::new(open))
    };
    let to = |of: &str| Snapshot::mock().with(bucket.clone()).with(point("door", of));
    assert_eq!(reach(&bucket, &to("acme-logs")), Reach::Known(Audience::Public));
    assert_eq!(reach(&bucket, &to("acme-web")), Reach::Known(Audience::Private));
}

#[test]
fn so_is_a_multi_region_access_point() {
    let open = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
        "Action": "s3:GetObject", "Resource": "arn:aws:s3::111122223333:accesspoint/mfz.mrap/object/*"}}"#;
    let delegates = r#"{"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*",
        "Resource": ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"],
        "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}}"#;
    let bucket = s3::Bucket::mock("acme-logs")
        .with_public_access_block(None)
        .with_policy(s3::BucketPolicy::new(delegates));
    let document: s3::MultiRegionAccessPointPolicyDocument =
        serde_json::from_value(serde_json::json!({"Established": {"Policy": open}})).unwrap();
    let regions = |of: &str| -> Vec<s3::RegionReport> {
        serde_json::from_value(serde_json::json!([{"Bucket": of, "Region": "us-east-1"}])).unwrap()
    };
    let to = |of: &str| {
        let point = s3::MultiRegionAccessPoint::mock("everywhere").with_public_access_block(None);
        let point = point.with_regions(regions(of)).with_policy(document.clone());
        Snapshot::mock().with(bucket.clone()).with(point)
    };
    assert_eq!(reach(&bucket, &to("acme-logs")), Reach::Known(Audience::Public));
    assert_eq!(reach(&bucket, &to("acme-web")), Reach::Known(Audience::Private));
}

#[test]
fn a_grant_to_nobody_that_is_told_is_not_known() {
    let grant: s3::GetBucketAclOutput = serde_json::from_value(serde_json::json!({
        "Owner": {}, "Grants": [{"Grantee": {"Type": "Group"}, "Permission": "READ"}]
    }))
    .unwrap();
    let writer = s3::OwnershipControls::of(s3::ObjectOwnership::ObjectWriter);
    let bucket = s3::Bucket::mock("acme-logs").with_public_access_block(None).with_acl(grant);
    let bucket = bucket.with_ownership_controls(writer);
    let acme = Snapshot::mock().with(bucket.clone());
    assert!(matches!(reach(&bucket, &acme), Reach::Unknown { .. }));
}
