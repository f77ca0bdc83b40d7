//! The list of buckets, and the question whether there is one.

use crate::answer::{Answer, Failure, Reply};
use crate::call::Call;
use crate::page::Page;
use crate::world::{Kind, Place};
use crate::xml::{Xml, escaped};

use super::bucket::{Bucket, canonical_id};
use super::rooted;

/// The buckets of the account, whatever region is asked.
///
/// As S3 does, it tells the regions of buckets only to a caller that asks for pages, or for some of
/// the buckets.
pub(crate) fn list_buckets(
    call: &Call,
    place: &Place<'_>,
    is_hidden: &dyn Fn(&str, bool) -> bool,
) -> Reply {
    let most = place.world.bucket_page();
    let size = match call.parameters.get("max-buckets").map(str::parse) {
        None => most,
        Some(Ok(size @ 1..=10_000)) => most.min(size),
        Some(_) => {
            let words = "Argument max-buckets must be an integer between 1 and 10000";
            return Err(Failure::bad("InvalidArgument", words));
        }
    };
    let prefix = call.parameters.get("prefix").unwrap_or_default();
    let region = call.parameters.get("bucket-region");
    let narrows = ["max-buckets", "continuation-token", "prefix", "bucket-region"];
    let tells_regions = narrows.iter().any(|name| call.parameters.get(name).is_some());

    let is_wanted = |number: u32| {
        let name = place.name(Kind::Bucket, number);
        name.starts_with(prefix)
            && region.is_none_or(|region| region == place.world.bucket_region(number))
            && !is_hidden(&name, name == prefix)
    };
    let total = place.count(Kind::Bucket);
    let (numbers, next) = Page::of_wanted(call, total, size, is_wanted)?;

    let mut xml = Xml::with_capacity(numbers.len() * 160 + 400);
    let (owner, account) = (canonical_id(place.account), place.account);
    xml!(xml, "<Owner><DisplayName>account-{account}</DisplayName><ID>{owner}</ID></Owner>");
    xml!(xml, "<Buckets>");
    for number in numbers {
        let (name, time) = (place.name(Kind::Bucket, number), place.time(number));
        xml!(xml, "<Bucket><Name>{name}</Name><CreationDate>{time}</CreationDate>");
        if tells_regions {
            let region = place.world.bucket_region(number);
            xml!(xml, "<BucketRegion>{region}</BucketRegion>");
        }
        xml!(xml, "</Bucket>");
    }
    xml!(xml, "</Buckets>");
    if let Some(next) = next {
        xml!(xml, "<ContinuationToken>{next}</ContinuationToken>");
    }
    if !prefix.is_empty() {
        xml!(xml, "<Prefix>{}</Prefix>", escaped(prefix));
    }
    Ok(rooted("ListAllMyBucketsResult", xml))
}

/// Whether there is a bucket, and where.
pub(crate) fn head_bucket(call: &Call, place: &Place<'_>, bucket: &str) -> Reply {
    let bucket = Bucket::find(call, place, bucket)?;
    bucket.is_here(place)?;
    let answer = Answer::new("application/xml", "").with("x-amz-bucket-region", bucket.region);
    Ok(answer.with("x-amz-access-point-alias", "false"))
}
