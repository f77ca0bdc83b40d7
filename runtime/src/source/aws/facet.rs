//! What one operation says of one resource, or of all of a region at once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Map, Value};

use super::answer::Refusal;
use super::client::{Answer as Answered, Refused};
use super::connection::{Account, Connection, first_to_answer};
use super::endpoint::MULTI_REGION_ACCESS_POINTS;
use super::list::is_listed;
use super::redaction::Redaction;
use super::request::Call;
use super::xml::{self, Malformed};
use crate::resource::shape::Type;
use crate::resource::table::LIST_BUCKETS;
use crate::resource::{
    Answer, Arn, FacetSpec, Identity, KindSpec, Operation, Outcome, Timestamp, Unknown,
};

/// How long to wait before asking whether a resource is really gone.
const SECOND_THOUGHT: Duration = Duration::from_millis(500);

/// What was told of one facet of one resource, and when.
pub(super) struct Told {
    pub(super) facet: Facet,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    /// How many calls it took.
    pub(super) calls: u64,
}

/// What became of the calls for one facet.
pub(super) enum Facet {
    /// The fact, with the code of an answer that was an error.
    Known(Outcome, Option<String>),
    /// The resource is gone since it was listed.
    Gone(String),
}

/// Reads one facet of a resource, where the resource is.
pub(super) async fn facet(
    connection: &Connection,
    kind: &'static KindSpec,
    facet: &'static FacetSpec,
    account: &Account,
    of: &Identity,
    redaction: &Redaction,
) -> Told {
    let operation = facet.operation;
    let mut calls = 0;
    let start = connection.client.clock().now();
    let told = async {
        match pages(connection, facet, account, of, &mut calls).await {
            Ok(mut value) => {
                if let Some(of) = kind.type_of(operation) {
                    redaction.apply(operation, of, &mut value);
                }
                Facet::Known(Outcome::Value(value.to_string().into()), None)
            }
            Err(Failure::Malformed(why)) => {
                Facet::Known(Outcome::Unknown(Unknown::malformed(operation, why.0)), None)
            }
            Err(Failure::Refused(refusal)) => {
                if says_gone(&refusal.code)
                    && is_gone(connection, kind, facet, account, of, redaction, &mut calls).await
                {
                    return Facet::Gone(refusal.code);
                }
                let code = refusal.code.clone();
                Facet::Known(refusal.outcome(operation), Some(code))
            }
        }
    };
    let told = told.await;
    Told { facet: told, start, end: connection.client.clock().now(), calls }
}

enum Failure {
    Refused(Refusal),
    Malformed(Malformed),
}

impl From<Malformed> for Failure {
    fn from(why: Malformed) -> Self {
        Self::Malformed(why)
    }
}

/// The answer, all pages of it.
async fn pages(
    connection: &Connection,
    facet: &'static FacetSpec,
    account: &Account,
    of: &Identity,
    calls: &mut u64,
) -> Result<Value, Failure> {
    let mut whole: Option<Value> = None;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut token: Option<String> = None;
    loop {
        let call = Call {
            operation: facet.operation,
            resource: Some(&of.id),
            token: token.as_deref(),
            narrowed: &[],
        };
        let answer = ask(connection, &call, account, of, calls).await;
        let answer = answer.map_err(|refused| Failure::Refused(refused.refusal))?;
        let (page, next) = read(&answer, facet.answer)?;
        let (Answer::Pages(_, list, _), Some(first)) = (facet.answer, whole.as_mut()) else {
            whole = Some(page);
            match next {
                Some(next) => {
                    seen.insert(next.clone());
                    token = Some(next);
                }
                None => break,
            }
            continue;
        };
        if let (Some(Value::Array(items)), Some(Value::Array(more))) =
            (first.get_mut(list), page.get(list))
        {
            items.extend(more.iter().cloned());
        }
        match next {
            Some(next) if !seen.insert(next.clone()) => {
                return Err(Malformed("the answer names the same page again".to_owned()).into());
            }
            Some(next) => token = Some(next),
            None => break,
        }
    }
    if let (Answer::Pages(of, list, _), Some(whole)) = (facet.answer, whole.as_mut()) {
        sort_list(whole, of, list);
    }
    whole.ok_or_else(|| Malformed("the answer is empty".to_owned()).into())
}

