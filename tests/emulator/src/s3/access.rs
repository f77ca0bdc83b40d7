//! Who may reach a bucket.

use crate::answer::{Answer, Failure, Reply};
use crate::call::Call;
use crate::world::PublicAccessBlock;

use super::bucket::{Bucket, canonical_id};
use super::document;

/// The group of everybody.
const EVERYBODY: &str = "http://acs.amazonaws.com/groups/global/AllUsers";
/// The group that writes access logs.
pub(super) const LOG_DELIVERY: &str = "http://acs.amazonaws.com/groups/s3/LogDelivery";

pub(super) fn abac(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let status = if bucket.is(1, 2) { "Enabled" } else { "Disabled" };
    document!("AbacStatus", "<Status>{status}</Status>")
}

pub(super) fn acl(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let owner = canonical_id(bucket.place.account);
    let account = bucket.place.account;
    let mut others = String::new();
    if bucket.is(2, 8) {
        others += &to_group(EVERYBODY, "READ");
    }
    if bucket.is(2, 3) {
        others += &to_group(LOG_DELIVERY, "WRITE");
        others += &to_group(LOG_DELIVERY, "READ_ACP");
    }
    let of_owner = to_user(&owner, "FULL_CONTROL");
    document!(
        "AccessControlPolicy",
        "<Owner><ID>{owner}</ID><DisplayName>account-{account}</DisplayName></Owner>\
         <AccessControlList>{of_owner}{others}</AccessControlList>"
    )
}

/// What a user may.
pub(super) fn to_user(id: &str, permission: &str) -> String {
    format!(
        "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:type=\"CanonicalUser\"><ID>{id}</ID><DisplayName>user</DisplayName></Grantee>\
         <Permission>{permission}</Permission></Grant>"
    )
}

/// What a group may.
pub(super) fn to_group(uri: &str, permission: &str) -> String {
    format!(
        "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:type=\"Group\"><URI>{uri}</URI></Grantee><Permission>{permission}</Permission></Grant>"
    )
}

pub(super) fn ownership(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let ownership = match bucket.number % 5 {
        0 | 1 => "BucketOwnerEnforced",
        2 => "BucketOwnerPreferred",
        3 => "ObjectWriter",
        _ => {
            let words = "The bucket ownership controls were not found";
            return Err(Failure::missing("OwnershipControlsNotFoundError", words));
        }
    };
    document!("OwnershipControls", "<Rule><ObjectOwnership>{ownership}</ObjectOwnership></Rule>")
}

fn has_policy(bucket: &Bucket<'_>) -> Result<(), Failure> {
    if bucket.is(0, 3) {
        return Ok(());
    }
    Err(Failure::missing("NoSuchBucketPolicy", "The bucket policy does not exist"))
}

pub(super) fn policy(bucket: &Bucket<'_>, _: &Call) -> Reply {
    has_policy(bucket)?;
    let (partition, name, account) = (bucket.place.partition(), bucket.name, bucket.place.account);
    let reader = match is_public(bucket) {
        true => "\"*\"".to_owned(),
        false => format!("{{\"AWS\":\"arn:{partition}:iam::{account}:role/reader\"}}"),
    };
    let policy = format!(
        "{{\"Version\":\"2012-10-17\",\"Id\":\"of-{name}\",\"Statement\":[\
         {{\"Sid\":\"OnlyTls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\
         \"Resource\":[\"arn:{partition}:s3:::{name}\",\"arn:{partition}:s3:::{name}/*\"],\
         \"Condition\":{{\"Bool\":{{\"aws:SecureTransport\":\"false\"}}}}}},\
         {{\"Sid\":\"Read\",\"Effect\":\"Allow\",\"Principal\":{reader},\
         \"Action\":[\"s3:GetObject\",\"s3:ListBucket\"],\
         \"Resource\":\"arn:{partition}:s3:::{name}/*\"}}]}}"
    );
    Ok(Answer::new("application/json", policy))
}

fn is_public(bucket: &Bucket<'_>) -> bool {
    bucket.is(3, 9)
}

pub(super) fn policy_status(bucket: &Bucket<'_>, _: &Call) -> Reply {
    has_policy(bucket)?;
    document!("PolicyStatus", "<IsPublic>{}</IsPublic>", is_public(bucket))
}

pub(super) fn public_access_block(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if bucket.is(3, 4) {
        let words = "The public access block configuration was not found";
        return Err(Failure::missing("NoSuchPublicAccessBlockConfiguration", words));
    }
    document!("PublicAccessBlockConfiguration", "{}", PublicAccessBlock::of(bucket.number))
}
