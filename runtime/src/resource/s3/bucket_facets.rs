//! The facets of a bucket.

use super::access_shapes::{
    GetBucketAbacOutput, GetBucketAclOutput, GetBucketOwnershipControlsOutput,
    GetBucketPolicyStatusOutput, GetPublicAccessBlockOutput,
};
use super::observation_shapes::{
    GetBucketLoggingOutput, GetBucketMetadataConfigurationOutput,
    GetBucketMetadataTableConfigurationOutput, ListBucketAnalyticsConfigurationsOutput,
    ListBucketIntelligentTieringConfigurationsOutput, ListBucketInventoryConfigurationsOutput,
    ListBucketMetricsConfigurationsOutput, NotificationConfiguration,
};
use super::protection_shapes::{
    GetBucketEncryptionOutput, GetBucketLifecycleConfigurationOutput, GetBucketReplicationOutput,
    GetObjectLockConfigurationOutput, VersioningConfiguration,
};
use super::serving_shapes::{
    GetBucketAccelerateConfigurationOutput, GetBucketCorsOutput, GetBucketLocationOutput,
    GetBucketRequestPaymentOutput, GetBucketTaggingOutput, GetBucketWebsiteOutput,
};
use crate::resource::kind::Answer::{self, Member, Pages, Root, Text};
use crate::resource::mock::MadeFacets;
use crate::resource::shape::Described;
use crate::resource::table::{
    GET_BUCKET_ABAC, GET_BUCKET_ACCELERATE_CONFIGURATION, GET_BUCKET_ACL, GET_BUCKET_CORS,
    GET_BUCKET_ENCRYPTION, GET_BUCKET_LIFECYCLE_CONFIGURATION, GET_BUCKET_LOCATION,
    GET_BUCKET_LOGGING, GET_BUCKET_METADATA_CONFIGURATION, GET_BUCKET_METADATA_TABLE_CONFIGURATION,
    GET_BUCKET_NOTIFICATION_CONFIGURATION, GET_BUCKET_OWNERSHIP_CONTROLS, GET_BUCKET_POLICY,
    GET_BUCKET_POLICY_STATUS, GET_BUCKET_REPLICATION, GET_BUCKET_REQUEST_PAYMENT,
    GET_BUCKET_TAGGING, GET_BUCKET_VERSIONING, GET_BUCKET_WEBSITE, GET_OBJECT_LOCK_CONFIGURATION,
    GET_PUBLIC_ACCESS_BLOCK, LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, LIST_BUCKET_INVENTORY_CONFIGURATIONS,
    LIST_BUCKET_METRICS_CONFIGURATIONS,
};
use crate::resource::{FacetSpec, Operation};

/// The element that names the next page of a bucket's lists.
const TOKEN: &str = "NextContinuationToken";

const fn facet(
    operation: &'static Operation,
    answer: Answer,
    methods: &'static [&'static str],
) -> FacetSpec {
    FacetSpec { operation, answer, methods }
}

