//! Directory buckets, which are in one zone and asked in their region only.

use std::time::Duration;

use crate::answer::{Answer, Failure, Reply};
use crate::call::Call;
use crate::page::Page;
use crate::world::{Kind, Place};
use crate::xml::{Time, Xml};

use super::{Facet, document, no_such_bucket, rooted};

pub(crate) fn list_directory_buckets(call: &Call, place: &Place<'_>) -> Reply {
    let size = call.parameters.number("max-directory-buckets").unwrap_or(u32::MAX);
    let size = size.min(place.world.page());
    let page = Page::of(call, place.count(Kind::DirectoryBucket), size)?;
    let (mut xml, region, arn) = (Xml::default(), place.region, place.arn("s3express"));
    xml!(xml, "<Buckets>");
    for number in page.range {
        let (name, time) = (place.name(Kind::DirectoryBucket, number), place.time(number));
        xml!(
            xml,
            "<Bucket><Name>{name}</Name><CreationDate>{time}</CreationDate>\
             <BucketRegion>{region}</BucketRegion><BucketArn>{arn}bucket/{name}</BucketArn>\
             </Bucket>"
        );
    }
    xml!(xml, "</Buckets>");
    if let Some(next) = page.next {
        xml!(xml, "<ContinuationToken>{next}</ContinuationToken>");
    }
    Ok(rooted("ListAllMyDirectoryBucketsResult", xml))
}

/// The credentials that clients get for a bucket before they ask about it.
pub(crate) fn create_session(place: &Place<'_>, bucket: &str, now: Duration) -> Reply {
    place.number_of_name(Kind::DirectoryBucket, bucket).ok_or_else(no_such_bucket)?;
    let (account, until) = (place.account, Time(now.as_secs() + 300));
    document!(
        "CreateSessionResult",
        "<Credentials><AccessKeyId>ASIA{account}ZONE</AccessKeyId>\
         <SecretAccessKey>emulated-secret-of-{account}</SecretAccessKey>\
         <SessionToken>emulated-session-of-{bucket}</SessionToken>\
         <Expiration>{until}</Expiration></Credentials>"
    )
}

/// A part of a directory bucket's configuration.
pub(crate) fn directory_facet(place: &Place<'_>, bucket: &str, facet: &Facet) -> Reply {
    let number = place.number_of_name(Kind::DirectoryBucket, bucket);
    let number = number.ok_or_else(no_such_bucket)?;
    match facet.query {
        "encryption" => encryption(place, number),
        "lifecycle" => lifecycle(number),
        "policy" => policy(place, bucket, number),
        _ => Err(Failure::new(
            405,
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
        )),
    }
}

fn encryption(place: &Place<'_>, number: u32) -> Reply {
    let by_default = match number % 2 {
        0 => "<SSEAlgorithm>AES256</SSEAlgorithm>".to_owned(),
        _ => {
            let key = place.kms_key(0);
            format!("<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>{key}</KMSMasterKeyID>")
        }
    };
    document!(
        "ServerSideEncryptionConfiguration",
        "<Rule><ApplyServerSideEncryptionByDefault>{by_default}\
         </ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
    )
}

fn lifecycle(number: u32) -> Reply {
    if number % 2 == 1 {
        let words = "The lifecycle configuration does not exist";
        return Err(Failure::missing("NoSuchLifecycleConfiguration", words));
    }
    document!(
        "LifecycleConfiguration",
        "<Rule><ID>old</ID><Filter><Prefix>old/</Prefix></Filter><Status>Enabled</Status>\
         <Expiration><Days>7</Days></Expiration><AbortIncompleteMultipartUpload>\
         <DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
    )
}

fn policy(place: &Place<'_>, bucket: &str, number: u32) -> Reply {
    if number % 2 == 1 {
        let words = "The bucket policy does not exist";
        return Err(Failure::missing("NoSuchBucketPolicy", words));
    }
    let (partition, account, arn) = (place.partition(), place.account, place.arn("s3express"));
    let policy = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\
         \"Principal\":{{\"AWS\":\"arn:{partition}:iam::{account}:root\"}},\
         \"Action\":\"s3express:CreateSession\",\"Resource\":\"{arn}bucket/{bucket}\"}}]}}"
    );
    Ok(Answer::new("application/json", policy))
}
