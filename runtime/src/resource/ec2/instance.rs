//! `AWS::EC2::Instance`.

use super::instance_network_shapes::{InstanceNetworkInterface, InstanceNetworkPerformanceOptions};
use super::instance_shapes::{
    AttributeValue, CapacityReservationSpecificationResponse, CpuOptions, ElasticGpuAssociation,
    ElasticInferenceAcceleratorAssociation, EnclaveOptions, HibernationOptions, IamInstanceProfile,
    InstanceBlockDeviceMapping, InstanceMaintenanceOptions, InstanceMetadataOptionsResponse,
    InstanceSecondaryInterface, InstanceState, InstanceStateName, InstanceUserData,
    LicenseConfiguration, Monitoring, Placement, PrivateDnsNameOptionsResponse,
};
use super::shared_shapes::{GroupIdentifier, OperatorResponse, ProductCode, StateReason};
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::kind;
use crate::resource::shape::Described;
use crate::resource::table::{DESCRIBE_INSTANCE_ATTRIBUTE, DESCRIBE_INSTANCES};
use crate::resource::{FacetSpec, Fact, Secret, Tag, Unknown, mock};

kind! {
    /// An instance that is not terminated, as Amazon EC2 describes it.
    ///
    /// AWS lists an instance for about an hour after its end; such a one is configured no more and
    /// is left out.
    ///
    /// ```
    /// use configtest::prelude::*;
    ///
    /// let instance = ec2::Instance::mock("i-0a1b2c3d");
    /// assert!(instance.metadata_options().is_some_and(|options| options.refuses_imds_v1()));
    /// ```
    pub struct Instance("AWS::EC2::Instance", "instance", "instances") {
        list: DESCRIBE_INSTANCES at "reservationSet/instancesSet",
        arn: Arn::Ec2("instance"),
        id: /// The id: `i-0123`.
            "InstanceId" instance_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &DESCRIBE_INSTANCE_ATTRIBUTE,
            answer: Answer::Root(InstanceUserData::TYPE),
            methods: &["user_data"],
        }],
        mock: /// A running instance of an image that asks for IMDSv2, as current ones of AWS do, in
            /// an account that has no preference: session tokens are required and travel two hops.
            /// It has one security group, no user data, no public address, and its interfaces are
            /// left out. Sources: RunInstances and InstanceMetadataOptionsRequest in the Amazon EC2
            /// API reference; "Configure instance metadata options for new instances" in its user
            /// guide.
            r#"
            {
              "AmiLaunchIndex": 0,
              "Architecture": "x86_64",
              "EbsOptimized": false,
              "EnaSupport": true,
              "EnclaveOptions": {"Enabled": false},
              "HibernationOptions": {"Configured": false},
              "ImageId": "ami-0123456789abcdef0",
              "InstanceType": "t3.micro",
              "LaunchTime": "2026-05-04T09:00:00Z",
              "MaintenanceOptions": {"AutoRecovery": "default"},
              "MetadataOptions": {
                "HttpEndpoint": "enabled",
                "HttpProtocolIpv6": "disabled",
                "HttpPutResponseHopLimit": 2,
                "HttpTokens": "required",
                "InstanceMetadataTags": "disabled",
                "State": "applied"
              },
              "Monitoring": {"State": "disabled"},
              "Placement": {"AvailabilityZone": "{region}a", "Tenancy": "default"},
              "PlatformDetails": "Linux/UNIX",
              "PrivateIpAddress": "10.0.0.10",
              "RootDeviceName": "/dev/xvda",
              "RootDeviceType": "ebs",
              "SecurityGroups": [{"GroupId": "sg-0123456789abcdef0"}],
              "SourceDestCheck": true,
              "State": {"Code": 16, "Name": "running"},
              "SubnetId": "subnet-0123456789abcdef0",
              "UsageOperation": "RunInstances",
              "VirtualizationType": "hvm",
              "VpcId": "vpc-0123456789abcdef0"
            }"# with &[(&DESCRIBE_INSTANCE_ATTRIBUTE, Some(r#"{"UserData": {}}"#))],
    }
    /// What DescribeInstances tells of an instance.
    pub struct InstanceDescription in ec2 as "Instance" {
        "AmiLaunchIndex" ami_launch_index: i32,
        "Architecture" architecture: str,
        "BlockDeviceMappings" block_device_mappings: [InstanceBlockDeviceMapping] <- "blockDeviceMapping",
        "BootMode" boot_mode: str,
        "CapacityBlockId" capacity_block_id: str,
        "CapacityReservationId" capacity_reservation_id: str,
        "CapacityReservationSpecification" capacity_reservation_specification: CapacityReservationSpecificationResponse,
        "ClientToken" client_token: str,
        "CpuOptions" cpu_options: CpuOptions,
        "CurrentInstanceBootMode" current_instance_boot_mode: str,
        "EbsOptimized" ebs_optimized: bool,
        "ElasticGpuAssociations" elastic_gpu_associations: [ElasticGpuAssociation] <- "elasticGpuAssociationSet",
        "ElasticInferenceAcceleratorAssociations" elastic_inference_accelerator_associations: [ElasticInferenceAcceleratorAssociation] <- "elasticInferenceAcceleratorAssociationSet",
        "EnaSupport" ena_support: bool,
        "EnclaveOptions" enclave_options: EnclaveOptions,
        "HibernationOptions" hibernation_options: HibernationOptions,
        "Hypervisor" hypervisor: str,
        "IamInstanceProfile" iam_instance_profile: IamInstanceProfile,
        /// The image it was launched from.
        "ImageId" image_id: str,
        "InstanceLifecycle" instance_lifecycle: str,
        /// The type: `t3.micro`.
        "InstanceType" instance_type: str,
        /// The first IPv6 address of the primary interface.
        "Ipv6Address" ipv6_address: str,
        "KernelId" kernel_id: str,
        "KeyName" key_name: str,
        /// When it was launched, in RFC 3339.
        "LaunchTime" launch_time: time,
        "Licenses" licenses: [LicenseConfiguration] <- "licenseSet",
        "MaintenanceOptions" maintenance_options: InstanceMaintenanceOptions,
        /// How its metadata service may be used.
        "MetadataOptions" metadata_options: InstanceMetadataOptionsResponse by hand,
        "Monitoring" monitoring: Monitoring,
        /// The network interfaces with all their addresses.
        "NetworkInterfaces" network_interfaces: [InstanceNetworkInterface] <- "networkInterfaceSet",
        "NetworkPerformanceOptions" network_performance_options: InstanceNetworkPerformanceOptions,
        "Operator" operator: OperatorResponse,
        "OutpostArn" outpost_arn: str,
        "Placement" placement: Placement,
        "Platform" platform: str,
        "PlatformDetails" platform_details: str,
        "PrivateDnsName" private_dns_name: str,
        "PrivateDnsNameOptions" private_dns_name_options: PrivateDnsNameOptionsResponse,
        /// The private IPv4 address of the primary interface.
        "PrivateIpAddress" private_ip_address: str,
        "ProductCodes" product_codes: [ProductCode],
        "PublicDnsName" public_dns_name: str <- "dnsName",
        /// The public IPv4 address of the primary interface.
        "PublicIpAddress" public_ip_address: str <- "ipAddress",
        "RamdiskId" ramdisk_id: str,
        "RootDeviceName" root_device_name: str,
        "RootDeviceType" root_device_type: str,
        "SecondaryInterfaces" secondary_interfaces: [InstanceSecondaryInterface] <- "secondaryInterfaceSet",
        /// The security groups of the primary interface.
        "SecurityGroups" security_groups: [GroupIdentifier] <- "groupSet",
        "SourceDestCheck" source_dest_check: bool,
        "SpotInstanceRequestId" spot_instance_request_id: str,
        "SriovNetSupport" sriov_net_support: str,
        /// Where it stands in its life.
        "State" state: InstanceState <- "instanceState",
        "StateReason" state_reason: StateReason,
        "StateTransitionReason" state_transition_reason: str <- "reason",
        /// The subnet of the primary interface.
        "SubnetId" subnet_id: str,
        "TpmSupport" tpm_support: str,
        "UsageOperation" usage_operation: str,
        "UsageOperationUpdateTime" usage_operation_update_time: time,
        "VirtualizationType" virtualization_type: str,
        /// The VPC it runs in.
        "VpcId" vpc_id: str,
    }
}

