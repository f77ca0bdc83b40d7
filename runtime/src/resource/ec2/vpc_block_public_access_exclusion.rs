//! `AWS::EC2::VPCBlockPublicAccessExclusion`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// What is excluded from blocking the VPCs of a region from the internet.
    pub struct VpcBlockPublicAccessExclusion("AWS::EC2::VPCBlockPublicAccessExclusion", "VPC block public access exclusion", "VPC block public access exclusions") {
        list: DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSIONS at "vpcBlockPublicAccessExclusionSet",
        arn: Arn::Ec2("vpc-block-public-access-exclusion"),
        id: /// The id.
            "ExclusionId" exclusion_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new exclusion of a VPC, in both directions. Source:
            /// CreateVpcBlockPublicAccessExclusion in the Amazon EC2 API reference.
            r#"
            {
              "CreationTimestamp": "2026-05-04T09:00:00Z",
              "InternetGatewayExclusionMode": "allow-bidirectional",
              "LastUpdateTimestamp": "2026-05-04T09:00:00Z",
              "ResourceArn": "arn:{partition}:ec2:{region}:{account}:vpc/vpc-0123456789abcdef0",
              "State": "create-complete"
            }"#,
    }
    /// What DescribeVpcBlockPublicAccessExclusions tells of a VPC block public access exclusion.
    pub struct VpcBlockPublicAccessExclusionDescription in ec2 as "VpcBlockPublicAccessExclusion" {
        "CreationTimestamp" creation_timestamp: time,
        "DeletionTimestamp" deletion_timestamp: time,
        "InternetGatewayExclusionMode" internet_gateway_exclusion_mode: str,
        "LastUpdateTimestamp" last_update_timestamp: time,
        "Reason" reason: str,
        "ResourceArn" resource_arn: str,
        "State" state: str,
    }
}
