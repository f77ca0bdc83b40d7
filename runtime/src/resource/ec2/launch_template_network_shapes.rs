//! The shapes of the network interfaces and the instance requirements of a launch template.
//!
//! Names and members are those of the Amazon EC2 API reference.

use super::launch_template_shapes::ConnectionTrackingSpecification;
use super::shared_shapes::InstanceIpv6Address;
use crate::resource::shape::shape;

shape! {
    /// `InstanceRequirements` of the Amazon EC2 API.
    #[serde(default)]
    pub struct InstanceRequirements in ec2 {
        "AcceleratorCount" accelerator_count: AcceleratorCount,
        "AcceleratorManufacturers" accelerator_manufacturers: [str] <- "acceleratorManufacturerSet",
        "AcceleratorNames" accelerator_names: [str] <- "acceleratorNameSet",
        "AcceleratorTotalMemoryMiB" accelerator_total_memory_mi_b: AcceleratorTotalMemoryMiB,
        "AcceleratorTypes" accelerator_types: [str] <- "acceleratorTypeSet",
        "AllowedInstanceTypes" allowed_instance_types: [str] <- "allowedInstanceTypeSet",
        "BareMetal" bare_metal: str,
        "BaselineEbsBandwidthMbps" baseline_ebs_bandwidth_mbps: BaselineEbsBandwidthMbps,
        "BaselinePerformanceFactors" baseline_performance_factors: BaselinePerformanceFactors,
        "BurstablePerformance" burstable_performance: str,
        "CpuManufacturers" cpu_manufacturers: [str] <- "cpuManufacturerSet",
        "ExcludedInstanceTypes" excluded_instance_types: [str] <- "excludedInstanceTypeSet",
        "InstanceGenerations" instance_generations: [str] <- "instanceGenerationSet",
        "LocalStorage" local_storage: str,
        "LocalStorageTypes" local_storage_types: [str] <- "localStorageTypeSet",
        "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice" max_spot_price_as_percentage_of_optimal_on_demand_price: i32,
        "MemoryGiBPerVCpu" memory_gi_b_per_v_cpu: MemoryGiBPerVCpu,
        "MemoryMiB" memory_mi_b: MemoryMiB,
        "NetworkBandwidthGbps" network_bandwidth_gbps: NetworkBandwidthGbps,
        "NetworkInterfaceCount" network_interface_count: NetworkInterfaceCount,
        "OnDemandMaxPricePercentageOverLowestPrice" on_demand_max_price_percentage_over_lowest_price: i32,
        "RequireEncryptionInTransit" require_encryption_in_transit: bool,
        "RequireHibernateSupport" require_hibernate_support: bool,
        "SpotMaxPricePercentageOverLowestPrice" spot_max_price_percentage_over_lowest_price: i32,
        "TotalLocalStorageGB" total_local_storage_gb: TotalLocalStorageGB,
        "VCpuCount" v_cpu_count: VCpuCountRange,
    }
}

shape! {
    /// `AcceleratorCount` of the Amazon EC2 API.
    pub struct AcceleratorCount in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `AcceleratorTotalMemoryMiB` of the Amazon EC2 API.
    pub struct AcceleratorTotalMemoryMiB in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `BaselineEbsBandwidthMbps` of the Amazon EC2 API.
    pub struct BaselineEbsBandwidthMbps in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `BaselinePerformanceFactors` of the Amazon EC2 API.
    pub struct BaselinePerformanceFactors in ec2 {
        "Cpu" cpu: CpuPerformanceFactor,
    }
}

shape! {
    /// `CpuPerformanceFactor` of the Amazon EC2 API.
    #[serde(default)]
    pub struct CpuPerformanceFactor in ec2 {
        "References" references: [PerformanceFactorReference] <- "referenceSet",
    }
}

shape! {
    /// `PerformanceFactorReference` of the Amazon EC2 API.
    pub struct PerformanceFactorReference in ec2 {
        "InstanceFamily" instance_family: str,
    }
}

shape! {
    /// `MemoryGiBPerVCpu` of the Amazon EC2 API.
    pub struct MemoryGiBPerVCpu in ec2 {
        "Max" max: f64,
        "Min" min: f64,
    }
}

shape! {
    /// `MemoryMiB` of the Amazon EC2 API.
    pub struct MemoryMiB in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `NetworkBandwidthGbps` of the Amazon EC2 API.
    pub struct NetworkBandwidthGbps in ec2 {
        "Max" max: f64,
        "Min" min: f64,
    }
}

shape! {
    /// `NetworkInterfaceCount` of the Amazon EC2 API.
    pub struct NetworkInterfaceCount in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `TotalLocalStorageGB` of the Amazon EC2 API.
    pub struct TotalLocalStorageGB in ec2 {
        "Max" max: f64,
        "Min" min: f64,
    }
}

