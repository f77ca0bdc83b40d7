//! `AWS::EC2::SecurityGroup`.

use std::sync::Arc;

use super::security_group_shapes::{IpPermission, SecurityGroupDescription};
use crate::resource::kind::methods_of_every_kind;
use crate::resource::kind::sealed::Sealed;
use crate::resource::{Core, DESCRIBE_SECURITY_GROUPS, Fact, Kind, KindSpec, Tag, mock};

/// A security group with all its rules, as Amazon EC2 describes it.
///
/// Everything below comes with the listing (DescribeSecurityGroups), so reading it costs no call.
///
/// ```
/// use configtest::prelude::*;
///
/// let https = ec2::IpPermission::new("tcp", 443..=443).with_cidr("10.0.0.0/8");
/// let group = ec2::SecurityGroup::mock("sg-0a1b2c3d").with_ip_permissions([https]);
/// assert!(group.ip_permissions().iter().all(|rule| !rule.covers("tcp", 22)));
/// ```
#[derive(Debug, Clone)]
pub struct SecurityGroup {
    core: Arc<Core>,
}

methods_of_every_kind! {
    SecurityGroup,
    /// The id: `sg-0123`.
    group_id
}

impl SecurityGroup {
    /// The name, unique in its VPC.
    pub fn group_name(&self) -> Option<&str> {
        self.description_of("group_name", "GroupName").group_name.as_deref()
    }

    /// The description given when it was made.
    pub fn description(&self) -> Option<&str> {
        self.description_of("description", "Description").description.as_deref()
    }

    /// The VPC it belongs to.
    pub fn vpc_id(&self) -> Option<&str> {
        self.description_of("vpc_id", "VpcId").vpc_id.as_deref()
    }

    /// The inbound rules.
    pub fn ip_permissions(&self) -> &[IpPermission] {
        &self.description_of("ip_permissions", "IpPermissions").ip_permissions
    }

    /// The outbound rules.
    pub fn ip_permissions_egress(&self) -> &[IpPermission] {
        &self.description_of("ip_permissions_egress", "IpPermissionsEgress").ip_permissions_egress
    }

    /// The tags.
    pub fn tags(&self) -> &[Tag] {
        &self.description_of("tags", "Tags").tags
    }

    fn description_of(
        &self,
        attribute: &'static str,
        member: &'static str,
    ) -> &SecurityGroupDescription {
        self.core.listed(attribute, member)
    }
}

/// Security groups built in code.
impl SecurityGroup {
    /// A group as AWS makes a new one: nothing may come in, everything may go out. It stands in
    /// account 111122223333 and in us-east-1.
    pub fn mock(group_id: impl Into<String>) -> Self {
        let group_id = group_id.into();
        let (region, account) = (mock::REGION, mock::ACCOUNT);
        let arn = format!("arn:aws:ec2:{region}:{account}:security-group/{group_id}");
        let description = SecurityGroupDescription {
            group_id: group_id.clone(),
            group_name: Some(group_id.clone()),
            description: Some("mock".to_owned()),
            owner_id: Some(account.to_owned()),
            vpc_id: Some("vpc-0123456789abcdef0".to_owned()),
            security_group_arn: Some(arn.clone()),
            ip_permissions: Vec::new(),
            ip_permissions_egress: vec![IpPermission::all_traffic().with_cidr("0.0.0.0/0")],
            tags: Vec::new(),
        };
        Self { core: mock::core(Self::SPEC, group_id, arn) }.with(description)
    }

    /// Sets what [`SecurityGroup::group_name`] says.
    #[must_use]
    pub fn with_group_name(self, name: impl Into<String>) -> Self {
        let name = Some(name.into());
        self.edit(|description| description.group_name = name)
    }

    /// Sets what [`SecurityGroup::description`] says.
    #[must_use]
    pub fn with_description(self, text: impl Into<String>) -> Self {
        let text = Some(text.into());
        self.edit(|description| description.description = text)
    }

    /// Sets what [`SecurityGroup::vpc_id`] says.
    #[must_use]
    pub fn with_vpc_id(self, vpc_id: impl Into<Option<String>>) -> Self {
        let vpc_id = vpc_id.into();
        self.edit(|description| description.vpc_id = vpc_id)
    }

    /// Sets the inbound rules.
    #[must_use]
    pub fn with_ip_permissions(self, rules: impl IntoIterator<Item = IpPermission>) -> Self {
        let rules = rules.into_iter().collect();
        self.edit(|description| description.ip_permissions = rules)
    }

    /// Sets the outbound rules.
    #[must_use]
    pub fn with_ip_permissions_egress(self, rules: impl IntoIterator<Item = IpPermission>) -> Self {
        let rules = rules.into_iter().collect();
        self.edit(|description| description.ip_permissions_egress = rules)
    }

    /// Sets the tags.
    #[must_use]
    pub fn with_tags(self, tags: impl IntoIterator<Item = Tag>) -> Self {
        let tags = tags.into_iter().collect();
        self.edit(|description| description.tags = tags)
    }

    fn edit(self, change: impl FnOnce(&mut SecurityGroupDescription)) -> Self {
        let mut description: SecurityGroupDescription = mock::get(&self.core);
        change(&mut description);
        self.with(description)
    }

    fn with(self, description: SecurityGroupDescription) -> Self {
        let fact = Fact::Known(description);
        Self { core: mock::set(&self.core, &DESCRIBE_SECURITY_GROUPS, fact) }
    }
}

impl Sealed for SecurityGroup {}

impl Kind for SecurityGroup {
    const SPEC: &'static KindSpec = &KindSpec {
        name: "AWS::EC2::SecurityGroup",
        nouns: ("security group", "security groups"),
        name_member: Some("GroupName"),
        list: &DESCRIBE_SECURITY_GROUPS,
        facets: &[],
    };

    fn from_core(core: Arc<Core>) -> Self {
        Self { core }
    }

    fn core(&self) -> &Arc<Core> {
        &self.core
    }
}
