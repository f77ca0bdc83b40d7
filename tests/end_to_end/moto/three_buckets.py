"""Three buckets of which one lacks a public access block, two groups of which one opens SSH.

    python three_buckets.py ENDPOINT
"""

import sys

from clients import block_public_access, clients

s3, ec2 = clients(sys.argv[1])

for name, blocked in [("acme-assets", False), ("acme-backups", True), ("acme-logs", True)]:
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    if blocked:
        block_public_access(s3, name)

# Of moto's default VPC nothing is left, so that the new one's default group and this are all.
for subnet in ec2.describe_subnets()["Subnets"]:
    ec2.delete_subnet(SubnetId=subnet["SubnetId"])
for vpc in ec2.describe_vpcs()["Vpcs"]:
    ec2.delete_vpc(VpcId=vpc["VpcId"])

vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
group = ec2.create_security_group(GroupName="bastion", Description="SSH", VpcId=vpc)["GroupId"]
ec2.authorize_security_group_ingress(
    GroupId=group,
    IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ],
)
print(group)
