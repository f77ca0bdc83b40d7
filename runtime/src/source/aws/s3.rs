//! Amazon S3: the list of buckets and each bucket's facets.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::DateTimeFormat;
use aws_sdk_s3::types as sdk;

use super::CollectError;
use super::answer::{Refusal, log, told};
use super::collect::Listed;
use super::connection::{Account, Connection};
use crate::resource::s3::{
    BlockedEncryptionTypes, BucketListing, BucketPolicy, GetBucketEncryptionOutput,
    GetBucketOwnershipControlsOutput, GetBucketTaggingOutput, GetPublicAccessBlockOutput,
    OwnershipControls, OwnershipControlsRule, PublicAccessBlockConfiguration,
    ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration, ServerSideEncryptionRule,
    VersioningConfiguration,
};
use crate::resource::{
    GET_BUCKET_ENCRYPTION, GET_BUCKET_OWNERSHIP_CONTROLS, GET_BUCKET_POLICY, GET_BUCKET_TAGGING,
    GET_BUCKET_VERSIONING, GET_PUBLIC_ACCESS_BLOCK, Identity, LIST_BUCKETS, Operation, Origin,
    Outcome, Reason, Record, Stored, Tag, Unknown,
};
use crate::settings::Clock;
use crate::snapshot::{CallLog, KindSnapshot};

/// Buckets per page. ListBuckets tells the buckets' regions only where it is asked for pages.
const PAGE: i32 = 1000;

/// How long to wait before asking whether a bucket is really gone.
const SECOND_THOUGHT: Duration = Duration::from_millis(500);

/// Lists the buckets of the account in the regions that are read. Any region tells of all; one that
/// is not enabled or not reached tells nothing, so the next is asked.
pub(super) async fn list_buckets(connection: &Connection) -> Result<Listed, CollectError> {
    let account = connection.account().await?;
    let mut snapshot = KindSnapshot::default();
    for region in connection.regions() {
        snapshot = list_buckets_from(connection, account, region).await;
        let reason = snapshot.calls.iter().find_map(|call| Some(call.unknown.as_ref()?.reason()));
        let of_region = [Reason::RegionDisabled, Reason::Unreachable, Reason::TimedOut];
        if !reason.is_some_and(|reason| of_region.contains(&reason)) {
            break;
        }
    }
    // A bucket without a known region is read: leaving it out would be to take it for good.
    let is_elsewhere = |record: &Record| match &record.identity.region {
        Some(region) => connection.regions_are_set && !connection.regions().contains(region),
        None => false,
    };
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for record in snapshot.records.extract_if(.., |record| is_elsewhere(record)) {
        *left_out.entry(record.identity.region.unwrap_or_default()).or_default() += 1;
    }
    let notes = match left_out.is_empty() {
        true => Vec::new(),
        false => {
            let count: usize = left_out.values().sum();
            let regions: Vec<&str> = left_out.keys().map(String::as_str).collect();
            let regions = regions.join(", ");
            vec![format!("left out {count} in regions that the source does not name: {regions}")]
        }
    };
    Ok(Listed { snapshot, notes })
}

