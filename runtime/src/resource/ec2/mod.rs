//! Amazon EC2.

mod instance;
mod instance_shapes;
mod security_group;
mod security_group_shapes;

pub use instance::Instance;
pub use instance_shapes::{
    GroupIdentifier, HttpTokensState, InstanceIpv6Address, InstanceMetadataEndpointState,
    InstanceMetadataOptionsResponse, InstanceMetadataOptionsState, InstanceMetadataProtocolState,
    InstanceMetadataTagsState, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation,
    InstancePrivateIpAddress, InstanceState, InstanceStateName,
};
pub use security_group::SecurityGroup;
pub use security_group_shapes::{IpPermission, IpRange, Ipv6Range, PrefixListId, UserIdGroupPair};

#[cfg(feature = "aws")]
pub(crate) use instance_shapes::InstanceDescription;
#[cfg(feature = "aws")]
pub(crate) use security_group_shapes::SecurityGroupDescription;
