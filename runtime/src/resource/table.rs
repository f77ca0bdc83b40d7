//! The call table: every AWS API operation that configtest uses, once.
//!
//! The planner, the rate limiter, the policy that `cargo configtest permissions` prints, the
//! provenance of facts and the texts of failures all read it. Sources: the service models of Amazon
//! S3, Amazon S3 Control and Amazon EC2, and the Service Authorization Reference for the names of
//! actions.

use super::operation::{Operation, Rate, Request, Scope};

/// A row for an action of Amazon EC2 that says something of a region.
macro_rules! ec2 {
    ($(
        $(#[$meta:meta])*
        $constant:ident = $name:literal $({ $($parameter:literal = $value:literal),* })?
            $(of $resource:literal)? $(pages of $page:literal)?;
    )*) => {
        $(
            $(#[$meta])*
            pub static $constant: Operation = Operation {
                service: "ec2",
                name: $name,
                iam_action: concat!("ec2:", $name),
                scope: scope!($($resource)?),
                rate: Rate::Ec2NonMutating,
                absent: &[],
                request: Request::Query {
                    parameters: &[$($(($parameter, $value)),*)?],
                    resource: optional!($($resource)?),
                    page: optional!($($page)?),
                },
            };
        )*

        const EC2: &[&Operation] = &[$(&$constant),*];
    };
}

macro_rules! scope {
    () => {
        Scope::Region
    };
    ($resource:literal) => {
        Scope::Resource
    };
}

macro_rules! optional {
    () => {
        None
    };
    ($given:expr) => {
        Some($given)
    };
}

/// A row for a GET of a bucket's subresource.
macro_rules! bucket {
    ($list:ident in $service:literal: $(
        $(#[$meta:meta])*
        $constant:ident = $name:literal at $subresource:literal by $action:literal
            $(absent $($absent:literal)|+)?;
    )*) => {
        $(
            $(#[$meta])*
            pub static $constant: Operation = Operation {
                service: $service,
                name: $name,
                iam_action: $action,
                scope: Scope::Resource,
                rate: Rate::Unpublished,
                absent: &[$($($absent),+)?],
                request: Request::Bucket { subresource: $subresource },
            };
        )*

        const $list: &[&Operation] = &[$(&$constant),*];
    };
}

/// A row for a GET of a path.
macro_rules! path {
    ($list:ident: $(
        $(#[$meta:meta])*
        $constant:ident = $service:literal $name:literal at $path:literal by $action:literal for $scope:ident
            $(pages ($token:literal, $size:literal, $most:literal))? $(absent $($absent:literal)|+)?;
    )*) => {
        $(
            $(#[$meta])*
            pub static $constant: Operation = Operation {
                service: $service,
                name: $name,
                iam_action: $action,
                scope: Scope::$scope,
                rate: Rate::Unpublished,
                absent: &[$($($absent),+)?],
                request: Request::Path { path: $path, page: optional!($(($token, $size, $most))?) },
            };
        )*

        const $list: &[&Operation] = &[$(&$constant),*];
    };
}

/// Whose account it is, and in which partition. Needs no permission.
pub static GET_CALLER_IDENTITY: Operation = Operation {
    service: "sts",
    name: "GetCallerIdentity",
    iam_action: "sts:GetCallerIdentity",
    scope: Scope::Account,
    rate: Rate::Unpublished,
    absent: &[],
    request: Request::Query { parameters: &[], resource: None, page: None },
};

/// The credentials of a role that the source names.
pub static ASSUME_ROLE: Operation = Operation {
    service: "sts",
    name: "AssumeRole",
    iam_action: "sts:AssumeRole",
    scope: Scope::Account,
    rate: Rate::Unpublished,
    absent: &[],
    request: Request::Query { parameters: &[], resource: None, page: None },
};

path! { PATHS:
    /// The buckets of an account, with their regions: those are told where pages are asked for.
    LIST_BUCKETS = "s3" "ListBuckets" at "/" by "s3:ListAllMyBuckets" for Account
        pages ("continuation-token", "max-buckets", 1000);
    /// The directory buckets of a region.
    LIST_DIRECTORY_BUCKETS = "s3express" "ListDirectoryBuckets" at "/"
        by "s3express:ListAllMyDirectoryBuckets" for Region
        pages ("continuation-token", "max-directory-buckets", 1000);
    /// The account's public access block, which holds beside every bucket's own.
    GET_ACCOUNT_PUBLIC_ACCESS_BLOCK = "s3control" "GetPublicAccessBlock"
        at "/v20180820/configuration/publicAccessBlock" by "s3:GetAccountPublicAccessBlock" for Account
        absent "NoSuchPublicAccessBlockConfiguration";
    /// The access points of a region, those that are attached to other data than buckets too.
    LIST_ACCESS_POINTS = "s3control" "ListAccessPoints" at "/v20180820/accesspoint?dataSourceType=ALL"
        by "s3:ListAccessPoints" for Region pages ("nextToken", "maxResults", 1000);
    /// An access point, with its public access block.
    GET_ACCESS_POINT = "s3control" "GetAccessPoint" at "/v20180820/accesspoint/{}"
        by "s3:GetAccessPoint" for Resource;
    /// The policy of an access point.
    GET_ACCESS_POINT_POLICY = "s3control" "GetAccessPointPolicy" at "/v20180820/accesspoint/{}/policy"
        by "s3:GetAccessPointPolicy" for Resource absent "NoSuchAccessPointPolicy";
    /// Whether the policy of an access point lets the public in.
    GET_ACCESS_POINT_POLICY_STATUS = "s3control" "GetAccessPointPolicyStatus"
        at "/v20180820/accesspoint/{}/policyStatus" by "s3:GetAccessPointPolicyStatus" for Resource
        absent "NoSuchAccessPointPolicy";
    /// The multi-region access points of an account: one region answers for all.
    LIST_MULTI_REGION_ACCESS_POINTS = "s3control" "ListMultiRegionAccessPoints"
        at "/v20180820/mrap/instances" by "s3:ListMultiRegionAccessPoints" for Account
        pages ("nextToken", "maxResults", 1000);
    /// The policy of a multi-region access point.
    GET_MULTI_REGION_ACCESS_POINT_POLICY = "s3control" "GetMultiRegionAccessPointPolicy"
        at "/v20180820/mrap/instances/{}/policy" by "s3:GetMultiRegionAccessPointPolicy" for Resource
        absent "NoSuchMultiRegionAccessPointPolicy";
    /// Whether the policy of a multi-region access point lets the public in.
    GET_MULTI_REGION_ACCESS_POINT_POLICY_STATUS = "s3control" "GetMultiRegionAccessPointPolicyStatus"
        at "/v20180820/mrap/instances/{}/policystatus" by "s3:GetMultiRegionAccessPointPolicyStatus"
        for Resource absent "NoSuchMultiRegionAccessPointPolicy";
}

bucket! { BUCKET in "s3":
    /// Whether access is decided by tags of the bucket.
    GET_BUCKET_ABAC = "GetBucketAbac" at "abac" by "s3:GetBucketAbac";
    /// Whether transfers are accelerated. An empty answer means "never switched on".
    GET_BUCKET_ACCELERATE_CONFIGURATION = "GetBucketAccelerateConfiguration" at "accelerate"
        by "s3:GetAccelerateConfiguration";
    /// Who may do what by ACL.
    GET_BUCKET_ACL = "GetBucketAcl" at "acl" by "s3:GetBucketAcl";
    /// How access is analyzed.
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS = "ListBucketAnalyticsConfigurations" at "analytics"
        by "s3:GetAnalyticsConfiguration" absent "NoSuchConfiguration";
    /// From which origins browsers may ask.
    GET_BUCKET_CORS = "GetBucketCors" at "cors" by "s3:GetBucketCORS"
        absent "NoSuchCORSConfiguration";
    /// How a bucket encrypts new objects by default.
    GET_BUCKET_ENCRYPTION = "GetBucketEncryption" at "encryption" by "s3:GetEncryptionConfiguration"
        absent "ServerSideEncryptionConfigurationNotFoundError";
    /// What moves between storage tiers.
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS = "ListBucketIntelligentTieringConfigurations"
        at "intelligent-tiering" by "s3:GetIntelligentTieringConfiguration"
        absent "NoSuchConfiguration";
    /// The lists of objects that are written.
    LIST_BUCKET_INVENTORY_CONFIGURATIONS = "ListBucketInventoryConfigurations" at "inventory"
        by "s3:GetInventoryConfiguration" absent "NoSuchConfiguration";
    /// When objects move and end.
    GET_BUCKET_LIFECYCLE_CONFIGURATION = "GetBucketLifecycleConfiguration" at "lifecycle"
        by "s3:GetLifecycleConfiguration" absent "NoSuchLifecycleConfiguration";
    /// The region of a bucket. An empty answer means us-east-1.
    GET_BUCKET_LOCATION = "GetBucketLocation" at "location" by "s3:GetBucketLocation";
    /// Where accesses are logged. An empty answer means "nowhere".
    GET_BUCKET_LOGGING = "GetBucketLogging" at "logging" by "s3:GetBucketLogging";
    /// The metadata tables of a bucket.
    GET_BUCKET_METADATA_CONFIGURATION = "GetBucketMetadataConfiguration" at "metadataConfiguration"
        by "s3:GetBucketMetadataTableConfiguration" absent "MetadataConfigurationNotFound";
    /// The metadata table of a bucket, in the older form.
    GET_BUCKET_METADATA_TABLE_CONFIGURATION = "GetBucketMetadataTableConfiguration" at "metadataTable"
        by "s3:GetBucketMetadataTableConfiguration" absent "MetadataConfigurationNotFound";
    /// What is measured.
    LIST_BUCKET_METRICS_CONFIGURATIONS = "ListBucketMetricsConfigurations" at "metrics"
        by "s3:GetMetricsConfiguration" absent "NoSuchConfiguration";
    /// Who is told of events. An empty answer means "nobody".
    GET_BUCKET_NOTIFICATION_CONFIGURATION = "GetBucketNotificationConfiguration" at "notification"
        by "s3:GetBucketNotification";
    /// How long objects cannot be changed.
    GET_OBJECT_LOCK_CONFIGURATION = "GetObjectLockConfiguration" at "object-lock"
        by "s3:GetBucketObjectLockConfiguration"
        absent "ObjectLockConfigurationNotFoundError" | "ObjectLockConfigurationNotFound";
    /// Who owns the objects of a bucket, and so whether ACLs count.
    GET_BUCKET_OWNERSHIP_CONTROLS = "GetBucketOwnershipControls" at "ownershipControls"
        by "s3:GetBucketOwnershipControls" absent "OwnershipControlsNotFoundError";
    /// The bucket policy.
    GET_BUCKET_POLICY = "GetBucketPolicy" at "policy" by "s3:GetBucketPolicy"
        absent "NoSuchBucketPolicy";
    /// Whether the bucket policy lets the public in.
    GET_BUCKET_POLICY_STATUS = "GetBucketPolicyStatus" at "policyStatus" by "s3:GetBucketPolicyStatus"
        absent "NoSuchBucketPolicy";
    /// The bucket's own public access block (the account has another).
    GET_PUBLIC_ACCESS_BLOCK = "GetPublicAccessBlock" at "publicAccessBlock"
        by "s3:GetBucketPublicAccessBlock" absent "NoSuchPublicAccessBlockConfiguration";
    /// Where objects are copied to.
    GET_BUCKET_REPLICATION = "GetBucketReplication" at "replication"
        by "s3:GetReplicationConfiguration" absent "ReplicationConfigurationNotFoundError";
    /// Who pays for requests.
    GET_BUCKET_REQUEST_PAYMENT = "GetBucketRequestPayment" at "requestPayment"
        by "s3:GetBucketRequestPayment";
    /// The tags of a bucket.
    GET_BUCKET_TAGGING = "GetBucketTagging" at "tagging" by "s3:GetBucketTagging"
        absent "NoSuchTagSet" | "NoSuchTagSetError";
    /// Whether a bucket keeps old versions of its objects. An empty answer means "never switched on".
    GET_BUCKET_VERSIONING = "GetBucketVersioning" at "versioning" by "s3:GetBucketVersioning";
    /// How a bucket serves as a website.
    GET_BUCKET_WEBSITE = "GetBucketWebsite" at "website" by "s3:GetBucketWebsite"
        absent "NoSuchWebsiteConfiguration";
}

bucket! { DIRECTORY_BUCKET in "s3express":
    /// How a directory bucket encrypts new objects by default.
    GET_DIRECTORY_BUCKET_ENCRYPTION = "GetBucketEncryption" at "encryption"
        by "s3express:GetEncryptionConfiguration"
        absent "ServerSideEncryptionConfigurationNotFoundError";
    /// When the objects of a directory bucket end.
    GET_DIRECTORY_BUCKET_LIFECYCLE_CONFIGURATION = "GetBucketLifecycleConfiguration" at "lifecycle"
        by "s3express:GetLifecycleConfiguration" absent "NoSuchLifecycleConfiguration";
    /// The policy of a directory bucket.
    GET_DIRECTORY_BUCKET_POLICY = "GetBucketPolicy" at "policy" by "s3express:GetBucketPolicy"
        absent "NoSuchBucketPolicy";
}

ec2! {
    /// The regions that an account has enabled.
    DESCRIBE_REGIONS = "DescribeRegions";
    /// The Elastic IP addresses of a region.
    DESCRIBE_ADDRESSES = "DescribeAddresses";
    /// The Client VPN endpoints of a region.
    DESCRIBE_CLIENT_VPN_ENDPOINTS = "DescribeClientVpnEndpoints" pages of 1000;
    /// The egress-only internet gateways of a region.
    DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS = "DescribeEgressOnlyInternetGateways" pages of 255;
    /// The flow logs of a region.
    DESCRIBE_FLOW_LOGS = "DescribeFlowLogs" pages of 1000;
    /// Who may launch an image.
    DESCRIBE_IMAGE_ATTRIBUTE = "DescribeImageAttribute" { "Attribute" = "launchPermission" } of "ImageId";
    /// The images of a region that the account owns.
    DESCRIBE_IMAGES = "DescribeImages" { "IncludeDisabled" = "true", "Owner.1" = "self" } pages of 1000;
    /// The user data of an instance.
    DESCRIBE_INSTANCE_ATTRIBUTE = "DescribeInstanceAttribute" { "Attribute" = "userData" } of "InstanceId";
    /// The instances of a region that are not terminated: what is terminated is listed for an hour
    /// and configured no more.
    DESCRIBE_INSTANCES = "DescribeInstances" {
        "Filter.1.Name" = "instance-state-name",
        "Filter.1.Value.1" = "pending",
        "Filter.1.Value.2" = "running",
        "Filter.1.Value.3" = "shutting-down",
        "Filter.1.Value.4" = "stopping",
        "Filter.1.Value.5" = "stopped",
        "IncludeManagedResources" = "true"
    } pages of 1000;
    /// The internet gateways of a region.
    DESCRIBE_INTERNET_GATEWAYS = "DescribeInternetGateways" pages of 1000;
    /// The key pairs of a region, with their public keys.
    DESCRIBE_KEY_PAIRS = "DescribeKeyPairs" { "IncludePublicKey" = "true" };
    /// The default and the latest version of every launch template of a region.
    DESCRIBE_LAUNCH_TEMPLATE_VERSIONS = "DescribeLaunchTemplateVersions" {
        "IncludeManagedResources" = "true",
        "LaunchTemplateVersion.1" = "$Default",
        "LaunchTemplateVersion.2" = "$Latest"
    } pages of 200;
    /// The launch templates of a region.
    DESCRIBE_LAUNCH_TEMPLATES = "DescribeLaunchTemplates" { "IncludeManagedResources" = "true" }
        pages of 200;
    /// The managed prefix lists of a region, those that AWS manages too.
    DESCRIBE_MANAGED_PREFIX_LISTS = "DescribeManagedPrefixLists" pages of 100;
    /// What a managed prefix list holds.
    GET_MANAGED_PREFIX_LIST_ENTRIES = "GetManagedPrefixListEntries" of "PrefixListId" pages of 100;
    /// The NAT gateways of a region.
    DESCRIBE_NAT_GATEWAYS = "DescribeNatGateways" pages of 1000;
    /// The network ACLs of a region.
    DESCRIBE_NETWORK_ACLS = "DescribeNetworkAcls" pages of 1000;
    /// The network interfaces of a region.
    DESCRIBE_NETWORK_INTERFACES = "DescribeNetworkInterfaces" { "IncludeManagedResources" = "true" }
        pages of 1000;
    /// The route tables of a region.
    DESCRIBE_ROUTE_TABLES = "DescribeRouteTables" pages of 100;
    /// The security groups of a region, each with all its rules.
    DESCRIBE_SECURITY_GROUPS = "DescribeSecurityGroups" pages of 1000;
    /// Who may make volumes of a snapshot.
    DESCRIBE_SNAPSHOT_ATTRIBUTE = "DescribeSnapshotAttribute" { "Attribute" = "createVolumePermission" }
        of "SnapshotId";
    /// The snapshots of a region that the account owns.
    DESCRIBE_SNAPSHOTS = "DescribeSnapshots" { "Owner.1" = "self" } pages of 1000;
    /// The subnets of a region.
    DESCRIBE_SUBNETS = "DescribeSubnets" pages of 1000;
    /// The attachments of the transit gateways of a region.
    DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS = "DescribeTransitGatewayAttachments" pages of 1000;
    /// The route tables of the transit gateways of a region.
    DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES = "DescribeTransitGatewayRouteTables" pages of 1000;
    /// The transit gateways of a region.
    DESCRIBE_TRANSIT_GATEWAYS = "DescribeTransitGateways" pages of 1000;
    /// The volumes of a region.
    DESCRIBE_VOLUMES = "DescribeVolumes" { "IncludeManagedResources" = "true" }
        pages of 1000;
    /// What is excluded from blocking the VPCs of a region from the internet.
    DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSIONS = "DescribeVpcBlockPublicAccessExclusions" pages of 1000;
    /// Whether the VPCs of a region are blocked from the internet.
    DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS = "DescribeVpcBlockPublicAccessOptions";
    /// The endpoint services that the account offers in a region.
    DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS = "DescribeVpcEndpointServiceConfigurations" pages of 1000;
    /// Who may connect to an endpoint service.
    DESCRIBE_VPC_ENDPOINT_SERVICE_PERMISSIONS = "DescribeVpcEndpointServicePermissions" of "ServiceId"
        pages of 1000;
    /// The VPC endpoints of a region.
    DESCRIBE_VPC_ENDPOINTS = "DescribeVpcEndpoints" pages of 1000;
    /// The VPC peering connections of a region.
    DESCRIBE_VPC_PEERING_CONNECTIONS = "DescribeVpcPeeringConnections" pages of 1000;
    /// The VPCs of a region.
    DESCRIBE_VPCS = "DescribeVpcs" pages of 1000;
    /// The Site-to-Site VPN connections of a region.
    DESCRIBE_VPN_CONNECTIONS = "DescribeVpnConnections";
    /// The KMS key that encrypts new volumes by default.
    GET_EBS_DEFAULT_KMS_KEY_ID = "GetEbsDefaultKmsKeyId";
    /// Whether new volumes are encrypted by default.
    GET_EBS_ENCRYPTION_BY_DEFAULT = "GetEbsEncryptionByDefault";
    /// Whether images may be shared with the public.
    GET_IMAGE_BLOCK_PUBLIC_ACCESS_STATE = "GetImageBlockPublicAccessState";
    /// The metadata options that new instances get.
    GET_INSTANCE_METADATA_DEFAULTS = "GetInstanceMetadataDefaults";
    /// Whether serial consoles may be used.
    GET_SERIAL_CONSOLE_ACCESS_STATUS = "GetSerialConsoleAccessStatus";
    /// Whether snapshots may be shared with the public.
    GET_SNAPSHOT_BLOCK_PUBLIC_ACCESS_STATE = "GetSnapshotBlockPublicAccessState";
}

/// Every operation.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    const STS: &[&Operation] = &[&GET_CALLER_IDENTITY, &ASSUME_ROLE];
    [STS, PATHS, BUCKET, DIRECTORY_BUCKET, EC2].into_iter().flatten().copied()
}
