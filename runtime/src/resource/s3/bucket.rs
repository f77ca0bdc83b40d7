//! `AWS::S3::Bucket`.

use std::sync::Arc;

use super::bucket_shapes::{
    BlockedEncryptionTypes, BucketListing, BucketPolicy, EncryptionType, GetBucketEncryptionOutput,
    GetBucketOwnershipControlsOutput, GetBucketTaggingOutput, GetPublicAccessBlockOutput,
    ObjectOwnership, OwnershipControls, PublicAccessBlockConfiguration, ServerSideEncryption,
    ServerSideEncryptionConfiguration, VersioningConfiguration,
};
use crate::resource::kind::methods_of_every_kind;
use crate::resource::kind::sealed::Sealed;
use crate::resource::{
    Core, FacetSpec, Fact, GET_BUCKET_ENCRYPTION, GET_BUCKET_OWNERSHIP_CONTROLS, GET_BUCKET_POLICY,
    GET_BUCKET_TAGGING, GET_BUCKET_VERSIONING, GET_PUBLIC_ACCESS_BLOCK, Kind, KindSpec,
    LIST_BUCKETS, Operation, Tag, mock,
};

/// A general purpose bucket, as Amazon S3 describes it.
///
/// Each method below reads one configuration of the bucket, by one API operation, when a check
/// first asks for it. A method returns only what is known: where AWS would not say, the check
/// ends there and counts as unknown.
///
/// ```
/// use configtest::prelude::*;
///
/// let bucket = s3::Bucket::mock("acme-logs")
///     .with_versioning(s3::VersioningConfiguration::enabled());
/// assert!(bucket.versioning().is_enabled());
/// ```
#[derive(Debug, Clone)]
pub struct Bucket {
    core: Arc<Core>,
}

methods_of_every_kind! {
    Bucket,
    /// The bucket's name, unique in its partition.
    name
}

impl Bucket {
    /// When the bucket was made, in RFC 3339 (ListBuckets).
    pub fn creation_date(&self) -> Option<&str> {
        let listing: &BucketListing = self.core.listed("creation_date", "CreationDate");
        listing.creation_date.as_deref()
    }

    /// Whether the bucket keeps old versions (GetBucketVersioning).
    ///
    /// AWS answers for every bucket; one on which versioning was never switched on has no status.
    pub fn versioning(&self) -> &VersioningConfiguration {
        const NEVER_SET: &VersioningConfiguration =
            &VersioningConfiguration { status: None, mfa_delete: None };
        self.core.read("versioning", &GET_BUCKET_VERSIONING, "").unwrap_or(NEVER_SET)
    }

    /// The bucket's own public access block (GetPublicAccessBlock); none where it has none.
    ///
    /// The account has one too, and what holds is the stricter of both.
    pub fn public_access_block(&self) -> Option<&PublicAccessBlockConfiguration> {
        self.core
            .read::<GetPublicAccessBlockOutput>(
                "public_access_block",
                &GET_PUBLIC_ACCESS_BLOCK,
                "PublicAccessBlockConfiguration",
            )
            .map(|output| &output.public_access_block_configuration)
    }

    /// The default encryption (GetBucketEncryption).
    ///
    /// Since January 2023 every bucket of AWS has one; none is what services that speak the same
    /// API may still answer.
    pub fn encryption(&self) -> Option<&ServerSideEncryptionConfiguration> {
        self.core
            .read::<GetBucketEncryptionOutput>(
                "encryption",
                &GET_BUCKET_ENCRYPTION,
                "ServerSideEncryptionConfiguration",
            )
            .map(|output| &output.server_side_encryption_configuration)
    }

    /// The bucket policy (GetBucketPolicy); none where it has none.
    pub fn policy(&self) -> Option<&BucketPolicy> {
        self.core.read("policy", &GET_BUCKET_POLICY, "Policy")
    }

    /// Who owns objects, and whether ACLs count (GetBucketOwnershipControls).
    ///
    /// None where the bucket has no such setting, which lets ACLs count: buckets made before
    /// April 2023 may have none.
    pub fn ownership_controls(&self) -> Option<&OwnershipControls> {
        self.core
            .read::<GetBucketOwnershipControlsOutput>(
                "ownership_controls",
                &GET_BUCKET_OWNERSHIP_CONTROLS,
                "OwnershipControls",
            )
            .map(|output| &output.ownership_controls)
    }

    /// The tags (GetBucketTagging); empty where the bucket has none.
    pub fn tags(&self) -> &[Tag] {
        self.core
            .read::<GetBucketTaggingOutput>("tags", &GET_BUCKET_TAGGING, "TagSet")
            .map_or(&[], |output| &output.tag_set)
    }
}