/// Asks where the resource is.
async fn ask(
    connection: &Connection,
    call: &Call<'_>,
    account: &Account,
    of: &Identity,
    calls: &mut u64,
) -> Result<Answered, Refused> {
    let is_of_bucket = matches!(call.operation.request, crate::resource::Request::Bucket { .. });
    let region = match (&of.region, connection.redirect(&of.id).filter(|_| is_of_bucket)) {
        (_, Some(redirect)) => redirect,
        (Some(region), None) => region.clone(),
        (None, None)
            if call.operation.service == "s3control" && of.arn.contains(":accesspoint/") =>
        {
            MULTI_REGION_ACCESS_POINTS.to_owned()
        }
        (None, None) if is_of_bucket => any_region(account).to_owned(),
        (None, None) => {
            *calls += 1;
            let ask = |region| async move {
                match connection.client.call(call, account.in_region(region)).await {
                    // Absent or denied is an answer too: the next region says the same.
                    Err(refused) if refused.refusal.is_of_region() => Err(refused),
                    answered => Ok(answered),
                }
            };
            let service = call.operation.service;
            let is_heard = |region: &str| connection.client.has_heard(service, &account.id, region);
            return first_to_answer(&account.any_regions, is_heard, ask).await.unwrap_or_else(Err);
        }
    };
    *calls += 1;
    let answer = connection.client.call(call, account.in_region(&region)).await;
    if let Err(refused) = &answer
        && is_of_bucket
        && let Some(elsewhere) =
            refused.refusal.bucket_region.clone().filter(|other| *other != region)
    {
        // S3 says where a bucket is when it is asked elsewhere.
        connection.note_redirect(&of.id, &elsewhere);
        *calls += 1;
        return connection.client.call(call, account.in_region(&elsewhere)).await;
    }
    answer
}

fn read(answer: &Answered, how: Answer) -> Result<(Value, Option<String>), Malformed> {
    match how {
        Answer::Root(of) => {
            let (mut value, _) = xml::root(&answer.body, of, None)?;
            add_headers(&mut value, of, answer);
            Ok((value, None))
        }
        Answer::Pages(of, _, token) => xml::root(&answer.body, of, Some(token)),
        Answer::Member(of) => xml::member(&answer.body, of).map(|value| (value, None)),
        Answer::Text(member) => match String::from_utf8(answer.body.clone()) {
            Ok(text) if serde_json::from_str::<Map<String, Value>>(&text).is_ok() => {
                Ok((Value::Object(Map::from_iter([(member.to_owned(), text.into())])), None))
            }
            Ok(_) => Err(Malformed("the answer is no JSON document".to_owned())),
            Err(_) => Err(Malformed("the answer is not Unicode".to_owned())),
        },
        Answer::Batch(..) => Err(Malformed("a batch is read for all resources at once".to_owned())),
    }
}

/// A region for what every region can be asked; a connection has at least one.
fn any_region(account: &Account) -> &str {
    account.any_regions.first().map_or("us-east-1", String::as_str)
}

/// Some members stand in headers.
fn add_headers(value: &mut Value, of: Type, answer: &Answered) {
    let (Type::Structure(structure), Value::Object(members)) = (of, value) else { return };
    for member in structure.members {
        if let Some(header) = member.wire.strip_prefix("x-amz-").and(answer.header(member.wire)) {
            members.insert(member.name.to_owned(), Value::String(header.to_owned()));
        }
    }
}

/// Whether a code says that the resource does not exist.
fn says_gone(code: &str) -> bool {
    code.ends_with(".NotFound")
        || ["NoSuchBucket", "NoSuchAccessPoint", "NoSuchMultiRegionAccessPoint"].contains(&code)
}

