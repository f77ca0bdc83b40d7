//! Amazon S3.

mod bucket;
mod bucket_shapes;

pub use bucket::Bucket;
pub use bucket_shapes::{
    BlockedEncryptionTypes, BucketPolicy, BucketVersioningStatus, EncryptionType, MfaDeleteStatus,
    ObjectOwnership, OwnershipControls, OwnershipControlsRule, PublicAccessBlockConfiguration,
    ServerSideEncryption, ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration,
    ServerSideEncryptionRule, VersioningConfiguration,
};
#[cfg(feature = "aws")]
pub(crate) use bucket_shapes::{
    BucketListing, GetBucketEncryptionOutput, GetBucketOwnershipControlsOutput,
    GetBucketTaggingOutput, GetPublicAccessBlockOutput,
};
