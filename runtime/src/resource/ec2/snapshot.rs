//! `AWS::EC2::Snapshot`.

use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::{Described, shape};
use crate::resource::table::DESCRIBE_SNAPSHOT_ATTRIBUTE;
use crate::resource::{FacetSpec, Tag};

kind! {
    /// A snapshot of a volume that the account owns.
    pub struct Snapshot("AWS::EC2::Snapshot", "snapshot", "snapshots") {
        list: DESCRIBE_SNAPSHOTS at "snapshotSet",
        arn: Arn::Ec2WithoutOwner("snapshot"),
        id: /// The id.
            "SnapshotId" snapshot_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &DESCRIBE_SNAPSHOT_ATTRIBUTE,
            answer: Answer::Root(SnapshotCreateVolumePermissions::TYPE),
            methods: &["create_volume_permissions"],
        }],
        mock: /// A finished snapshot of a volume that is not encrypted: private, shared with nobody.
            /// Sources: CreateSnapshot in the Amazon EC2 API reference; "Share an Amazon EBS
            /// snapshot" in the Amazon EBS user guide.
            r#"
            {
              "Description": "",
              "Encrypted": false,
              "OwnerId": "{account}",
              "Progress": "100%",
              "StartTime": "2026-05-04T09:00:00Z",
              "State": "completed",
              "StorageTier": "standard",
              "VolumeId": "vol-0123456789abcdef0",
              "VolumeSize": 8
            }"# with &[(&DESCRIBE_SNAPSHOT_ATTRIBUTE, Some("{}"))],
    }
    /// What DescribeSnapshots tells of a snapshot.
    pub struct SnapshotDescription in ec2 as "Snapshot" {
        "AssociatedKmsKeys" associated_kms_keys: [AssociatedKmsKey] <- "associatedKmsKeySet",
        "AvailabilityZone" availability_zone: str,
        "CompletionDurationMinutes" completion_duration_minutes: i32,
        "CompletionTime" completion_time: time,
        "DataEncryptionKeyId" data_encryption_key_id: str,
        "Description" description: str,
        "Encrypted" encrypted: bool,
        "FullSnapshotSizeInBytes" full_snapshot_size_in_bytes: i64,
        "KmsKeyId" kms_key_id: str,
        "OutpostArn" outpost_arn: str,
        "OwnerAlias" owner_alias: str,
        "OwnerId" owner_id: str,
        "Progress" progress: str,
        "RestoreExpiryTime" restore_expiry_time: time,
        "SseType" sse_type: str,
        "StartTime" start_time: time,
        "State" state: str <- "status",
        "StateMessage" state_message: str <- "statusMessage",
        "StorageTier" storage_tier: str,
        "TransferType" transfer_type: str,
        "VolumeId" volume_id: str,
        "VolumeSize" volume_size: i32,
    }
}

facets! {
    Snapshot {
        /// Who may make volumes of it beside its owner (DescribeSnapshotAttribute).
        create_volume_permissions: DESCRIBE_SNAPSHOT_ATTRIBUTE => SnapshotCreateVolumePermissions.create_volume_permissions as "CreateVolumePermissions": [CreateVolumePermission];
    }
}

shape! {
    /// `AssociatedKmsKey` of the Amazon EC2 API.
    pub struct AssociatedKmsKey in ec2 {
        "KmsKeyId" kms_key_id: str,
    }
}

shape! {
    /// `CreateVolumePermission` of the Amazon EC2 API.
    pub struct CreateVolumePermission in ec2 {
        "Group" group: str,
        "UserId" user_id: str,
    }
}

impl CreateVolumePermission {
    /// For every account there is.
    pub fn everyone() -> Self {
        Self { group: Some("all".to_owned()), user_id: None }
    }

    /// For one account.
    pub fn account(id: impl Into<String>) -> Self {
        Self { group: None, user_id: Some(id.into()) }
    }
}

shape! {
    /// What DescribeSnapshotAttribute tells of it.
    pub struct SnapshotCreateVolumePermissions in ec2 as "DescribeSnapshotAttributeResult" {
        "CreateVolumePermissions" create_volume_permissions: [CreateVolumePermission] <- "createVolumePermission",
    }
}
