//! The shapes of what a launch template launches.
//!
//! Names and members are those of the Amazon EC2 API reference.

use super::launch_template_network_shapes::{
    InstanceRequirements, LaunchTemplateInstanceNetworkInterfaceSpecification,
    LaunchTemplateNetworkPerformanceOptions, LaunchTemplatePrivateDnsNameOptions,
    SecondaryInterfacePrivateIpAddressSpecification,
};
use super::shared_shapes::{CapacityReservationTargetResponse, OperatorResponse};
use crate::resource::Tag;
use crate::resource::shape::shape;

shape! {
    /// `LaunchTemplateVersion` of the Amazon EC2 API.
    pub struct LaunchTemplateVersion in ec2 {
        "CreateTime" create_time: time,
        "CreatedBy" created_by: str,
        "DefaultVersion" default_version: bool,
        "LaunchTemplateData" launch_template_data: ResponseLaunchTemplateData,
        "LaunchTemplateId" launch_template_id: str,
        "LaunchTemplateName" launch_template_name: str,
        "Operator" operator: OperatorResponse,
        "VersionDescription" version_description: str,
        "VersionNumber" version_number: i64,
    }
}

shape! {
    /// `ResponseLaunchTemplateData` of the Amazon EC2 API.
    #[serde(default)]
    pub struct ResponseLaunchTemplateData in ec2 {
        "BlockDeviceMappings" block_device_mappings: [LaunchTemplateBlockDeviceMapping] <- "blockDeviceMappingSet",
        "CapacityReservationSpecification" capacity_reservation_specification: LaunchTemplateCapacityReservationSpecificationResponse,
        "CpuOptions" cpu_options: LaunchTemplateCpuOptions,
        "CreditSpecification" credit_specification: CreditSpecification,
        "DisableApiStop" disable_api_stop: bool,
        "DisableApiTermination" disable_api_termination: bool,
        "EbsOptimized" ebs_optimized: bool,
        "ElasticGpuSpecifications" elastic_gpu_specifications: [ElasticGpuSpecificationResponse] <- "elasticGpuSpecificationSet",
        "ElasticInferenceAccelerators" elastic_inference_accelerators: [LaunchTemplateElasticInferenceAcceleratorResponse] <- "elasticInferenceAcceleratorSet",
        "EnclaveOptions" enclave_options: LaunchTemplateEnclaveOptions,
        "HibernationOptions" hibernation_options: LaunchTemplateHibernationOptions,
        "IamInstanceProfile" iam_instance_profile: LaunchTemplateIamInstanceProfileSpecification,
        "ImageId" image_id: str,
        "InstanceInitiatedShutdownBehavior" instance_initiated_shutdown_behavior: str,
        "InstanceMarketOptions" instance_market_options: LaunchTemplateInstanceMarketOptions,
        "InstanceRequirements" instance_requirements: InstanceRequirements,
        "InstanceType" instance_type: str,
        "KernelId" kernel_id: str,
        "KeyName" key_name: str,
        "LicenseSpecifications" license_specifications: [LaunchTemplateLicenseConfiguration] <- "licenseSet",
        "MaintenanceOptions" maintenance_options: LaunchTemplateInstanceMaintenanceOptions,
        "MetadataOptions" metadata_options: LaunchTemplateInstanceMetadataOptions,
        "Monitoring" monitoring: LaunchTemplatesMonitoring,
        "NetworkInterfaces" network_interfaces: [LaunchTemplateInstanceNetworkInterfaceSpecification] <- "networkInterfaceSet",
        "NetworkPerformanceOptions" network_performance_options: LaunchTemplateNetworkPerformanceOptions,
        "Operator" operator: OperatorResponse,
        "Placement" placement: LaunchTemplatePlacement,
        "PrivateDnsNameOptions" private_dns_name_options: LaunchTemplatePrivateDnsNameOptions,
        "RamDiskId" ram_disk_id: str,
        "SecondaryInterfaces" secondary_interfaces: [LaunchTemplateInstanceSecondaryInterfaceSpecification] <- "secondaryInterfaceSet",
        "SecurityGroupIds" security_group_ids: [str] <- "securityGroupIdSet",
        "SecurityGroups" security_groups: [str] <- "securityGroupSet",
        "TagSpecifications" tag_specifications: [LaunchTemplateTagSpecification] <- "tagSpecificationSet",
        "UserData" user_data: secret,
    }
}

shape! {
    /// `LaunchTemplateBlockDeviceMapping` of the Amazon EC2 API.
    pub struct LaunchTemplateBlockDeviceMapping in ec2 {
        "DeviceName" device_name: str,
        "Ebs" ebs: LaunchTemplateEbsBlockDevice,
        "NoDevice" no_device: str,
        "VirtualName" virtual_name: str,
    }
}

shape! {
    /// `LaunchTemplateEbsBlockDevice` of the Amazon EC2 API.
    pub struct LaunchTemplateEbsBlockDevice in ec2 {
        "DeleteOnTermination" delete_on_termination: bool,
        "EbsCardIndex" ebs_card_index: i32,
        "Encrypted" encrypted: bool,
        "Iops" iops: i32,
        "KmsKeyId" kms_key_id: str,
        "SnapshotId" snapshot_id: str,
        "Throughput" throughput: i32,
        "VolumeInitializationRate" volume_initialization_rate: i32,
        "VolumeSize" volume_size: i32,
        "VolumeType" volume_type: str,
    }
}

