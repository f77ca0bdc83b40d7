//! Where ours is not as AWS's, each with its reason.

/// Operations, the members that AWS tells and we do not read, and why. `*` stands for every operation.
pub const LEFT_OUT: &[(&str, &[&str], &str)] = &[
    (
        "*",
        &["ContinuationToken", "IsTruncated"],
        "of pages: the next one is asked for by its token",
    ),
    ("*", &["RequestCharged"], "tells of the request, and not of the bucket"),
    (
        "ec2:DescribeImageAttribute",
        &[
            "BlockDeviceMappings",
            "BootMode",
            "DeregistrationProtection",
            "Description",
            "ImdsSupport",
            "KernelId",
            "LastLaunchedTime",
            "ProductCodes",
            "RamdiskId",
            "SriovNetSupport",
            "TpmSupport",
        ],
        "other attributes, which are not asked for: DescribeImages tells them",
    ),
    ("ec2:DescribeImageAttribute", &["UefiData"], "another attribute, which is not asked for"),
    ("ec2:DescribeImageAttribute", &["ImageId"], "is what was asked for"),
    (
        "ec2:DescribeInstanceAttribute",
        &[
            "BlockDeviceMappings",
            "EbsOptimized",
            "EnaSupport",
            "EnclaveOptions",
            "Groups",
            "InstanceType",
            "KernelId",
            "ProductCodes",
            "RamdiskId",
            "RootDeviceName",
            "SourceDestCheck",
            "SriovNetSupport",
        ],
        "other attributes, which are not asked for: DescribeInstances tells them",
    ),
    (
        "ec2:DescribeInstanceAttribute",
        &["DisableApiStop", "DisableApiTermination", "InstanceInitiatedShutdownBehavior"],
        "other attributes, of which each would be a call of its own for each instance",
    ),
    ("ec2:DescribeInstanceAttribute", &["InstanceId"], "is what was asked for"),
    (
        "ec2:DescribeInstances",
        &[
            "Reservations[].Groups",
            "Reservations[].OwnerId",
            "Reservations[].RequesterId",
            "Reservations[].ReservationId",
        ],
        "of the launch and not of an instance; the groups are those of EC2-Classic, which is gone",
    ),
    (
        "ec2:DescribeRegions",
        &["Regions[].Endpoint", "Regions[].Geography", "Regions[].OptInStatus"],
        "a region is told by its name alone where the source names its regions, without this call",
    ),
    (
        "ec2:DescribeSnapshotAttribute",
        &["ProductCodes"],
        "another attribute, which is not asked for",
    ),
    ("ec2:DescribeSnapshotAttribute", &["SnapshotId"], "is what was asked for"),
    ("s3:ListBuckets", &["Owner"], "the account, which is told with every resource"),
    ("s3:ListBuckets", &["Prefix"], "is what was asked for"),
    ("s3control:GetAccessPoint", &["Endpoints"], "a map of host names that follow from the alias"),
    ("sts:GetCallerIdentity", &["Arn", "UserId"], "who asks, and not what is configured"),
];

/// What is otherwise than AWS describes it, and why.
pub const NOT_AS_AWS: &[(&str, &str, &str)] = &[
    (
        "s3:GetBucketEncryption ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
        "AWS calls it sensitive, and we do not redact it",
        KEY_NAME,
    ),
    (
        "s3:GetBucketLocation",
        "we take the body for one member of the answer",
        "the body is `<LocationConstraint>` itself, which AWS's own clients read by a rule of their own",
    ),
    (
        "s3:ListBucketInventoryConfigurations InventoryConfigurationList[].Destination.S3BucketDestination.Encryption.SSEKMS.KeyId",
        "AWS calls it sensitive, and we do not redact it",
        KEY_NAME,
    ),
    (
        "s3control:GetAccessPointPolicy",
        "our `GetBucketPolicyOutput` is AWS's `GetAccessPointPolicyResult`",
        "a policy is the same struct wherever it stands",
    ),
    (
        "s3express:GetBucketEncryption ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
        "AWS calls it sensitive, and we do not redact it",
        KEY_NAME,
    ),
];

const KEY_NAME: &str = "the name of a key opens nothing, and checks ask which key it is";

/// Operations that tell something of a bucket and that nothing reads, and why.
pub const UNREAD: &[(&[&str], &str)] = &[
    (
        &[
            "GetBucketAnalyticsConfiguration",
            "GetBucketIntelligentTieringConfiguration",
            "GetBucketInventoryConfiguration",
            "GetBucketMetricsConfiguration",
        ],
        "tell one of what `ListBucket...Configurations` lists whole",
    ),
    (
        &["ListMultipartUploads", "ListObjectVersions", "ListObjects", "ListObjectsV2"],
        "tell what is in the bucket, and not how it is configured",
    ),
    (&["CreateSession"], "gives credentials for a directory bucket's objects"),
];
