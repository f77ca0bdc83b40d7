//! `AWS::EC2::Image`.

use super::shared_shapes::{ProductCode, StateReason};
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::{Described, shape};
use crate::resource::table::DESCRIBE_IMAGE_ATTRIBUTE;
use crate::resource::{FacetSpec, Tag};

kind! {
    /// A machine image (AMI) that the account owns, disabled and deprecated ones too.
    pub struct Image("AWS::EC2::Image", "image", "images") {
        list: DESCRIBE_IMAGES at "imagesSet",
        arn: Arn::Ec2WithoutOwner("image"),
        name: "Name",
        id: /// The id.
            "ImageId" image_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &DESCRIBE_IMAGE_ATTRIBUTE,
            answer: Answer::Root(ImageLaunchPermissions::TYPE),
            methods: &["launch_permissions"],
        }],
        mock: /// An image that was just made of an instance: private, shared with nobody, not
            /// encrypted. Sources: CreateImage in the Amazon EC2 API reference; "Understand shared
            /// AMI usage in Amazon EC2" in its user guide.
            r#"
            {
              "Architecture": "x86_64",
              "BlockDeviceMappings": [{
                "DeviceName": "/dev/xvda",
                "Ebs": {"DeleteOnTermination": true, "Encrypted": false, "SnapshotId": "snap-0123456789abcdef0", "VolumeSize": 8, "VolumeType": "gp3"}
              }],
              "CreationDate": "2026-05-04T09:00:00.000Z",
              "DeregistrationProtection": "disabled",
              "EnaSupport": true,
              "Hypervisor": "xen",
              "ImageLocation": "{account}/{id}",
              "ImageType": "machine",
              "Name": "{id}",
              "OwnerId": "{account}",
              "PlatformDetails": "Linux/UNIX",
              "Public": false,
              "RootDeviceName": "/dev/xvda",
              "RootDeviceType": "ebs",
              "State": "available",
              "UsageOperation": "RunInstances",
              "VirtualizationType": "hvm"
            }"# with &[(&DESCRIBE_IMAGE_ATTRIBUTE, Some("{}"))],
    }
    /// What DescribeImages tells of an image.
    pub struct ImageDescription in ec2 as "Image" {
        "Architecture" architecture: str,
        "BlockDeviceMappings" block_device_mappings: [BlockDeviceMapping] <- "blockDeviceMapping",
        "BootMode" boot_mode: str,
        "CreationDate" creation_date: str,
        "DeprecationTime" deprecation_time: str,
        "DeregistrationProtection" deregistration_protection: str,
        "Description" description: str,
        "EnaSupport" ena_support: bool,
        "FreeTierEligible" free_tier_eligible: bool,
        "Hypervisor" hypervisor: str,
        "ImageAllowed" image_allowed: bool,
        "ImageLocation" image_location: str,
        "ImageOwnerAlias" image_owner_alias: str,
        "ImageType" image_type: str,
        "ImageWatermarks" image_watermarks: [ImageWatermark] <- "imageWatermarkSet",
        "ImdsSupport" imds_support: str,
        "InstanceTypeSpecification" instance_type_specification: InstanceTypeSpecification,
        "KernelId" kernel_id: str,
        "LastLaunchedTime" last_launched_time: str,
        "Name" name: str,
        "OwnerId" owner_id: str <- "imageOwnerId",
        "Platform" platform: str,
        "PlatformDetails" platform_details: str,
        "ProductCodes" product_codes: [ProductCode],
        "Public" public: bool <- "isPublic",
        "PublicSsmParameterName" public_ssm_parameter_name: str,
        "RamdiskId" ramdisk_id: str,
        "RootDeviceName" root_device_name: str,
        "RootDeviceType" root_device_type: str,
        "ScanResults" scan_results: ScanResults,
        "SourceImageId" source_image_id: str,
        "SourceImageRegion" source_image_region: str,
        "SourceInstanceId" source_instance_id: str,
        "SriovNetSupport" sriov_net_support: str,
        "State" state: str <- "imageState",
        "StateReason" state_reason: StateReason,
        "TpmSupport" tpm_support: str,
        "UsageOperation" usage_operation: str,
        "VirtualizationType" virtualization_type: str,
    }
}

