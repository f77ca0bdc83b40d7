//! The resources of a kind, in all accounts and regions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::CollectError;
use super::answer::{is_of_region, log};
use super::client::Refused;
use super::connection::{Account, Connection, first_to_answer};
use super::endpoint::MULTI_REGION_ACCESS_POINTS;
use super::redaction::Redaction;
use super::request::Call;
use super::xml;
use crate::cache::Places;
use crate::resource::table::{LIST_BUCKETS, LIST_MULTI_REGION_ACCESS_POINTS};
use crate::resource::{
    ALL_REGIONS, Arn, Identity, KindSpec, Operation, Origin, Outcome, Place, Record, Request,
    Scope, Stored, Timestamp, Unknown, arn_of,
};
use crate::snapshot::{CallLog, KindSnapshot};

/// The resources of a kind, with what a reader should know of what is not among them.
pub(super) struct Listed {
    pub(super) snapshot: KindSnapshot,
    pub(super) notes: Vec<String>,
}

/// Lists the resources of a kind in some places. What cannot be listed is noted with the calls.
pub(super) async fn list(
    connection: &Arc<Connection>,
    kind: &'static KindSpec,
    asked: &Places,
    redaction: &Arc<Redaction>,
) -> Result<Listed, CollectError> {
    let mut places = JoinSet::new();
    for account in connection.accounts().await? {
        if !asked.are_told_by(&account.id, None) {
            continue;
        }
        if let Some(unknown) = &account.unusable {
            let unlisted = unlisted(kind, account, None, unknown.clone(), connection);
            places.spawn(async move { unlisted });
            continue;
        }
        let is_itself = matches!(kind.listing.arn, Arn::Account | Arn::Region);
        if is_itself || kind.list.scope == Scope::Account {
            let (connection, account) = (Arc::clone(connection), account.clone());
            let redaction = Arc::clone(redaction);
            places
                .spawn(async move { list_account(&connection, kind, &account, &redaction).await });
            continue;
        }
        match connection.regions(account).await {
            Ok(regions) => {
                let is_asked = |region: &String| asked.are_told_by(&account.id, Some(region));
                for region in regions.into_iter().filter(is_asked) {
                    let (connection, account) = (Arc::clone(connection), account.clone());
                    let redaction = Arc::clone(redaction);
                    places.spawn(async move {
                        let place = Where { account: &account, region: Some(&region) };
                        list_from(&connection, kind, place, &region, &redaction).await
                    });
                }
            }
            Err(unknown) => {
                let unlisted = unlisted(kind, account, Some(ALL_REGIONS), unknown, connection);
                places.spawn(async move { unlisted });
            }
        }
    }
    let mut snapshot = KindSnapshot::default();
    let mut calls = Vec::new();
    while let Some(joined) = places.join_next().await {
        let place = joined.map_err(|_| CollectError::Died)?;
        snapshot.records.extend(place.records);
        calls.extend(place.calls);
    }
    snapshot.records.sort_by(|left, right| left.identity.cmp(&right.identity));
    snapshot.records.dedup_by(|left, right| left.identity == right.identity);
    snapshot.calls = CallLog::folded(calls);
    let notes = match *kind.list == LIST_BUCKETS {
        true => leave_out_what_is_elsewhere(connection, &mut snapshot),
        false => Vec::new(),
    };
    Ok(Listed { snapshot, notes })
}

/// Nothing but why.
fn unlisted(
    kind: &'static KindSpec,
    account: &Account,
    region: Option<&str>,
    unknown: Unknown,
    connection: &Connection,
) -> KindSnapshot {
    let now = connection.client.clock().now();
    let log = log(kind.list, &account.id, region, (now, now), None);
    let call = CallLog { unknown: Some(unknown), outcomes: BTreeMap::new(), ..log };
    KindSnapshot { records: Vec::new(), calls: vec![call] }
}

/// Lists what belongs to an account and to no region of it. Any region tells it; one that is not
/// enabled or not reached tells nothing, so the next is asked.
async fn list_account(
    connection: &Connection,
    kind: &'static KindSpec,
    account: &Account,
    redaction: &Redaction,
) -> KindSnapshot {
    if matches!(kind.listing.arn, Arn::Account | Arn::Region) {
        return of_the_account_itself(connection, kind, account).await;
    }
    let place = Where { account, region: None };
    if *kind.list == LIST_MULTI_REGION_ACCESS_POINTS {
        if account.partition != "aws" {
            // Other partitions have none.
            let now = connection.client.clock().now();
            let log = log(kind.list, &account.id, None, (now, now), None);
            let calls = vec![CallLog { outcomes: BTreeMap::new(), ..log }];
            return KindSnapshot { records: Vec::new(), calls };
        }
        return list_from(connection, kind, place, MULTI_REGION_ACCESS_POINTS, redaction).await;
    }
    let ask = |region| async move {
        let snapshot = list_from(connection, kind, place, region, redaction).await;
        let reason = snapshot.calls.iter().find_map(|call| Some(call.unknown.as_ref()?.reason()));
        match reason.is_some_and(is_of_region) {
            true => Err(snapshot),
            false => Ok(snapshot),
        }
    };
    let service = kind.list.service;
    let is_heard = |region: &str| connection.client.has_heard(service, &account.id, region);
    match first_to_answer(&account.any_regions, is_heard, ask).await {
        Ok(snapshot) | Err(snapshot) => snapshot,
    }
}

