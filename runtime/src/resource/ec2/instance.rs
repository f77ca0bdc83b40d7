//! `AWS::EC2::Instance`.

use std::sync::Arc;

use super::instance_shapes::{
    GroupIdentifier, HttpTokensState, InstanceDescription, InstanceMetadataEndpointState,
    InstanceMetadataOptionsResponse, InstanceMetadataOptionsState, InstanceMetadataProtocolState,
    InstanceMetadataTagsState, InstanceNetworkInterface, InstanceState, InstanceStateName,
};
use crate::resource::kind::methods_of_every_kind;
use crate::resource::kind::sealed::Sealed;
use crate::resource::unknown;
use crate::resource::{Core, DESCRIBE_INSTANCES, Fact, Kind, KindSpec, Tag, Unknown, mock};

/// An instance that is not terminated, as Amazon EC2 describes it.
///
/// Everything below comes with the listing (DescribeInstances), so reading it costs no call. AWS
/// lists an instance for about an hour after its end; such a one is configured no more and is
/// left out.
///
/// ```
/// use configtest::prelude::*;
///
/// let instance = ec2::Instance::mock("i-0a1b2c3d");
/// assert!(!instance.metadata_options().is_some_and(|options| options.refuses_imds_v1()));
/// ```
#[derive(Debug, Clone)]
pub struct Instance {
    core: Arc<Core>,
}

methods_of_every_kind! {
    Instance,
    /// The id: `i-0123`.
    instance_id
}

impl Instance {
    /// The image it was launched from.
    pub fn image_id(&self) -> Option<&str> {
        self.description("image_id", "ImageId").image_id.as_deref()
    }

    /// The type: `t3.micro`.
    pub fn instance_type(&self) -> Option<&str> {
        self.description("instance_type", "InstanceType").instance_type.as_deref()
    }

    /// When it was launched, in RFC 3339.
    pub fn launch_time(&self) -> Option<&str> {
        self.description("launch_time", "LaunchTime").launch_time.as_deref()
    }

    /// Where it stands in its life.
    pub fn state(&self) -> &InstanceStateName {
        let state = self.description("state", "State").state.as_ref();
        match state.and_then(|state| state.name.as_ref()) {
            Some(name) => name,
            None => unknown::unwind_over(
                &self.core,
                Unknown::malformed(&DESCRIBE_INSTANCES, "the answer tells no state"),
            ),
        }
    }

    /// How its metadata service may be used.
    pub fn metadata_options(&self) -> Option<&InstanceMetadataOptionsResponse> {
        self.description("metadata_options", "MetadataOptions").metadata_options.as_ref()
    }

    /// The private IPv4 address of the primary interface.
    pub fn private_ip_address(&self) -> Option<&str> {
        self.description("private_ip_address", "PrivateIpAddress").private_ip_address.as_deref()
    }

    /// The public IPv4 address of the primary interface. Other interfaces may have more: see
    /// [`Instance::public_addresses`].
    pub fn public_ip_address(&self) -> Option<&str> {
        self.description("public_ip_address", "PublicIpAddress").public_ip_address.as_deref()
    }

    /// The first IPv6 address of the primary interface.
    pub fn ipv6_address(&self) -> Option<&str> {
        self.description("ipv6_address", "Ipv6Address").ipv6_address.as_deref()
    }

