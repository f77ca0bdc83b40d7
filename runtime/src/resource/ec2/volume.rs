//! `AWS::EC2::Volume`.

use super::shared_shapes::OperatorResponse;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A volume of Amazon EBS.
    pub struct Volume("AWS::EC2::Volume", "volume", "volumes") {
        list: DESCRIBE_VOLUMES at "volumeSet",
        arn: Arn::Ec2("volume"),
        id: /// The id.
            "VolumeId" volume_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new volume, attached to nothing, of the default type and not encrypted, since
            /// accounts do not encrypt by default. Sources: CreateVolume in the Amazon EC2 API
            /// reference; "Enable Amazon EBS encryption by default" in the Amazon EBS user guide.
            r#"
            {
              "AvailabilityZone": "{region}a",
              "CreateTime": "2026-05-04T09:00:00Z",
              "Encrypted": false,
              "Iops": 100,
              "MultiAttachEnabled": false,
              "Size": 8,
              "SnapshotId": "",
              "State": "available",
              "VolumeType": "gp2"
            }"#,
    }
    /// What DescribeVolumes tells of a volume.
    pub struct VolumeDescription in ec2 as "Volume" {
        "Attachments" attachments: [VolumeAttachment] <- "attachmentSet",
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "CreateTime" create_time: time,
        "Encrypted" encrypted: bool,
        "FastRestored" fast_restored: bool,
        "Iops" iops: i32,
        "KmsKeyId" kms_key_id: str,
        "MultiAttachEnabled" multi_attach_enabled: bool,
        "Operator" operator: OperatorResponse,
        "OutpostArn" outpost_arn: str,
        "OwnerId" owner_id: str,
        "Size" size: i32,
        "SnapshotId" snapshot_id: str,
        "SourceVolumeId" source_volume_id: str,
        "SseType" sse_type: str,
        "State" state: str <- "status",
        "Throughput" throughput: i32,
        "VolumeArn" volume_arn: str,
        "VolumeInitializationRate" volume_initialization_rate: i32,
        "VolumeType" volume_type: str,
    }
}

shape! {
    /// `VolumeAttachment` of the Amazon EC2 API.
    pub struct VolumeAttachment in ec2 {
        "AssociatedResource" associated_resource: str,
        "AttachTime" attach_time: time,
        "DeleteOnTermination" delete_on_termination: bool,
        "Device" device: str,
        "EbsCardIndex" ebs_card_index: i32,
        "InstanceId" instance_id: str,
        "InstanceOwningService" instance_owning_service: str,
        "State" state: str <- "status",
        "VolumeId" volume_id: str,
    }
}
