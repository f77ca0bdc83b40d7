//! What is all there is in an account or region, and what nobody knows.

use std::collections::BTreeMap;

use super::{CallLog, KindSnapshot, Snapshot};
use crate::known;
use crate::prelude::*;
use crate::resource::{Kind, Reason, Timestamp, Unknown};

const ACCOUNT: &str = "111122223333";

fn listing(region: Option<&str>, unknown: Option<Unknown>) -> CallLog {
    let at = Timestamp::parse("2026-11-24T05:00:00Z").unwrap();
    CallLog {
        operation: ec2::Vpc::SPEC.list.qualified(),
        account: ACCOUNT.to_owned(),
        region: region.map(str::to_owned),
        start: at,
        end: at,
        outcomes: BTreeMap::new(),
        unknown,
    }
}

/// One VPC in us-east-1, and these calls that listed VPCs.
fn listed_by(calls: Vec<CallLog>) -> Snapshot {
    let mut kind = KindSnapshot { records: Vec::new(), calls };
    kind.insert(ec2::Vpc::mock("vpc-1").handle().to_record());
    let mut snapshot = Snapshot::default();
    snapshot.kinds.insert(ec2::Vpc::SPEC.name.to_owned(), kind);
    snapshot
}

/// How many VPCs there are in a region.
fn count(snapshot: &Snapshot, region: &str) -> Result<usize, Reason> {
    let region = snapshot.account(ACCOUNT).region(region);
    known(|| region.all::<ec2::Vpc>().len()).map_err(|unknown| unknown.reason())
}

#[test]
fn a_place_that_nobody_asked_is_not_an_empty_one() {
    let snapshot = listed_by(vec![listing(Some("us-east-1"), None)]);
    assert_eq!(count(&snapshot, "us-east-1"), Ok(1));
    assert_eq!(count(&snapshot, "eu-west-1"), Err(Reason::NotCollected));
    let other = snapshot.account("222233334444");
    assert!(known(|| other.all::<ec2::Vpc>().is_empty()).is_err());
    assert_eq!(snapshot.account(ACCOUNT).all::<ec2::Vpc>().len(), 1);
}

#[test]
fn what_speaks_of_the_whole_account_speaks_of_its_regions() {
    let global = listed_by(vec![listing(None, None)]);
    assert_eq!(count(&global, "eu-west-1"), Ok(0));
    let denied = || Some(Unknown::access_denied("ec2:DescribeRegions"));
    for region in [None, Some("all-regions")] {
        let calls = vec![listing(Some("us-east-1"), None), listing(region, denied())];
        let snapshot = listed_by(calls);
        assert_eq!(count(&snapshot, "eu-west-1"), Err(Reason::AccessDenied), "{region:?}");
    }
    let elsewhere = vec![listing(Some("us-east-1"), None), listing(Some("eu-west-1"), denied())];
    let snapshot = listed_by(elsewhere);
    assert_eq!(count(&snapshot, "us-east-1"), Ok(1), "another region is another matter");
    assert!(known(|| snapshot.all::<ec2::Vpc>().len()).is_err());
}

#[test]
fn a_mock_holds_all_there_is_with_settings_for_every_place() {
    let there = ec2::Vpc::mock("vpc-2").with_account("222233334444").with_region("eu-west-1");
    let snapshot = Snapshot::mock().with(ec2::Vpc::mock("vpc-1")).with(there);
    assert_eq!(count(&snapshot, "eu-west-1"), Ok(0));
    let other = snapshot.account("222233334444");
    assert_eq!(other.region("eu-west-1").all::<ec2::Vpc>().len(), 1);
    let accounts: Vec<String> =
        snapshot.accounts().iter().map(|account| account.id().to_owned()).collect();
    assert_eq!(accounts, [ACCOUNT, "222233334444"]);
    let regions = snapshot.regions().into_iter();
    let regions: Vec<String> = regions.map(|region| region.name().to_owned()).collect();
    assert_eq!(regions, ["us-east-1", "eu-west-1"]);
    assert!(other.s3().public_access_block().is_none());
    let said = s3::AccountSettings::mock("222233334444");
    let block = s3::PublicAccessBlockConfiguration::all(true);
    let said = snapshot.with(said.with_public_access_block(block));
    assert!(said.account("222233334444").s3().public_access_block().is_some());
    assert_eq!(said.accounts().len(), 2, "what is said takes the place of what AWS gives");
}

#[test]
fn resources_are_found_by_their_ids() {
    let vpc = |id: &str, region: &str| ec2::Vpc::mock(id).with_region(region);
    let snapshot = Snapshot::mock()
        .with(vpc("vpc-b", "us-east-1"))
        .with(vpc("vpc-a", "us-east-1"))
        .with(vpc("vpc-a", "eu-west-1"));
    let all = snapshot.all::<ec2::Vpc>();
    let region_of = |vpc: Option<ec2::Vpc>| vpc.and_then(|vpc| vpc.region().map(str::to_owned));
    assert_eq!(region_of(all.get("vpc-a")).as_deref(), Some("eu-west-1"), "the first");
    let in_east = snapshot.account(ACCOUNT).region("us-east-1").all::<ec2::Vpc>();
    assert_eq!(region_of(in_east.get("vpc-a")).as_deref(), Some("us-east-1"));
    assert!(all.get("vpc-c").is_none() && in_east.get("vpc-").is_none());
    let ids: Vec<String> = in_east.iter().map(|vpc| vpc.vpc_id().to_owned()).collect();
    assert_eq!(ids, ["vpc-a", "vpc-b"]);
}
