//! The ARNs of resources, for those that AWS does not tell.

use serde_json::Value;

use super::{Arn, KindSpec};

/// Where a resource is: its partition, account and region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) partition: &'a str,
    pub(crate) account: &'a str,
    pub(crate) region: Option<&'a str>,
}

/// The partitions, by what the names of their regions begin with.
const PARTITIONS: [(&str, &str); 7] = [
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("us-iso-", "aws-iso"),
    ("eusc-", "aws-eusc"),
];

/// The partition of a region.
pub(crate) fn partition(region: &str) -> &'static str {
    let found = PARTITIONS.iter().find(|(prefix, _)| region.starts_with(prefix));
    found.map_or("aws", |(_, name)| name)
}

/// The ARN of the resource `id` of a kind, of which the listing says `listed`.
pub(crate) fn arn_of(kind: &KindSpec, place: Place<'_>, id: &str, listed: &Value) -> String {
    let Place { partition, account, region } = place;
    let region = region.unwrap_or_default();
    let member = |name: &str| listed.get(name).and_then(Value::as_str);
    // What another account shares is that account's.
    let owner = member("OwnerId").filter(|owner| owner.len() == 12).unwrap_or(account);
    match kind.listing.arn {
        Arn::Ec2(of) => format!("arn:{partition}:ec2:{region}:{owner}:{of}/{id}"),
        Arn::Ec2WithoutOwner(of) => format!("arn:{partition}:ec2:{region}::{of}/{id}"),
        Arn::Ec2Named(of, name) => {
            let name = member(name).unwrap_or(id);
            format!("arn:{partition}:ec2:{region}:{owner}:{of}/{name}")
        }
        Arn::Member(name) => match member(name) {
            Some(arn) => arn.to_owned(),
            None => format!("arn:{partition}:{}:{region}:{account}:{id}", kind.list.service),
        },
        Arn::Bucket => format!("arn:{partition}:s3:::{id}"),
        Arn::DirectoryBucket => {
            format!("arn:{partition}:s3express:{region}:{account}:bucket/{id}")
        }
        Arn::MultiRegionAccessPoint => {
            let alias = member("Alias").unwrap_or(id);
            format!("arn:{partition}:s3::{account}:accesspoint/{alias}")
        }
        Arn::Account => format!("arn:{partition}:iam::{account}:root"),
        Arn::Region => format!("arn:{partition}:ec2:{region}:{account}:region/{region}"),
    }
}
