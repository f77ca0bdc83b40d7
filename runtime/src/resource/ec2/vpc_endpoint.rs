//! `AWS::EC2::VPCEndpoint`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A VPC endpoint, by which a VPC reaches a service without the internet.
    pub struct VpcEndpoint("AWS::EC2::VPCEndpoint", "VPC endpoint", "VPC endpoints") {
        list: DESCRIBE_VPC_ENDPOINTS at "vpcEndpointSet",
        arn: Arn::Ec2("vpc-endpoint"),
        id: /// The id.
            "VpcEndpointId" vpc_endpoint_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new gateway endpoint for Amazon S3, of no route table yet, with the policy that
            /// AWS attaches where none is given: full access. Source: CreateVpcEndpoint in the
            /// Amazon EC2 API reference.
            r#"
            {
              "CreationTimestamp": "2026-05-04T09:00:00Z",
              "IpAddressType": "ipv4",
              "OwnerId": "{account}",
              "PolicyDocument": "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
              "PrivateDnsEnabled": false,
              "RequesterManaged": false,
              "ServiceName": "com.amazonaws.{region}.s3",
              "State": "available",
              "VpcEndpointType": "Gateway",
              "VpcId": "vpc-0123456789abcdef0"
            }"#,
    }
    /// What DescribeVpcEndpoints tells of a VPC endpoint.
    pub struct VpcEndpointDescription in ec2 as "VpcEndpoint" {
        "CreationTimestamp" creation_timestamp: time,
        "DnsEntries" dns_entries: [DnsEntry] <- "dnsEntrySet",
        "DnsOptions" dns_options: DnsOptions,
        "FailureReason" failure_reason: str,
        "Groups" groups: [SecurityGroupIdentifier] <- "groupSet",
        "IpAddressType" ip_address_type: str,
        "Ipv4Prefixes" ipv4_prefixes: [SubnetIpPrefixes] <- "ipv4PrefixSet",
        "Ipv6Prefixes" ipv6_prefixes: [SubnetIpPrefixes] <- "ipv6PrefixSet",
        "LastError" last_error: LastError,
        "NetworkInterfaceIds" network_interface_ids: [str] <- "networkInterfaceIdSet",
        "OwnerId" owner_id: str,
        "PayerResponsibilities" payer_responsibilities: [PayerResponsibilityEntry] <- "payerResponsibilitySet",
        "PolicyDocument" policy_document: str,
        "PrivateDnsEnabled" private_dns_enabled: bool,
        "RequesterManaged" requester_managed: bool,
        "ResourceConfigurationArn" resource_configuration_arn: str,
        "RouteTableIds" route_table_ids: [str] <- "routeTableIdSet",
        "ServiceName" service_name: str,
        "ServiceNetworkArn" service_network_arn: str,
        "ServiceRegion" service_region: str,
        "State" state: str,
        "SubnetIds" subnet_ids: [str] <- "subnetIdSet",
        "VpcEndpointType" vpc_endpoint_type: str,
        "VpcId" vpc_id: str,
    }
}

shape! {
    /// `DnsEntry` of the Amazon EC2 API.
    pub struct DnsEntry in ec2 {
        "DnsName" dns_name: str,
        "HostedZoneId" hosted_zone_id: str,
    }
}

shape! {
    /// `DnsOptions` of the Amazon EC2 API.
    #[serde(default)]
    pub struct DnsOptions in ec2 {
        "DnsRecordIpType" dns_record_ip_type: str,
        "PrivateDnsOnlyForInboundResolverEndpoint" private_dns_only_for_inbound_resolver_endpoint: bool,
        "PrivateDnsPreference" private_dns_preference: str,
        "PrivateDnsSpecifiedDomains" private_dns_specified_domains: [str] <- "privateDnsSpecifiedDomainSet",
    }
}

shape! {
    /// `SecurityGroupIdentifier` of the Amazon EC2 API.
    pub struct SecurityGroupIdentifier in ec2 {
        "GroupId" group_id: str,
        "GroupName" group_name: str,
    }
}

shape! {
    /// `SubnetIpPrefixes` of the Amazon EC2 API.
    #[serde(default)]
    pub struct SubnetIpPrefixes in ec2 {
        "IpPrefixes" ip_prefixes: [str] <- "ipPrefixSet",
        "SubnetId" subnet_id: str,
    }
}

shape! {
    /// `LastError` of the Amazon EC2 API.
    pub struct LastError in ec2 {
        "Code" code: str,
        "Message" message: str,
    }
}

shape! {
    /// `PayerResponsibilityEntry` of the Amazon EC2 API.
    pub struct PayerResponsibilityEntry in ec2 {
        "PayerResponsibilityType" payer_responsibility_type: str,
        "Scope" scope: str,
    }
}
