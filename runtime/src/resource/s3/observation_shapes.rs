//! The shapes of what is noted and measured.
//!
//! Names and members are those of the Amazon S3 API reference.

use super::access_shapes::Grantee;
use crate::resource::Tag;
use crate::resource::shape::shape;

shape! {
    /// `GetBucketLoggingOutput` of the Amazon S3 API.
    pub struct GetBucketLoggingOutput in s3 {
        "LoggingEnabled" logging_enabled: LoggingEnabled,
    }
}

shape! {
    /// `LoggingEnabled` of the Amazon S3 API.
    pub struct LoggingEnabled in s3 {
        "TargetBucket" target_bucket: str,
        "TargetGrants" target_grants: [TargetGrant],
        "TargetObjectKeyFormat" target_object_key_format: TargetObjectKeyFormat,
        "TargetPrefix" target_prefix: str,
    }
}

shape! {
    /// `TargetGrant` of the Amazon S3 API.
    pub struct TargetGrant in s3 {
        "Grantee" grantee: Grantee,
        "Permission" permission: str,
    }
}

shape! {
    /// `TargetObjectKeyFormat` of the Amazon S3 API.
    pub struct TargetObjectKeyFormat in s3 {
        "PartitionedPrefix" partitioned_prefix: PartitionedPrefix,
        "SimplePrefix" simple_prefix: SimplePrefix,
    }
}

shape! {
    /// `PartitionedPrefix` of the Amazon S3 API.
    pub struct PartitionedPrefix in s3 {
        "PartitionDateSource" partition_date_source: str,
    }
}

shape! {
    /// `SimplePrefix` of the Amazon S3 API.
    pub struct SimplePrefix in s3 {

    }
}

shape! {
    /// `NotificationConfiguration` of the Amazon S3 API.
    pub struct NotificationConfiguration in s3 {
        "EventBridgeConfiguration" event_bridge_configuration: EventBridgeConfiguration,
        "LambdaFunctionConfigurations" lambda_function_configurations: {LambdaFunctionConfiguration} <= "CloudFunctionConfiguration",
        "QueueConfigurations" queue_configurations: {QueueConfiguration} <= "QueueConfiguration",
        "TopicConfigurations" topic_configurations: {TopicConfiguration} <= "TopicConfiguration",
    }
}

shape! {
    /// `EventBridgeConfiguration` of the Amazon S3 API.
    pub struct EventBridgeConfiguration in s3 {

    }
}

shape! {
    /// `LambdaFunctionConfiguration` of the Amazon S3 API.
    pub struct LambdaFunctionConfiguration in s3 {
        "Events" events: {str} <= "Event",
        "Filter" filter: NotificationConfigurationFilter,
        "Id" id: str,
        "LambdaFunctionArn" lambda_function_arn: str <- "CloudFunction",
    }
}

shape! {
    /// `NotificationConfigurationFilter` of the Amazon S3 API.
    pub struct NotificationConfigurationFilter in s3 {
        "Key" key: S3KeyFilter <- "S3Key",
    }
}

shape! {
    /// `S3KeyFilter` of the Amazon S3 API.
    pub struct S3KeyFilter in s3 {
        "FilterRules" filter_rules: {FilterRule} <= "FilterRule",
    }
}

shape! {
    /// `FilterRule` of the Amazon S3 API.
    pub struct FilterRule in s3 {
        "Name" name: str,
        "Value" value: str,
    }
}

shape! {
    /// `QueueConfiguration` of the Amazon S3 API.
    pub struct QueueConfiguration in s3 {
        "Events" events: {str} <= "Event",
        "Filter" filter: NotificationConfigurationFilter,
        "Id" id: str,
        "QueueArn" queue_arn: str <- "Queue",
    }
}

shape! {
    /// `TopicConfiguration` of the Amazon S3 API.
    pub struct TopicConfiguration in s3 {
        "Events" events: {str} <= "Event",
        "Filter" filter: NotificationConfigurationFilter,
        "Id" id: str,
        "TopicArn" topic_arn: str <- "Topic",
    }
}

shape! {
    /// `ListBucketMetricsConfigurationsOutput` of the Amazon S3 API.
    pub struct ListBucketMetricsConfigurationsOutput in s3 {
        "MetricsConfigurationList" metrics_configuration_list: {MetricsConfiguration} <= "MetricsConfiguration",
    }
}

shape! {
    /// `MetricsConfiguration` of the Amazon S3 API.
    pub struct MetricsConfiguration in s3 {
        "Filter" filter: MetricsFilter,
        "Id" id: str,
    }
}

shape! {
    /// `MetricsFilter` of the Amazon S3 API.
    pub struct MetricsFilter in s3 {
        "AccessPointArn" access_point_arn: str,
        "And" and: MetricsAndOperator,
        "Prefix" prefix: str,
        "Tag" tag: Tag,
    }
}

shape! {
    /// `MetricsAndOperator` of the Amazon S3 API.
    pub struct MetricsAndOperator in s3 {
        "AccessPointArn" access_point_arn: str,
        "Prefix" prefix: str,
        "Tags" tags: [Tag] <= "Tag",
    }
}

