//! `AWS::EC2::InternetGateway`.

use super::shared_shapes::InternetGatewayAttachment;
use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// An internet gateway, which joins a VPC with the internet.
    pub struct InternetGateway("AWS::EC2::InternetGateway", "internet gateway", "internet gateways") {
        list: DESCRIBE_INTERNET_GATEWAYS at "internetGatewaySet",
        arn: Arn::Ec2("internet-gateway"),
        id: /// The id.
            "InternetGatewayId" internet_gateway_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new gateway, attached to nothing yet. Source: CreateInternetGateway in the Amazon
            /// EC2 API reference.
            r#"
            {
              "OwnerId": "{account}"
            }"#,
    }
    /// What DescribeInternetGateways tells of an internet gateway.
    pub struct InternetGatewayDescription in ec2 as "InternetGateway" {
        "Attachments" attachments: [InternetGatewayAttachment] <- "attachmentSet",
        "OwnerId" owner_id: str,
    }
}
