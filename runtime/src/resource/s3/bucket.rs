//! `AWS::S3::Bucket`.

use super::access_shapes::{
    AbacStatus, BucketPolicy, GetBucketAbacOutput, GetBucketAclOutput,
    GetBucketOwnershipControlsOutput, GetBucketPolicyStatusOutput, GetPublicAccessBlockOutput,
    OwnershipControls, PolicyStatus, PublicAccessBlockConfiguration,
};
use super::bucket_facets::{FACETS, MADE};
use super::observation_shapes::{
    AnalyticsConfiguration, GetBucketLoggingOutput, GetBucketMetadataConfigurationOutput,
    GetBucketMetadataConfigurationResult, GetBucketMetadataTableConfigurationOutput,
    GetBucketMetadataTableConfigurationResult, IntelligentTieringConfiguration,
    InventoryConfiguration, ListBucketAnalyticsConfigurationsOutput,
    ListBucketIntelligentTieringConfigurationsOutput, ListBucketInventoryConfigurationsOutput,
    ListBucketMetricsConfigurationsOutput, LoggingEnabled, MetricsConfiguration,
    NotificationConfiguration,
};
use super::protection_shapes::{
    GetBucketEncryptionOutput, GetBucketLifecycleConfigurationOutput, GetBucketReplicationOutput,
    GetObjectLockConfigurationOutput, ObjectLockConfiguration, ReplicationConfiguration,
    ServerSideEncryptionConfiguration, VersioningConfiguration,
};
use super::serving_shapes::{
    CorsRule, GetBucketAccelerateConfigurationOutput, GetBucketCorsOutput, GetBucketLocationOutput,
    GetBucketRequestPaymentOutput, GetBucketTaggingOutput, GetBucketWebsiteOutput,
};
use crate::resource::kind::Arn;
use crate::resource::kind_macro::{facets, kind};
use crate::resource::table::{GET_BUCKET_LOCATION, GET_BUCKET_TAGGING, GET_BUCKET_VERSIONING};
use crate::resource::{Fact, Tag, mock};

kind! {
    /// A general purpose bucket, as Amazon S3 describes it.
    ///
    /// Most methods below read one configuration of the bucket, by one API operation, when a check
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
    pub struct Bucket("AWS::S3::Bucket", "bucket", "buckets") {
        list: LIST_BUCKETS at "Buckets",
        arn: Arn::Bucket,
        id: /// The bucket's name, unique in its partition.
            "Name" name,
        facets: FACETS,
        mock: /// A new bucket: public access blocked, ACLs off, encrypted with keys that S3 manages
            /// and closed to keys that customers send; nothing else is set. Sources: CreateBucket
            /// in the Amazon S3 API reference; "Blocking public access to your Amazon S3 storage",
            /// "Controlling ownership of objects and disabling ACLs for your bucket", "Setting
            /// default server-side encryption behavior for Amazon S3 buckets" and "Default SSE-C
            /// setting for new buckets FAQ" in its user guide.
            r#"
            {
              "BucketArn": "arn:{partition}:s3:::{id}",
              "BucketRegion": "{region}",
              "CreationDate": "2026-05-04T09:00:00Z"
            }"# with MADE,
    }
    /// What ListBuckets tells of a bucket.
    pub struct BucketDescription in s3 as "Bucket" {
        "BucketArn" bucket_arn: str,
        /// Its region, where the service tells.
        "BucketRegion" bucket_region: str,
        /// When it was made, or its policy last edited, in RFC 3339.
        "CreationDate" creation_date: time,
    }
}

