"""What the scripts that fill accounts share."""

import boto3


def clients(endpoint, region="us-east-1"):
    """Clients of S3 and EC2 that talk to that endpoint."""
    options = dict(
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    return boto3.client("s3", **options), boto3.client("ec2", **options)


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
