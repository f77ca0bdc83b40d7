"""All of Amazon EC2 that moto can make."""

import base64

from clients import client

ACCOUNT = "111122223333"


def tags(kind, name):
    given = [
        {"Key": "Name", "Value": name},
        {"Key": "a & b", "Value": '<x> "y"'},
        {"Key": "empty", "Value": ""},
    ]
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": given}]}


def fill_region(endpoint, region):
    ec2 = client("ec2", endpoint, region)
    network = Network(ec2, region)
    network.fill()
    fill_groups(ec2, network)
    fill_storage(ec2, region)
    fill_instances(ec2, network)
    fill_addresses(ec2, network)
    fill_acls(ec2, network)
    fill_endpoints(endpoint, ec2, network)
    fill_transit(ec2, network)
    fill_prefix_lists(ec2, region)
    fill_flow_logs(ec2, network)
    for number in range(2):
        ec2.create_key_pair(KeyName=f"key-{number}", **tags("key-pair", f"key {number}"))
    ec2.enable_ebs_encryption_by_default()


class Network:
    """VPCs with what is in them."""

    def __init__(self, ec2, region):
        self.ec2 = ec2
        self.region = region

    def fill(self):
        ec2 = self.ec2
        self.vpcs = [
            ec2.create_vpc(
                CidrBlock=f"10.{number}.0.0/16",
                AmazonProvidedIpv6CidrBlock=True,
                InstanceTenancy="default",
                **tags("vpc", f"vpc {number}"),
            )["Vpc"]["VpcId"]
            for number in range(2)
        ]
        ec2.associate_vpc_cidr_block(VpcId=self.vpcs[0], CidrBlock="10.100.0.0/16")
        self.subnets = [
            ec2.create_subnet(
                VpcId=self.vpcs[0],
                CidrBlock=f"10.0.{number}.0/24",
                AvailabilityZone=f"{self.region}{zone}",
                **tags("subnet", f"subnet {number}"),
            )["Subnet"]["SubnetId"]
            for number, zone in enumerate("ab")
        ]
        ec2.modify_subnet_attribute(SubnetId=self.subnets[0], MapPublicIpOnLaunch={"Value": True})
        for vpc in self.vpcs:
            gateway = ec2.create_internet_gateway(**tags("internet-gateway", "out"))["InternetGateway"]
            self.internet_gateway = gateway["InternetGatewayId"]
            ec2.attach_internet_gateway(InternetGatewayId=self.internet_gateway, VpcId=vpc)
            egress = ec2.create_egress_only_internet_gateway(
                VpcId=vpc, **tags("egress-only-internet-gateway", "six")
            )["EgressOnlyInternetGateway"]
            self.egress_only = egress["EgressOnlyInternetGatewayId"]
        self.interfaces = [
            ec2.create_network_interface(
                SubnetId=self.subnets[0],
                Description=f"interface {number}",
                SecondaryPrivateIpAddressCount=2,
                **tags("network-interface", f"interface {number}"),
            )["NetworkInterface"]["NetworkInterfaceId"]
            for number in range(2)
        ]
        peer = ec2.create_vpc_peering_connection(
            VpcId=self.vpcs[0], PeerVpcId=self.vpcs[1], **tags("vpc-peering-connection", "peer")
        )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peer)
        default = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
        ec2.create_vpc_peering_connection(VpcId=self.vpcs[0], PeerVpcId=default)
        for number, subnet in enumerate(self.subnets):
            table = ec2.create_route_table(VpcId=self.vpcs[0], **tags("route-table", f"table {number}"))
            table = table["RouteTable"]["RouteTableId"]
            ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
            gateway = ec2.describe_internet_gateways(
                Filters=[{"Name": "attachment.vpc-id", "Values": [self.vpcs[0]]}]
            )["InternetGateways"][0]["InternetGatewayId"]
            ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
            ec2.create_route(
                RouteTableId=table,
                DestinationIpv6CidrBlock="::/0",
                EgressOnlyInternetGatewayId=self.egress_only,
            )
            ec2.create_route(
                RouteTableId=table, DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=peer
            )
        self.route_table = table


