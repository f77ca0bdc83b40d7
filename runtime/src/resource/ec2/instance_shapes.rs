//! The shapes of an instance.
//!
//! Names and members are those of the Amazon EC2 API reference.

use crate::resource::Tag;
use crate::resource::shape::{shape, word};

shape! {
    /// What DescribeInstances tells of an instance.
    pub struct InstanceDescription {
        /// The id: `i-0123`.
        pub instance_id: String,
        /// The image it was launched from.
        pub image_id: Option<String>,
        /// The type: `t3.micro`.
        pub instance_type: Option<String>,
        /// When it was launched, in RFC 3339.
        pub launch_time: Option<String>,
        /// Where it stands in its life.
        pub state: Option<InstanceState>,
        /// How its metadata service may be used.
        pub metadata_options: Option<InstanceMetadataOptionsResponse>,
        /// The private IPv4 address of the primary interface.
        pub private_ip_address: Option<String>,
        /// The public IPv4 address of the primary interface.
        pub public_ip_address: Option<String>,
        /// The first IPv6 address of the primary interface.
        pub ipv6_address: Option<String>,
        /// The network interfaces with all their addresses.
        pub network_interfaces: Vec<InstanceNetworkInterface>,
        /// The security groups of the primary interface.
        pub security_groups: Vec<GroupIdentifier>,
        /// The subnet of the primary interface.
        pub subnet_id: Option<String>,
        /// The VPC it runs in.
        pub vpc_id: Option<String>,
        /// The tags.
        #[serde(default)]
        pub tags: Vec<Tag>,
    }
}

shape! {
    /// Where an instance stands in its life.
    pub struct InstanceState {
        /// The number that goes with the name.
        pub code: Option<i32>,
        /// The name.
        pub name: Option<InstanceStateName>,
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

shape! {
    /// How the metadata service of an instance may be used.
    pub struct InstanceMetadataOptionsResponse {
        /// Whether the options are in force.
        pub state: Option<InstanceMetadataOptionsState>,
        /// Whether a session token is asked for: `required` is IMDSv2 alone.
        pub http_tokens: Option<HttpTokensState>,
        /// How many hops an answer may travel.
        pub http_put_response_hop_limit: Option<i32>,
        /// Whether the service answers at all.
        pub http_endpoint: Option<InstanceMetadataEndpointState>,
        /// Whether it answers on IPv6.
        pub http_protocol_ipv6: Option<InstanceMetadataProtocolState>,
        /// Whether it tells the instance's tags.
        pub instance_metadata_tags: Option<InstanceMetadataTagsState>,
    }
}

impl InstanceMetadataOptionsResponse {
    /// Whether IMDSv1 is closed: a token is required, or the service does not answer at all.
    pub fn refuses_imds_v1(&self) -> bool {
        self.http_tokens == Some(HttpTokensState::Required)
            || self.http_endpoint == Some(InstanceMetadataEndpointState::Disabled)
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

shape! {
    /// A security group by id and name.
    pub struct GroupIdentifier {
        /// The id.
        pub group_id: Option<String>,
        /// The name.
        pub group_name: Option<String>,
    }
}

impl GroupIdentifier {
    /// The group with that id.
    pub fn new(group_id: impl Into<String>) -> Self {
        Self { group_id: Some(group_id.into()), group_name: None }
    }
}

shape! {
    /// A network interface of an instance.
    pub struct InstanceNetworkInterface {
        /// The id: `eni-0123`.
        pub network_interface_id: Option<String>,
        /// What it is for.
        pub description: Option<String>,
        /// Its security groups.
        #[serde(default)]
        pub groups: Vec<GroupIdentifier>,
        /// Its public IPv4 address.
        pub association: Option<InstanceNetworkInterfaceAssociation>,
        /// Its primary private IPv4 address.
        pub private_ip_address: Option<String>,
        /// All its private IPv4 addresses, each with the public one that goes with it.
        #[serde(default)]
        pub private_ip_addresses: Vec<InstancePrivateIpAddress>,
        /// Its IPv6 addresses.
        #[serde(default)]
        pub ipv6_addresses: Vec<InstanceIpv6Address>,
        /// Whether it drops packets that are not from or for itself.
        pub source_dest_check: Option<bool>,
        /// Its subnet.
        pub subnet_id: Option<String>,
        /// Its VPC.
        pub vpc_id: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<String>,
    }
}

shape! {
    /// A public address of an interface.
    pub struct InstanceNetworkInterfaceAssociation {
        /// The address.
        pub public_ip: Option<String>,
        /// Its name in DNS.
        pub public_dns_name: Option<String>,
        /// `amazon`, or the account that holds the Elastic IP address.
        pub ip_owner_id: Option<String>,
    }
}

shape! {
    /// A private IPv4 address of an interface.
    pub struct InstancePrivateIpAddress {
        /// The address.
        pub private_ip_address: Option<String>,
        /// Whether it is the interface's first.
        pub primary: Option<bool>,
        /// The public address that goes with it.
        pub association: Option<InstanceNetworkInterfaceAssociation>,
    }
}

shape! {
    /// An IPv6 address of an interface.
    pub struct InstanceIpv6Address {
        /// The address.
        pub ipv6_address: Option<String>,
        /// Whether it is the interface's first.
        pub is_primary_ipv6: Option<bool>,
    }
}