async fn list_buckets_from(
    connection: &Connection,
    account: &Account,
    region: &str,
) -> KindSnapshot {
    let clock = Clock::system();
    let client = connection.s3(region);
    let mut snapshot = KindSnapshot::default();
    let mut calls = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let start = clock.now();
        let permit = connection.permits.acquire().await;
        let request = client.list_buckets().max_buckets(PAGE);
        let page = request.set_continuation_token(token.clone()).send().await;
        drop(permit);
        let end = clock.now();
        let log = |code| log(&LIST_BUCKETS, &account.id, None, start, end, code);
        let page = match page {
            Ok(page) => page,
            Err(error) => {
                let refusal = Refusal::of(&LIST_BUCKETS, &error);
                let log = log(Some(&refusal.code));
                calls.push(CallLog { unknown: Some(refusal.unknown), ..log });
                break;
            }
        };
        let malformed = |what: &str| CallLog {
            unknown: Some(Unknown::malformed(&LIST_BUCKETS, what)),
            ..log(None)
        };
        calls.push(log(None));
        for bucket in page.buckets() {
            match bucket_record(bucket, account, end) {
                Some(record) => snapshot.insert(record),
                None => calls.push(malformed("the answer has a bucket without a name")),
            }
        }
        let next = page.continuation_token().filter(|token| !token.is_empty());
        match next {
            None => break,
            Some(next) if token.as_deref() == Some(next) => {
                calls.push(malformed("the answer names the same page again"));
                break;
            }
            Some(next) => token = Some(next.to_owned()),
        }
    }
    snapshot.calls = CallLog::folded(calls);
    snapshot
}

fn bucket_record(
    bucket: &sdk::Bucket,
    account: &Account,
    at: crate::resource::Timestamp,
) -> Option<Record> {
    let name = bucket.name()?.to_owned();
    let listing = BucketListing {
        name: name.clone(),
        creation_date: bucket
            .creation_date()
            .and_then(|date| date.fmt(DateTimeFormat::DateTime).ok()),
        bucket_region: bucket.bucket_region().map(str::to_owned),
    };
    let identity = Identity {
        account: account.id.clone(),
        region: listing.bucket_region.clone(),
        arn: format!("arn:{}:s3:::{name}", account.partition),
        id: name,
    };
    let outcome = told(&LIST_BUCKETS, Some(listing));
    let stored = Stored { outcome, origin: Origin::Api(at) };
    Some(Record { identity, facets: BTreeMap::from([(LIST_BUCKETS.name.to_owned(), stored)]) })
}

/// What became of the call for one facet.
pub(super) enum BucketFacet {
    /// The fact, with the code of an answer that was an error.
    Told(Outcome, Option<String>),
    /// The bucket is gone since it was listed.
    Gone(String),
}

/// Reads one facet of a bucket in the region that holds it.
pub(super) async fn bucket_facet(
    connection: &Connection,
    operation: &'static Operation,
    bucket: &Identity,
) -> BucketFacet {
    let ambient = connection.regions().first().map_or("us-east-1", String::as_str);
    let region = bucket.region.as_deref().unwrap_or(ambient);
    let mut answer = ask(&connection.s3(region), operation, &bucket.id).await;
    if let Err(refusal) = &answer
        && let Some(elsewhere) = refusal.bucket_region.as_deref().filter(|other| *other != region)
    {
        // S3 says where a bucket is when it is asked elsewhere, and the SDK does not follow.
        answer = ask(&connection.s3(elsewhere), operation, &bucket.id).await;
    }
    match answer {
        Ok(outcome) => BucketFacet::Told(outcome, None),
        Err(refusal)
            if refusal.code == "NoSuchBucket" && is_gone(connection, region, bucket).await =>
        {
            BucketFacet::Gone(refusal.code)
        }
        Err(refusal) => {
            let code = refusal.code.clone();
            BucketFacet::Told(refusal.outcome(operation), Some(code))
        }
    }
}

/// Many calls at once have been answered "no such bucket" for buckets that are there, and so have
/// calls for buckets that were just made. So one such answer is not believed: a bucket is gone when
/// the list, asked a little later, does not name it any more.
async fn is_gone(connection: &Connection, region: &str, bucket: &Identity) -> bool {
    tokio::time::sleep(SECOND_THOUGHT).await;
    let request = connection.s3(region).list_buckets().max_buckets(PAGE).prefix(&bucket.id);
    let listed = request.send().await;
    listed.is_ok_and(|page| page.buckets().iter().all(|other| other.name() != Some(&bucket.id)))
}