facets! {
    Image {
        /// Who may launch it beside its owner (DescribeImageAttribute).
        launch_permissions: DESCRIBE_IMAGE_ATTRIBUTE => ImageLaunchPermissions.launch_permissions as "LaunchPermissions": [LaunchPermission];
    }
}

shape! {
    /// `BlockDeviceMapping` of the Amazon EC2 API.
    pub struct BlockDeviceMapping in ec2 {
        "DeviceName" device_name: str,
        "Ebs" ebs: EbsBlockDevice,
        "NoDevice" no_device: str,
        "VirtualName" virtual_name: str,
    }
}

shape! {
    /// `EbsBlockDevice` of the Amazon EC2 API.
    pub struct EbsBlockDevice in ec2 {
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "DeleteOnTermination" delete_on_termination: bool,
        "EbsCardIndex" ebs_card_index: i32,
        "Encrypted" encrypted: bool,
        "Iops" iops: i32,
        "KmsKeyId" kms_key_id: str,
        "OutpostArn" outpost_arn: str,
        "SnapshotId" snapshot_id: str,
        "Throughput" throughput: i32,
        "VolumeInitializationRate" volume_initialization_rate: i32,
        "VolumeSize" volume_size: i32,
        "VolumeType" volume_type: str,
    }
}

shape! {
    /// `ImageWatermark` of the Amazon EC2 API.
    pub struct ImageWatermark in ec2 {
        "SourceImageCreationTime" source_image_creation_time: time,
        "SourceImageId" source_image_id: str,
        "SourceImageRegion" source_image_region: str,
        "WatermarkCreationTime" watermark_creation_time: time,
        "WatermarkKey" watermark_key: str,
    }
}

shape! {
    /// `InstanceTypeSpecification` of the Amazon EC2 API.
    #[serde(default)]
    pub struct InstanceTypeSpecification in ec2 {
        "SupportedInstanceTypes" supported_instance_types: [InstanceTypeItem] <- "supportedInstanceTypeSet",
        "UnsupportedInstanceTypes" unsupported_instance_types: [InstanceTypeItem] <- "unsupportedInstanceTypeSet",
    }
}

shape! {
    /// `InstanceTypeItem` of the Amazon EC2 API.
    pub struct InstanceTypeItem in ec2 {
        "InstanceType" instance_type: str,
    }
}

shape! {
    /// `ScanResults` of the Amazon EC2 API.
    pub struct ScanResults in ec2 {
        "CriticalFixAvailableSince" critical_fix_available_since: time,
        "FindingScanDate" finding_scan_date: time,
        "HighFixAvailableSince" high_fix_available_since: time,
        "HighestFindingSeverityLabel" highest_finding_severity_label: str,
        "InformationalFixAvailableSince" informational_fix_available_since: time,
        "LowFixAvailableSince" low_fix_available_since: time,
        "MediumFixAvailableSince" medium_fix_available_since: time,
    }
}

shape! {
    /// `LaunchPermission` of the Amazon EC2 API.
    pub struct LaunchPermission in ec2 {
        "Group" group: str,
        "OrganizationArn" organization_arn: str,
        "OrganizationalUnitArn" organizational_unit_arn: str,
        "UserId" user_id: str,
    }
}

impl LaunchPermission {
    /// For every account there is.
    pub fn everyone() -> Self {
        Self { group: Some("all".to_owned()), ..Self::default() }
    }

    /// For one account.
    pub fn account(id: impl Into<String>) -> Self {
        Self { user_id: Some(id.into()), ..Self::default() }
    }
}

shape! {
    /// What DescribeImageAttribute tells of it.
    pub struct ImageLaunchPermissions in ec2 as "ImageAttribute" {
        "LaunchPermissions" launch_permissions: [LaunchPermission] <- "launchPermission",
    }
}
