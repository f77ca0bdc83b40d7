//! The shapes of an instance.
//!
//! Names and members are those of the Amazon EC2 API reference.

use super::shared_shapes::{CapacityReservationTargetResponse, OperatorResponse};
use crate::resource::shape::{shape, word};

shape! {
    /// `InstanceBlockDeviceMapping` of the Amazon EC2 API.
    pub struct InstanceBlockDeviceMapping in ec2 {
        "DeviceName" device_name: str,
        "Ebs" ebs: EbsInstanceBlockDevice,
    }
}

shape! {
    /// `EbsInstanceBlockDevice` of the Amazon EC2 API.
    pub struct EbsInstanceBlockDevice in ec2 {
        "AssociatedResource" associated_resource: str,
        "AttachTime" attach_time: time,
        "DeleteOnTermination" delete_on_termination: bool,
        "EbsCardIndex" ebs_card_index: i32,
        "Operator" operator: OperatorResponse,
        "Status" status: str,
        "VolumeId" volume_id: str,
        "VolumeOwnerId" volume_owner_id: str,
    }
}

shape! {
    /// `CapacityReservationSpecificationResponse` of the Amazon EC2 API.
    pub struct CapacityReservationSpecificationResponse in ec2 {
        "CapacityReservationPreference" capacity_reservation_preference: str,
        "CapacityReservationTarget" capacity_reservation_target: CapacityReservationTargetResponse,
    }
}

shape! {
    /// `CpuOptions` of the Amazon EC2 API.
    pub struct CpuOptions in ec2 {
        "AmdSevSnp" amd_sev_snp: str,
        "CoreCount" core_count: i32,
        "NestedVirtualization" nested_virtualization: str,
        "ThreadsPerCore" threads_per_core: i32,
    }
}

shape! {
    /// `ElasticGpuAssociation` of the Amazon EC2 API.
    pub struct ElasticGpuAssociation in ec2 {
        "ElasticGpuAssociationId" elastic_gpu_association_id: str,
        "ElasticGpuAssociationState" elastic_gpu_association_state: str,
        "ElasticGpuAssociationTime" elastic_gpu_association_time: str,
        "ElasticGpuId" elastic_gpu_id: str,
    }
}

shape! {
    /// `ElasticInferenceAcceleratorAssociation` of the Amazon EC2 API.
    pub struct ElasticInferenceAcceleratorAssociation in ec2 {
        "ElasticInferenceAcceleratorArn" elastic_inference_accelerator_arn: str,
        "ElasticInferenceAcceleratorAssociationId" elastic_inference_accelerator_association_id: str,
        "ElasticInferenceAcceleratorAssociationState" elastic_inference_accelerator_association_state: str,
        "ElasticInferenceAcceleratorAssociationTime" elastic_inference_accelerator_association_time: time,
    }
}

shape! {
    /// `EnclaveOptions` of the Amazon EC2 API.
    pub struct EnclaveOptions in ec2 {
        "Enabled" enabled: bool,
    }
}

shape! {
    /// `HibernationOptions` of the Amazon EC2 API.
    pub struct HibernationOptions in ec2 {
        "Configured" configured: bool,
    }
}

shape! {
    /// `IamInstanceProfile` of the Amazon EC2 API.
    pub struct IamInstanceProfile in ec2 {
        "Arn" arn: str,
        "Id" id: str,
    }
}

shape! {
    /// `LicenseConfiguration` of the Amazon EC2 API.
    pub struct LicenseConfiguration in ec2 {
        "LicenseConfigurationArn" license_configuration_arn: str,
    }
}

shape! {
    /// `InstanceMaintenanceOptions` of the Amazon EC2 API.
    pub struct InstanceMaintenanceOptions in ec2 {
        "AutoRecovery" auto_recovery: str,
        "RebootMigration" reboot_migration: str,
    }
}

shape! {
    /// How the metadata service of an instance may be used.
    pub struct InstanceMetadataOptionsResponse in ec2 {
        /// Whether the service answers at all.
        "HttpEndpoint" http_endpoint: InstanceMetadataEndpointState,
        /// Whether it answers on IPv6.
        "HttpProtocolIpv6" http_protocol_ipv6: InstanceMetadataProtocolState,
        /// How many hops an answer may travel.
        "HttpPutResponseHopLimit" http_put_response_hop_limit: i32,
        /// Whether a session token is asked for: `required` is IMDSv2 alone.
        "HttpTokens" http_tokens: HttpTokensState,
        /// Whether it tells the instance's tags.
        "InstanceMetadataTags" instance_metadata_tags: InstanceMetadataTagsState,
        /// Whether the options are in force.
        "State" state: InstanceMetadataOptionsState,
    }
}

impl InstanceMetadataOptionsResponse {
    /// Whether IMDSv1 is closed: a token is required, or the service does not answer at all.
    pub fn refuses_imds_v1(&self) -> bool {
        self.http_tokens == Some(HttpTokensState::Required)
            || self.http_endpoint == Some(InstanceMetadataEndpointState::Disabled)
    }
}