async fn ask(
    client: &Client,
    operation: &'static Operation,
    bucket: &str,
) -> Result<Outcome, Refusal> {
    macro_rules! call {
        ($method:ident, |$output:ident| $shape:expr) => {
            match client.$method().bucket(bucket).send().await {
                Ok($output) => Ok(told(operation, $shape)),
                Err(error) => Err(Refusal::of(operation, &error)),
            }
        };
    }
    match operation {
        _ if *operation == GET_BUCKET_VERSIONING => call!(get_bucket_versioning, |output| {
            Some(VersioningConfiguration {
                status: output.status().map(|status| status.as_str().into()),
                mfa_delete: output.mfa_delete().map(|status| status.as_str().into()),
            })
        }),
        _ if *operation == GET_PUBLIC_ACCESS_BLOCK => call!(get_public_access_block, |output| {
            output.public_access_block_configuration().map(public_access_block)
        }),
        _ if *operation == GET_BUCKET_ENCRYPTION => call!(get_bucket_encryption, |output| {
            output.server_side_encryption_configuration().map(encryption)
        }),
        _ if *operation == GET_BUCKET_POLICY => {
            call!(get_bucket_policy, |output| output.policy().map(BucketPolicy::new))
        }
        _ if *operation == GET_BUCKET_OWNERSHIP_CONTROLS => {
            call!(get_bucket_ownership_controls, |output| {
                output.ownership_controls().map(ownership_controls)
            })
        }
        _ if *operation == GET_BUCKET_TAGGING => call!(get_bucket_tagging, |output| {
            let tag = |tag: &sdk::Tag| Tag::new(tag.key(), tag.value());
            Some(GetBucketTaggingOutput { tag_set: output.tag_set().iter().map(tag).collect() })
        }),
        other => unreachable!("{} reads no facet of a bucket", other.name),
    }
}

fn public_access_block(block: &sdk::PublicAccessBlockConfiguration) -> GetPublicAccessBlockOutput {
    GetPublicAccessBlockOutput {
        public_access_block_configuration: PublicAccessBlockConfiguration {
            block_public_acls: block.block_public_acls(),
            ignore_public_acls: block.ignore_public_acls(),
            block_public_policy: block.block_public_policy(),
            restrict_public_buckets: block.restrict_public_buckets(),
        },
    }
}

fn encryption(configuration: &sdk::ServerSideEncryptionConfiguration) -> GetBucketEncryptionOutput {
    let by_default = |default: &sdk::ServerSideEncryptionByDefault| ServerSideEncryptionByDefault {
        sse_algorithm: Some(default.sse_algorithm().as_str().into()),
        kms_master_key_id: default.kms_master_key_id().map(str::to_owned),
    };
    let blocked = |blocked: &sdk::BlockedEncryptionTypes| BlockedEncryptionTypes {
        encryption_type: blocked
            .encryption_type()
            .iter()
            .map(|word| word.as_str().into())
            .collect(),
    };
    let rule = |rule: &sdk::ServerSideEncryptionRule| ServerSideEncryptionRule {
        apply_server_side_encryption_by_default: rule
            .apply_server_side_encryption_by_default()
            .map(by_default),
        bucket_key_enabled: rule.bucket_key_enabled(),
        blocked_encryption_types: rule.blocked_encryption_types().map(blocked),
    };
    GetBucketEncryptionOutput {
        server_side_encryption_configuration: ServerSideEncryptionConfiguration {
            rules: configuration.rules().iter().map(rule).collect(),
        },
    }
}

fn ownership_controls(controls: &sdk::OwnershipControls) -> GetBucketOwnershipControlsOutput {
    let rule = |rule: &sdk::OwnershipControlsRule| OwnershipControlsRule {
        object_ownership: Some(rule.object_ownership().as_str().into()),
    };
    GetBucketOwnershipControlsOutput {
        ownership_controls: OwnershipControls {
            rules: controls.rules().iter().map(rule).collect(),
        },
    }
}
