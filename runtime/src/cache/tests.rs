//! What the cache serves, and what it does not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;

use super::file::{decode, encode};
use super::{Anew, CachedKind, Freshness, Need, Places, Store, cache_folder, run_began};
use crate::resource::table::{GET_BUCKET_POLICY, LIST_BUCKETS};
use crate::resource::{
    Filter, Identity, KINDS, KindSpec, Origin, Outcome, Reason, Record, Stored, Timestamp, Unknown,
    kind_named,
};
use crate::snapshot::{CallLog, KindSnapshot};

fn bucket() -> &'static KindSpec {
    kind_named("AWS::S3::Bucket").unwrap()
}

fn time(minute: u64) -> Timestamp {
    Timestamp::parse(&format!("2026-11-24T05:{minute:02}:00Z")).unwrap()
}

fn freshness(run: &str, minute: u64) -> Freshness {
    Freshness { run: run.to_owned(), max_age: Duration::from_secs(600), now: time(minute) }
}

/// Two buckets, listed at minute 0 by the run `first`, with what was said of their policies.
fn cached(policies: [Option<Outcome>; 2], listing: Option<Unknown>) -> CachedKind {
    let mut snapshot = KindSnapshot::default();
    for (name, policy) in ["acme-data", "acme-logs"].into_iter().zip(policies) {
        let stored = |outcome| Stored { outcome, origin: Origin::Api(time(0)) };
        let listed = stored(Outcome::Value(format!(r#"{{"Name":"{name}"}}"#).into()));
        let mut facets = BTreeMap::from([(LIST_BUCKETS.name.to_owned(), listed)]);
        facets.extend(policy.map(|policy| (GET_BUCKET_POLICY.name.to_owned(), stored(policy))));
        let identity = Identity {
            account: "111122223333".to_owned(),
            region: None,
            id: name.to_owned(),
            arn: format!("arn:aws:s3:::{name}"),
        };
        snapshot.insert(Record { identity, facets });
    }
    snapshot.calls = vec![CallLog {
        operation: LIST_BUCKETS.qualified(),
        account: "111122223333".to_owned(),
        region: None,
        start: time(0),
        end: time(0),
        outcomes: BTreeMap::from([("Success".to_owned(), 1)]),
        unknown: listing,
    }];
    CachedKind {
        snapshot,
        listed_at: time(0),
        listed_by: "first".to_owned(),
        facets: BTreeMap::from([(GET_BUCKET_POLICY.name.to_owned(), "first".to_owned())]),
    }
}

fn absent() -> Option<Outcome> {
    Some(Outcome::Absent("NoSuchBucketPolicy".to_owned()))
}

fn denied() -> Unknown {
    Unknown::new(Reason::AccessDenied, &GET_BUCKET_POLICY, None, "no")
}

/// What a check reads that looks at the policies of all buckets.
fn policies(anew: Option<Anew>) -> Need {
    let (facets, of) = (vec![&GET_BUCKET_POLICY], BTreeMap::new());
    Need { kind: bucket(), facets, of, spoken_of: None, anew }
}

fn lacking(cached: &CachedKind, freshness: &Freshness) -> Vec<String> {
    let need = policies(None);
    lacking_of(cached, &need, freshness)
}

fn lacking_of(cached: &CachedKind, need: &Need, freshness: &Freshness) -> Vec<String> {
    let lacking = cached.lacking(need, &GET_BUCKET_POLICY, freshness);
    lacking.map(|record| record.identity.id.clone()).collect()
}

/// The policy of one bucket, read at that minute or later.
fn anew(minute: u64, listings: Places) -> Need {
    let of = Filter::of_arns(["arn:aws:s3:::acme-data".to_owned()]);
    let facets = BTreeMap::from([(GET_BUCKET_POLICY.name, of)]);
    policies(Some(Anew { since: time(minute), listings, facets }))
}

#[test]
fn what_is_read_again_is_read_though_it_serves_and_then_serves_everybody() {
    let mut cached = cached([absent(), absent()], None);
    let (first, need) = (freshness("first", 1), anew(1, Places::default()));
    assert_eq!(lacking_of(&cached, &need, &first), ["acme-data"], "the other one serves");
    assert!(!cached.satisfies(&need, &first));
    let policy = Stored { outcome: absent().unwrap(), origin: Origin::Api(time(1)) };
    cached.begin(&GET_BUCKET_POLICY, &first);
    let facets = &mut cached.snapshot.records[0].facets;
    facets.insert(GET_BUCKET_POLICY.name.to_owned(), policy);
    assert!(cached.satisfies(&need, &first), "another process asks for the same moment");
    assert!(!cached.satisfies(&anew(2, Places::default()), &first));
    // Whoever reads for the first time finds what its run has read.
    assert!(cached.satisfies(&policies(None), &freshness("first", 59)));
}

fn these(place: &str) -> Places {
    Places::These([place.to_owned()].into())
}

#[test]
fn a_listing_is_read_again_where_it_tells_of_the_place() {
    let mut cached = cached([absent(), absent()], None);
    let satisfies = |cached: &CachedKind, minute, places: Places| {
        let need = Need { facets: Vec::new(), ..anew(minute, places) };
        cached.satisfies(&need, &freshness("first", 5))
    };
    for place in ["111122223333/eu-west-1", "111122223333/global", "111122223333/all-regions"] {
        assert!(satisfies(&cached, 0, these(place)), "{place}");
        assert!(!satisfies(&cached, 1, these(place)), "{place}: the account's list tells of it");
    }
    assert!(!satisfies(&cached, 0, these("444455556666/eu-west-1")), "nobody listed it");
    assert!(satisfies(&cached, 1, Places::default()), "nothing of the listing is wanted anew");
    assert!(satisfies(&cached, 0, Places::Every) && !satisfies(&cached, 1, Places::Every));
    cached.snapshot.calls[0].region = Some("us-east-1".to_owned());
    assert!(!satisfies(&cached, 1, these("111122223333/us-east-1")));
    assert!(!satisfies(&cached, 0, these("111122223333/eu-west-1")), "nobody listed it");
}

/// What a listing at minute 3 says of the buckets of an account, and of a region.
fn listed(names: &[&str], region: Option<&str>, unknown: Option<Unknown>) -> KindSnapshot {
    let mut listed = cached([None, None], unknown).snapshot;
    let mut all = listed.records.clone();
    all[0].identity.id = "acme-new".to_owned();
    all[0].identity.arn = "arn:aws:s3:::acme-new".to_owned();
    listed.records.extend(all.drain(..1));
    listed.records.retain(|record| names.contains(&record.identity.id.as_str()));
    listed.calls[0].region = region.map(str::to_owned);
    (listed.calls[0].start, listed.calls[0].end) = (time(3), time(3));
    listed
}

fn held(cached: &CachedKind) -> Vec<(String, usize)> {
    let held = cached.snapshot.records.iter();
    held.map(|record| (record.identity.id.clone(), record.facets.len())).collect()
}

fn named<const N: usize>(held: [(&str, usize); N]) -> Vec<(String, usize)> {
    held.map(|(name, facets)| (name.to_owned(), facets)).to_vec()
}

#[test]
fn a_new_listing_keeps_what_is_known_of_those_that_are_still_there() {
    let mut cached = cached([absent(), absent()], None);
    cached.relist(bucket(), listed(&["acme-logs", "acme-new"], None, None), "second", time(3));
    assert_eq!(held(&cached), named([("acme-logs", 2), ("acme-new", 1)]));
    assert_eq!((cached.listed_at, cached.listed_by.as_str()), (time(3), "second"));
    let [call] = &cached.snapshot.calls[..] else { panic!("{:?}", cached.snapshot.calls) };
    assert_eq!(call.start, time(3), "the old call is not among them");
}

#[test]
fn a_listing_of_one_region_says_nothing_of_another() {
    let mut cached = cached([absent(), absent()], None);
    let mut elsewhere = cached.snapshot.calls[0].clone();
    cached.snapshot.calls[0].region = Some("eu-west-1".to_owned());
    elsewhere.region = Some("us-east-1".to_owned());
    cached.snapshot.calls.push(elsewhere);
    cached.snapshot.records[0].identity.region = Some("eu-west-1".to_owned());
    cached.snapshot.records[1].identity.region = Some("us-east-1".to_owned());
    cached.relist(bucket(), listed(&[], Some("us-east-1"), None), "first", time(3));
    assert_eq!(held(&cached), named([("acme-data", 2)]));
    assert_eq!(cached.listed_at, time(0), "a part of it is as old as it was");
    let starts = cached.snapshot.calls.iter().map(|call| call.start);
    assert_eq!(starts.collect::<Vec<_>>(), [time(0), time(3)]);
}

#[test]
fn what_was_listed_is_not_given_up_for_a_refusal() {
    let mut cached = cached([absent(), absent()], None);
    let before = cached.clone();
    cached.relist(bucket(), listed(&[], None, Some(denied())), "first", time(3));
    assert_eq!(cached, before);
    cached.relist(bucket(), listed(&[], Some("all-regions"), Some(denied())), "first", time(3));
    assert_eq!(cached, before, "all regions are those that were listed");
    // A refusal takes the place of one.
    let mut unread = self::cached([None, None], Some(denied()));
    unread.relist(bucket(), listed(&[], None, Some(denied())), "second", time(3));
    assert_eq!((unread.listed_at, unread.listed_by.as_str()), (time(3), "second"));
    assert_eq!(unread.snapshot.calls[0].start, time(3));
}

#[test]
fn what_is_known_serves_other_runs_while_it_is_young() {
    let cached = cached([absent(), absent()], None);
    let need = policies(None);
    for (run, minute, served) in
        [("second", 9, true), ("second", 10, false), ("first", 10, true), ("first", 59, true)]
    {
        let freshness = freshness(run, minute);
        assert_eq!(cached.satisfies(&need, &freshness), served, "{run} at {minute}");
        let expected = if served { vec![] } else { vec!["acme-data", "acme-logs"] };
        assert_eq!(lacking(&cached, &freshness), expected);
        let facets =
            cached.clone().into_served(&freshness).map(|mut of| of.records.remove(0).facets);
        let has = |facet: &str| facets.as_ref().is_some_and(|facets| facets.contains_key(facet));
        assert_eq!(has(GET_BUCKET_POLICY.name), served);
        assert_eq!(has(LIST_BUCKETS.name), served, "with the listing goes everything");
    }
}

#[test]
fn what_is_unknown_serves_its_own_run_alone() {
    let cached = cached([absent(), Some(Outcome::Unknown(denied()))], None);
    assert_eq!(lacking(&cached, &freshness("first", 1)), [""; 0]);
    assert_eq!(lacking(&cached, &freshness("second", 1)), ["acme-logs"]);
    let served = cached.into_served(&freshness("second", 1)).unwrap();
    let has_policy = |record: &Record| record.facets.contains_key(GET_BUCKET_POLICY.name);
    assert_eq!(served.records.iter().map(has_policy).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_listing_that_failed_serves_its_own_run_alone() {
    let cached = cached([absent(), absent()], Some(denied()));
    assert!(cached.listing_serves(&freshness("first", 1)));
    assert!(!cached.listing_serves(&freshness("second", 1)));
}

#[test]
fn what_nobody_read_is_lacking() {
    let cached = cached([absent(), None], None);
    assert_eq!(lacking(&cached, &freshness("first", 0)), ["acme-logs"]);
}

#[test]
fn a_file_is_replaced_as_a_whole_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("cache"));
    let warn = &mut |warning| panic!("{warning}");
    assert_eq!(store.read(bucket(), warn), None);
    for policies in [[absent(), absent()], [absent(), None]] {
        let cached = cached(policies, None);
        store.write(bucket(), &cached).unwrap();
        assert_eq!(store.read(bucket(), warn), Some(cached));
    }
    let names = std::fs::read_dir(store.folder()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["AWS-S3-Bucket.cache"], "nothing half-written is left");
}

#[test]
fn a_file_of_another_kind_is_not_taken() {
    let bytes = encode(KINDS[0].name, &cached([None, None], None)).unwrap();
    assert_eq!(decode(bucket().name, &bytes), Err("it holds another kind"));
}

#[test]
fn all_processes_of_a_run_agree_on_when_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path().join("runs");
    assert_eq!(run_began(&runs, "6f1a/..", time(1)).unwrap(), time(1));
    assert_eq!(run_began(&runs, "6f1a/..", time(7)).unwrap(), time(1));
    assert_eq!(run_began(&runs, "another", time(8)).unwrap(), time(8));
    assert_eq!(std::fs::read_dir(&runs).unwrap().count(), 2);
}

#[test]
fn a_time_ahead_grows_old_like_any_other() {
    let mut cached = cached([absent(), absent()], None);
    cached.listed_at = time(40);
    assert!(!cached.listing_serves(&freshness("second", 5)));
    assert!(cached.listing_serves(&freshness("second", 35)));
}

/// A folder with two caches, a note of a run, and two things that are not ours.
fn neighbours(caches: &Path) -> [PathBuf; 5] {
    let names = ["own", "other", "run-1", "folder", "file"].map(|name| caches.join(name));
    let [own, other, note, folder, file] = &names;
    for cache in [own, other] {
        let store = Store::new(cache);
        drop(store.lock().unwrap());
        store.write(bucket(), &cached([None, None], None)).unwrap();
    }
    run_began(caches, "1", time(0)).unwrap();
    std::fs::create_dir(folder).unwrap();
    std::fs::write(file, "mine").unwrap();
    std::fs::write(folder.join("notes.cache"), "mine").unwrap();
    assert!(note.is_file());
    names
}

#[test]
fn old_caches_of_others_are_removed_and_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    let caches = cache_folder(root.path());
    let [own, other, note, folder, file] = neighbours(&caches);
    let newest = std::fs::metadata(&file).unwrap().modified().unwrap();
    let there = || [&own, &other, &note, &folder, &file].map(|path| path.exists());
    Store::new(&own).prune_others(newest - Duration::from_secs(60));
    assert_eq!(there(), [true; 5], "they are young");
    Store::new(&own).prune_others(newest + Duration::from_secs(60));
    assert_eq!(there(), [true, false, false, true, true]);
}

#[test]
fn a_cache_that_lies_elsewhere_prunes_nothing() {
    let elsewhere = tempfile::tempdir().unwrap();
    let names = neighbours(elsewhere.path());
    let newest = std::fs::metadata(&names[4]).unwrap().modified().unwrap();
    Store::new(&names[0]).prune_others(newest + Duration::from_secs(60));
    assert_eq!(names.map(|path| path.exists()), [true; 5]);
}

proptest! {
    #[test]
    fn a_torn_or_changed_file_is_never_trusted(position in any::<prop::sample::Index>(), flip in 1_u8..) {
        let whole = cached([absent(), Some(Outcome::Unknown(denied()))], None);
        let bytes = encode(bucket().name, &whole).unwrap();
        prop_assert_eq!(decode(bucket().name, &bytes).unwrap(), whole);
        let position = position.index(bytes.len());
        prop_assert!(decode(bucket().name, &bytes[..position]).is_err());
        let mut changed = bytes;
        changed[position] ^= flip;
        prop_assert!(decode(bucket().name, &changed).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(bucket().name, &bytes).is_err());
    }
}
