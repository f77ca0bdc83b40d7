//! The kinds of things.

/// What there can be in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are called as AWS calls them")]
pub enum Kind {
    Bucket,
    DirectoryBucket,
    AccessPoint,
    MultiRegionAccessPoint,
    Instance,
    Volume,
    Snapshot,
    Image,
    SecurityGroup,
    NetworkInterface,
    Vpc,
    Subnet,
    RouteTable,
    NetworkAcl,
    InternetGateway,
    EgressOnlyInternetGateway,
    NatGateway,
    Address,
    VpcEndpoint,
    VpcEndpointService,
    VpcPeeringConnection,
    TransitGateway,
    TransitGatewayAttachment,
    TransitGatewayRouteTable,
    VpnConnection,
    ClientVpnEndpoint,
    FlowLog,
    LaunchTemplate,
    KeyPair,
    PrefixList,
    VpcBlockPublicAccessExclusion,
}

impl Kind {
    /// What an id begins with, the parameter that names ids, and the code of the error where there
    /// is no such id. The kinds of S3 have names and no ids.
    const fn facts(self) -> [&'static str; 3] {
        match self {
            Self::Bucket
            | Self::DirectoryBucket
            | Self::AccessPoint
            | Self::MultiRegionAccessPoint => ["", "", ""],
            Self::Instance => ["i-", "InstanceId", "InvalidInstanceID.NotFound"],
            Self::Volume => ["vol-", "VolumeId", "InvalidVolume.NotFound"],
            Self::Snapshot => ["snap-", "SnapshotId", "InvalidSnapshot.NotFound"],
            Self::Image => ["ami-", "ImageId", "InvalidAMIID.NotFound"],
            Self::SecurityGroup => ["sg-", "GroupId", "InvalidGroup.NotFound"],
            Self::NetworkInterface => {
                ["eni-", "NetworkInterfaceId", "InvalidNetworkInterfaceID.NotFound"]
            }
            Self::Vpc => ["vpc-", "VpcId", "InvalidVpcID.NotFound"],
            Self::Subnet => ["subnet-", "SubnetId", "InvalidSubnetID.NotFound"],
            Self::RouteTable => ["rtb-", "RouteTableId", "InvalidRouteTableID.NotFound"],
            Self::NetworkAcl => ["acl-", "NetworkAclId", "InvalidNetworkAclID.NotFound"],
            Self::InternetGateway => {
                ["igw-", "InternetGatewayId", "InvalidInternetGatewayID.NotFound"]
            }
            Self::EgressOnlyInternetGateway => {
                ["eigw-", "EgressOnlyInternetGatewayId", "InvalidGatewayID.NotFound"]
            }
            Self::NatGateway => ["nat-", "NatGatewayId", "NatGatewayNotFound"],
            Self::Address => ["eipalloc-", "AllocationId", "InvalidAllocationID.NotFound"],
            Self::VpcEndpoint => ["vpce-", "VpcEndpointId", "InvalidVpcEndpointId.NotFound"],
            Self::VpcEndpointService => {
                ["vpce-svc-", "ServiceId", "InvalidVpcEndpointServiceId.NotFound"]
            }
            Self::VpcPeeringConnection => {
                ["pcx-", "VpcPeeringConnectionId", "InvalidVpcPeeringConnectionID.NotFound"]
            }
            Self::TransitGateway => {
                ["tgw-", "TransitGatewayIds", "InvalidTransitGatewayID.NotFound"]
            }
            Self::TransitGatewayAttachment => [
                "tgw-attach-",
                "TransitGatewayAttachmentIds",
                "InvalidTransitGatewayAttachmentID.NotFound",
            ],
            Self::TransitGatewayRouteTable => {
                ["tgw-rtb-", "TransitGatewayRouteTableIds", "InvalidRouteTableID.NotFound"]
            }
            Self::VpnConnection => ["vpn-", "VpnConnectionId", "InvalidVpnConnectionID.NotFound"],
            Self::ClientVpnEndpoint => {
                ["cvpn-endpoint-", "ClientVpnEndpointId", "InvalidClientVpnEndpointId.NotFound"]
            }
            Self::FlowLog => ["fl-", "FlowLogId", "InvalidFlowLogId.NotFound"],
            Self::LaunchTemplate => ["lt-", "LaunchTemplateId", "InvalidLaunchTemplateId.NotFound"],
            Self::KeyPair => ["key-", "KeyPairId", "InvalidKeyPair.NotFound"],
            Self::PrefixList => ["pl-", "PrefixListId", "InvalidPrefixListID.NotFound"],
            Self::VpcBlockPublicAccessExclusion => [
                "vpcbpa-exclude-",
                "ExclusionId",
                "InvalidVpcBlockPublicAccessExclusionId.NotFound",
            ],
        }
    }

    pub(crate) const fn prefix(self) -> &'static str {
        self.facts()[0]
    }

    pub(crate) const fn id_parameter(self) -> &'static str {
        self.facts()[1]
    }

    pub(crate) const fn not_found(self) -> &'static str {
        self.facts()[2]
    }

    pub(crate) const fn is_of_ec2(self) -> bool {
        !self.prefix().is_empty()
    }
}