pub(super) const FACETS: &[FacetSpec] = &[
    facet(&GET_BUCKET_VERSIONING, Root(VersioningConfiguration::TYPE), &["versioning"]),
    facet(
        &GET_PUBLIC_ACCESS_BLOCK,
        Member(GetPublicAccessBlockOutput::TYPE),
        &["public_access_block"],
    ),
    facet(&GET_BUCKET_ENCRYPTION, Member(GetBucketEncryptionOutput::TYPE), &["encryption"]),
    facet(&GET_BUCKET_POLICY, Text("Policy"), &["policy"]),
    facet(&GET_BUCKET_POLICY_STATUS, Member(GetBucketPolicyStatusOutput::TYPE), &["policy_status"]),
    facet(
        &GET_BUCKET_OWNERSHIP_CONTROLS,
        Member(GetBucketOwnershipControlsOutput::TYPE),
        &["ownership_controls"],
    ),
    facet(&GET_BUCKET_ACL, Root(GetBucketAclOutput::TYPE), &["acl"]),
    facet(&GET_BUCKET_ABAC, Member(GetBucketAbacOutput::TYPE), &["abac"]),
    facet(&GET_BUCKET_TAGGING, Root(GetBucketTaggingOutput::TYPE), &["tags", "tag"]),
    facet(
        &GET_BUCKET_ACCELERATE_CONFIGURATION,
        Root(GetBucketAccelerateConfigurationOutput::TYPE),
        &["accelerate_configuration"],
    ),
    facet(
        &LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
        Pages(ListBucketAnalyticsConfigurationsOutput::TYPE, "AnalyticsConfigurationList", TOKEN),
        &["analytics_configurations"],
    ),
    facet(&GET_BUCKET_CORS, Root(GetBucketCorsOutput::TYPE), &["cors_rules"]),
    facet(
        &LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
        Pages(
            ListBucketIntelligentTieringConfigurationsOutput::TYPE,
            "IntelligentTieringConfigurationList",
            TOKEN,
        ),
        &["intelligent_tiering_configurations"],
    ),
    facet(
        &LIST_BUCKET_INVENTORY_CONFIGURATIONS,
        Pages(ListBucketInventoryConfigurationsOutput::TYPE, "InventoryConfigurationList", TOKEN),
        &["inventory_configurations"],
    ),
    facet(
        &GET_BUCKET_LIFECYCLE_CONFIGURATION,
        Root(GetBucketLifecycleConfigurationOutput::TYPE),
        &["lifecycle_configuration"],
    ),
    facet(&GET_BUCKET_LOCATION, Member(GetBucketLocationOutput::TYPE), &["location"]),
    facet(&GET_BUCKET_LOGGING, Root(GetBucketLoggingOutput::TYPE), &["logging"]),
    facet(
        &GET_BUCKET_METADATA_CONFIGURATION,
        Member(GetBucketMetadataConfigurationOutput::TYPE),
        &["metadata_configuration"],
    ),
    facet(
        &GET_BUCKET_METADATA_TABLE_CONFIGURATION,
        Member(GetBucketMetadataTableConfigurationOutput::TYPE),
        &["metadata_table_configuration"],
    ),
    facet(
        &LIST_BUCKET_METRICS_CONFIGURATIONS,
        Pages(ListBucketMetricsConfigurationsOutput::TYPE, "MetricsConfigurationList", TOKEN),
        &["metrics_configurations"],
    ),
    facet(
        &GET_BUCKET_NOTIFICATION_CONFIGURATION,
        Root(NotificationConfiguration::TYPE),
        &["notification_configuration"],
    ),
    facet(
        &GET_OBJECT_LOCK_CONFIGURATION,
        Member(GetObjectLockConfigurationOutput::TYPE),
        &["object_lock_configuration"],
    ),
    facet(&GET_BUCKET_REPLICATION, Member(GetBucketReplicationOutput::TYPE), &["replication"]),
    facet(
        &GET_BUCKET_REQUEST_PAYMENT,
        Root(GetBucketRequestPaymentOutput::TYPE),
        &["request_payer"],
    ),
    facet(&GET_BUCKET_WEBSITE, Root(GetBucketWebsiteOutput::TYPE), &["website"]),
];

/// What AWS makes of a new bucket, beside what it lists.
pub(super) const MADE: MadeFacets = &[
    (&GET_BUCKET_ABAC, Some(r#"{"AbacStatus": {"Status": "Disabled"}}"#)),
    (&GET_BUCKET_ACCELERATE_CONFIGURATION, Some("{}")),
    (&GET_BUCKET_ACL, Some(ACL)),
    (&GET_BUCKET_CORS, None),
    (&GET_BUCKET_ENCRYPTION, Some(ENCRYPTION)),
    (&GET_BUCKET_LIFECYCLE_CONFIGURATION, None),
    (&GET_BUCKET_LOCATION, Some(r#"{"LocationConstraint": "{location}"}"#)),
    (&GET_BUCKET_LOGGING, Some("{}")),
    (&GET_BUCKET_METADATA_CONFIGURATION, None),
    (&GET_BUCKET_METADATA_TABLE_CONFIGURATION, None),
    (&GET_BUCKET_NOTIFICATION_CONFIGURATION, Some("{}")),
    (&GET_BUCKET_OWNERSHIP_CONTROLS, Some(OWNERSHIP)),
    (&GET_BUCKET_POLICY, None),
    (&GET_BUCKET_POLICY_STATUS, None),
    (&GET_BUCKET_REPLICATION, None),
    (&GET_BUCKET_REQUEST_PAYMENT, Some(r#"{"Payer": "BucketOwner"}"#)),
    (&GET_BUCKET_TAGGING, None),
    (&GET_BUCKET_VERSIONING, Some("{}")),
    (&GET_BUCKET_WEBSITE, None),
    (&GET_OBJECT_LOCK_CONFIGURATION, None),
    (&GET_PUBLIC_ACCESS_BLOCK, Some(BLOCK)),
    (&LIST_BUCKET_ANALYTICS_CONFIGURATIONS, Some("{}")),
    (&LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, Some("{}")),
    (&LIST_BUCKET_INVENTORY_CONFIGURATIONS, Some("{}")),
    (&LIST_BUCKET_METRICS_CONFIGURATIONS, Some("{}")),
];

const ACL: &str = r#"{
    "Grants": [{
        "Grantee": {
            "ID": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "Type": "CanonicalUser"
        },
        "Permission": "FULL_CONTROL"
    }],
    "Owner": {"ID": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
}"#;

const BLOCK: &str = r#"{"PublicAccessBlockConfiguration": {
    "BlockPublicAcls": true,
    "BlockPublicPolicy": true,
    "IgnorePublicAcls": true,
    "RestrictPublicBuckets": true
}}"#;

const ENCRYPTION: &str = r#"{"ServerSideEncryptionConfiguration": {"Rules": [{
    "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
    "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
    "BucketKeyEnabled": false
}]}}"#;

const OWNERSHIP: &str =
    r#"{"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}"#;
