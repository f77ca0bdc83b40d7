//! Text that is set, or taken away.

/// What a setter of a mock takes where the attribute is text: text, or what another attribute says of
/// it, or `None` to take it away.
///
/// ```
/// use configtest::prelude::*;
///
/// let subnet = ec2::Subnet::mock("subnet-0a1b2c3d").with_vpc_id("vpc-0a1b2c3d");
/// let group = ec2::SecurityGroup::mock("sg-0a1b2c3d").with_vpc_id(subnet.vpc_id());
/// assert_eq!(group.vpc_id(), Some("vpc-0a1b2c3d"));
/// assert_eq!(group.with_vpc_id(None).vpc_id(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Option<String>);

impl Text {
    pub(super) fn into_inner(self) -> Option<String> {
        self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self(Some(text.clone()))
    }
}

// The one impl for an `Option`, so that a bare `None` says enough.
impl From<Option<&str>> for Text {
    fn from(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}