def fill_groups(ec2, network):
    network.groups = [
        ec2.create_security_group(
            GroupName=name,
            Description=f"the {name} & co",
            VpcId=network.vpcs[0],
            **tags("security-group", name),
        )["GroupId"]
        for name in ["web", "database"]
    ]
    web, database = network.groups
    ec2.authorize_security_group_ingress(
        GroupId=web,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "IpRanges": [
                    {"CidrIp": "203.0.113.0/24", "Description": "office"},
                    {"CidrIp": "0.0.0.0/0", "Description": "all"},
                    {"CidrIp": "192.0.2.0/24"},
                ],
                "Ipv6Ranges": [
                    {"CidrIpv6": "::/0", "Description": "all of six"},
                    {"CidrIpv6": "2001:db8::/32"},
                ],
            },
            {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
            {"IpProtocol": "udp", "FromPort": 1000, "ToPort": 2000, "UserIdGroupPairs": [{"GroupId": web}]},
        ],
    )
    ec2.authorize_security_group_ingress(
        GroupId=database,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 5432,
                "ToPort": 5432,
                "UserIdGroupPairs": [
                    {"GroupId": web, "Description": "web"},
                    {"GroupId": database, "UserId": ACCOUNT},
                ],
            }
        ],
    )
    ec2.authorize_security_group_egress(
        GroupId=database,
        IpPermissions=[{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]}],
    )


def fill_storage(ec2, region):
    for number, kind in enumerate(["gp3", "io1"]):
        options = {"Iops": 3000, "Throughput": 250} if kind == "gp3" else {"Iops": 100}
        volume = ec2.create_volume(
            AvailabilityZone=f"{region}a",
            Size=8 + number,
            VolumeType=kind,
            Encrypted=bool(number),
            **options,
            **tags("volume", f"volume {number}"),
        )["VolumeId"]
        snapshot = ec2.create_snapshot(
            VolumeId=volume, Description=f"snapshot {number}", **tags("snapshot", f"snapshot {number}")
        )["SnapshotId"]
        image = ec2.register_image(
            Name=f"image-{number}",
            Description="made <here>",
            Architecture="x86_64",
            RootDeviceName="/dev/xvda",
            VirtualizationType="hvm",
            BlockDeviceMappings=[
                {"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": snapshot, "VolumeSize": 8}}
            ],
            **tags("image", f"image {number}"),
        )["ImageId"]
    users = [{"UserId": "444455556666"}, {"UserId": "222233334444"}]
    ec2.modify_snapshot_attribute(
        SnapshotId=snapshot, Attribute="createVolumePermission", CreateVolumePermission={"Add": users}
    )
    ec2.modify_image_attribute(ImageId=image, LaunchPermission={"Add": users + [{"Group": "all"}]})


def user_data(text):
    return base64.b64encode(text.encode()).decode()


def fill_instances(ec2, network):
    image = ec2.describe_images(Owners=["self"])["Images"][0]["ImageId"]
    launched = ec2.run_instances(
        ImageId=image,
        InstanceType="t3.micro",
        MinCount=2,
        MaxCount=2,
        SubnetId=network.subnets[0],
        SecurityGroupIds=network.groups,
        UserData="#!/bin/sh\necho hush",
        EbsOptimized=True,
        Monitoring={"Enabled": True},
        MetadataOptions={"HttpTokens": "required", "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 2},
        BlockDeviceMappings=[
            {
                "DeviceName": "/dev/sdg",
                "Ebs": {"VolumeSize": 12, "DeleteOnTermination": False, "Encrypted": True},
            },
            {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 11, "DeleteOnTermination": True}},
        ],
        **tags("instance", "server"),
    )["Instances"]
    network.instances = [instance["InstanceId"] for instance in launched]
    ec2.attach_network_interface(
        NetworkInterfaceId=network.interfaces[1], InstanceId=network.instances[0], DeviceIndex=1
    )
    ec2.stop_instances(InstanceIds=[network.instances[1]])
    ended = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    ec2.terminate_instances(InstanceIds=[ended])
    for number in range(2):
        name = f"template-{number}"
        template = ec2.create_launch_template(
            LaunchTemplateName=name,
            VersionDescription="first",
            LaunchTemplateData={
                "ImageId": image,
                "InstanceType": "t3.micro",
                "UserData": user_data("echo hush"),
            },
            **tags("launch-template", name),
        )["LaunchTemplate"]["LaunchTemplateId"]
        for version in ["second", "third"]:
            ec2.create_launch_template_version(
                LaunchTemplateId=template,
                VersionDescription=version,
                LaunchTemplateData=template_data(network),
            )
    ec2.modify_launch_template(LaunchTemplateId=template, DefaultVersion="2")