facets! {
    Bucket {
        /// The bucket's own public access block (GetPublicAccessBlock); none where it has none.
        ///
        /// The account has one too ([`AccountSettings`](super::AccountSettings)), and what holds is
        /// the stricter of both.
        public_access_block:
            GET_PUBLIC_ACCESS_BLOCK => GetPublicAccessBlockOutput.public_access_block_configuration
                as "PublicAccessBlockConfiguration": (PublicAccessBlockConfiguration);
        /// The default encryption (GetBucketEncryption).
        ///
        /// Since January 2023 every bucket of AWS has one; none is what services that speak the same
        /// API may still answer.
        encryption:
            GET_BUCKET_ENCRYPTION => GetBucketEncryptionOutput.server_side_encryption_configuration
                as "ServerSideEncryptionConfiguration": (ServerSideEncryptionConfiguration);
        /// The bucket policy (GetBucketPolicy); none where it has none.
        policy: GET_BUCKET_POLICY => BucketPolicy;
        /// Whether AWS holds the bucket policy for public (GetBucketPolicyStatus); none where there is no
        /// policy.
        policy_status:
            GET_BUCKET_POLICY_STATUS => GetBucketPolicyStatusOutput.policy_status as "PolicyStatus":
                (PolicyStatus);
        /// Who owns objects, and whether ACLs count (GetBucketOwnershipControls).
        ///
        /// None where the bucket has no such setting, which lets ACLs count: buckets made before
        /// April 2023 may have none.
        ownership_controls:
            GET_BUCKET_OWNERSHIP_CONTROLS => GetBucketOwnershipControlsOutput.ownership_controls
                as "OwnershipControls": (OwnershipControls);
        /// The ACL: the owner, and who else may do what (GetBucketAcl).
        acl: GET_BUCKET_ACL => GetBucketAclOutput;
        /// Whether access is decided by tags of the bucket (GetBucketAbac).
        abac: GET_BUCKET_ABAC => GetBucketAbacOutput.abac_status as "AbacStatus": (AbacStatus);
        /// The tags (GetBucketTagging); empty where the bucket has none. AWS has no tag set where there
        /// is no tag: say `None` to the setter.
        tags: GET_BUCKET_TAGGING => GetBucketTaggingOutput.tag_set as "TagSet": [Tag];
        /// Transfer acceleration (GetBucketAccelerateConfiguration): no status where it was never
        /// switched on.
        accelerate_configuration:
            GET_BUCKET_ACCELERATE_CONFIGURATION => GetBucketAccelerateConfigurationOutput;
        /// How access is analyzed (ListBucketAnalyticsConfigurations).
        analytics_configurations:
            LIST_BUCKET_ANALYTICS_CONFIGURATIONS => ListBucketAnalyticsConfigurationsOutput.analytics_configuration_list
                as "AnalyticsConfigurationList": [AnalyticsConfiguration];
        /// From which origins browsers may ask (GetBucketCors); empty where there is no such
        /// configuration.
        cors_rules:
            GET_BUCKET_CORS => GetBucketCorsOutput.cors_rules as "CORSRules": [CorsRule];
        /// What moves between storage tiers (ListBucketIntelligentTieringConfigurations).
        intelligent_tiering_configurations:
            LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS =>
                ListBucketIntelligentTieringConfigurationsOutput.intelligent_tiering_configuration_list
                as "IntelligentTieringConfigurationList": [IntelligentTieringConfiguration];
        /// The lists of objects that are written (ListBucketInventoryConfigurations).
        inventory_configurations:
            LIST_BUCKET_INVENTORY_CONFIGURATIONS => ListBucketInventoryConfigurationsOutput.inventory_configuration_list
                as "InventoryConfigurationList": [InventoryConfiguration];
        /// When objects move and end (GetBucketLifecycleConfiguration); none where nothing is set.
        lifecycle_configuration:
            GET_BUCKET_LIFECYCLE_CONFIGURATION => GetBucketLifecycleConfigurationOutput;
        /// Where accesses are logged (GetBucketLogging); none where they are not.
        logging:
            GET_BUCKET_LOGGING => GetBucketLoggingOutput.logging_enabled as "LoggingEnabled": LoggingEnabled;
        /// The metadata tables (GetBucketMetadataConfiguration); none where there are none.
        metadata_configuration:
            GET_BUCKET_METADATA_CONFIGURATION => GetBucketMetadataConfigurationOutput.get_bucket_metadata_configuration_result
                as "GetBucketMetadataConfigurationResult": (GetBucketMetadataConfigurationResult);
        /// The metadata table in the older form (GetBucketMetadataTableConfiguration); none where there
        /// is none.
        metadata_table_configuration:
            GET_BUCKET_METADATA_TABLE_CONFIGURATION =>
                GetBucketMetadataTableConfigurationOutput.get_bucket_metadata_table_configuration_result
                as "GetBucketMetadataTableConfigurationResult": (GetBucketMetadataTableConfigurationResult);
        /// What is measured (ListBucketMetricsConfigurations).
        metrics_configurations:
            LIST_BUCKET_METRICS_CONFIGURATIONS => ListBucketMetricsConfigurationsOutput.metrics_configuration_list
                as "MetricsConfigurationList": [MetricsConfiguration];
        /// Who is told of events (GetBucketNotificationConfiguration); all of it is empty where nobody is.
        notification_configuration:
            GET_BUCKET_NOTIFICATION_CONFIGURATION => NotificationConfiguration;
        /// How long objects cannot be changed (GetObjectLockConfiguration); none where they can.
        object_lock_configuration:
            GET_OBJECT_LOCK_CONFIGURATION => GetObjectLockConfigurationOutput.object_lock_configuration
                as "ObjectLockConfiguration": (ObjectLockConfiguration);
        /// Where objects are copied to (GetBucketReplication); none where they are not.
        replication:
            GET_BUCKET_REPLICATION => GetBucketReplicationOutput.replication_configuration
                as "ReplicationConfiguration": (ReplicationConfiguration);
        /// Who pays for requests: `BucketOwner` or `Requester` (GetBucketRequestPayment).
        request_payer:
            GET_BUCKET_REQUEST_PAYMENT => GetBucketRequestPaymentOutput.payer as "Payer": str;
        /// How it serves as a website (GetBucketWebsite); none where it does not.
        website: GET_BUCKET_WEBSITE => GetBucketWebsiteOutput;
    }
}

