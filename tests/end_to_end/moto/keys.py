"""A user who may do everything, and a bucket. Prints the id of the user's key and its secret.

These are the first five calls, which moto lets in; later ones it lets in by their signatures.
"""

import json
import sys

import boto3

EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def main(endpoint):
    options = dict(
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    iam = boto3.client("iam", **options)
    iam.create_user(UserName="reader")
    policy = iam.create_policy(PolicyName="everything", PolicyDocument=json.dumps(EVERYTHING))
    iam.attach_user_policy(UserName="reader", PolicyArn=policy["Policy"]["Arn"])
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    boto3.client("s3", **options).create_bucket(Bucket="acme-logs")
    print(key["AccessKeyId"], key["SecretAccessKey"])


main(sys.argv[1])