/// Many calls at once have been answered "no such bucket" for buckets that are there, and so have
/// calls for resources that were just made. So one such answer is not believed: a resource is gone
/// when the list, asked a little later, does not name it any more.
async fn is_gone(
    connection: &Connection,
    kind: &'static KindSpec,
    facet: &'static FacetSpec,
    account: &Account,
    of: &Identity,
    redaction: &Redaction,
    calls: &mut u64,
) -> bool {
    tokio::time::sleep(SECOND_THOUGHT).await;
    if kind.listing.arn != Arn::Bucket {
        let again = pages(connection, facet, account, of, calls).await;
        let is_unfound =
            matches!(again, Err(Failure::Refused(refusal)) if says_gone(&refusal.code));
        return is_unfound && !is_listed(connection, kind, account, of, redaction, calls).await;
    }
    let call = Call {
        operation: &LIST_BUCKETS,
        resource: None,
        token: None,
        narrowed: &[("prefix", &of.id)],
    };
    *calls += 1;
    let region = any_region(account);
    let Ok(answer) = connection.client.call(&call, account.in_region(region)).await else {
        return false;
    };
    match xml::page(&answer.body, kind.listing.path, kind.listing.of, "ContinuationToken") {
        Ok(page) => page.items.iter().all(|bucket| bucket["Name"].as_str() != Some(&of.id)),
        Err(_) => false,
    }
}

/// What one operation says of all resources of a region, by their ids; or why it says nothing.
pub(super) struct Batch {
    pub(super) by_id: BTreeMap<String, Value>,
    pub(super) failure: Option<(Unknown, Option<String>)>,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) calls: u64,
}

/// Sorts a list that came in parts, where its order says nothing.
fn sort_list(whole: &mut Value, of: Type, list: &str) {
    let Type::Structure(structure) = of else { return };
    let member = structure.members.iter().find(|member| member.name == list);
    if let (Some(Type::List(_, order)), Some(Value::Array(items))) =
        (member.map(|member| member.of), whole.get_mut(list))
    {
        xml::sort(items, order);
    }
}

/// What the items of a list of a structure are.
fn item_of(whole: Type, list: &str) -> Option<Type> {
    let Type::Structure(structure) = whole else { return None };
    match structure.members.iter().find(|member| member.name == list)?.of {
        Type::List(item, _) => Some(*item),
        _ => None,
    }
}

/// Reads a facet of all resources of a region at once.
pub(super) async fn batch(
    connection: &Connection,
    facet: &'static FacetSpec,
    account: &Account,
    region: &str,
    redaction: &Redaction,
) -> Batch {
    let operation: &'static Operation = facet.operation;
    let clock = connection.client.clock();
    let start = clock.now();
    let mut batch = Batch { by_id: BTreeMap::new(), failure: None, start, end: start, calls: 0 };
    let Answer::Batch(whole, path, key, list) = facet.answer else { return batch };
    let Some(of) = item_of(whole, list) else { return batch };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut token: Option<String> = None;
    loop {
        let call = Call { operation, resource: None, token: token.as_deref(), narrowed: &[] };
        batch.calls += 1;
        let answer = match connection.client.call(&call, account.in_region(region)).await {
            Ok(answer) => answer,
            Err(Refused { refusal, .. }) => {
                batch.failure = Some((refusal.unknown, Some(refusal.code)));
                break;
            }
        };
        let page = match xml::page(&answer.body, path, of, "nextToken") {
            Ok(page) => page,
            Err(why) => {
                batch.failure = Some((Unknown::malformed(operation, why.0), None));
                break;
            }
        };
        for mut item in page.items {
            redaction.apply(operation, of, &mut item);
            let Some(id) = item.get(key).and_then(Value::as_str).map(str::to_owned) else {
                let what = format!("an item has no `{key}`");
                batch.failure = Some((Unknown::malformed(operation, what), None));
                continue;
            };
            let facet = batch.by_id.entry(id).or_insert_with(|| {
                Value::Object(Map::from_iter([(list.to_owned(), Value::Array(Vec::new()))]))
            });
            if let Some(Value::Array(items)) = facet.get_mut(list)
                && !items.contains(&item)
            {
                items.push(item);
            }
        }
        match page.next {
            Some(next) if !seen.insert(next.clone()) => {
                let what = "the answer names the same page again";
                batch.failure = Some((Unknown::malformed(operation, what), None));
                break;
            }
            Some(next) => token = Some(next),
            None => break,
        }
    }
    batch.by_id.values_mut().for_each(|facet| sort_list(facet, whole, list));
    batch.end = clock.now();
    batch
}
