//! `AWS::EC2::RegionSettings`.

use super::instance_shapes::{
    HttpTokensState, InstanceMetadataEndpointState, InstanceMetadataTagsState,
};
use crate::resource::FacetSpec;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::mock::MadeFacets;
use crate::resource::shape::{Described, shape};
use crate::resource::table::{
    DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, GET_EBS_DEFAULT_KMS_KEY_ID,
    GET_EBS_ENCRYPTION_BY_DEFAULT, GET_IMAGE_BLOCK_PUBLIC_ACCESS_STATE,
    GET_INSTANCE_METADATA_DEFAULTS, GET_SERIAL_CONSOLE_ACCESS_STATUS,
    GET_SNAPSHOT_BLOCK_PUBLIC_ACCESS_STATE,
};

kind! {
    /// What an account has set for a whole region of Amazon EC2: one for each region that is read.
    ///
    /// AWS has no ARN for it; `arn:aws:ec2:REGION:ACCOUNT:region/REGION` stands in its place.
    pub struct RegionSettings("AWS::EC2::RegionSettings", "region", "regions") {
        list: DESCRIBE_REGIONS at "regionInfo",
        arn: Arn::Region,
        id: /// The region's name: `eu-west-1`.
            "RegionName" region_name,
        facets: FACETS,
        mock: /// A region of a new account: volumes are not encrypted by default, new images cannot
            /// be made public, snapshots can, serial consoles are closed, the metadata service has
            /// no defaults, and VPCs are not blocked from the internet. Sources: "Enable Amazon EBS
            /// encryption by default" and "Block public access for Amazon EBS snapshots" in the
            /// Amazon EBS user guide; "Block public access to your AMIs" and "Configure access to
            /// the EC2 Serial Console" in that of Amazon EC2; "Block public access to VPCs and
            /// subnets" in that of Amazon VPC.
            r#"
            {}"# with MADE,
    }
    /// What is told of a region before anything is asked in it.
    pub struct RegionDescription in ec2 as "Region" {}
}

const FACETS: &[FacetSpec] = &[
    FacetSpec {
        operation: &GET_EBS_ENCRYPTION_BY_DEFAULT,
        answer: Answer::Root(GetEbsEncryptionByDefaultResult::TYPE),
        methods: &["ebs_encryption_by_default"],
    },
    FacetSpec {
        operation: &GET_EBS_DEFAULT_KMS_KEY_ID,
        answer: Answer::Root(GetEbsDefaultKmsKeyIdResult::TYPE),
        methods: &["ebs_default_kms_key_id"],
    },
    FacetSpec {
        operation: &GET_SNAPSHOT_BLOCK_PUBLIC_ACCESS_STATE,
        answer: Answer::Root(GetSnapshotBlockPublicAccessStateResult::TYPE),
        methods: &["snapshot_block_public_access"],
    },
    FacetSpec {
        operation: &GET_IMAGE_BLOCK_PUBLIC_ACCESS_STATE,
        answer: Answer::Root(GetImageBlockPublicAccessStateResult::TYPE),
        methods: &["image_block_public_access"],
    },
    FacetSpec {
        operation: &GET_INSTANCE_METADATA_DEFAULTS,
        answer: Answer::Root(GetInstanceMetadataDefaultsResult::TYPE),
        methods: &["instance_metadata_defaults"],
    },
    FacetSpec {
        operation: &GET_SERIAL_CONSOLE_ACCESS_STATUS,
        answer: Answer::Root(GetSerialConsoleAccessStatusResult::TYPE),
        methods: &["serial_console_access"],
    },
    FacetSpec {
        operation: &DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
        answer: Answer::Root(DescribeVpcBlockPublicAccessOptionsResult::TYPE),
        methods: &["vpc_block_public_access_options"],
    },
];

