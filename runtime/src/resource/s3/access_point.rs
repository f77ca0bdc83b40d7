//! `AWS::S3::AccessPoint`.

use super::access_shapes::{BucketPolicy, PolicyStatus, PublicAccessBlockConfiguration};
use crate::resource::FacetSpec;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::mock::{self, MadeFacets};
use crate::resource::shape::{Described, shape};
use crate::resource::table::{
    GET_ACCESS_POINT, GET_ACCESS_POINT_POLICY, GET_ACCESS_POINT_POLICY_STATUS,
};

kind! {
    /// An access point: another name by which a bucket is reached, with a policy of its own.
    pub struct AccessPoint("AWS::S3::AccessPoint", "access point", "access points") {
        list: LIST_ACCESS_POINTS at "AccessPointList",
        arn: Arn::Member("AccessPointArn"),
        id: /// The name, unique in its account and region.
            "Name" name,
        facets: &[
            FacetSpec {
                operation: &GET_ACCESS_POINT,
                answer: Answer::Root(GetAccessPointResult::TYPE),
                methods: &["details", "public_access_block"],
            },
            FacetSpec {
                operation: &GET_ACCESS_POINT_POLICY,
                answer: Answer::Root(BucketPolicy::TYPE),
                methods: &["policy"],
            },
            FacetSpec {
                operation: &GET_ACCESS_POINT_POLICY_STATUS,
                answer: Answer::Root(GetAccessPointPolicyStatusResult::TYPE),
                methods: &["policy_status"],
            },
        ],
        mock: /// A new access point that the internet can name, with its public access block wholly
            /// on and no policy. Sources: CreateAccessPoint in the Amazon S3 API reference;
            /// "Managing public access to access points for general purpose buckets" in its user
            /// guide.
            r#"
            {
              "AccessPointArn": "arn:{partition}:s3:{region}:{account}:accesspoint/{id}",
              "Bucket": "amzn-s3-demo-bucket",
              "BucketAccountId": "{account}",
              "NetworkOrigin": "Internet"
            }"# with MADE,
    }
    /// What ListAccessPoints tells of an access point.
    pub struct AccessPointDescription in s3control as "AccessPoint" {
        "AccessPointArn" access_point_arn: str,
        "Alias" alias: str,
        "Bucket" bucket: str,
        "BucketAccountId" bucket_account_id: str,
        "DataSourceId" data_source_id: str,
        "DataSourceType" data_source_type: str,
        "NetworkOrigin" network_origin: str,
        "VpcConfiguration" vpc_configuration: VpcConfiguration,
    }
}

const MADE: MadeFacets = &[
    (
        &GET_ACCESS_POINT,
        Some(
            r#"{
                "AccessPointArn": "arn:{partition}:s3:{region}:{account}:accesspoint/{id}",
                "Bucket": "amzn-s3-demo-bucket",
                "BucketAccountId": "{account}",
                "CreationDate": "2026-05-04T09:00:00Z",
                "Name": "{id}",
                "NetworkOrigin": "Internet",
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": true,
                    "BlockPublicPolicy": true,
                    "IgnorePublicAcls": true,
                    "RestrictPublicBuckets": true
                }
            }"#,
        ),
    ),
    (&GET_ACCESS_POINT_POLICY, None),
    (&GET_ACCESS_POINT_POLICY_STATUS, None),
];

facets! {
    AccessPoint {
        /// All that AWS tells of it (GetAccessPoint).
        details: GET_ACCESS_POINT => GetAccessPointResult;
        /// Its policy (GetAccessPointPolicy); none where it has none.
        policy: GET_ACCESS_POINT_POLICY => BucketPolicy;
        /// Whether AWS holds its policy for public (GetAccessPointPolicyStatus); none where there is no
        /// policy.
        policy_status:
            GET_ACCESS_POINT_POLICY_STATUS => GetAccessPointPolicyStatusResult.policy_status as "PolicyStatus":
                PolicyStatus;
    }
}

impl AccessPoint {
    /// Its public access block (GetAccessPoint), which AWS fixes when the access point is made. The
    /// blocks of its bucket and of the account hold beside it.
    pub fn public_access_block(&self) -> Option<&PublicAccessBlockConfiguration> {
        self.core
            .read::<GetAccessPointResult>(
                "public_access_block",
                &GET_ACCESS_POINT,
                "PublicAccessBlockConfiguration",
            )
            .and_then(|output| output.public_access_block_configuration.as_ref())
    }

    /// Sets what [`AccessPoint::public_access_block`] says; `None` takes it away.
    /// [`AccessPoint::with_details`] makes it unknown, with the rest of that answer.
    #[must_use]
    pub fn with_public_access_block(
        self,
        block: impl Into<Option<PublicAccessBlockConfiguration>>,
    ) -> Self {
        let member = "PublicAccessBlockConfiguration";
        let block = mock::json(block.into());
        Self { core: mock::facet_member(&self.core, &GET_ACCESS_POINT, member, block) }
    }
}

shape! {
    /// The VPC from which alone an access point can be reached.
    pub struct VpcConfiguration in s3control {
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// The answer of GetAccessPoint.
    pub struct GetAccessPointResult in s3control {
        "AccessPointArn" access_point_arn: str,
        "Alias" alias: str,
        "Bucket" bucket: str,
        "BucketAccountId" bucket_account_id: str,
        "CreationDate" creation_date: time,
        "DataSourceId" data_source_id: str,
        "DataSourceType" data_source_type: str,
        "Name" name: str,
        "NetworkOrigin" network_origin: str,
        "PublicAccessBlockConfiguration" public_access_block_configuration:
            PublicAccessBlockConfiguration,
        "VpcConfiguration" vpc_configuration: VpcConfiguration,
    }
}

shape! {
    /// The answer of GetAccessPointPolicyStatus.
    pub struct GetAccessPointPolicyStatusResult in s3control {
        "PolicyStatus" policy_status: PolicyStatus,
    }
}
