//! The call table: every AWS API operation that configtest uses, once.
//!
//! What is absent rather than unknown, and which IAM action an operation needs, is read here by
//! the collector, the failure texts and the documentation alike. Sources: the service models of
//! Amazon S3 and Amazon EC2, and the Service Authorization Reference for the names of actions.

/// One operation of an AWS API.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// The service, as IAM and the AWS CLI call it: `s3`, `ec2`.
    pub service: &'static str,
    /// The API's name of the operation: `GetBucketVersioning`.
    pub name: &'static str,
    /// The IAM action that lets a caller use it; it differs from the operation's name at times.
    pub iam_action: &'static str,
    /// Error codes that mean "not set", which is a known fact.
    pub absent: &'static [&'static str],
}

impl Operation {
    /// The operation with its service: `s3:GetBucketVersioning`.
    pub fn qualified(&self) -> String {
        format!("{}:{}", self.service, self.name)
    }
}

/// Who is asking: the account and the partition. Needs no permission.
#[cfg(feature = "aws")]
pub static GET_CALLER_IDENTITY: Operation = Operation {
    service: "sts",
    name: "GetCallerIdentity",
    iam_action: "sts:GetCallerIdentity",
    absent: &[],
};

/// The buckets of an account, with their regions.
pub static LIST_BUCKETS: Operation = Operation {
    service: "s3",
    name: "ListBuckets",
    iam_action: "s3:ListAllMyBuckets",
    absent: &[],
};

/// Whether a bucket keeps old versions of its objects. An empty answer means "never switched on".
pub static GET_BUCKET_VERSIONING: Operation = Operation {
    service: "s3",
    name: "GetBucketVersioning",
    iam_action: "s3:GetBucketVersioning",
    absent: &[],
};

/// The bucket's own public access block (the account has another).
pub static GET_PUBLIC_ACCESS_BLOCK: Operation = Operation {
    service: "s3",
    name: "GetPublicAccessBlock",
    iam_action: "s3:GetBucketPublicAccessBlock",
    absent: &["NoSuchPublicAccessBlockConfiguration"],
};

/// How a bucket encrypts new objects by default.
pub static GET_BUCKET_ENCRYPTION: Operation = Operation {
    service: "s3",
    name: "GetBucketEncryption",
    iam_action: "s3:GetEncryptionConfiguration",
    absent: &["ServerSideEncryptionConfigurationNotFoundError"],
};

/// The bucket policy.
pub static GET_BUCKET_POLICY: Operation = Operation {
    service: "s3",
    name: "GetBucketPolicy",
    iam_action: "s3:GetBucketPolicy",
    absent: &["NoSuchBucketPolicy"],
};

/// Who owns the objects of a bucket, and so whether ACLs count.
pub static GET_BUCKET_OWNERSHIP_CONTROLS: Operation = Operation {
    service: "s3",
    name: "GetBucketOwnershipControls",
    iam_action: "s3:GetBucketOwnershipControls",
    absent: &["OwnershipControlsNotFoundError"],
};

/// The tags of a bucket.
pub static GET_BUCKET_TAGGING: Operation = Operation {
    service: "s3",
    name: "GetBucketTagging",
    iam_action: "s3:GetBucketTagging",
    absent: &["NoSuchTagSet", "NoSuchTagSetError"],
};

/// The security groups of a region, each with all its rules.
pub static DESCRIBE_SECURITY_GROUPS: Operation = Operation {
    service: "ec2",
    name: "DescribeSecurityGroups",
    iam_action: "ec2:DescribeSecurityGroups",
    absent: &[],
};

/// The instances of a region that are not terminated.
pub static DESCRIBE_INSTANCES: Operation = Operation {
    service: "ec2",
    name: "DescribeInstances",
    iam_action: "ec2:DescribeInstances",
    absent: &[],
};