impl Bucket {
    /// Whether the bucket keeps old versions (GetBucketVersioning).
    ///
    /// AWS answers for every bucket; one on which versioning was never switched on has no status.
    pub fn versioning(&self) -> &VersioningConfiguration {
        const NEVER_SET: &VersioningConfiguration =
            &VersioningConfiguration { status: None, mfa_delete: None };
        self.core.read("versioning", &GET_BUCKET_VERSIONING, "").unwrap_or(NEVER_SET)
    }

    /// Its region, as the bucket itself says (GetBucketLocation). [`Bucket::region`] costs no call
    /// where the listing tells it.
    pub fn location(&self) -> &str {
        let output: Option<&GetBucketLocationOutput> =
            self.core.read("location", &GET_BUCKET_LOCATION, "LocationConstraint");
        // AWS has kept the names of its first two regions.
        match output.and_then(|output| output.location_constraint.as_deref()) {
            None | Some("") => "us-east-1",
            Some("EU") => "eu-west-1",
            Some(region) => region,
        }
    }

    /// The value of the tag with that key.
    pub fn tag(&self, key: &str) -> Option<&str> {
        self.tags().iter().find(|tag| tag.key == key).map(|tag| tag.value.as_str())
    }

    /// Adds a tag, or gives the one with that key another value.
    #[must_use]
    pub fn with_tag(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let tag = Tag::new(key, value);
        Self { core: mock::tagged(&self.core, &GET_BUCKET_TAGGING, "TagSet", tag) }
    }

    /// Sets what [`Bucket::location`] says, and nothing else: [`Bucket::with_region`] moves a bucket.
    #[must_use]
    pub fn with_location(self, location: impl Into<Fact<String>>) -> Self {
        let location = location.into().map(|region| GetBucketLocationOutput {
            location_constraint: Some(region).filter(|region| region != "us-east-1"),
        });
        Self { core: mock::set(&self.core, &GET_BUCKET_LOCATION, location) }
    }

    /// Sets what [`Bucket::versioning`] says: a configuration, or a [`Fact`].
    #[must_use]
    pub fn with_versioning(self, versioning: impl Into<Fact<VersioningConfiguration>>) -> Self {
        Self { core: mock::set(&self.core, &GET_BUCKET_VERSIONING, versioning.into()) }
    }
}