shape! {
    /// `VCpuCountRange` of the Amazon EC2 API.
    pub struct VCpuCountRange in ec2 {
        "Max" max: i32,
        "Min" min: i32,
    }
}

shape! {
    /// `LaunchTemplateInstanceNetworkInterfaceSpecification` of the Amazon EC2 API.
    #[serde(default)]
    pub struct LaunchTemplateInstanceNetworkInterfaceSpecification in ec2 {
        "AssociateCarrierIpAddress" associate_carrier_ip_address: bool,
        "AssociatePublicIpAddress" associate_public_ip_address: bool,
        "ConnectionTrackingSpecification" connection_tracking_specification: ConnectionTrackingSpecification,
        "DeleteOnTermination" delete_on_termination: bool,
        "Description" description: str,
        "DeviceIndex" device_index: i32,
        "EnaQueueCount" ena_queue_count: i32,
        "EnaSrdSpecification" ena_srd_specification: LaunchTemplateEnaSrdSpecification,
        "Groups" groups: [str] <- "groupSet",
        "InterfaceType" interface_type: str,
        "Ipv4PrefixCount" ipv4_prefix_count: i32,
        "Ipv4Prefixes" ipv4_prefixes: [Ipv4PrefixSpecificationResponse] <- "ipv4PrefixSet",
        "Ipv6AddressCount" ipv6_address_count: i32,
        "Ipv6Addresses" ipv6_addresses: [InstanceIpv6Address] <- "ipv6AddressesSet",
        "Ipv6PrefixCount" ipv6_prefix_count: i32,
        "Ipv6Prefixes" ipv6_prefixes: [Ipv6PrefixSpecificationResponse] <- "ipv6PrefixSet",
        "NetworkCardIndex" network_card_index: i32,
        "NetworkInterfaceId" network_interface_id: str,
        "PrimaryIpv6" primary_ipv6: bool,
        "PrivateIpAddress" private_ip_address: str,
        "PrivateIpAddresses" private_ip_addresses: [PrivateIpAddressSpecification] <- "privateIpAddressesSet",
        "SecondaryPrivateIpAddressCount" secondary_private_ip_address_count: i32,
        "SubnetId" subnet_id: str,
    }
}

shape! {
    /// `LaunchTemplateEnaSrdSpecification` of the Amazon EC2 API.
    pub struct LaunchTemplateEnaSrdSpecification in ec2 {
        "EnaSrdEnabled" ena_srd_enabled: bool,
        "EnaSrdUdpSpecification" ena_srd_udp_specification: LaunchTemplateEnaSrdUdpSpecification,
    }
}

shape! {
    /// `LaunchTemplateEnaSrdUdpSpecification` of the Amazon EC2 API.
    pub struct LaunchTemplateEnaSrdUdpSpecification in ec2 {
        "EnaSrdUdpEnabled" ena_srd_udp_enabled: bool,
    }
}

shape! {
    /// `Ipv4PrefixSpecificationResponse` of the Amazon EC2 API.
    pub struct Ipv4PrefixSpecificationResponse in ec2 {
        "Ipv4Prefix" ipv4_prefix: str,
    }
}

shape! {
    /// `Ipv6PrefixSpecificationResponse` of the Amazon EC2 API.
    pub struct Ipv6PrefixSpecificationResponse in ec2 {
        "Ipv6Prefix" ipv6_prefix: str,
    }
}

shape! {
    /// `PrivateIpAddressSpecification` of the Amazon EC2 API.
    pub struct PrivateIpAddressSpecification in ec2 {
        "Primary" primary: bool,
        "PrivateIpAddress" private_ip_address: str,
    }
}

shape! {
    /// `LaunchTemplateNetworkPerformanceOptions` of the Amazon EC2 API.
    pub struct LaunchTemplateNetworkPerformanceOptions in ec2 {
        "BandwidthWeighting" bandwidth_weighting: str,
    }
}

shape! {
    /// `LaunchTemplatePrivateDnsNameOptions` of the Amazon EC2 API.
    pub struct LaunchTemplatePrivateDnsNameOptions in ec2 {
        "EnableResourceNameDnsAAAARecord" enable_resource_name_dns_aaaa_record: bool,
        "EnableResourceNameDnsARecord" enable_resource_name_dns_a_record: bool,
        "HostnameType" hostname_type: str,
    }
}

shape! {
    /// `SecondaryInterfacePrivateIpAddressSpecification` of the Amazon EC2 API.
    pub struct SecondaryInterfacePrivateIpAddressSpecification in ec2 {
        "PrivateIpAddress" private_ip_address: str,
    }
}