impl Instance {
    /// Where it stands in its life.
    pub fn state_name(&self) -> &InstanceStateName {
        match self.state().and_then(|state| state.name.as_ref()) {
            Some(name) => name,
            None => self
                .core
                .leave(Unknown::malformed(&DESCRIBE_INSTANCES, "the answer tells no state")),
        }
    }

    /// Every public IPv4 address of the instance, whichever interface it is on, sorted.
    pub fn public_addresses(&self) -> Vec<&str> {
        let interfaces = self.network_interfaces().iter();
        let associations = interfaces.flat_map(|interface| {
            let further = interface.private_ip_addresses.iter();
            interface.association.iter().chain(further.filter_map(|of| of.association.as_ref()))
        });
        let mut addresses: Vec<&str> = associations
            .filter_map(|association| association.public_ip.as_deref())
            .chain(self.public_ip_address())
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    }

    /// The user data in Base64 (DescribeInstanceAttribute, a call for each instance); none where the
    /// instance has none.
    ///
    /// It may hold secrets: a live source reads it for a check that names this method, fixtures
    /// hold a digest in its place, and failures do not show it. See [`Secret`].
    pub fn user_data(&self) -> Option<&Secret> {
        self.core
            .read::<InstanceUserData>("user_data", &DESCRIBE_INSTANCE_ATTRIBUTE, "UserData")
            .and_then(|attribute| attribute.user_data.as_ref()?.value.as_ref())
    }
}

/// Built in code.
impl Instance {
    /// Sets what [`Instance::user_data`] says: Base64, or a [`Fact`].
    #[must_use]
    pub fn with_user_data(self, user_data: impl Into<Fact<Secret>>) -> Self {
        let attribute = user_data
            .into()
            .map(|text| InstanceUserData { user_data: Some(AttributeValue { value: Some(text) }) });
        Self { core: mock::set(&self.core, &DESCRIBE_INSTANCE_ATTRIBUTE, attribute) }
    }

    /// Sets what [`Instance::state_name`] says, with the code that goes with it.
    #[must_use]
    pub fn with_state_name(self, name: InstanceStateName) -> Self {
        let code = match name {
            InstanceStateName::Pending => Some(0),
            InstanceStateName::Running => Some(16),
            InstanceStateName::ShuttingDown => Some(32),
            InstanceStateName::Terminated => Some(48),
            InstanceStateName::Stopping => Some(64),
            InstanceStateName::Stopped => Some(80),
            InstanceStateName::Other(_) => None,
        };
        self.with_state(InstanceState { code, name: Some(name) })
    }

    /// Sets what [`Instance::metadata_options`] says, starting from what it says now.
    #[must_use]
    pub fn with_metadata_options(
        self,
        change: impl FnOnce(&mut InstanceMetadataOptionsResponse),
    ) -> Self {
        self.edit(|description| change(description.metadata_options.get_or_insert_default()))
    }

    /// Takes away what [`Instance::metadata_options`] says.
    #[must_use]
    pub fn without_metadata_options(self) -> Self {
        self.edit(|description| description.metadata_options = None)
    }
}
