"""Buckets with all that moto keeps of them, access points, and what an account has set."""

import json

from clients import block_public_access, client

ACCOUNT = "111122223333"
TAGS = [
    {"Key": "team", "Value": "a & b <c>"},
    {"Key": "empty", "Value": ""},
    {"Key": "Ünïcode", "Value": "ja"},
]
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/5f2a1c34-9d7e-4b06-8f3e-2b6a7c9d0e11"


def statement(name, resource):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": name,
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "s3:GetObject",
                    "Resource": resource,
                }
            ],
        }
    )


def make(s3, region, name, **options):
    if region != "us-east-1":
        options["CreateBucketConfiguration"] = {"LocationConstraint": region}
    s3.create_bucket(Bucket=name, **options)


def fill_region(endpoint, region):
    s3 = client("s3", endpoint, region)
    plain, full, locked = (f"acme-{kind}-{region}" for kind in ("plain", "full", "locked"))
    make(s3, region, plain)
    make(s3, region, full)
    make(s3, region, locked, ObjectLockEnabledForBucket=True)
    s3.put_object_lock_configuration(
        Bucket=locked,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 30}},
        },
    )
    s3.put_bucket_website(
        Bucket=locked,
        WebsiteConfiguration={"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}},
    )
    s3.put_bucket_versioning(Bucket=full, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_tagging(Bucket=full, Tagging={"TagSet": TAGS})
    s3.put_bucket_policy(Bucket=full, Policy=statement("Public", f"arn:aws:s3:::{full}/*"))
    block_public_access(s3, full)
    s3.put_bucket_accelerate_configuration(Bucket=full, AccelerateConfiguration={"Status": "Suspended"})
    s3.put_bucket_ownership_controls(
        Bucket=full, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}
    )
    encrypt(s3, full)
    s3.put_bucket_cors(
        Bucket=full,
        CORSConfiguration={
            "CORSRules": [
                {
                    "AllowedHeaders": ["x-b", "x-a"],
                    "AllowedMethods": ["PUT", "GET"],
                    "AllowedOrigins": ["https://b.example.com", "https://a.example.com"],
                    "ExposeHeaders": ["etag"],
                    "MaxAgeSeconds": 300,
                },
                {"AllowedMethods": ["HEAD"], "AllowedOrigins": ["*"]},
            ]
        },
    )
    lifecycle(s3, full)
    serve(s3, full)
    acl(s3, full, plain)
    s3.put_bucket_replication(
        Bucket=full,
        ReplicationConfiguration={
            "Role": f"arn:aws:iam::{ACCOUNT}:role/replicate",
            "Rules": [
                {
                    "ID": name,
                    "Priority": priority,
                    "Status": "Enabled",
                    "Filter": {"Prefix": f"{name}/"},
                    "DeleteMarkerReplication": {"Status": "Disabled"},
                    "Destination": {"Bucket": f"arn:aws:s3:::{locked}", "StorageClass": "STANDARD_IA"},
                }
                for priority, name in [(1, "second"), (2, "first")]
            ],
        },
    )
    notify(s3, full)
    for name in ["weekly", "daily"]:
        inventory(s3, full, name)
    access_points(endpoint, region, [plain, full])


def encrypt(s3, name):
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}
    rule = {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})


def lifecycle(s3, name):
    s3.put_bucket_lifecycle_configuration(
        Bucket=name,
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": "and",
                    "Status": "Enabled",
                    "Filter": {
                        "And": {
                            "Prefix": "logs/",
                            "Tags": [{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}],
                            "ObjectSizeGreaterThan": 5_000_000_000,
                        }
                    },
                    "Transitions": [
                        {"Days": 90, "StorageClass": "GLACIER"},
                        {"Days": 30, "StorageClass": "STANDARD_IA"},
                    ],
                    "NoncurrentVersionTransitions": [{"NoncurrentDays": 30, "StorageClass": "ONEZONE_IA"}],
                    "NoncurrentVersionExpiration": {"NoncurrentDays": 60},
                    "Expiration": {"Days": 365},
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
                },
                {
                    "ID": "by date",
                    "Status": "Disabled",
                    "Filter": {"Prefix": ""},
                    "Expiration": {"Date": "2030-01-01T00:00:00Z"},
                },
                {
                    "ID": "marker",
                    "Status": "Enabled",
                    "Prefix": "old/",
                    "Expiration": {"ExpiredObjectDeleteMarker": True},
                },
            ]
        },
    )


