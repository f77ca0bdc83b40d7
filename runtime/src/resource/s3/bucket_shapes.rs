//! The shapes of a bucket's configuration.
//!
//! Names and members are those of the Amazon S3 API reference.

use serde_json::Value;

use crate::resource::Tag;
use crate::resource::shape::{shape, word};

shape! {
    /// What ListBuckets tells of a bucket.
    pub struct BucketListing {
        /// The bucket's name.
        pub name: String,
        /// When it was made, or its policy last edited, in RFC 3339.
        pub creation_date: Option<String>,
        /// Its region, where the service tells.
        pub bucket_region: Option<String>,
    }
}

shape! {
    /// Whether a bucket keeps old versions of objects.
    pub struct VersioningConfiguration {
        /// Not set where versioning was never switched on.
        pub status: Option<BucketVersioningStatus>,
        /// Whether deleting a version asks for a second factor.
        #[serde(rename = "MFADelete")]
        pub mfa_delete: Option<MfaDeleteStatus>,
    }
}

impl VersioningConfiguration {
    /// The configuration of a bucket that keeps versions.
    pub fn enabled() -> Self {
        Self { status: Some(BucketVersioningStatus::Enabled), mfa_delete: None }
    }

    /// Whether new versions are kept now; a suspended bucket keeps none.
    pub fn is_enabled(&self) -> bool {
        self.status == Some(BucketVersioningStatus::Enabled)
    }
}

word! {
    /// The state of versioning.
    pub enum BucketVersioningStatus {
        /// Each write makes a version.
        Enabled = "Enabled",
        /// Versions made before are kept, no new ones are made.
        Suspended = "Suspended",
    }
}

word! {
    /// The state of MFA delete.
    pub enum MfaDeleteStatus {
        /// Deleting a version asks for a second factor.
        Enabled = "Enabled",
        /// It does not.
        Disabled = "Disabled",
    }
}

shape! {
    /// The answer of GetPublicAccessBlock.
    pub struct GetPublicAccessBlockOutput {
        /// The four switches.
        pub public_access_block_configuration: PublicAccessBlockConfiguration,
    }
}

shape! {
    /// The four switches that keep a bucket from being public. One that is not set is off.
    pub struct PublicAccessBlockConfiguration {
        /// Requests that would set a public ACL are refused.
        pub block_public_acls: Option<bool>,
        /// Public ACLs that exist have no effect.
        pub ignore_public_acls: Option<bool>,
        /// Requests that would set a public policy are refused.
        pub block_public_policy: Option<bool>,
        /// A public policy that exists lets in AWS services and this account alone.
        pub restrict_public_buckets: Option<bool>,
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

shape! {
    /// The answer of GetBucketEncryption.
    pub struct GetBucketEncryptionOutput {
        /// The default encryption.
        pub server_side_encryption_configuration: ServerSideEncryptionConfiguration,
    }
}

shape! {
    /// How new objects are encrypted where the request does not say.
    pub struct ServerSideEncryptionConfiguration {
        /// AWS keeps one rule at most.
        pub rules: Vec<ServerSideEncryptionRule>,
    }
}

impl ServerSideEncryptionConfiguration {
    /// Default encryption by that algorithm, with the key that goes by default with it.
    pub fn by_default(algorithm: ServerSideEncryption) -> Self {
        let apply = ServerSideEncryptionByDefault {
            sse_algorithm: Some(algorithm),
            kms_master_key_id: None,
        };
        let rule = ServerSideEncryptionRule {
            apply_server_side_encryption_by_default: Some(apply),
            ..ServerSideEncryptionRule::default()
        };
        Self { rules: vec![rule] }
    }

    /// The algorithm of the default encryption.
    pub fn algorithm(&self) -> Option<&ServerSideEncryption> {
        self.default_encryption().and_then(|default| default.sse_algorithm.as_ref())
    }

    /// The KMS key of the default encryption: an id or an ARN; none stands for the AWS managed
    /// key where the algorithm is a KMS one.
    pub fn kms_key(&self) -> Option<&str> {
        self.default_encryption().and_then(|default| default.kms_master_key_id.as_deref())
    }

    fn default_encryption(&self) -> Option<&ServerSideEncryptionByDefault> {
        self.rules.iter().find_map(|rule| rule.apply_server_side_encryption_by_default.as_ref())
    }
}

shape! {
    /// One rule of the default encryption.
    pub struct ServerSideEncryptionRule {
        /// What is applied.
        pub apply_server_side_encryption_by_default: Option<ServerSideEncryptionByDefault>,
        /// Whether a bucket key spares calls of KMS.
        pub bucket_key_enabled: Option<bool>,
        /// Encryption that requests may not ask for.
        pub blocked_encryption_types: Option<BlockedEncryptionTypes>,
    }
}

shape! {
    /// The encryption that is applied by default.
    pub struct ServerSideEncryptionByDefault {
        /// The algorithm.
        #[serde(rename = "SSEAlgorithm")]
        pub sse_algorithm: Option<ServerSideEncryption>,
        /// The KMS key, where the algorithm is a KMS one.
        #[serde(rename = "KMSMasterKeyID")]
        pub kms_master_key_id: Option<String>,
    }
}

shape! {
    /// Encryption that requests may not ask for.
    pub struct BlockedEncryptionTypes {
        /// The types; `NONE` says that nothing is blocked.
        #[serde(default)]
        pub encryption_type: Vec<EncryptionType>,
    }
}

word! {
    /// An encryption that can be blocked.
    pub enum EncryptionType {
        /// Nothing is blocked.
        None = "NONE",
        /// Encryption with keys that the customer sends along.
        SseC = "SSE-C",
    }
}

word! {
    /// An algorithm of server-side encryption.
    pub enum ServerSideEncryption {
        /// Keys that S3 manages.
        Aes256 = "AES256",
        /// A KMS key.
        AwsKms = "aws:kms",
        /// Two layers under a KMS key.
        AwsKmsDsse = "aws:kms:dsse",
        /// Amazon FSx's own encryption, for access points of a file system.
        AwsFsx = "aws:fsx",
    }
}

shape! {
    /// The answer of GetBucketPolicy.
    pub struct BucketPolicy {
        /// The policy document, as the JSON text that AWS stores.
        pub policy: String,
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

    /// The document, parsed.
    ///
    /// # Errors
    ///
    /// The text is not JSON; AWS does not accept such a policy.
    pub fn document(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(&self.policy)
    }
}

shape! {
    /// The answer of GetBucketOwnershipControls.
    pub struct GetBucketOwnershipControlsOutput {
        /// The controls.
        pub ownership_controls: OwnershipControls,
    }
}

shape! {
    /// Who owns the objects of a bucket.
    pub struct OwnershipControls {
        /// AWS keeps one rule at most.
        pub rules: Vec<OwnershipControlsRule>,
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
    pub struct OwnershipControlsRule {
        /// The ownership.
        pub object_ownership: Option<ObjectOwnership>,
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

shape! {
    /// The answer of GetBucketTagging.
    pub struct GetBucketTaggingOutput {
        /// The tags.
        pub tag_set: Vec<Tag>,
    }
}
