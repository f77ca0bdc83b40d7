//! `AWS::S3::MultiRegionAccessPoint`.

use super::access_shapes::{PolicyStatus, PublicAccessBlockConfiguration};
use crate::resource::FacetSpec;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::{Described, shape};
use crate::resource::table::{
    GET_MULTI_REGION_ACCESS_POINT_POLICY, GET_MULTI_REGION_ACCESS_POINT_POLICY_STATUS,
};

kind! {
    /// A multi-region access point: one name for buckets in several regions, with a policy of its own.
    pub struct MultiRegionAccessPoint(
        "AWS::S3::MultiRegionAccessPoint",
        "multi-region access point",
        "multi-region access points"
    ) {
        list: LIST_MULTI_REGION_ACCESS_POINTS at "AccessPoints",
        arn: Arn::MultiRegionAccessPoint,
        id: /// The name, unique in its account.
            "Name" name,
        facets: &[
            FacetSpec {
                operation: &GET_MULTI_REGION_ACCESS_POINT_POLICY,
                answer: Answer::Root(GetMultiRegionAccessPointPolicyResult::TYPE),
                methods: &["policy"],
            },
            FacetSpec {
                operation: &GET_MULTI_REGION_ACCESS_POINT_POLICY_STATUS,
                answer: Answer::Root(GetMultiRegionAccessPointPolicyStatusResult::TYPE),
                methods: &["policy_status"],
            },
        ],
        mock: /// A new access point of two buckets, with its public access block wholly on and no
            /// policy. Sources: CreateMultiRegionAccessPoint in the Amazon S3 API reference;
            /// "Blocking public access with Amazon S3 Multi-Region Access Points" in its user
            /// guide.
            r#"
            {
              "Alias": "mfzwi23gnjvgw.mrap",
              "CreatedAt": "2026-05-04T09:00:00Z",
              "PublicAccessBlock": {"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true},
              "Regions": [
                {"Bucket": "amzn-s3-demo-bucket1", "Region": "eu-west-1"},
                {"Bucket": "amzn-s3-demo-bucket2", "Region": "us-east-1"}
              ],
              "Status": "READY"
            }"# with &[(&GET_MULTI_REGION_ACCESS_POINT_POLICY, None), (&GET_MULTI_REGION_ACCESS_POINT_POLICY_STATUS, None)],
    }
    /// What ListMultiRegionAccessPoints tells of a multi-region access point.
    pub struct MultiRegionAccessPointDescription in s3control as "MultiRegionAccessPointReport" {
        "Alias" alias: str,
        "CreatedAt" created_at: time,
        "PublicAccessBlock" public_access_block: PublicAccessBlockConfiguration,
        "Regions" regions: [RegionReport],
        "Status" status: str,
    }
}

facets! {
    MultiRegionAccessPoint {
        /// Its policy, the one in force and the one on its way (GetMultiRegionAccessPointPolicy); none
        /// where it has none.
        policy:
            GET_MULTI_REGION_ACCESS_POINT_POLICY => GetMultiRegionAccessPointPolicyResult.policy as "Policy":
                MultiRegionAccessPointPolicyDocument;
        /// Whether AWS holds its policy for public (GetMultiRegionAccessPointPolicyStatus); none where
        /// there is no policy.
        policy_status:
            GET_MULTI_REGION_ACCESS_POINT_POLICY_STATUS => GetMultiRegionAccessPointPolicyStatusResult.established
                as "Established": PolicyStatus;
    }
}

shape! {
    /// A bucket behind a multi-region access point.
    pub struct RegionReport in s3control {
        "Bucket" bucket: str,
        "BucketAccountId" bucket_account_id: str,
        "Region" region: str,
    }
}

shape! {
    /// The answer of GetMultiRegionAccessPointPolicy.
    pub struct GetMultiRegionAccessPointPolicyResult in s3control {
        "Policy" policy: MultiRegionAccessPointPolicyDocument,
    }
}

shape! {
    /// The policies of a multi-region access point.
    pub struct MultiRegionAccessPointPolicyDocument in s3control {
        "Established" established: EstablishedMultiRegionAccessPointPolicy,
        "Proposed" proposed: ProposedMultiRegionAccessPointPolicy,
    }
}

shape! {
    /// The policy in force.
    pub struct EstablishedMultiRegionAccessPointPolicy in s3control {
        "Policy" policy: str,
    }
}

shape! {
    /// The policy on its way.
    pub struct ProposedMultiRegionAccessPointPolicy in s3control {
        "Policy" policy: str,
    }
}

shape! {
    /// The answer of GetMultiRegionAccessPointPolicyStatus.
    pub struct GetMultiRegionAccessPointPolicyStatusResult in s3control {
        "Established" established: PolicyStatus,
    }
}
