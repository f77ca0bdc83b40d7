//! What Security Hub calls the kinds of resources.

/// By kind, sorted. The others have no type of their own there.
pub(super) const TYPES: [(&str, &str); 18] = [
    ("AWS::EC2::ClientVpnEndpoint", "AwsEc2ClientVpnEndpoint"),
    ("AWS::EC2::EIP", "AwsEc2Eip"),
    ("AWS::EC2::Instance", "AwsEc2Instance"),
    ("AWS::EC2::LaunchTemplate", "AwsEc2LaunchTemplate"),
    ("AWS::EC2::NetworkAcl", "AwsEc2NetworkAcl"),
    ("AWS::EC2::NetworkInterface", "AwsEc2NetworkInterface"),
    ("AWS::EC2::RouteTable", "AwsEc2RouteTable"),
    ("AWS::EC2::SecurityGroup", "AwsEc2SecurityGroup"),
    ("AWS::EC2::Subnet", "AwsEc2Subnet"),
    ("AWS::EC2::TransitGateway", "AwsEc2TransitGateway"),
    ("AWS::EC2::VPC", "AwsEc2Vpc"),
    ("AWS::EC2::VPCEndpointService", "AwsEc2VpcEndpointService"),
    ("AWS::EC2::VPCPeeringConnection", "AwsEc2VpcPeeringConnection"),
    ("AWS::EC2::VPNConnection", "AwsEc2VpnConnection"),
    ("AWS::EC2::Volume", "AwsEc2Volume"),
    ("AWS::S3::AccessPoint", "AwsS3AccessPoint"),
    ("AWS::S3::AccountSettings", "AwsS3AccountPublicAccessBlock"),
    ("AWS::S3::Bucket", "AwsS3Bucket"),
];

/// The type of a resource of that kind.
pub(super) fn type_of(kind: Option<&str>) -> &'static str {
    let found = kind.and_then(|kind| TYPES.iter().find(|(name, _)| *name == kind));
    found.map_or("Other", |(_, name)| name)
}
