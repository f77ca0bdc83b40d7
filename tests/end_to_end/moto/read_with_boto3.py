"""Reads an account with boto3, as much of it as configtest does.

    python read_with_boto3.py ENDPOINT REGION...

Prints `{KIND: {PLACE/ID: {OPERATION: ANSWER}}}` in JSON. The place is the region, or `global` for
what an account has; an answer is `{"Value": ...}` as boto3 gives it, or `{"Error": CODE}`. A listing
that is refused stands under the place alone.
"""

import json
import sys
from datetime import datetime, timezone

from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

from clients import client

ACCOUNT = "111122223333"
OF_ACCOUNT = {"AccountId": ACCOUNT}
LIVING = ["pending", "running", "shutting-down", "stopping", "stopped"]
REGION_SETTINGS = [
    "GetEbsEncryptionByDefault",
    "GetEbsDefaultKmsKeyId",
    "GetSnapshotBlockPublicAccessState",
    "GetImageBlockPublicAccessState",
    "GetInstanceMetadataDefaults",
    "GetSerialConsoleAccessStatus",
    "DescribeVpcBlockPublicAccessOptions",
]
OF_BUCKETS = [
    "GetBucketAbac",
    "GetBucketAccelerateConfiguration",
    "GetBucketAcl",
    "ListBucketAnalyticsConfigurations",
    "GetBucketCors",
    "GetBucketEncryption",
    "ListBucketIntelligentTieringConfigurations",
    "ListBucketInventoryConfigurations",
    "GetBucketLifecycleConfiguration",
    "GetBucketLocation",
    "GetBucketLogging",
    "GetBucketMetadataConfiguration",
    "GetBucketMetadataTableConfiguration",
    "ListBucketMetricsConfigurations",
    "GetBucketNotificationConfiguration",
    "GetObjectLockConfiguration",
    "GetBucketOwnershipControls",
    "GetBucketPolicy",
    "GetBucketPolicyStatus",
    "GetPublicAccessBlock",
    "GetBucketReplication",
    "GetBucketRequestPayment",
    "GetBucketTagging",
    "GetBucketVersioning",
    "GetBucketWebsite",
]
OF_DIRECTORY_BUCKETS = ["GetBucketEncryption", "GetBucketLifecycleConfiguration", "GetBucketPolicy"]

# By kind: the listing, what is asked, what is listed and its id; and by operation of a facet what is
# asked, with `ID` for the id.
ID = object()
OF_EC2 = {
    "ClientVpnEndpoint": ("DescribeClientVpnEndpoints", {}, "ClientVpnEndpoints", "ClientVpnEndpointId", {}),
    "EIP": ("DescribeAddresses", {}, "Addresses", "AllocationId", {}),
    "EgressOnlyInternetGateway": (
        "DescribeEgressOnlyInternetGateways",
        {},
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayId",
        {},
    ),
    "FlowLog": ("DescribeFlowLogs", {}, "FlowLogs", "FlowLogId", {}),
    "Image": (
        "DescribeImages",
        {"Owners": ["self"], "IncludeDisabled": True},
        "Images",
        "ImageId",
        {"DescribeImageAttribute": {"Attribute": "launchPermission", "ImageId": ID}},
    ),
    "Instance": (
        "DescribeInstances",
        {"Filters": [{"Name": "instance-state-name", "Values": LIVING}]},
        "Instances",
        "InstanceId",
        {"DescribeInstanceAttribute": {"Attribute": "userData", "InstanceId": ID}},
    ),
    "InternetGateway": ("DescribeInternetGateways", {}, "InternetGateways", "InternetGatewayId", {}),
    "KeyPair": ("DescribeKeyPairs", {"IncludePublicKey": True}, "KeyPairs", "KeyPairId", {}),
    "LaunchTemplate": (
        "DescribeLaunchTemplates",
        {},
        "LaunchTemplates",
        "LaunchTemplateId",
        {"DescribeLaunchTemplateVersions": {"Versions": ["$Default", "$Latest"], "LaunchTemplateId": ID}},
    ),
    "NatGateway": ("DescribeNatGateways", {}, "NatGateways", "NatGatewayId", {}),
    "NetworkAcl": ("DescribeNetworkAcls", {}, "NetworkAcls", "NetworkAclId", {}),
    "NetworkInterface": ("DescribeNetworkInterfaces", {}, "NetworkInterfaces", "NetworkInterfaceId", {}),
    "PrefixList": (
        "DescribeManagedPrefixLists",
        {},
        "PrefixLists",
        "PrefixListId",
        {"GetManagedPrefixListEntries": {"PrefixListId": ID}},
    ),
    "RouteTable": ("DescribeRouteTables", {}, "RouteTables", "RouteTableId", {}),
    "SecurityGroup": ("DescribeSecurityGroups", {}, "SecurityGroups", "GroupId", {}),
    "Snapshot": (
        "DescribeSnapshots",
        {"OwnerIds": ["self"]},
        "Snapshots",
        "SnapshotId",
        {"DescribeSnapshotAttribute": {"Attribute": "createVolumePermission", "SnapshotId": ID}},
    ),
    "Subnet": ("DescribeSubnets", {}, "Subnets", "SubnetId", {}),
    "TransitGateway": ("DescribeTransitGateways", {}, "TransitGateways", "TransitGatewayId", {}),
    "TransitGatewayAttachment": (
        "DescribeTransitGatewayAttachments",
        {},
        "TransitGatewayAttachments",
        "TransitGatewayAttachmentId",
        {},
    ),
    "TransitGatewayRouteTable": (
        "DescribeTransitGatewayRouteTables",
        {},
        "TransitGatewayRouteTables",
        "TransitGatewayRouteTableId",
        {},
    ),
    "VPC": ("DescribeVpcs", {}, "Vpcs", "VpcId", {}),
    "VPCBlockPublicAccessExclusion": (
        "DescribeVpcBlockPublicAccessExclusions",
        {},
        "VpcBlockPublicAccessExclusions",
        "ExclusionId",
        {},
    ),
    "VPCEndpoint": ("DescribeVpcEndpoints", {}, "VpcEndpoints", "VpcEndpointId", {}),
    "VPCEndpointService": (
        "DescribeVpcEndpointServiceConfigurations",
        {},
        "ServiceConfigurations",
        "ServiceId",
        {"DescribeVpcEndpointServicePermissions": {"ServiceId": ID}},
    ),
    "VPCPeeringConnection": (
        "DescribeVpcPeeringConnections",
        {},
        "VpcPeeringConnections",
        "VpcPeeringConnectionId",
        {},
    ),
    "VPNConnection": ("DescribeVpnConnections", {}, "VpnConnections", "VpnConnectionId", {}),
    "Volume": ("DescribeVolumes", {}, "Volumes", "VolumeId", {}),
}


