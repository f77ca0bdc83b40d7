//! What goes in and out of a bucket, and who is told.

use crate::answer::{Failure, Reply};
use crate::call::Call;
use crate::world::bucket_name;

use super::access::{LOG_DELIVERY, to_group, to_user};
use super::bucket::{Bucket, canonical_id};
use super::document;

pub(super) fn accelerate(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let status = match bucket.number % 4 {
        0 => "<Status>Enabled</Status>",
        1 => "<Status>Suspended</Status>",
        _ => "",
    };
    document!("AccelerateConfiguration", "{status}")
}

pub(super) fn cors(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(1, 4) {
        let words = "The CORS configuration does not exist";
        return Err(Failure::missing("NoSuchCORSConfiguration", words));
    }
    document!(
        "CORSConfiguration",
        "<CORSRule><ID>uploads</ID><AllowedOrigin>https://example.com</AllowedOrigin>\
         <AllowedOrigin>https://*.example.org</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>\
         <AllowedMethod>POST</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader>\
         <AllowedHeader>content-type</AllowedHeader><ExposeHeader>ETag</ExposeHeader>\
         <ExposeHeader>x-amz-request-id</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds>\
         </CORSRule>\
         <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>"
    )
}

/// The location of a bucket in `us-east-1` is told by an empty element.
pub(super) fn location(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let region = if bucket.region == "us-east-1" { "" } else { bucket.region };
    document!("LocationConstraint", "{region}")
}

pub(super) fn logging(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(2, 3) {
        return document!("BucketLoggingStatus", "");
    }
    let target = bucket_name(bucket.place.account, bucket.number);
    let format = match bucket.number % 2 {
        0 => "<SimplePrefix/>",
        _ => {
            "<PartitionedPrefix><PartitionDateSource>EventTime</PartitionDateSource>\
             </PartitionedPrefix>"
        }
    };
    let mut grants = to_group(LOG_DELIVERY, "WRITE");
    grants += &to_user(&canonical_id(bucket.place.account), "FULL_CONTROL");
    document!(
        "BucketLoggingStatus",
        "<LoggingEnabled><TargetBucket>{target}</TargetBucket><TargetPrefix>logs/</TargetPrefix>\
         <TargetGrants>{grants}</TargetGrants>\
         <TargetObjectKeyFormat>{format}</TargetObjectKeyFormat></LoggingEnabled>"
    )
}

pub(super) fn notification(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let place = &bucket.place;
    let (sns, sqs, lambda) = (place.arn("sns"), place.arn("sqs"), place.arn("lambda"));
    let filter = "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/</Value></FilterRule>\
                  <FilterRule><Name>suffix</Name><Value>.csv</Value></FilterRule></S3Key></Filter>";
    match bucket.number % 4 {
        0 => document!(
            "NotificationConfiguration",
            "<TopicConfiguration><Id>topic</Id><Topic>{sns}topic</Topic>\
             <Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event>{filter}\
             </TopicConfiguration>\
             <QueueConfiguration><Id>queue</Id><Queue>{sqs}queue</Queue>\
             <Event>s3:ObjectCreated:Put</Event></QueueConfiguration>\
             <CloudFunctionConfiguration><Id>function</Id>\
             <CloudFunction>{lambda}function:function</CloudFunction>\
             <Event>s3:ReducedRedundancyLostObject</Event>{filter}</CloudFunctionConfiguration>\
             <EventBridgeConfiguration/>"
        ),
        1 => document!("NotificationConfiguration", "<EventBridgeConfiguration/>"),
        _ => document!("NotificationConfiguration", ""),
    }
}

pub(super) fn request_payment(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let payer = if bucket.is(1, 5) { "Requester" } else { "BucketOwner" };
    document!("RequestPaymentConfiguration", "<Payer>{payer}</Payer>")
}

pub(super) fn website(bucket: &Bucket<'_>, _: &Call) -> Reply {
    match bucket.number % 5 {
        1 => document!(
            "WebsiteConfiguration",
            "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>\
             <ErrorDocument><Key>error.html</Key></ErrorDocument>\
             <RoutingRules><RoutingRule><Condition><KeyPrefixEquals>docs/</KeyPrefixEquals>\
             <HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>\
             <Redirect><HostName>example.com</HostName><Protocol>https</Protocol>\
             <HttpRedirectCode>301</HttpRedirectCode>\
             <ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith></Redirect></RoutingRule>\
             <RoutingRule><Redirect><ReplaceKeyWith>gone.html</ReplaceKeyWith></Redirect>\
             </RoutingRule></RoutingRules>"
        ),
        3 => document!(
            "WebsiteConfiguration",
            "<RedirectAllRequestsTo><HostName>example.com</HostName><Protocol>https</Protocol>\
             </RedirectAllRequestsTo>"
        ),
        _ => Err(Failure::missing(
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration",
        )),
    }
}