def template_data(network):
    return {
        "ImageId": "ami-0123456789abcdef0",
        "InstanceType": "m5.large",
        "UserData": user_data("echo hush hush"),
        "KeyName": "key-0",
        "EbsOptimized": True,
        "DisableApiTermination": True,
        "IamInstanceProfile": {"Name": "server"},
        "Monitoring": {"Enabled": True},
        "MetadataOptions": {
            "HttpTokens": "required",
            "HttpPutResponseHopLimit": 1,
            "HttpEndpoint": "enabled",
        },
        "BlockDeviceMappings": [
            {"DeviceName": f"/dev/{name}", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True}}
            for name in ["sdb", "sda"]
        ],
        "NetworkInterfaces": [
            {
                "DeviceIndex": 0,
                "AssociatePublicIpAddress": False,
                "SubnetId": network.subnets[0],
                "Groups": network.groups,
                "DeleteOnTermination": True,
            }
        ],
        "TagSpecifications": [
            {"ResourceType": "instance", "Tags": [{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}]}
        ],
        "CreditSpecification": {"CpuCredits": "standard"},
        "Placement": {"Tenancy": "default"},
        "CpuOptions": {"CoreCount": 1, "ThreadsPerCore": 2},
        "InstanceMarketOptions": {"MarketType": "spot", "SpotOptions": {"MaxPrice": "0.5"}},
    }


def fill_addresses(ec2, network):
    allocations = [
        ec2.allocate_address(Domain="vpc", **tags("elastic-ip", f"address {number}"))["AllocationId"]
        for number in range(4)
    ]
    ec2.associate_address(AllocationId=allocations[0], InstanceId=network.instances[0])
    ec2.associate_address(AllocationId=allocations[1], NetworkInterfaceId=network.interfaces[0])
    for number in range(2):
        ec2.create_nat_gateway(
            SubnetId=network.subnets[number],
            AllocationId=allocations[2 + number],
            ConnectivityType="public",
            **tags("natgateway", f"nat {number}"),
        )


def fill_acls(ec2, network):
    for number in range(2):
        acl = ec2.create_network_acl(VpcId=network.vpcs[0], **tags("network-acl", f"acl {number}"))
        acl = acl["NetworkAcl"]["NetworkAclId"]
        for rule, action in [(200, "deny"), (100, "allow")]:
            for egress in [True, False]:
                ec2.create_network_acl_entry(
                    NetworkAclId=acl,
                    RuleNumber=rule,
                    Protocol="6",
                    RuleAction=action,
                    Egress=egress,
                    CidrBlock="10.0.0.0/8",
                    PortRange={"From": 1, "To": 1024},
                )