def plain(value):
    """A moment as RFC 3339 in UTC; the rest is JSON as it is."""
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} is no JSON")
    value = value.astimezone(timezone.utc)
    fraction = f".{value.microsecond:06}000" if value.microsecond else ""
    return f"{value:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def ask(of, operation, **options):
    """The answer, all pages of it."""
    method = xform_name(operation)
    if of.can_paginate(method):
        answer = of.get_paginator(method).paginate(**options).build_full_result()
    else:
        answer = getattr(of, method)(**options)
    answer.pop("ResponseMetadata", None)
    return answer


def facet(of, operation, **options):
    try:
        return {"Value": ask(of, operation, **options)}
    except ClientError as error:
        return {"Error": error.response["Error"]["Code"]}
    except ResponseParserError:
        # What moto does not know it answers with a page for people.
        return {"Error": "no XML"}


class Account:
    def __init__(self):
        self.kinds = {}

    def list(self, kind, place, of, operation, options, found, id_of, facets):
        """Lists resources, and asks for the facets of each: `facets` gives the options of each."""
        resources = self.kinds.setdefault(kind, {})
        listed = facet(of, operation, **options)
        if "Error" in listed:
            resources[place] = {operation: listed}
            return
        for item in found(listed["Value"]):
            answers = {operation: {"Value": item}}
            for name, options in facets.items():
                options = {key: item[id_of] if value is ID else value for key, value in options.items()}
                answers[name] = facet(of, name, **options)
            # Buckets are listed for all regions at once.
            where = item["BucketRegion"] if kind == "AWS::S3::Bucket" else place
            resources[f"{where}/{item[id_of]}"] = answers


def read_region(account, endpoint, region):
    ec2 = client("ec2", endpoint, region)
    for kind, (operation, options, listed, id_of, facets) in OF_EC2.items():

        def found(answer):
            if operation == "DescribeInstances":
                return [item for reservation in answer["Reservations"] for item in reservation["Instances"]]
            return answer[listed]

        account.list(f"AWS::EC2::{kind}", region, ec2, operation, options, found, id_of, facets)
    account.kinds.setdefault("AWS::EC2::RegionSettings", {})[f"{region}/{region}"] = {
        "DescribeRegions": {"Value": {"RegionName": region}},
        **{name: facet(ec2, name) for name in REGION_SETTINGS},
    }
    control = client("s3control", endpoint, region)
    facets = ["GetAccessPoint", "GetAccessPointPolicy", "GetAccessPointPolicyStatus"]
    account.list(
        "AWS::S3::AccessPoint",
        region,
        control,
        "ListAccessPoints",
        OF_ACCOUNT,
        lambda answer: answer["AccessPointList"],
        "Name",
        {name: {**OF_ACCOUNT, "Name": ID} for name in facets},
    )
    account.list(
        "AWS::S3Express::DirectoryBucket",
        region,
        client("s3", endpoint, region),
        "ListDirectoryBuckets",
        {},
        lambda answer: answer["Buckets"],
        "Name",
        {name: {"Bucket": ID} for name in OF_DIRECTORY_BUCKETS},
    )


def read_account(account, endpoint):
    account.list(
        "AWS::S3::Bucket",
        "global",
        client("s3", endpoint),
        "ListBuckets",
        {},
        lambda answer: answer["Buckets"],
        "Name",
        {name: {"Bucket": ID} for name in OF_BUCKETS},
    )
    control = client("s3control", endpoint, "us-west-2")
    facets = ["GetMultiRegionAccessPointPolicy", "GetMultiRegionAccessPointPolicyStatus"]
    account.list(
        "AWS::S3::MultiRegionAccessPoint",
        "global",
        control,
        "ListMultiRegionAccessPoints",
        OF_ACCOUNT,
        lambda answer: answer["AccessPoints"],
        "Name",
        {name: {**OF_ACCOUNT, "Name": ID} for name in facets},
    )
    identity = ask(client("sts", endpoint), "GetCallerIdentity")
    account.kinds["AWS::S3::AccountSettings"] = {
        f"global/{identity['Account']}": {
            "GetCallerIdentity": {"Value": identity},
            "GetPublicAccessBlock": facet(control, "GetPublicAccessBlock", **OF_ACCOUNT),
        }
    }


def main():
    endpoint, *regions = sys.argv[1:]
    account = Account()
    for region in regions:
        read_region(account, endpoint, region)
    read_account(account, endpoint)
    json.dump(account.kinds, sys.stdout, default=plain)


main()
