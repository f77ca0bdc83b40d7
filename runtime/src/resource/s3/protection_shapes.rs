//! The shapes of how objects are kept.
//!
//! Names and members are those of the Amazon S3 API reference.

use crate::resource::Tag;
use crate::resource::shape::{shape, word};

shape! {
    /// The answer of GetBucketEncryption.
    pub struct GetBucketEncryptionOutput in s3 {
        /// The default encryption.
        "ServerSideEncryptionConfiguration" server_side_encryption_configuration: (ServerSideEncryptionConfiguration),
    }
}

shape! {
    /// How new objects are encrypted where the request does not say.
    pub struct ServerSideEncryptionConfiguration in s3 {
        /// AWS keeps one rule at most.
        "Rules" rules: {ServerSideEncryptionRule} <= "Rule",
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
    pub struct ServerSideEncryptionRule in s3 {
        /// What is applied.
        "ApplyServerSideEncryptionByDefault" apply_server_side_encryption_by_default: ServerSideEncryptionByDefault,
        /// Encryption that requests may not ask for.
        "BlockedEncryptionTypes" blocked_encryption_types: BlockedEncryptionTypes,
        /// Whether a bucket key spares calls of KMS.
        "BucketKeyEnabled" bucket_key_enabled: bool,
    }
}

shape! {
    /// The encryption that is applied by default.
    pub struct ServerSideEncryptionByDefault in s3 {
        /// The KMS key, where the algorithm is a KMS one.
        "KMSMasterKeyID" kms_master_key_id: str,
        /// The algorithm.
        "SSEAlgorithm" sse_algorithm: ServerSideEncryption,
    }
}

shape! {
    /// Encryption that requests may not ask for.
    pub struct BlockedEncryptionTypes in s3 {
        /// The types; `NONE` says that nothing is blocked.
        "EncryptionType" encryption_type: {EncryptionType} <= "EncryptionType",
    }
}

shape! {
    /// Whether a bucket keeps old versions of objects.
    pub struct VersioningConfiguration in s3 as "GetBucketVersioningOutput" {
        /// Whether deleting a version asks for a second factor.
        "MFADelete" mfa_delete: MfaDeleteStatus,
        /// Not set where versioning was never switched on.
        "Status" status: BucketVersioningStatus,
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

shape! {
    /// `GetObjectLockConfigurationOutput` of the Amazon S3 API.
    pub struct GetObjectLockConfigurationOutput in s3 {
        "ObjectLockConfiguration" object_lock_configuration: (ObjectLockConfiguration),
    }
}

shape! {
    /// `ObjectLockConfiguration` of the Amazon S3 API.
    pub struct ObjectLockConfiguration in s3 {
        "ObjectLockEnabled" object_lock_enabled: str,
        "Rule" rule: ObjectLockRule,
    }
}

shape! {
    /// `ObjectLockRule` of the Amazon S3 API.
    pub struct ObjectLockRule in s3 {
        "DefaultRetention" default_retention: DefaultRetention,
    }
}

shape! {
    /// `DefaultRetention` of the Amazon S3 API.
    pub struct DefaultRetention in s3 {
        "Days" days: i32,
        "DefaultEventHold" default_event_hold: EventHoldDuration,
        "Mode" mode: str,
        "Years" years: i32,
    }
}

shape! {
    /// `EventHoldDuration` of the Amazon S3 API.
    pub struct EventHoldDuration in s3 {
        "Days" days: i32,
        "Years" years: i32,
    }
}

shape! {
    /// `GetBucketLifecycleConfigurationOutput` of the Amazon S3 API.
    pub struct GetBucketLifecycleConfigurationOutput in s3 {
        "Rules" rules: {LifecycleRule} <= "Rule",
        "TransitionDefaultMinimumObjectSize" transition_default_minimum_object_size: str <- "x-amz-transition-default-minimum-object-size",
    }
}

shape! {
    /// `LifecycleRule` of the Amazon S3 API.
    pub struct LifecycleRule in s3 {
        "AbortIncompleteMultipartUpload" abort_incomplete_multipart_upload: AbortIncompleteMultipartUpload,
        "Expiration" expiration: LifecycleExpiration,
        "Filter" filter: LifecycleRuleFilter,
        "ID" id: str,
        "NoncurrentVersionExpiration" noncurrent_version_expiration: NoncurrentVersionExpiration,
        "NoncurrentVersionTransitions" noncurrent_version_transitions: {NoncurrentVersionTransition} <= "NoncurrentVersionTransition",
        "Prefix" prefix: str,
        "Status" status: str,
        "Transitions" transitions: {Transition} <= "Transition",
    }
}

shape! {
    /// `AbortIncompleteMultipartUpload` of the Amazon S3 API.
    pub struct AbortIncompleteMultipartUpload in s3 {
        "DaysAfterInitiation" days_after_initiation: i32,
    }
}

shape! {
    /// `LifecycleExpiration` of the Amazon S3 API.
    pub struct LifecycleExpiration in s3 {
        "Date" date: time,
        "Days" days: i32,
        "ExpiredObjectDeleteMarker" expired_object_delete_marker: bool,
    }
}

shape! {
    /// `LifecycleRuleFilter` of the Amazon S3 API.
    pub struct LifecycleRuleFilter in s3 {
        "And" and: LifecycleRuleAndOperator,
        "ObjectSizeGreaterThan" object_size_greater_than: i64,
        "ObjectSizeLessThan" object_size_less_than: i64,
        "Prefix" prefix: str,
        "Tag" tag: Tag,
    }
}

shape! {
    /// `LifecycleRuleAndOperator` of the Amazon S3 API.
    pub struct LifecycleRuleAndOperator in s3 {
        "ObjectSizeGreaterThan" object_size_greater_than: i64,
        "ObjectSizeLessThan" object_size_less_than: i64,
        "Prefix" prefix: str,
        "Tags" tags: [Tag] <= "Tag",
    }
}

shape! {
    /// `NoncurrentVersionExpiration` of the Amazon S3 API.
    pub struct NoncurrentVersionExpiration in s3 {
        "NewerNoncurrentVersions" newer_noncurrent_versions: i32,
        "NoncurrentDays" noncurrent_days: i32,
    }
}

shape! {
    /// `NoncurrentVersionTransition` of the Amazon S3 API.
    pub struct NoncurrentVersionTransition in s3 {
        "NewerNoncurrentVersions" newer_noncurrent_versions: i32,
        "NoncurrentDays" noncurrent_days: i32,
        "StorageClass" storage_class: str,
    }
}

shape! {
    /// `Transition` of the Amazon S3 API.
    pub struct Transition in s3 {
        "Date" date: time,
        "Days" days: i32,
        "StorageClass" storage_class: str,
    }
}

shape! {
    /// `GetBucketReplicationOutput` of the Amazon S3 API.
    pub struct GetBucketReplicationOutput in s3 {
        "ReplicationConfiguration" replication_configuration: (ReplicationConfiguration),
    }
}

shape! {
    /// `ReplicationConfiguration` of the Amazon S3 API.
    pub struct ReplicationConfiguration in s3 {
        "Role" role: str,
        "Rules" rules: {ReplicationRule} <= "Rule",
    }
}

shape! {
    /// `ReplicationRule` of the Amazon S3 API.
    pub struct ReplicationRule in s3 {
        "DeleteMarkerReplication" delete_marker_replication: DeleteMarkerReplication,
        "Destination" destination: Destination,
        "ExistingObjectReplication" existing_object_replication: ExistingObjectReplication,
        "Filter" filter: ReplicationRuleFilter,
        "ID" id: str,
        "Prefix" prefix: str,
        "Priority" priority: i32,
        "SourceSelectionCriteria" source_selection_criteria: SourceSelectionCriteria,
        "Status" status: str,
    }
}

shape! {
    /// `DeleteMarkerReplication` of the Amazon S3 API.
    pub struct DeleteMarkerReplication in s3 {
        "Status" status: str,
    }
}

shape! {
    /// `Destination` of the Amazon S3 API.
    pub struct Destination in s3 {
        "AccessControlTranslation" access_control_translation: AccessControlTranslation,
        "Account" account: str,
        "Bucket" bucket: str,
        "EncryptionConfiguration" encryption_configuration: EncryptionConfiguration,
        "Metrics" metrics: Metrics,
        "ReplicationTime" replication_time: ReplicationTime,
        "StorageClass" storage_class: str,
    }
}

shape! {
    /// `AccessControlTranslation` of the Amazon S3 API.
    pub struct AccessControlTranslation in s3 {
        "Owner" owner: str,
    }
}

shape! {
    /// `EncryptionConfiguration` of the Amazon S3 API.
    pub struct EncryptionConfiguration in s3 {
        "ReplicaKmsKeyID" replica_kms_key_id: str,
    }
}

shape! {
    /// `Metrics` of the Amazon S3 API.
    pub struct Metrics in s3 {
        "EventThreshold" event_threshold: ReplicationTimeValue,
        "Status" status: str,
    }
}

shape! {
    /// `ReplicationTimeValue` of the Amazon S3 API.
    pub struct ReplicationTimeValue in s3 {
        "Minutes" minutes: i32,
    }
}

shape! {
    /// `ReplicationTime` of the Amazon S3 API.
    pub struct ReplicationTime in s3 {
        "Status" status: str,
        "Time" time: ReplicationTimeValue,
    }
}

shape! {
    /// `ExistingObjectReplication` of the Amazon S3 API.
    pub struct ExistingObjectReplication in s3 {
        "Status" status: str,
    }
}

shape! {
    /// `ReplicationRuleFilter` of the Amazon S3 API.
    pub struct ReplicationRuleFilter in s3 {
        "And" and: ReplicationRuleAndOperator,
        "Prefix" prefix: str,
        "Tag" tag: Tag,
    }
}

shape! {
    /// `ReplicationRuleAndOperator` of the Amazon S3 API.
    pub struct ReplicationRuleAndOperator in s3 {
        "Prefix" prefix: str,
        "Tags" tags: [Tag] <= "Tag",
    }
}

shape! {
    /// `SourceSelectionCriteria` of the Amazon S3 API.
    pub struct SourceSelectionCriteria in s3 {
        "ReplicaModifications" replica_modifications: ReplicaModifications,
        "SseKmsEncryptedObjects" sse_kms_encrypted_objects: SseKmsEncryptedObjects,
    }
}

shape! {
    /// `ReplicaModifications` of the Amazon S3 API.
    pub struct ReplicaModifications in s3 {
        "Status" status: str,
    }
}

shape! {
    /// `SseKmsEncryptedObjects` of the Amazon S3 API.
    pub struct SseKmsEncryptedObjects in s3 {
        "Status" status: str,
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
