//! The shapes of who may come in.
//!
//! Names and members are those of the Amazon S3 API reference.

use serde_json::Value;

use crate::resource::shape::{shape, word};

shape! {
    /// `GetBucketAbacOutput` of the Amazon S3 API.
    pub struct GetBucketAbacOutput in s3 {
        "AbacStatus" abac_status: (AbacStatus),
    }
}

shape! {
    /// `AbacStatus` of the Amazon S3 API.
    pub struct AbacStatus in s3 {
        "Status" status: str,
    }
}

shape! {
    /// `GetBucketAclOutput` of the Amazon S3 API.
    pub struct GetBucketAclOutput in s3 {
        "Grants" grants: [Grant] <- "AccessControlList",
        "Owner" owner: Owner,
    }
}

shape! {
    /// `Grant` of the Amazon S3 API.
    pub struct Grant in s3 {
        "Grantee" grantee: Grantee,
        "Permission" permission: str,
    }
}

shape! {
    /// `Grantee` of the Amazon S3 API.
    pub struct Grantee in s3 {
        "DisplayName" display_name: str,
        "EmailAddress" email_address: str,
        "ID" id: str,
        "Type" r#type: str <- "xsi:type",
        "URI" uri: str,
    }
}

shape! {
    /// `Owner` of the Amazon S3 API.
    pub struct Owner in s3 {
        "DisplayName" display_name: str,
        "ID" id: str,
    }
}

shape! {
    /// The answer of GetBucketOwnershipControls.
    pub struct GetBucketOwnershipControlsOutput in s3 {
        /// The controls.
        "OwnershipControls" ownership_controls: (OwnershipControls),
    }
}

shape! {
    /// Who owns the objects of a bucket.
    pub struct OwnershipControls in s3 {
        /// AWS keeps one rule at most.
        "Rules" rules: {OwnershipControlsRule} <= "Rule",
    }
}

impl OwnershipControls {
    /// Controls with that ownership.
    pub fn of(ownership: ObjectOwnership) -> Self {
        Self { rules: vec![OwnershipControlsRule { object_ownership: Some(ownership) }] }
    }

    /// Whether ACLs are switched off.
    pub fn disable_acls(&self) -> bool {
        !self.rules.is_empty()
            && self
                .rules
                .iter()
                .all(|rule| rule.object_ownership == Some(ObjectOwnership::BucketOwnerEnforced))
    }
}

shape! {
    /// One rule of ownership.
    pub struct OwnershipControlsRule in s3 {
        /// The ownership.
        "ObjectOwnership" object_ownership: ObjectOwnership,
    }
}

shape! {
    /// The answer of GetBucketPolicy.
    pub struct BucketPolicy in s3 as "GetBucketPolicyOutput" {
        /// The policy document, as the JSON text that AWS stores.
        "Policy" policy: String,
    }
}

impl BucketPolicy {
    /// A policy of that text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { policy: text.into() }
    }

    /// The document as AWS stores it.
    pub fn text(&self) -> &str {
        &self.policy
    }

    /// The policy, for the questions of [`access`](crate::access).
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let policy = s3::BucketPolicy::new(r#"{"Statement": {"Effect": "Deny", "Action": "*"}}"#);
    /// assert_eq!(policy.parse()?.statements().len(), 1);
    /// # Ok::<(), configtest::access::PolicyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The text is no policy; AWS does not accept such a one.
    #[cfg(feature = "access")]
    pub fn parse(&self) -> Result<crate::access::Policy, crate::access::PolicyError> {
        crate::access::Policy::parse(&self.policy)
    }

    /// The document as JSON.
    ///
    /// # Errors
    ///
    /// The text is not JSON; AWS does not accept such a policy.
    pub fn document(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(&self.policy)
    }
}

shape! {
    /// `GetBucketPolicyStatusOutput` of the Amazon S3 API.
    pub struct GetBucketPolicyStatusOutput in s3 {
        "PolicyStatus" policy_status: (PolicyStatus),
    }
}

shape! {
    /// `PolicyStatus` of the Amazon S3 API.
    pub struct PolicyStatus in s3 {
        "IsPublic" is_public: bool,
    }
}

shape! {
    /// The answer of GetPublicAccessBlock.
    pub struct GetPublicAccessBlockOutput in s3 {
        /// The four switches.
        "PublicAccessBlockConfiguration" public_access_block_configuration: (PublicAccessBlockConfiguration),
    }
}

shape! {
    /// The four switches that keep a bucket from being public. One that is not set is off.
    pub struct PublicAccessBlockConfiguration in s3 {
        /// Requests that would set a public ACL are refused.
        "BlockPublicAcls" block_public_acls: bool,
        /// Requests that would set a public policy are refused.
        "BlockPublicPolicy" block_public_policy: bool,
        /// Public ACLs that exist have no effect.
        "IgnorePublicAcls" ignore_public_acls: bool,
        /// A public policy that exists lets in AWS services and this account alone.
        "RestrictPublicBuckets" restrict_public_buckets: bool,
    }
}

impl PublicAccessBlockConfiguration {
    /// All four switches at once.
    pub fn all(on: bool) -> Self {
        Self {
            block_public_acls: Some(on),
            ignore_public_acls: Some(on),
            block_public_policy: Some(on),
            restrict_public_buckets: Some(on),
        }
    }

    /// Whether all four switches are on.
    pub fn blocks_everything(&self) -> bool {
        *self == Self::all(true)
    }
}

word! {
    /// Who owns an object that another account wrote, and whether ACLs count.
    pub enum ObjectOwnership {
        /// The bucket's owner; ACLs are off.
        BucketOwnerEnforced = "BucketOwnerEnforced",
        /// The bucket's owner, where the writer says so by an ACL.
        BucketOwnerPreferred = "BucketOwnerPreferred",
        /// The writer; ACLs count.
        ObjectWriter = "ObjectWriter",
    }
}