shape! {
    /// `ListBucketAnalyticsConfigurationsOutput` of the Amazon S3 API.
    pub struct ListBucketAnalyticsConfigurationsOutput in s3 {
        "AnalyticsConfigurationList" analytics_configuration_list: {AnalyticsConfiguration} <= "AnalyticsConfiguration",
    }
}

shape! {
    /// `AnalyticsConfiguration` of the Amazon S3 API.
    pub struct AnalyticsConfiguration in s3 {
        "Filter" filter: AnalyticsFilter,
        "Id" id: str,
        "StorageClassAnalysis" storage_class_analysis: StorageClassAnalysis,
    }
}

shape! {
    /// `AnalyticsFilter` of the Amazon S3 API.
    pub struct AnalyticsFilter in s3 {
        "And" and: AnalyticsAndOperator,
        "Prefix" prefix: str,
        "Tag" tag: Tag,
    }
}

shape! {
    /// `AnalyticsAndOperator` of the Amazon S3 API.
    pub struct AnalyticsAndOperator in s3 {
        "Prefix" prefix: str,
        "Tags" tags: [Tag] <= "Tag",
    }
}

shape! {
    /// `StorageClassAnalysis` of the Amazon S3 API.
    pub struct StorageClassAnalysis in s3 {
        "DataExport" data_export: StorageClassAnalysisDataExport,
    }
}

shape! {
    /// `StorageClassAnalysisDataExport` of the Amazon S3 API.
    pub struct StorageClassAnalysisDataExport in s3 {
        "Destination" destination: AnalyticsExportDestination,
        "OutputSchemaVersion" output_schema_version: str,
    }
}

shape! {
    /// `AnalyticsExportDestination` of the Amazon S3 API.
    pub struct AnalyticsExportDestination in s3 {
        "S3BucketDestination" s3_bucket_destination: AnalyticsS3BucketDestination,
    }
}

shape! {
    /// `AnalyticsS3BucketDestination` of the Amazon S3 API.
    pub struct AnalyticsS3BucketDestination in s3 {
        "Bucket" bucket: str,
        "BucketAccountId" bucket_account_id: str,
        "Format" format: str,
        "Prefix" prefix: str,
    }
}

shape! {
    /// `ListBucketInventoryConfigurationsOutput` of the Amazon S3 API.
    pub struct ListBucketInventoryConfigurationsOutput in s3 {
        "InventoryConfigurationList" inventory_configuration_list: {InventoryConfiguration} <= "InventoryConfiguration",
    }
}

shape! {
    /// `InventoryConfiguration` of the Amazon S3 API.
    pub struct InventoryConfiguration in s3 {
        "Destination" destination: InventoryDestination,
        "Filter" filter: InventoryFilter,
        "Id" id: str,
        "IncludedObjectVersions" included_object_versions: str,
        "IsEnabled" is_enabled: bool,
        "OptionalFields" optional_fields: {str},
        "Schedule" schedule: InventorySchedule,
    }
}

shape! {
    /// `InventoryDestination` of the Amazon S3 API.
    pub struct InventoryDestination in s3 {
        "S3BucketDestination" s3_bucket_destination: InventoryS3BucketDestination,
    }
}

shape! {
    /// `InventoryS3BucketDestination` of the Amazon S3 API.
    pub struct InventoryS3BucketDestination in s3 {
        "AccountId" account_id: str,
        "Bucket" bucket: str,
        "Encryption" encryption: InventoryEncryption,
        "Format" format: str,
        "Prefix" prefix: str,
    }
}

shape! {
    /// `InventoryEncryption` of the Amazon S3 API.
    pub struct InventoryEncryption in s3 {
        "SSEKMS" sse_kms: SseKms <- "SSE-KMS",
        "SSES3" sse_s3: SseS3 <- "SSE-S3",
    }
}

shape! {
    /// `SSEKMS` of the Amazon S3 API.
    pub struct SseKms in s3 as "SSEKMS" {
        "KeyId" key_id: str,
    }
}

shape! {
    /// `SSES3` of the Amazon S3 API.
    pub struct SseS3 in s3 as "SSES3" {

    }
}

shape! {
    /// `InventoryFilter` of the Amazon S3 API.
    pub struct InventoryFilter in s3 {
        "Prefix" prefix: str,
    }
}

shape! {
    /// `InventorySchedule` of the Amazon S3 API.
    pub struct InventorySchedule in s3 {
        "Frequency" frequency: str,
    }
}

shape! {
    /// `ListBucketIntelligentTieringConfigurationsOutput` of the Amazon S3 API.
    pub struct ListBucketIntelligentTieringConfigurationsOutput in s3 {
        "IntelligentTieringConfigurationList" intelligent_tiering_configuration_list: {IntelligentTieringConfiguration} <= "IntelligentTieringConfiguration",
    }
}