shape! {
    /// `LaunchTemplateCapacityReservationSpecificationResponse` of the Amazon EC2 API.
    pub struct LaunchTemplateCapacityReservationSpecificationResponse in ec2 {
        "CapacityReservationPreference" capacity_reservation_preference: str,
        "CapacityReservationTarget" capacity_reservation_target: CapacityReservationTargetResponse,
    }
}

shape! {
    /// `LaunchTemplateCpuOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateCpuOptions in ec2 {
        "AmdSevSnp" amd_sev_snp: str,
        "CoreCount" core_count: i32,
        "NestedVirtualization" nested_virtualization: str,
        "ThreadsPerCore" threads_per_core: i32,
    }
}

shape! {
    /// `CreditSpecification` of the Amazon EC2 API.
    pub struct CreditSpecification in ec2 {
        "CpuCredits" cpu_credits: str,
    }
}

shape! {
    /// `ElasticGpuSpecificationResponse` of the Amazon EC2 API.
    pub struct ElasticGpuSpecificationResponse in ec2 {
        "Type" r#type: str,
    }
}

shape! {
    /// `LaunchTemplateElasticInferenceAcceleratorResponse` of the Amazon EC2 API.
    pub struct LaunchTemplateElasticInferenceAcceleratorResponse in ec2 {
        "Count" count: i32,
        "Type" r#type: str,
    }
}

shape! {
    /// `LaunchTemplateEnclaveOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateEnclaveOptions in ec2 {
        "Enabled" enabled: bool,
    }
}

shape! {
    /// `LaunchTemplateHibernationOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateHibernationOptions in ec2 {
        "Configured" configured: bool,
    }
}

shape! {
    /// `LaunchTemplateIamInstanceProfileSpecification` of the Amazon EC2 API.
    pub struct LaunchTemplateIamInstanceProfileSpecification in ec2 {
        "Arn" arn: str,
        "Name" name: str,
    }
}

shape! {
    /// `LaunchTemplateInstanceMarketOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateInstanceMarketOptions in ec2 {
        "MarketType" market_type: str,
        "SpotOptions" spot_options: LaunchTemplateSpotMarketOptions,
    }
}

shape! {
    /// `LaunchTemplateSpotMarketOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateSpotMarketOptions in ec2 {
        "BlockDurationMinutes" block_duration_minutes: i32,
        "InstanceInterruptionBehavior" instance_interruption_behavior: str,
        "MaxPrice" max_price: str,
        "SpotInstanceType" spot_instance_type: str,
        "ValidUntil" valid_until: time,
    }
}

shape! {
    /// `LaunchTemplateLicenseConfiguration` of the Amazon EC2 API.
    pub struct LaunchTemplateLicenseConfiguration in ec2 {
        "LicenseConfigurationArn" license_configuration_arn: str,
    }
}

shape! {
    /// `LaunchTemplateInstanceMaintenanceOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateInstanceMaintenanceOptions in ec2 {
        "AutoRecovery" auto_recovery: str,
    }
}

shape! {
    /// `LaunchTemplateInstanceMetadataOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateInstanceMetadataOptions in ec2 {
        "HttpEndpoint" http_endpoint: str,
        "HttpProtocolIpv6" http_protocol_ipv6: str,
        "HttpPutResponseHopLimit" http_put_response_hop_limit: i32,
        "HttpTokens" http_tokens: str,
        "InstanceMetadataTags" instance_metadata_tags: str,
        "State" state: str,
    }
}

shape! {
    /// `LaunchTemplatesMonitoring` of the Amazon EC2 API.
    #[serde(default)]
    pub struct LaunchTemplatesMonitoring in ec2 {
        "Enabled" enabled: bool,
        "MetricCategoryIds" metric_category_ids: [str] <- "metricCategoryIdSet",
    }
}

shape! {
    /// `ConnectionTrackingSpecification` of the Amazon EC2 API.
    pub struct ConnectionTrackingSpecification in ec2 {
        "TcpEstablishedTimeout" tcp_established_timeout: i32,
        "UdpStreamTimeout" udp_stream_timeout: i32,
        "UdpTimeout" udp_timeout: i32,
    }
}

shape! {
    /// `LaunchTemplatePlacement` of the Amazon EC2 API.
    pub struct LaunchTemplatePlacement in ec2 {
        "Affinity" affinity: str,
        "AvailabilityZone" availability_zone: str,
        "AvailabilityZoneId" availability_zone_id: str,
        "GroupId" group_id: str,
        "GroupName" group_name: str,
        "HostId" host_id: str,
        "HostResourceGroupArn" host_resource_group_arn: str,
        "PartitionNumber" partition_number: i32,
        "SpreadDomain" spread_domain: str,
        "Tenancy" tenancy: str,
    }
}

shape! {
    /// `LaunchTemplateInstanceSecondaryInterfaceSpecification` of the Amazon EC2 API.
    #[serde(default)]
    pub struct LaunchTemplateInstanceSecondaryInterfaceSpecification in ec2 {
        "DeleteOnTermination" delete_on_termination: bool,
        "DeviceIndex" device_index: i32,
        "InterfaceType" interface_type: str,
        "NetworkCardIndex" network_card_index: i32,
        "PrivateIpAddressCount" private_ip_address_count: i32,
        "PrivateIpAddresses" private_ip_addresses: [SecondaryInterfacePrivateIpAddressSpecification] <- "privateIpAddressesSet",
        "SecondarySubnetId" secondary_subnet_id: str,
    }
}

shape! {
    /// `LaunchTemplateTagSpecification` of the Amazon EC2 API.
    #[serde(default)]
    pub struct LaunchTemplateTagSpecification in ec2 {
        "ResourceType" resource_type: str,
        "Tags" tags: [Tag] <- "tagSet",
    }
}
