//! `AWS::EC2::EgressOnlyInternetGateway`.

use super::shared_shapes::InternetGatewayAttachment;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// An egress-only internet gateway: IPv6 goes out through it, and nothing comes in.
    pub struct EgressOnlyInternetGateway("AWS::EC2::EgressOnlyInternetGateway", "egress-only internet gateway", "egress-only internet gateways") {
        list: DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS at "egressOnlyInternetGatewaySet",
        arn: Arn::Ec2("egress-only-internet-gateway"),
        id: /// The id.
            "EgressOnlyInternetGatewayId" egress_only_internet_gateway_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new gateway, attached to the VPC that it is made for. Source:
            /// CreateEgressOnlyInternetGateway in the Amazon EC2 API reference.
            r#"
            {
              "Attachments": [{"State": "attached", "VpcId": "vpc-0123456789abcdef0"}]
            }"#,
    }
    /// What DescribeEgressOnlyInternetGateways tells of an egress-only internet gateway.
    pub struct EgressOnlyInternetGatewayDescription in ec2 as "EgressOnlyInternetGateway" {
        "Attachments" attachments: [InternetGatewayAttachment] <- "attachmentSet",
    }
}
