//! `AWS::EC2::FlowLog`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;
use crate::resource::shape::shape;

kind! {
    /// A flow log: what is noted of the traffic of a VPC, a subnet or an interface, and where.
    pub struct FlowLog("AWS::EC2::FlowLog", "flow log", "flow logs") {
        list: DESCRIBE_FLOW_LOGS at "flowLogSet",
        arn: Arn::Ec2("vpc-flow-log"),
        id: /// The id.
            "FlowLogId" flow_log_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new log of all traffic of a VPC, in CloudWatch Logs, in the default format and
            /// over ten minutes. Source: CreateFlowLogs in the Amazon EC2 API reference.
            r#"
            {
              "CreationTime": "2026-05-04T09:00:00Z",
              "FlowLogStatus": "ACTIVE",
              "LogDestinationType": "cloud-watch-logs",
              "LogFormat": "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
              "LogGroupName": "flow-logs",
              "MaxAggregationInterval": 600,
              "ResourceId": "vpc-0123456789abcdef0",
              "TrafficType": "ALL"
            }"#,
    }
    /// What DescribeFlowLogs tells of a flow log.
    pub struct FlowLogDescription in ec2 as "FlowLog" {
        "CreationTime" creation_time: time,
        "DeliverCrossAccountRole" deliver_cross_account_role: str,
        "DeliverLogsErrorMessage" deliver_logs_error_message: str,
        "DeliverLogsPermissionArn" deliver_logs_permission_arn: str,
        "DeliverLogsStatus" deliver_logs_status: str,
        "DestinationOptions" destination_options: DestinationOptionsResponse,
        "FlowLogStatus" flow_log_status: str,
        "LogDestination" log_destination: str,
        "LogDestinationType" log_destination_type: str,
        "LogFormat" log_format: str,
        "LogGroupName" log_group_name: str,
        "MaxAggregationInterval" max_aggregation_interval: i32,
        "ResourceId" resource_id: str,
        "TagFieldSpecifications" tag_field_specifications: [TagFieldSpecificationResponse] <- "tagFieldSpecificationSet",
        "TrafficType" traffic_type: str,
    }
}

shape! {
    /// `DestinationOptionsResponse` of the Amazon EC2 API.
    pub struct DestinationOptionsResponse in ec2 {
        "FileFormat" file_format: str,
        "HiveCompatiblePartitions" hive_compatible_partitions: bool,
        "PerHourPartition" per_hour_partition: bool,
    }
}

shape! {
    /// `TagFieldSpecificationResponse` of the Amazon EC2 API.
    #[serde(default)]
    pub struct TagFieldSpecificationResponse in ec2 {
        "ResourceType" resource_type: str,
        "TagKeys" tag_keys: [str] <- "tagKeySet",
    }
}
