//! `AWS::S3Express::DirectoryBucket`.

use super::access_shapes::BucketPolicy;
use super::protection_shapes::{
    GetBucketEncryptionOutput, GetBucketLifecycleConfigurationOutput,
    ServerSideEncryptionConfiguration,
};
use crate::resource::FacetSpec;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::mock::MadeFacets;
use crate::resource::shape::Described;
use crate::resource::table::{
    GET_DIRECTORY_BUCKET_ENCRYPTION, GET_DIRECTORY_BUCKET_LIFECYCLE_CONFIGURATION,
    GET_DIRECTORY_BUCKET_POLICY,
};

kind! {
    /// A directory bucket: one that keeps its objects in a single zone. It is private always, and has
    /// far fewer settings than a [`Bucket`](super::Bucket).
    pub struct DirectoryBucket("AWS::S3Express::DirectoryBucket", "directory bucket", "directory buckets") {
        list: LIST_DIRECTORY_BUCKETS at "Buckets",
        arn: Arn::DirectoryBucket,
        id: /// The bucket's name, which names its zone: `acme--use1-az4--x-s3`.
            "Name" name,
        facets: &[
            FacetSpec {
                operation: &GET_DIRECTORY_BUCKET_ENCRYPTION,
                answer: Answer::Member(GetBucketEncryptionOutput::TYPE),
                methods: &["encryption"],
            },
            FacetSpec {
                operation: &GET_DIRECTORY_BUCKET_LIFECYCLE_CONFIGURATION,
                answer: Answer::Root(GetBucketLifecycleConfigurationOutput::TYPE),
                methods: &["lifecycle_configuration"],
            },
            FacetSpec {
                operation: &GET_DIRECTORY_BUCKET_POLICY,
                answer: Answer::Text("Policy"),
                methods: &["policy"],
            },
        ],
        mock: /// A new bucket: encrypted with keys that S3 manages, without policy and lifecycle.
            /// Sources: "Differences for directory buckets" and "Setting and monitoring default
            /// encryption for directory buckets" in the Amazon S3 user guide.
            r#"
            {
              "BucketArn": "arn:{partition}:s3express:{region}:{account}:bucket/{id}",
              "BucketRegion": "{region}",
              "CreationDate": "2026-05-04T09:00:00Z"
            }"# with MADE,
    }
    /// What ListDirectoryBuckets tells of a directory bucket.
    pub struct DirectoryBucketDescription in s3 as "Bucket" {
        "BucketArn" bucket_arn: str,
        "BucketRegion" bucket_region: str,
        "CreationDate" creation_date: time,
    }
}

const MADE: MadeFacets = &[
    (
        &GET_DIRECTORY_BUCKET_ENCRYPTION,
        Some(
            r#"{"ServerSideEncryptionConfiguration": {"Rules": [
                {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
            ]}}"#,
        ),
    ),
    (&GET_DIRECTORY_BUCKET_LIFECYCLE_CONFIGURATION, None),
    (&GET_DIRECTORY_BUCKET_POLICY, None),
];

facets! {
    DirectoryBucket {
        /// The default encryption (GetBucketEncryption).
        encryption:
            GET_DIRECTORY_BUCKET_ENCRYPTION => GetBucketEncryptionOutput.server_side_encryption_configuration
                as "ServerSideEncryptionConfiguration": (ServerSideEncryptionConfiguration);
        /// When objects end (GetBucketLifecycleConfiguration); none where nothing is set.
        lifecycle_configuration:
            GET_DIRECTORY_BUCKET_LIFECYCLE_CONFIGURATION => GetBucketLifecycleConfigurationOutput;
        /// The bucket policy (GetBucketPolicy); none where it has none.
        policy: GET_DIRECTORY_BUCKET_POLICY => BucketPolicy;
    }
}