shape! {
    /// `Monitoring` of the Amazon EC2 API.
    #[serde(default)]
    pub struct Monitoring in ec2 {
        "MetricCategoryIds" metric_category_ids: [str] <- "metricCategoryIdSet",
        "State" state: str,
    }
}

shape! {
    /// `ConnectionTrackingSpecificationResponse` of the Amazon EC2 API.
    pub struct ConnectionTrackingSpecificationResponse in ec2 {
        "TcpEstablishedTimeout" tcp_established_timeout: i32,
        "UdpStreamTimeout" udp_stream_timeout: i32,
        "UdpTimeout" udp_timeout: i32,
    }
}

shape! {
    /// `Placement` of the Amazon EC2 API.
    pub struct Placement in ec2 {
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
    /// `PrivateDnsNameOptionsResponse` of the Amazon EC2 API.
    pub struct PrivateDnsNameOptionsResponse in ec2 {
        "EnableResourceNameDnsAAAARecord" enable_resource_name_dns_aaaa_record: bool,
        "EnableResourceNameDnsARecord" enable_resource_name_dns_a_record: bool,
        "HostnameType" hostname_type: str,
    }
}

shape! {
    /// `InstanceSecondaryInterface` of the Amazon EC2 API.
    #[serde(default)]
    pub struct InstanceSecondaryInterface in ec2 {
        "Attachment" attachment: InstanceSecondaryInterfaceAttachment,
        "InterfaceType" interface_type: str,
        "MacAddress" mac_address: str,
        "OwnerId" owner_id: str,
        "PrivateIpAddresses" private_ip_addresses: [InstanceSecondaryInterfacePrivateIpAddress] <- "privateIpAddressSet",
        "SecondaryInterfaceId" secondary_interface_id: str,
        "SecondaryNetworkId" secondary_network_id: str,
        "SecondarySubnetId" secondary_subnet_id: str,
        "SourceDestCheck" source_dest_check: bool,
        "Status" status: str,
    }
}

shape! {
    /// `InstanceSecondaryInterfaceAttachment` of the Amazon EC2 API.
    pub struct InstanceSecondaryInterfaceAttachment in ec2 {
        "AttachTime" attach_time: time,
        "AttachmentId" attachment_id: str,
        "DeleteOnTermination" delete_on_termination: bool,
        "DeviceIndex" device_index: i32,
        "NetworkCardIndex" network_card_index: i32,
        "Status" status: str,
    }
}

shape! {
    /// `InstanceSecondaryInterfacePrivateIpAddress` of the Amazon EC2 API.
    pub struct InstanceSecondaryInterfacePrivateIpAddress in ec2 {
        "PrivateIpAddress" private_ip_address: str,
    }
}

shape! {
    /// Where an instance stands in its life.
    pub struct InstanceState in ec2 {
        /// The number that goes with the name.
        "Code" code: i32,
        /// The name.
        "Name" name: InstanceStateName,
    }
}

shape! {
    /// `AttributeValue` of the Amazon EC2 API.
    pub struct AttributeValue in ec2 {
        "Value" value: secret,
    }
}

shape! {
    /// What DescribeInstanceAttribute tells of an instance's user data; the other attributes come with
    /// the listing.
    pub struct InstanceUserData in ec2 as "InstanceAttribute" {
        /// The user data, in Base64.
        "UserData" user_data: AttributeValue,
    }
}

word! {
    /// The name of a state.
    pub enum InstanceStateName {
        /// It is being started.
        Pending = "pending",
        /// It runs.
        Running = "running",
        /// It is being terminated.
        ShuttingDown = "shutting-down",
        /// It is gone, and listed for about an hour.
        Terminated = "terminated",
        /// It is being stopped.
        Stopping = "stopping",
        /// It is stopped and can be started again.
        Stopped = "stopped",
    }
}

word! {
    /// Whether metadata options are in force.
    pub enum InstanceMetadataOptionsState {
        /// They are being changed.
        Pending = "pending",
        /// They are in force.
        Applied = "applied",
    }
}

word! {
    /// Whether a session token is asked for.
    pub enum HttpTokensState {
        /// IMDSv1 and IMDSv2 both work.
        Optional = "optional",
        /// IMDSv2 alone works.
        Required = "required",
    }
}

word! {
    /// Whether the metadata service answers.
    pub enum InstanceMetadataEndpointState {
        /// It does not.
        Disabled = "disabled",
        /// It does.
        Enabled = "enabled",
    }
}

word! {
    /// Whether the metadata service answers on IPv6.
    pub enum InstanceMetadataProtocolState {
        /// It does not.
        Disabled = "disabled",
        /// It does.
        Enabled = "enabled",
    }
}

word! {
    /// Whether the metadata service tells tags.
    pub enum InstanceMetadataTagsState {
        /// It does not.
        Disabled = "disabled",
        /// It does.
        Enabled = "enabled",
    }
}