/// The account and its regions are resources of their own: no call tells them but the one that told
/// the account, and that one is counted where it was made.
async fn of_the_account_itself(
    connection: &Connection,
    kind: &'static KindSpec,
    account: &Account,
) -> KindSnapshot {
    let now = connection.client.clock().now();
    let log = log(kind.list, &account.id, None, (now, now), None);
    let mut call = CallLog { outcomes: BTreeMap::new(), ..log };
    let mut records = Vec::new();
    let place = Where { account, region: None };
    match kind.listing.arn {
        Arn::Region => {
            let regions = connection.regions(account).await;
            let (regions, unknown) = match regions {
                Ok(regions) => (regions, None),
                Err(unknown) => (Vec::new(), Some(unknown)),
            };
            call.unknown = unknown;
            for region in &regions {
                let place = Where { region: Some(region), ..place };
                let listed = json!({ kind.listing.id: region });
                records.extend(record(kind, place, listed, now));
            }
        }
        _ => records.extend(record(kind, place, json!({ kind.listing.id: account.id }), now)),
    }
    KindSnapshot { records, calls: vec![call] }
}

/// What a listing speaks of.
#[derive(Clone, Copy)]
struct Where<'a> {
    account: &'a Account,
    /// None for what is in no region, or in one that the listing tells.
    region: Option<&'a str>,
}

/// Reads every page of a listing.
async fn list_from(
    connection: &Connection,
    kind: &'static KindSpec,
    place: Where<'_>,
    asked_region: &str,
    redaction: &Redaction,
) -> KindSnapshot {
    let mut snapshot = KindSnapshot::default();
    let operation = kind.list;
    let log =
        |times, code: Option<&str>| log(operation, &place.account.id, place.region, times, code);
    let mut calls = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut token: Option<String> = None;
    loop {
        let call = Call { operation, resource: None, token: token.as_deref(), narrowed: &[] };
        let answer = connection.client.call(&call, place.account.in_region(asked_region)).await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(Refused { refusal, start, end }) => {
                let log = log((start, end), Some(&refusal.code));
                calls.push(CallLog { unknown: Some(refusal.unknown), ..log });
                break;
            }
        };
        let times = (answer.start, answer.end);
        let malformed = |what: String| CallLog {
            unknown: Some(Unknown::malformed(operation, what)),
            outcomes: BTreeMap::new(),
            ..log(times, None)
        };
        calls.push(log(times, None));
        let page = xml::page(&answer.body, kind.listing.path, kind.listing.of, token_of(operation));
        let page = match page {
            Ok(page) => page,
            Err(why) => {
                calls.push(malformed(why.0));
                break;
            }
        };
        let mut has_nameless = false;
        for mut listed in page.items {
            redaction.apply(operation, kind.listing.of, &mut listed);
            match record(kind, place, listed, answer.end) {
                Some(record) => snapshot.records.push(record),
                None => has_nameless = true,
            }
        }
        let repeats = page.next.as_ref().is_some_and(|next| !seen.insert(next.clone()));
        if has_nameless || repeats {
            let what = "the answer has a resource without an id, or names the same page again";
            calls.push(malformed(what.to_owned()));
            break;
        }
        match page.next {
            Some(next) => token = Some(next),
            None => break,
        }
    }
    snapshot.calls = CallLog::folded(calls);
    snapshot
}

/// Whether the list names a resource, or cannot be read to its end.
pub(super) async fn is_listed(
    connection: &Connection,
    kind: &'static KindSpec,
    account: &Account,
    of: &Identity,
    redaction: &Redaction,
    calls: &mut u64,
) -> bool {
    let place = Where { account, region: of.region.as_deref() };
    let asked = of.region.as_deref().unwrap_or(MULTI_REGION_ACCESS_POINTS);
    let listed = list_from(connection, kind, place, asked, redaction).await;
    *calls += listed.calls.iter().flat_map(|log| log.outcomes.values()).sum::<u64>();
    listed.calls.iter().any(|log| log.unknown.is_some())
        || listed.records.iter().any(|record| record.identity.id == of.id)
}

/// The element that names the next page.
pub fn token_of(operation: &Operation) -> &'static str {
    match operation.request {
        Request::Query { .. } => "nextToken",
        Request::Bucket { .. } => "NextContinuationToken",
        Request::Path { page: Some(("nextToken", ..)), .. } => "NextToken",
        Request::Path { .. } => "ContinuationToken",
    }
}

fn record(
    kind: &'static KindSpec,
    place: Where<'_>,
    listed: Value,
    at: Timestamp,
) -> Option<Record> {
    let id = listed.get(kind.listing.id)?.as_str().filter(|id| !id.is_empty())?.to_owned();
    let told_region = listed.get("BucketRegion").and_then(Value::as_str);
    let region = place.region.or(told_region);
    let Account { id: account, partition, .. } = place.account;
    let arn = arn_of(kind, Place { partition, account, region }, &id, &listed);
    let identity =
        Identity { account: account.clone(), region: region.map(str::to_owned), id, arn };
    let outcome = Outcome::Value(listed.to_string().into());
    let stored = Stored { outcome, origin: Origin::Api(at) };
    Some(Record { identity, facets: BTreeMap::from([(kind.list.name.to_owned(), stored)]) })
}

/// Buckets are listed for all regions at once. One without a known region is read: leaving it out
/// would be to take it for good.
fn leave_out_what_is_elsewhere(
    connection: &Connection,
    snapshot: &mut KindSnapshot,
) -> Vec<String> {
    let is_elsewhere = |record: &mut Record| match &record.identity.region {
        Some(region) => !connection.reads_buckets_of(region),
        None => false,
    };
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for record in snapshot.records.extract_if(.., is_elsewhere) {
        *left_out.entry(record.identity.region.unwrap_or_default()).or_default() += 1;
    }
    if left_out.is_empty() {
        return Vec::new();
    }
    let count: usize = left_out.values().sum();
    let regions: Vec<&str> = left_out.keys().map(String::as_str).collect();
    let regions = regions.join(", ");
    vec![format!("left out {count} in regions that the source does not name: {regions}")]
}
