//! What is known of a bucket.

use super::PublicAccessBlock;
use crate::access::Policy;

/// Something that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given<T> {
    /// It is this.
    Known(T),
    /// There is none.
    Absent,
    /// It could not be read, for this reason.
    Unknown(String),
}

/// What is known of a bucket and of what is before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExposureInput {
    /// The account that the bucket stands in: 12 digits.
    pub account: Given<String>,
    /// Its policy.
    pub policy: Given<Policy>,
    /// Its ACL, as `GetBucketAcl` shows it: without the public grants that a block ignores.
    pub acl: Given<Acl>,
    /// Its object ownership. Without any, its ACLs are enabled.
    pub ownership: Given<ObjectOwnership>,
    /// The block of the account, which holds what an organization sets, too.
    pub account_block: Given<PublicAccessBlock>,
    /// The block of the bucket.
    pub bucket_block: Given<PublicAccessBlock>,
    /// The access points of its account that lead to it.
    pub access_points: Given<Vec<AccessPoint>>,
}

/// An access point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessPoint {
    /// Its name.
    pub name: String,
    /// Where it is reached from.
    pub origin: Given<NetworkOrigin>,
    /// Its policy.
    pub policy: Given<Policy>,
    /// Its own block.
    pub block: Given<PublicAccessBlock>,
}

/// Where an access point is reached from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkOrigin {
    /// From this VPC only.
    Vpc(String),
    /// From the internet.
    Internet,
}

/// Who owns the objects of a bucket, and whether ACLs count.
///
/// Source: "Controlling ownership of objects and disabling ACLs for your bucket" in the S3 user guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectOwnership {
    /// The owner of the bucket; ACLs are disabled.
    BucketOwnerEnforced,
    /// The owner of the bucket, of objects that are uploaded with the ACL for it.
    BucketOwnerPreferred,
    /// Whoever uploaded them.
    ObjectWriter,
}

/// An ACL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acl {
    /// The canonical id of the owner.
    pub owner: String,
    /// What it grants, in its order.
    pub grants: Vec<AclGrant>,
}

/// One grant of an ACL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AclGrant {
    /// To whom.
    pub grantee: Grantee,
    /// `READ`, `FULL_CONTROL` …
    pub permission: String,
}

/// Whom an ACL grants something.
///
/// Source: "Access control list (ACL) overview" in the S3 user guide, "Who is a grantee?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grantee {
    /// An account, by its canonical id.
    CanonicalUser(String),
    /// An account, by the address of its root user.
    Email(String),
    /// A group, by its URI.
    Group(String),
}

impl Grantee {
    /// Everyone, also who has not signed the request.
    pub const ALL_USERS: &str = "http://acs.amazonaws.com/groups/global/AllUsers";
    /// Everyone with an account of AWS, whichever it is.
    pub const AUTHENTICATED_USERS: &str =
        "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    /// The service that writes access logs.
    pub const LOG_DELIVERY: &str = "http://acs.amazonaws.com/groups/s3/LogDelivery";
}
