"""Fills an account like the one in examples/quickstart/fixtures.

    python acme.py ENDPOINT         the account as it was `before-the-fix`
    python acme.py ENDPOINT --fix   what the team then did to it

The two fixtures of the quickstart were recorded from moto after the one and after the other.
"""

import json
import sys

from clients import block_public_access, clients

REGION = "eu-west-1"
s3, ec2 = clients(sys.argv[1], REGION)
KEY = "arn:aws:kms:eu-west-1:111122223333:key/5f2a1c34-9d7e-4b06-8f3e-2b6a7c9d0e11"


def tags(service, environment, data):
    return [
        {"Key": "data-class", "Value": data},
        {"Key": "environment", "Value": environment},
        {"Key": "service", "Value": service},
    ]


def encrypt(name, algorithm):
    default = {"SSEAlgorithm": algorithm}
    if algorithm == "aws:kms":
        default["KMSMasterKeyID"] = KEY
    rule = {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": algorithm == "aws:kms"}
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})


def own(name, ownership):
    s3.put_bucket_ownership_controls(
        Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": ownership}]}
    )


def bucket(name, service, data, algorithm="AES256", versioning=True, block=True, acls=False):
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags(service, "production", data)})
    encrypt(name, algorithm)
    own(name, "ObjectWriter" if acls else "BucketOwnerEnforced")
    if versioning:
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    if block:
        block_public_access(s3, name)
    s3.put_bucket_policy(
        Bucket=name,
        Policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "TlsOnly",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ],
            }
        ),
    )


def group(name, description, vpc, ingress, egress=None):
    group_id = ec2.create_security_group(GroupName=name, Description=description, VpcId=vpc)["GroupId"]
    if ingress:
        ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=ingress)
    ec2.create_tags(Resources=[group_id], Tags=tags(name, "production", "internal"))
    return group_id


def rule(port, cidr=None, group_id=None, text=""):
    permission = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    if cidr:
        permission["IpRanges"] = [{"CidrIp": cidr, "Description": text}]
    if group_id:
        permission["UserIdGroupPairs"] = [{"GroupId": group_id, "Description": text}]
    return permission


def instance(name, image, kind, subnet, group_id, tokens="required", hops=1):
    launched = ec2.run_instances(
        ImageId=image,
        InstanceType=kind,
        MinCount=1,
        MaxCount=1,
        MetadataOptions={"HttpTokens": tokens, "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": hops},
        SubnetId=subnet,
        SecurityGroupIds=[group_id],
        TagSpecifications=[
            {
                "ResourceType": "instance",
                "Tags": [{"Key": "Name", "Value": name}] + tags(name, "production", "internal"),
            }
        ],
    )
    return launched["Instances"][0]["InstanceId"]


def fill():
    bucket("acme-access-logs", "platform", "internal")
    bucket("acme-backups", "platform", "confidential", algorithm="aws:kms")
    bucket("acme-invoices", "billing", "confidential", algorithm="aws:kms", versioning=False)
    bucket("acme-terraform-state", "platform", "confidential", algorithm="aws:kms")
    bucket("acme-uploads", "shop", "personal", acls=True)
    bucket("acme-web-assets", "shop", "internal", block=False)

    vpc = ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.20.1.0/24")["Subnet"]["SubnetId"]
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]

    balancer = group(
        "shop-load-balancer",
        "HTTPS from everywhere",
        vpc,
        [rule(443, "0.0.0.0/0", text="customers"), rule(80, "0.0.0.0/0", text="redirect to HTTPS")],
    )
    shop = group(
        "shop-web", "From the load balancer", vpc, [rule(8080, group_id=balancer, text="load balancer")]
    )
    group("shop-database", "PostgreSQL from the shop", vpc, [rule(5432, group_id=shop, text="shop")])
    bastion = group("bastion", "SSH from the office", vpc, [rule(22, "0.0.0.0/0", text="office")])

    # Nobody uses the default groups.
    for default in ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["default"]}])[
        "SecurityGroups"
    ]:
        for direction in ["ingress", "egress"]:
            rules = default["IpPermissions" if direction == "ingress" else "IpPermissionsEgress"]
            if rules:
                revoke = getattr(ec2, f"revoke_security_group_{direction}")
                revoke(GroupId=default["GroupId"], IpPermissions=rules)

    instance("shop-web-1", image, "t3.medium", subnet, shop)
    instance("shop-web-2", image, "t3.medium", subnet, shop)
    instance("shop-worker", image, "c7g.large", subnet, shop, tokens="optional")
    instance("bastion", image, "t3.micro", subnet, bastion)


def fix():
    s3.put_bucket_versioning(Bucket="acme-invoices", VersioningConfiguration={"Status": "Enabled"})
    encrypt("acme-uploads", "aws:kms")
    own("acme-uploads", "BucketOwnerEnforced")
    block_public_access(s3, "acme-web-assets")
    groups = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["bastion"]}])
    bastion = groups["SecurityGroups"][0]["GroupId"]
    ec2.revoke_security_group_ingress(GroupId=bastion, IpPermissions=[rule(22, "0.0.0.0/0", text="office")])
    ec2.authorize_security_group_ingress(
        GroupId=bastion, IpPermissions=[rule(22, "203.0.113.0/24", text="office")]
    )
    workers = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["shop-worker"]}])
    worker = workers["Reservations"][0]["Instances"][0]["InstanceId"]
    ec2.modify_instance_metadata_options(
        InstanceId=worker,
        HttpTokens="required",
        HttpPutResponseHopLimit=1,
        HttpEndpoint="enabled",
        HttpProtocolIpv6="disabled",
        InstanceMetadataTags="disabled",
    )


fix() if "--fix" in sys.argv else fill()