def fill_endpoints(endpoint, ec2, network):
    ec2.create_vpc_endpoint(
        VpcId=network.vpcs[0],
        ServiceName=f"com.amazonaws.{network.region}.s3",
        RouteTableIds=[network.route_table],
        VpcEndpointType="Gateway",
        **tags("vpc-endpoint", "gateway"),
    )
    ec2.create_vpc_endpoint(
        VpcId=network.vpcs[0],
        ServiceName=f"com.amazonaws.{network.region}.ec2",
        SubnetIds=network.subnets,
        SecurityGroupIds=network.groups,
        VpcEndpointType="Interface",
        PrivateDnsEnabled=True,
        PolicyDocument='{"Statement":[]}',
        **tags("vpc-endpoint", "interface"),
    )
    elb = client("elbv2", endpoint, network.region)
    for number in range(2):
        balancer = elb.create_load_balancer(
            Name=f"balancer-{number}", Subnets=network.subnets, Type="network"
        )
        balancer = balancer["LoadBalancers"][0]["LoadBalancerArn"]
        service = ec2.create_vpc_endpoint_service_configuration(
            NetworkLoadBalancerArns=[balancer],
            AcceptanceRequired=bool(number),
            **tags("vpc-endpoint-service", f"service {number}"),
        )["ServiceConfiguration"]["ServiceId"]
    principals = [f"arn:aws:iam::{account}:root" for account in ["444455556666", "222233334444"]]
    ec2.modify_vpc_endpoint_service_permissions(ServiceId=service, AddAllowedPrincipals=principals)


def fill_transit(ec2, network):
    for number in range(2):
        gateway = ec2.create_transit_gateway(
            Description=f"hub {number}",
            Options={"AmazonSideAsn": 4_200_000_000 + number, "DnsSupport": "enable"},
            **tags("transit-gateway", f"hub {number}"),
        )["TransitGateway"]["TransitGatewayId"]
        attachment = ec2.create_transit_gateway_vpc_attachment(
            TransitGatewayId=gateway,
            VpcId=network.vpcs[number],
            SubnetIds=network.subnets[:1],
            **tags("transit-gateway-attachment", f"attachment {number}"),
        )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        table = ec2.create_transit_gateway_route_table(
            TransitGatewayId=gateway, **tags("transit-gateway-route-table", f"hub table {number}")
        )["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"]
    ec2.associate_transit_gateway_route_table(
        TransitGatewayRouteTableId=table, TransitGatewayAttachmentId=attachment
    )
    customer = ec2.create_customer_gateway(BgpAsn=65000, PublicIp="203.0.113.7", Type="ipsec.1")
    customer = customer["CustomerGateway"]["CustomerGatewayId"]
    private = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=customer,
        VpnGatewayId=private,
        **tags("vpn-connection", "to the gateway"),
    )
    ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=customer,
        TransitGatewayId=gateway,
        Options={
            "StaticRoutesOnly": True,
            "TunnelOptions": [
                {"PreSharedKey": "hush_hush_1", "TunnelInsideCidr": "169.254.10.0/30"},
                {"PreSharedKey": "hush_hush_2", "TunnelInsideCidr": "169.254.11.0/30"},
            ],
        },
        **tags("vpn-connection", "to the hub"),
    )


def fill_prefix_lists(ec2, region):
    for number in range(2):
        made = ec2.create_managed_prefix_list(
            PrefixListName=f"offices-{number}",
            MaxEntries=10,
            AddressFamily="IPv4",
            Entries=[
                {"Cidr": "203.0.113.0/24", "Description": "north"},
                {"Cidr": "192.0.2.0/24", "Description": "south"},
                {"Cidr": "198.51.100.0/24"},
            ],
            **tags("prefix-list", f"offices {number}"),
        )["PrefixList"]["PrefixListId"]
    ec2.modify_managed_prefix_list(
        PrefixListId=made,
        CurrentVersion=1,
        AddEntries=[{"Cidr": "10.0.0.0/8", "Description": "inside"}],
        RemoveEntries=[{"Cidr": "192.0.2.0/24"}],
    )


def fill_flow_logs(ec2, network):
    ec2.create_flow_logs(
        ResourceIds=network.vpcs,
        ResourceType="VPC",
        TrafficType="REJECT",
        LogDestinationType="s3",
        LogDestination=f"arn:aws:s3:::acme-plain-{network.region}",
        MaxAggregationInterval=60,
        **tags("vpc-flow-log", "rejected"),
    )