def serve(s3, name):
    s3.put_bucket_website(
        Bucket=name,
        WebsiteConfiguration={
            "IndexDocument": {"Suffix": "index.html"},
            "ErrorDocument": {"Key": "404.html"},
            "RoutingRules": [
                {
                    "Condition": {"KeyPrefixEquals": "docs/", "HttpErrorCodeReturnedEquals": "404"},
                    "Redirect": {"ReplaceKeyPrefixWith": "documents/", "HttpRedirectCode": "301"},
                },
                {"Redirect": {"HostName": "example.com", "Protocol": "https"}},
            ],
        },
    )


def acl(s3, name, logs):
    owner = s3.get_bucket_acl(Bucket=name)["Owner"]
    everyone = {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}
    delivery = {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"}
    user = {"Type": "CanonicalUser", "ID": owner["ID"]}
    grants = [(user, "FULL_CONTROL"), (everyone, "READ"), (everyone, "READ_ACP")]
    given = [(delivery, "WRITE"), (delivery, "READ_ACP")]
    for bucket, grants in [(name, grants), (logs, given)]:
        s3.put_bucket_acl(
            Bucket=bucket,
            AccessControlPolicy={
                "Owner": owner,
                "Grants": [{"Grantee": grantee, "Permission": permission} for grantee, permission in grants],
            },
        )
    target = {"TargetBucket": logs, "TargetPrefix": "access/", "TargetGrants": []}
    target["TargetGrants"] = [
        {"Grantee": everyone, "Permission": "READ"},
        {"Grantee": user, "Permission": "WRITE"},
    ]
    s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={"LoggingEnabled": target})


def notify(s3, name):
    region = s3.meta.region_name
    rules = [{"Name": "prefix", "Value": "in/"}, {"Name": "suffix", "Value": ".csv"}]
    s3.put_bucket_notification_configuration(
        Bucket=name,
        SkipDestinationValidation=True,
        NotificationConfiguration={
            "TopicConfigurations": [
                {
                    "Id": topic,
                    "TopicArn": f"arn:aws:sns:{region}:{ACCOUNT}:{topic}",
                    "Events": ["s3:ObjectRemoved:*", "s3:ObjectCreated:*"],
                }
                for topic in ["two", "one"]
            ],
            "QueueConfigurations": [
                {
                    "Id": "queue",
                    "QueueArn": f"arn:aws:sqs:{region}:{ACCOUNT}:queue",
                    "Events": ["s3:ObjectCreated:Put"],
                    "Filter": {"Key": {"FilterRules": rules}},
                }
            ],
            "LambdaFunctionConfigurations": [
                {
                    "Id": "function",
                    "LambdaFunctionArn": f"arn:aws:lambda:{region}:{ACCOUNT}:function:f",
                    "Events": ["s3:ObjectCreated:Put"],
                }
            ],
            "EventBridgeConfiguration": {},
        },
    )


def inventory(s3, name, configuration):
    target = {
        "Bucket": f"arn:aws:s3:::{name}",
        "Format": "CSV",
        "Prefix": configuration,
        "AccountId": ACCOUNT,
    }
    s3.put_bucket_inventory_configuration(
        Bucket=name,
        Id=configuration,
        InventoryConfiguration={
            "Id": configuration,
            "IsEnabled": True,
            "Destination": {"S3BucketDestination": target},
            "IncludedObjectVersions": "All",
            "OptionalFields": ["Size", "ETag"],
            "Schedule": {"Frequency": configuration.capitalize()},
            "Filter": {"Prefix": "data/"},
        },
    )


def access_points(endpoint, region, buckets):
    control = client("s3control", endpoint, region)
    for number, bucket in enumerate(buckets):
        name = f"point-{number}-{region}"
        options = {"VpcConfiguration": {"VpcId": "vpc-0123"}} if number else {}
        control.create_access_point(AccountId=ACCOUNT, Name=name, Bucket=bucket, **options)
    arn = f"arn:aws:s3:{region}:{ACCOUNT}:accesspoint/{name}"
    control.put_access_point_policy(
        AccountId=ACCOUNT, Name=name, Policy=statement("Point", f"{arn}/object/*")
    )


def fill_account(endpoint, regions):
    control = client("s3control", endpoint, "us-west-2")
    block = {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": False,
        "BlockPublicPolicy": True,
        "RestrictPublicBuckets": False,
    }
    control.put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=block)
    for name in ["everywhere", "somewhere"]:
        control.create_multi_region_access_point(
            AccountId=ACCOUNT,
            Details={
                "Name": name,
                "PublicAccessBlock": block,
                "Regions": [{"Bucket": f"acme-full-{of}"} for of in regions],
            },
        )
    arn = f"arn:aws:s3::{ACCOUNT}:accesspoint/everywhere"
    control.put_multi_region_access_point_policy(
        AccountId=ACCOUNT, Details={"Name": "everywhere", "Policy": statement("Points", f"{arn}/object/*")}
    )
