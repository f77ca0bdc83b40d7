//! The shapes of a security group.
//!
//! Names and members are those of the Amazon EC2 API reference.

use crate::resource::Tag;
use crate::resource::shape::shape;

shape! {
    /// What DescribeSecurityGroups tells of a security group.
    pub struct SecurityGroupDescription {
        /// The id: `sg-0123`.
        pub group_id: String,
        /// The name, unique in its VPC.
        pub group_name: Option<String>,
        /// The description given when it was made.
        pub description: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<String>,
        /// The VPC it belongs to.
        pub vpc_id: Option<String>,
        /// The ARN.
        pub security_group_arn: Option<String>,
        /// The inbound rules.
        pub ip_permissions: Vec<IpPermission>,
        /// The outbound rules.
        pub ip_permissions_egress: Vec<IpPermission>,
        /// The tags.
        #[serde(default)]
        pub tags: Vec<Tag>,
    }
}

shape! {
    /// Rules of a security group that share a protocol and ports.
    pub struct IpPermission {
        /// `tcp`, `udp`, `icmp`, `icmpv6`, the number of another protocol, or `-1` for all.
        pub ip_protocol: Option<String>,
        /// The first port, or the ICMP type; `-1` for all types.
        pub from_port: Option<i32>,
        /// The last port, or the ICMP code; `-1` for all codes.
        pub to_port: Option<i32>,
        /// IPv4 ranges.
        #[serde(default)]
        pub ip_ranges: Vec<IpRange>,
        /// IPv6 ranges.
        #[serde(default)]
        pub ipv6_ranges: Vec<Ipv6Range>,
        /// Managed prefix lists; what they hold is told by another API.
        #[serde(default)]
        pub prefix_list_ids: Vec<PrefixListId>,
        /// Other security groups.
        #[serde(default)]
        pub user_id_group_pairs: Vec<UserIdGroupPair>,
    }
}

impl IpPermission {
    /// A rule for the ports of a protocol, as yet for nobody.
    pub fn new(protocol: impl Into<String>, ports: std::ops::RangeInclusive<i32>) -> Self {
        Self {
            ip_protocol: Some(protocol.into()),
            from_port: Some(*ports.start()),
            to_port: Some(*ports.end()),
            ..Self::default()
        }
    }

    /// A rule for every port of every protocol, as yet for nobody.
    pub fn all_traffic() -> Self {
        Self { ip_protocol: Some("-1".to_owned()), ..Self::default() }
    }

    /// Adds a range, IPv4 or IPv6, in CIDR notation.
    #[must_use]
    pub fn with_cidr(mut self, cidr: impl Into<String>) -> Self {
        let cidr = cidr.into();
        if cidr.contains(':') {
            self.ipv6_ranges.push(Ipv6Range { cidr_ipv6: Some(cidr), description: None });
        } else {
            self.ip_ranges.push(IpRange { cidr_ip: Some(cidr), description: None });
        }
        self
    }

    /// Adds another security group.
    #[must_use]
    pub fn with_group(mut self, group_id: impl Into<String>) -> Self {
        let group_id = Some(group_id.into());
        self.user_id_group_pairs.push(UserIdGroupPair { group_id, ..UserIdGroupPair::default() });
        self
    }

    /// Whether the rule speaks of that port of `tcp` or `udp`.
    ///
    /// A rule without ports, or for all protocols, speaks of every port.
    pub fn covers(&self, protocol: &str, port: u16) -> bool {
        let same_protocol = match self.ip_protocol.as_deref() {
            None | Some("-1") => return true,
            Some("6") => protocol == "tcp",
            Some("17") => protocol == "udp",
            Some(own) => own.eq_ignore_ascii_case(protocol),
        };
        let first = self.from_port.unwrap_or(-1);
        let last = self.to_port.unwrap_or(-1);
        let every_port = first == -1 && last == -1;
        same_protocol && (every_port || (first..=last).contains(&i32::from(port)))
    }

    /// The IPv4 and IPv6 ranges, in CIDR notation.
    pub fn cidrs(&self) -> impl Iterator<Item = &str> {
        let v4 = self.ip_ranges.iter().filter_map(|range| range.cidr_ip.as_deref());
        let v6 = self.ipv6_ranges.iter().filter_map(|range| range.cidr_ipv6.as_deref());
        v4.chain(v6)
    }

    /// Whether one of its ranges is the whole of IPv4 or of IPv6.
    ///
    /// Several ranges that add up to the whole are not recognized.
    pub fn names_the_whole_internet(&self) -> bool {
        self.cidrs().any(|cidr| cidr.ends_with("/0"))
    }
}

shape! {
    /// An IPv4 range.
    pub struct IpRange {
        /// In CIDR notation.
        pub cidr_ip: Option<String>,
        /// What the rule is for.
        pub description: Option<String>,
    }
}

shape! {
    /// An IPv6 range.
    pub struct Ipv6Range {
        /// In CIDR notation.
        pub cidr_ipv6: Option<String>,
        /// What the rule is for.
        pub description: Option<String>,
    }
}

shape! {
    /// A managed prefix list in a rule.
    pub struct PrefixListId {
        /// The id: `pl-0123`.
        pub prefix_list_id: Option<String>,
        /// What the rule is for.
        pub description: Option<String>,
    }
}

shape! {
    /// Another security group in a rule.
    pub struct UserIdGroupPair {
        /// The id of the group.
        pub group_id: Option<String>,
        /// Its name.
        pub group_name: Option<String>,
        /// The account that owns it.
        pub user_id: Option<String>,
        /// Its VPC, where that is another one.
        pub vpc_id: Option<String>,
        /// The peering connection to that VPC.
        pub vpc_peering_connection_id: Option<String>,
        /// The state of that connection.
        pub peering_status: Option<String>,
        /// What the rule is for.
        pub description: Option<String>,
    }
}