    /// The network interfaces with all their addresses.
    pub fn network_interfaces(&self) -> &[InstanceNetworkInterface] {
        &self.description("network_interfaces", "NetworkInterfaces").network_interfaces
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

    /// The security groups of the primary interface.
    pub fn security_groups(&self) -> &[GroupIdentifier] {
        &self.description("security_groups", "SecurityGroups").security_groups
    }

    /// The subnet of the primary interface.
    pub fn subnet_id(&self) -> Option<&str> {
        self.description("subnet_id", "SubnetId").subnet_id.as_deref()
    }

    /// The VPC it runs in.
    pub fn vpc_id(&self) -> Option<&str> {
        self.description("vpc_id", "VpcId").vpc_id.as_deref()
    }

    /// The tags.
    pub fn tags(&self) -> &[Tag] {
        &self.description("tags", "Tags").tags
    }

    fn description(&self, attribute: &'static str, member: &'static str) -> &InstanceDescription {
        self.core.listed(attribute, member)
    }
}

/// Instances built in code.
impl Instance {
    /// A running instance with no public address, one security group and the metadata options
    /// that RunInstances gives where neither the image nor the account asks for IMDSv2: tokens
    /// optional, one hop. It stands in account 111122223333 and in us-east-1.
    pub fn mock(instance_id: impl Into<String>) -> Self {
        let instance_id = instance_id.into();
        let (region, account) = (mock::REGION, mock::ACCOUNT);
        let arn = format!("arn:aws:ec2:{region}:{account}:instance/{instance_id}");
        let description = InstanceDescription {
            instance_id: instance_id.clone(),
            image_id: Some("ami-0123456789abcdef0".to_owned()),
            instance_type: Some("t3.micro".to_owned()),
            launch_time: Some("2026-05-04T09:00:00Z".to_owned()),
            state: Some(InstanceState { code: Some(16), name: Some(InstanceStateName::Running) }),
            metadata_options: Some(InstanceMetadataOptionsResponse {
                state: Some(InstanceMetadataOptionsState::Applied),
                http_tokens: Some(HttpTokensState::Optional),
                http_put_response_hop_limit: Some(1),
                http_endpoint: Some(InstanceMetadataEndpointState::Enabled),
                http_protocol_ipv6: Some(InstanceMetadataProtocolState::Disabled),
                instance_metadata_tags: Some(InstanceMetadataTagsState::Disabled),
            }),
            private_ip_address: Some("10.0.0.10".to_owned()),
            security_groups: vec![GroupIdentifier::new("sg-0123456789abcdef0")],
            subnet_id: Some("subnet-0123456789abcdef0".to_owned()),
            vpc_id: Some("vpc-0123456789abcdef0".to_owned()),
            ..InstanceDescription::default()
        };
        Self { core: mock::core(Self::SPEC, instance_id, arn) }.with(description)
    }

    /// Sets what [`Instance::state`] says.
    #[must_use]
    pub fn with_state(self, state: InstanceStateName) -> Self {
        self.edit(|description| {
            description.state = Some(InstanceState { code: None, name: Some(state) });
        })
    }

    /// Sets what [`Instance::metadata_options`] says, starting from what it says now.
    #[must_use]
    pub fn with_metadata_options(
        self,
        change: impl FnOnce(&mut InstanceMetadataOptionsResponse),
    ) -> Self {
        self.edit(|description| change(description.metadata_options.get_or_insert_default()))
    }

    /// Sets what [`Instance::instance_type`] says.
    #[must_use]
    pub fn with_instance_type(self, instance_type: impl Into<String>) -> Self {
        let instance_type = Some(instance_type.into());
        self.edit(|description| description.instance_type = instance_type)
    }

    /// Sets what [`Instance::public_ip_address`] says.
    #[must_use]
    pub fn with_public_ip_address(self, address: impl Into<String>) -> Self {
        let address = Some(address.into());
        self.edit(|description| description.public_ip_address = address)
    }

    /// Sets what [`Instance::ipv6_address`] says.
    #[must_use]
    pub fn with_ipv6_address(self, address: impl Into<String>) -> Self {
        let address = Some(address.into());
        self.edit(|description| description.ipv6_address = address)
    }

    /// Sets the network interfaces.
    #[must_use]
    pub fn with_network_interfaces(
        self,
        interfaces: impl IntoIterator<Item = InstanceNetworkInterface>,
    ) -> Self {
        let interfaces = interfaces.into_iter().collect();
        self.edit(|description| description.network_interfaces = interfaces)
    }

    /// Sets the security groups of the primary interface.
    #[must_use]
    pub fn with_security_groups(self, groups: impl IntoIterator<Item = GroupIdentifier>) -> Self {
        let groups = groups.into_iter().collect();
        self.edit(|description| description.security_groups = groups)
    }

    /// Sets the tags.
    #[must_use]
    pub fn with_tags(self, tags: impl IntoIterator<Item = Tag>) -> Self {
        let tags = tags.into_iter().collect();
        self.edit(|description| description.tags = tags)
    }

    fn edit(self, change: impl FnOnce(&mut InstanceDescription)) -> Self {
        let mut description: InstanceDescription = mock::get(&self.core);
        change(&mut description);
        self.with(description)
    }

    fn with(self, description: InstanceDescription) -> Self {
        Self { core: mock::set(&self.core, &DESCRIBE_INSTANCES, Fact::Known(description)) }
    }
}

impl Sealed for Instance {}

impl Kind for Instance {
    const SPEC: &'static KindSpec = &KindSpec {
        name: "AWS::EC2::Instance",
        nouns: ("instance", "instances"),
        name_member: None,
        list: &DESCRIBE_INSTANCES,
        facets: &[],
    };

    fn from_core(core: Arc<Core>) -> Self {
        Self { core }
    }

    fn core(&self) -> &Arc<Core> {
        &self.core
    }
}
