//! The configurations that a bucket can have several of. They come in pages of two.

use crate::answer::Reply;
use crate::call::Call;
use crate::page::Page;
use crate::world::bucket_name;
use crate::xml::{Xml, escaped};

use super::bucket::Bucket;
use super::rooted;

const PAGE: u32 = 2;

/// A filter of each shape in turn.
fn filter(number: u32) -> &'static str {
    match number % 3 {
        0 => {
            "<Filter><And><Prefix>data/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag>\
             <Tag><Key>b</Key><Value>2</Value></Tag></And></Filter>"
        }
        1 => "<Filter><Tag><Key>a</Key><Value>1</Value></Tag></Filter>",
        _ => "<Filter><Prefix>data/</Prefix></Filter>",
    }
}

/// A page of a list in which the bucket has none to five configurations.
fn list(bucket: &Bucket<'_>, call: &Call, root: &str, render: impl Fn(&mut Xml, u32)) -> Reply {
    let total = [0, 1, 3, 5][bucket.number as usize % 4];
    let page = Page::of(call, total, PAGE)?;
    let mut xml = Xml::default();
    for number in page.range {
        render(&mut xml, number);
    }
    xml!(xml, "<IsTruncated>{}</IsTruncated>", page.next.is_some());
    if let Some(token) = call.token() {
        xml!(xml, "<ContinuationToken>{}</ContinuationToken>", escaped(token));
    }
    if let Some(next) = page.next {
        xml!(xml, "<NextContinuationToken>{next}</NextContinuationToken>");
    }
    Ok(rooted(root, xml))
}

pub(super) fn analytics(bucket: &Bucket<'_>, call: &Call) -> Reply {
    let (partition, account) = (bucket.place.partition(), bucket.place.account);
    let target = bucket_name(account, 0);
    list(bucket, call, "ListBucketAnalyticsConfigurationResult", |xml, number| {
        let filter = filter(number);
        xml!(
            xml,
            "<AnalyticsConfiguration><Id>analytics-{number}</Id>{filter}<StorageClassAnalysis>\
             <DataExport><OutputSchemaVersion>V_1</OutputSchemaVersion><Destination>\
             <S3BucketDestination><Format>CSV</Format><BucketAccountId>{account}</BucketAccountId>\
             <Bucket>arn:{partition}:s3:::{target}</Bucket><Prefix>analytics/</Prefix>\
             </S3BucketDestination></Destination></DataExport></StorageClassAnalysis>\
             </AnalyticsConfiguration>"
        );
    })
}

pub(super) fn intelligent_tiering(bucket: &Bucket<'_>, call: &Call) -> Reply {
    list(bucket, call, "ListBucketIntelligentTieringConfigurationsOutput", |xml, number| {
        let filter = filter(number);
        let status = if number % 2 == 0 { "Enabled" } else { "Disabled" };
        xml!(
            xml,
            "<IntelligentTieringConfiguration><Id>tiering-{number}</Id>{filter}\
             <Status>{status}</Status>\
             <Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>90</Days></Tiering>\
             <Tiering><AccessTier>DEEP_ARCHIVE_ACCESS</AccessTier><Days>180</Days></Tiering>\
             </IntelligentTieringConfiguration>"
        );
    })
}

pub(super) fn inventory(bucket: &Bucket<'_>, call: &Call) -> Reply {
    let (partition, account) = (bucket.place.partition(), bucket.place.account);
    let (target, key) = (bucket_name(account, 0), bucket.place.kms_key(0));
    list(bucket, call, "ListInventoryConfigurationsResult", |xml, number| {
        let encryption = match number % 2 {
            0 => format!("<SSE-KMS><KeyId>{key}</KeyId></SSE-KMS>"),
            _ => "<SSE-S3/>".to_owned(),
        };
        let (versions, frequency) =
            if number % 2 == 0 { ("All", "Daily") } else { ("Current", "Weekly") };
        xml!(
            xml,
            "<InventoryConfiguration><Destination><S3BucketDestination>\
             <AccountId>{account}</AccountId><Bucket>arn:{partition}:s3:::{target}</Bucket>\
             <Format>Parquet</Format><Prefix>inventory/</Prefix>\
             <Encryption>{encryption}</Encryption>\
             </S3BucketDestination></Destination><IsEnabled>true</IsEnabled>\
             <Filter><Prefix>data/</Prefix></Filter><Id>inventory-{number}</Id>\
             <IncludedObjectVersions>{versions}</IncludedObjectVersions>\
             <OptionalFields><Field>Size</Field><Field>EncryptionStatus</Field></OptionalFields>\
             <Schedule><Frequency>{frequency}</Frequency></Schedule></InventoryConfiguration>"
        );
    })
}

pub(super) fn metrics(bucket: &Bucket<'_>, call: &Call) -> Reply {
    let arn = bucket.place.arn("s3");
    list(bucket, call, "ListMetricsConfigurationsResult", |xml, number| {
        let access_point =
            format!("<AccessPointArn>{arn}accesspoint/access-point-000000</AccessPointArn>");
        let filter = match number {
            0 => format!(
                "<Filter><And><Prefix>data/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag>\
                 {access_point}</And></Filter>"
            ),
            3 => format!("<Filter>{access_point}</Filter>"),
            4 => String::new(),
            other => filter(other).to_owned(),
        };
        xml!(xml, "<MetricsConfiguration><Id>metrics-{number}</Id>{filter}</MetricsConfiguration>");
    })
}