/// Buckets built in code.
impl Bucket {
    /// A bucket as AWS makes a new one today: public access blocked, ACLs off, encrypted with
    /// keys that S3 manages and closed to keys that customers send, no versioning, no policy, no
    /// tags. It stands in account 111122223333 and in us-east-1.
    pub fn mock(name: impl Into<String>) -> Self {
        let name = name.into();
        let arn = format!("arn:aws:s3:::{name}");
        let listing = BucketListing {
            name: name.clone(),
            creation_date: Some("2026-05-04T09:00:00Z".to_owned()),
            bucket_region: Some(mock::REGION.to_owned()),
        };
        let mut encryption =
            ServerSideEncryptionConfiguration::by_default(ServerSideEncryption::Aes256);
        for rule in &mut encryption.rules {
            rule.bucket_key_enabled = Some(false);
            rule.blocked_encryption_types =
                Some(BlockedEncryptionTypes { encryption_type: vec![EncryptionType::SseC] });
        }
        let core = mock::core(Self::SPEC, name, arn);
        Self { core: mock::set(&core, &LIST_BUCKETS, Fact::Known(listing)) }
            .with_versioning(VersioningConfiguration::default())
            .with_public_access_block(PublicAccessBlockConfiguration::all(true))
            .with_encryption(encryption)
            .with_policy(None)
            .with_ownership_controls(OwnershipControls::of(ObjectOwnership::BucketOwnerEnforced))
            .with_tags(None)
    }

    /// Sets what [`Bucket::versioning`] says: a configuration, or a [`Fact`].
    #[must_use]
    pub fn with_versioning(self, versioning: impl Into<Fact<VersioningConfiguration>>) -> Self {
        self.with(&GET_BUCKET_VERSIONING, versioning.into())
    }

    /// Sets what [`Bucket::public_access_block`] says; `None` takes it away.
    #[must_use]
    pub fn with_public_access_block(
        self,
        block: impl Into<Fact<PublicAccessBlockConfiguration>>,
    ) -> Self {
        let output = block
            .into()
            .map(|block| GetPublicAccessBlockOutput { public_access_block_configuration: block });
        self.with(&GET_PUBLIC_ACCESS_BLOCK, output)
    }

    /// Sets what [`Bucket::encryption`] says; `None` takes it away.
    #[must_use]
    pub fn with_encryption(
        self,
        encryption: impl Into<Fact<ServerSideEncryptionConfiguration>>,
    ) -> Self {
        let output = encryption.into().map(|encryption| GetBucketEncryptionOutput {
            server_side_encryption_configuration: encryption,
        });
        self.with(&GET_BUCKET_ENCRYPTION, output)
    }

    /// Sets what [`Bucket::policy`] says; `None` takes it away.
    #[must_use]
    pub fn with_policy(self, policy: impl Into<Fact<BucketPolicy>>) -> Self {
        self.with(&GET_BUCKET_POLICY, policy.into())
    }

    /// Sets what [`Bucket::ownership_controls`] says; `None` takes it away.
    #[must_use]
    pub fn with_ownership_controls(self, controls: impl Into<Fact<OwnershipControls>>) -> Self {
        let output = controls
            .into()
            .map(|controls| GetBucketOwnershipControlsOutput { ownership_controls: controls });
        self.with(&GET_BUCKET_OWNERSHIP_CONTROLS, output)
    }

    /// Sets what [`Bucket::tags`] says. AWS has no tag set where there is no tag: say `None`.
    #[must_use]
    pub fn with_tags(self, tags: impl Into<Fact<Vec<Tag>>>) -> Self {
        let output = tags.into().map(|tag_set| GetBucketTaggingOutput { tag_set });
        self.with(&GET_BUCKET_TAGGING, output)
    }

    fn with(self, operation: &'static Operation, fact: Fact<impl serde::Serialize>) -> Self {
        Self { core: mock::set(&self.core, operation, fact) }
    }
}

impl Sealed for Bucket {}

impl Kind for Bucket {
    const SPEC: &'static KindSpec = &KindSpec {
        name: "AWS::S3::Bucket",
        nouns: ("bucket", "buckets"),
        name_member: None,
        list: &LIST_BUCKETS,
        facets: &[
            FacetSpec { operation: &GET_BUCKET_VERSIONING, methods: &["versioning"] },
            FacetSpec { operation: &GET_PUBLIC_ACCESS_BLOCK, methods: &["public_access_block"] },
            FacetSpec { operation: &GET_BUCKET_ENCRYPTION, methods: &["encryption"] },
            FacetSpec { operation: &GET_BUCKET_POLICY, methods: &["policy"] },
            FacetSpec {
                operation: &GET_BUCKET_OWNERSHIP_CONTROLS,
                methods: &["ownership_controls"],
            },
            FacetSpec { operation: &GET_BUCKET_TAGGING, methods: &["tags", "tag"] },
        ],
    };

    fn from_core(core: Arc<Core>) -> Self {
        Self { core }
    }

    fn core(&self) -> &Arc<Core> {
        &self.core
    }
}
