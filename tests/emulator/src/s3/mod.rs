//! Amazon S3: buckets and what is configured for them.

mod access;
mod bucket;
mod configurations;
mod data;
mod directory;
mod list;
mod traffic;

pub(crate) use directory::{create_session, directory_facet, list_directory_buckets};
pub(crate) use list::{head_bucket, list_buckets};

use std::fmt;

use crate::answer::{Answer, Failure, Reply};
use crate::call::{Call, Parameters, Service, Target};
use crate::world::Place;
use crate::xml::Xml;
use bucket::Bucket;

/// A part of a bucket's configuration.
pub(crate) struct Facet {
    /// What the query names it by.
    query: &'static str,
    operation: &'static str,
    render: fn(&Bucket<'_>, &Call) -> Reply,
}

impl fmt::Debug for Facet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.operation)
    }
}

const fn facet_of(
    query: &'static str,
    operation: &'static str,
    render: fn(&Bucket<'_>, &Call) -> Reply,
) -> Facet {
    Facet { query, operation, render }
}

static FACETS: [Facet; 25] = [
    facet_of("abac", "GetBucketAbac", access::abac),
    facet_of("accelerate", "GetBucketAccelerateConfiguration", traffic::accelerate),
    facet_of("acl", "GetBucketAcl", access::acl),
    facet_of("analytics", "ListBucketAnalyticsConfigurations", configurations::analytics),
    facet_of("cors", "GetBucketCors", traffic::cors),
    facet_of("encryption", "GetBucketEncryption", data::encryption),
    facet_of(
        "intelligent-tiering",
        "ListBucketIntelligentTieringConfigurations",
        configurations::intelligent_tiering,
    ),
    facet_of("inventory", "ListBucketInventoryConfigurations", configurations::inventory),
    facet_of("lifecycle", "GetBucketLifecycleConfiguration", data::lifecycle),
    facet_of("location", "GetBucketLocation", traffic::location),
    facet_of("logging", "GetBucketLogging", traffic::logging),
    facet_of("metadataConfiguration", "GetBucketMetadataConfiguration", data::metadata),
    facet_of("metadataTable", "GetBucketMetadataTableConfiguration", data::metadata_table),
    facet_of("metrics", "ListBucketMetricsConfigurations", configurations::metrics),
    facet_of("notification", "GetBucketNotificationConfiguration", traffic::notification),
    facet_of("object-lock", "GetObjectLockConfiguration", data::object_lock),
    facet_of("ownershipControls", "GetBucketOwnershipControls", access::ownership),
    facet_of("policy", "GetBucketPolicy", access::policy),
    facet_of("policyStatus", "GetBucketPolicyStatus", access::policy_status),
    facet_of("publicAccessBlock", "GetPublicAccessBlock", access::public_access_block),
    facet_of("replication", "GetBucketReplication", data::replication),
    facet_of("requestPayment", "GetBucketRequestPayment", traffic::request_payment),
    facet_of("tagging", "GetBucketTagging", data::tagging),
    facet_of("versioning", "GetBucketVersioning", data::versioning),
    facet_of("website", "GetBucketWebsite", traffic::website),
];

/// What a call is, and for which bucket.
pub(crate) fn route(
    service: Service,
    method: &str,
    path: &str,
    parameters: &Parameters,
) -> (String, Target, Option<String>) {
    let bucket = path.trim_matches('/');
    let name = if service == Service::S3Express { "s3express" } else { "s3" };
    let (operation, target) = match (method, service) {
        ("GET", Service::S3Express) if bucket.is_empty() => {
            ("ListDirectoryBuckets", Target::ListDirectoryBuckets)
        }
        ("GET", Service::S3Express) if parameters.get("session").is_some() => {
            ("CreateSession", Target::CreateSession(bucket.into()))
        }
        ("GET", _) if bucket.is_empty() => ("ListBuckets", Target::ListBuckets),
        ("HEAD", _) if !bucket.contains('/') => ("HeadBucket", Target::HeadBucket(bucket.into())),
        ("GET", _) if !bucket.contains('/') => {
            let is_asked = |facet: &&Facet| parameters.names().any(|name| name == facet.query);
            match (FACETS.iter().find(is_asked), service) {
                (None, _) => ("Unknown", Target::Unknown),
                (Some(facet), Service::S3Express) => {
                    (facet.operation, Target::DirectoryFacet(bucket.into(), facet))
                }
                (Some(facet), _) => (facet.operation, Target::Facet(bucket.into(), facet)),
            }
        }
        _ => ("Unknown", Target::Unknown),
    };
    let resource = (!bucket.is_empty()).then(|| bucket.to_owned());
    (format!("{name}:{operation}"), target, resource)
}

/// A part of a bucket's configuration, from the region that the bucket is in.
pub(crate) fn facet(call: &Call, place: &Place<'_>, bucket: &str, facet: &'static Facet) -> Reply {
    let bucket = Bucket::find(call, place, bucket)?;
    // Where a bucket is can be asked from everywhere.
    if facet.query != "location" {
        bucket.is_here(place)?;
    }
    (facet.render)(&bucket, call)
}

pub(crate) fn no_such_bucket() -> Failure {
    Failure::missing("NoSuchBucket", "The specified bucket does not exist")
}

/// A document with its root.
fn rooted(root: &str, content: Xml) -> Answer {
    let content = content.into_string();
    let mut xml = Xml::with_capacity(content.len() + 160);
    xml!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{content}</{root}>"
    );
    Answer::xml(xml)
}

/// A document of one text.
macro_rules! document {
    ($root:expr, $($text:tt)+) => {{
        let mut xml = $crate::xml::Xml::default();
        xml!(xml, $($text)+);
        Ok($crate::s3::rooted($root, xml))
    }};
}
use document;