const MADE: MadeFacets = &[
    (
        &GET_EBS_ENCRYPTION_BY_DEFAULT,
        Some(r#"{"EbsEncryptionByDefault": false, "SseType": "none"}"#),
    ),
    (&GET_EBS_DEFAULT_KMS_KEY_ID, Some(r#"{"KmsKeyId": "alias/aws/ebs"}"#)),
    (
        &GET_SNAPSHOT_BLOCK_PUBLIC_ACCESS_STATE,
        Some(r#"{"ManagedBy": "account", "State": "unblocked"}"#),
    ),
    (
        &GET_IMAGE_BLOCK_PUBLIC_ACCESS_STATE,
        Some(r#"{"ImageBlockPublicAccessState": "block-new-sharing", "ManagedBy": "account"}"#),
    ),
    (&GET_INSTANCE_METADATA_DEFAULTS, Some(r#"{"AccountLevel": {}}"#)),
    (
        &GET_SERIAL_CONSOLE_ACCESS_STATUS,
        Some(r#"{"ManagedBy": "account", "SerialConsoleAccessEnabled": false}"#),
    ),
    (
        &DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
        Some(
            r#"{"VpcBlockPublicAccessOptions": {
                "AwsAccountId": "{account}",
                "AwsRegion": "{region}",
                "ExclusionsAllowed": "allowed",
                "InternetGatewayBlockMode": "off",
                "ManagedBy": "account",
                "State": "default-state"
            }}"#,
        ),
    ),
];

facets! {
    RegionSettings {
        /// Whether new volumes are encrypted by default (GetEbsEncryptionByDefault).
        ebs_encryption_by_default:
            GET_EBS_ENCRYPTION_BY_DEFAULT => GetEbsEncryptionByDefaultResult;
        /// The KMS key that encrypts new volumes by default (GetEbsDefaultKmsKeyId).
        ebs_default_kms_key_id:
            GET_EBS_DEFAULT_KMS_KEY_ID => GetEbsDefaultKmsKeyIdResult.kms_key_id as "KmsKeyId": str;
        /// Whether snapshots may be shared with the public (GetSnapshotBlockPublicAccessState).
        snapshot_block_public_access:
            GET_SNAPSHOT_BLOCK_PUBLIC_ACCESS_STATE => GetSnapshotBlockPublicAccessStateResult;
        /// Whether images may be shared with the public (GetImageBlockPublicAccessState).
        image_block_public_access:
            GET_IMAGE_BLOCK_PUBLIC_ACCESS_STATE => GetImageBlockPublicAccessStateResult;
        /// The metadata options that new instances get (GetInstanceMetadataDefaults).
        instance_metadata_defaults:
            GET_INSTANCE_METADATA_DEFAULTS => GetInstanceMetadataDefaultsResult.account_level as "AccountLevel":
                InstanceMetadataDefaultsResponse;
        /// Whether the serial consoles of instances may be used (GetSerialConsoleAccessStatus).
        serial_console_access:
            GET_SERIAL_CONSOLE_ACCESS_STATUS => GetSerialConsoleAccessStatusResult;
        /// Whether the VPCs of the region are blocked from the internet
        /// (DescribeVpcBlockPublicAccessOptions).
        vpc_block_public_access_options:
            DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS => DescribeVpcBlockPublicAccessOptionsResult.vpc_block_public_access_options
                as "VpcBlockPublicAccessOptions": VpcBlockPublicAccessOptions;
    }
}

shape! {
    /// `GetEbsEncryptionByDefaultResult` of the Amazon EC2 API.
    pub struct GetEbsEncryptionByDefaultResult in ec2 {
        "EbsEncryptionByDefault" ebs_encryption_by_default: bool,
        "SseType" sse_type: str,
    }
}

shape! {
    /// `GetEbsDefaultKmsKeyIdResult` of the Amazon EC2 API.
    pub struct GetEbsDefaultKmsKeyIdResult in ec2 {
        "KmsKeyId" kms_key_id: str,
    }
}

shape! {
    /// `GetSnapshotBlockPublicAccessStateResult` of the Amazon EC2 API.
    pub struct GetSnapshotBlockPublicAccessStateResult in ec2 {
        "ManagedBy" managed_by: str,
        "State" state: str,
    }
}

shape! {
    /// `GetImageBlockPublicAccessStateResult` of the Amazon EC2 API.
    pub struct GetImageBlockPublicAccessStateResult in ec2 {
        "ImageBlockPublicAccessState" image_block_public_access_state: str,
        "ManagedBy" managed_by: str,
    }
}

shape! {
    /// `GetInstanceMetadataDefaultsResult` of the Amazon EC2 API.
    pub struct GetInstanceMetadataDefaultsResult in ec2 {
        "AccountLevel" account_level: InstanceMetadataDefaultsResponse,
    }
}

shape! {
    /// `InstanceMetadataDefaultsResponse` of the Amazon EC2 API.
    pub struct InstanceMetadataDefaultsResponse in ec2 {
        "HttpEndpoint" http_endpoint: InstanceMetadataEndpointState,
        "HttpPutResponseHopLimit" http_put_response_hop_limit: i32,
        "HttpTokens" http_tokens: HttpTokensState,
        "HttpTokensEnforced" http_tokens_enforced: str,
        "InstanceMetadataTags" instance_metadata_tags: InstanceMetadataTagsState,
        "ManagedBy" managed_by: str,
        "ManagedExceptionMessage" managed_exception_message: str,
    }
}

shape! {
    /// `GetSerialConsoleAccessStatusResult` of the Amazon EC2 API.
    pub struct GetSerialConsoleAccessStatusResult in ec2 {
        "ManagedBy" managed_by: str,
        "SerialConsoleAccessEnabled" serial_console_access_enabled: bool,
    }
}

shape! {
    /// `DescribeVpcBlockPublicAccessOptionsResult` of the Amazon EC2 API.
    pub struct DescribeVpcBlockPublicAccessOptionsResult in ec2 {
        "VpcBlockPublicAccessOptions" vpc_block_public_access_options: VpcBlockPublicAccessOptions,
    }
}

shape! {
    /// `VpcBlockPublicAccessOptions` of the Amazon EC2 API.
    pub struct VpcBlockPublicAccessOptions in ec2 {
        "AwsAccountId" aws_account_id: str,
        "AwsRegion" aws_region: str,
        "ExclusionsAllowed" exclusions_allowed: str,
        "InternetGatewayBlockMode" internet_gateway_block_mode: str,
        "LastUpdateTimestamp" last_update_timestamp: time,
        "ManagedBy" managed_by: str,
        "Reason" reason: str,
        "State" state: str,
    }
}