shape! {
    /// `IntelligentTieringConfiguration` of the Amazon S3 API.
    pub struct IntelligentTieringConfiguration in s3 {
        "Filter" filter: IntelligentTieringFilter,
        "Id" id: str,
        "Status" status: str,
        "Tierings" tierings: {Tiering} <= "Tiering",
    }
}

shape! {
    /// `IntelligentTieringFilter` of the Amazon S3 API.
    pub struct IntelligentTieringFilter in s3 {
        "And" and: IntelligentTieringAndOperator,
        "Prefix" prefix: str,
        "Tag" tag: Tag,
    }
}

shape! {
    /// `IntelligentTieringAndOperator` of the Amazon S3 API.
    pub struct IntelligentTieringAndOperator in s3 {
        "Prefix" prefix: str,
        "Tags" tags: [Tag] <= "Tag",
    }
}

shape! {
    /// `Tiering` of the Amazon S3 API.
    pub struct Tiering in s3 {
        "AccessTier" access_tier: str,
        "Days" days: i32,
    }
}

shape! {
    /// `GetBucketMetadataConfigurationOutput` of the Amazon S3 API.
    pub struct GetBucketMetadataConfigurationOutput in s3 {
        "GetBucketMetadataConfigurationResult" get_bucket_metadata_configuration_result: (GetBucketMetadataConfigurationResult),
    }
}

shape! {
    /// `GetBucketMetadataConfigurationResult` of the Amazon S3 API.
    pub struct GetBucketMetadataConfigurationResult in s3 {
        "MetadataConfigurationResult" metadata_configuration_result: MetadataConfigurationResult,
    }
}

shape! {
    /// `MetadataConfigurationResult` of the Amazon S3 API.
    pub struct MetadataConfigurationResult in s3 {
        "AnnotationTableConfigurationResult" annotation_table_configuration_result: AnnotationTableConfigurationResult,
        "DestinationResult" destination_result: DestinationResult,
        "InventoryTableConfigurationResult" inventory_table_configuration_result: InventoryTableConfigurationResult,
        "JournalTableConfigurationResult" journal_table_configuration_result: JournalTableConfigurationResult,
    }
}

shape! {
    /// `AnnotationTableConfigurationResult` of the Amazon S3 API.
    pub struct AnnotationTableConfigurationResult in s3 {
        "ConfigurationState" configuration_state: str,
        "Error" error: ErrorDetails,
        "Role" role: str,
        "TableArn" table_arn: str,
        "TableName" table_name: str,
        "TableStatus" table_status: str,
    }
}

shape! {
    /// `ErrorDetails` of the Amazon S3 API.
    pub struct ErrorDetails in s3 {
        "ErrorCode" error_code: str,
        "ErrorMessage" error_message: str,
    }
}

shape! {
    /// `DestinationResult` of the Amazon S3 API.
    pub struct DestinationResult in s3 {
        "TableBucketArn" table_bucket_arn: str,
        "TableBucketType" table_bucket_type: str,
        "TableNamespace" table_namespace: str,
    }
}

shape! {
    /// `InventoryTableConfigurationResult` of the Amazon S3 API.
    pub struct InventoryTableConfigurationResult in s3 {
        "ConfigurationState" configuration_state: str,
        "Error" error: ErrorDetails,
        "TableArn" table_arn: str,
        "TableName" table_name: str,
        "TableStatus" table_status: str,
    }
}

shape! {
    /// `JournalTableConfigurationResult` of the Amazon S3 API.
    pub struct JournalTableConfigurationResult in s3 {
        "Error" error: ErrorDetails,
        "RecordExpiration" record_expiration: RecordExpiration,
        "TableArn" table_arn: str,
        "TableName" table_name: str,
        "TableStatus" table_status: str,
    }
}

shape! {
    /// `RecordExpiration` of the Amazon S3 API.
    pub struct RecordExpiration in s3 {
        "Days" days: i32,
        "Expiration" expiration: str,
    }
}

shape! {
    /// `GetBucketMetadataTableConfigurationOutput` of the Amazon S3 API.
    pub struct GetBucketMetadataTableConfigurationOutput in s3 {
        "GetBucketMetadataTableConfigurationResult" get_bucket_metadata_table_configuration_result: (GetBucketMetadataTableConfigurationResult),
    }
}

shape! {
    /// `GetBucketMetadataTableConfigurationResult` of the Amazon S3 API.
    pub struct GetBucketMetadataTableConfigurationResult in s3 {
        "Error" error: ErrorDetails,
        "MetadataTableConfigurationResult" metadata_table_configuration_result: MetadataTableConfigurationResult,
        "Status" status: str,
    }
}

shape! {
    /// `MetadataTableConfigurationResult` of the Amazon S3 API.
    pub struct MetadataTableConfigurationResult in s3 {
        "S3TablesDestinationResult" s3_tables_destination_result: S3TablesDestinationResult,
    }
}

shape! {
    /// `S3TablesDestinationResult` of the Amazon S3 API.
    pub struct S3TablesDestinationResult in s3 {
        "TableArn" table_arn: str,
        "TableBucketArn" table_bucket_arn: str,
        "TableName" table_name: str,
        "TableNamespace" table_namespace: str,
    }
}
