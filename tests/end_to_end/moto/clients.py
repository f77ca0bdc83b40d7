"""What the scripts that fill accounts share."""

import re

import boto3


def client(service, endpoint, region="us-east-1"):
    """A client of that service that talks to that endpoint."""
    made = boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    if service == "s3control":
        # boto3 puts the account before the host, and there is no such host.
        made.meta.events.register("before-sign.s3-control", _without_account)
    return made


def _without_account(request, **_):
    request.url = re.sub(r"^(https?://)[0-9]{12}\.", r"\1", request.url)


def clients(endpoint, region="us-east-1"):
    """Clients of S3 and EC2 that talk to that endpoint."""
    return client("s3", endpoint, region), client("ec2", endpoint, region)


def block_public_access(s3, bucket):
    """Switches on all four switches."""
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
