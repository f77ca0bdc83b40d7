//! The shapes of the rules of a security group.
//!
//! Names and members are those of the Amazon EC2 API reference.

use crate::resource::shape::{present, shape};
use crate::resource::{Reason, Unknown, unknown};

shape! {
    /// Rules of a security group that share a protocol and ports.
    pub struct IpPermission in ec2 {
        /// The first port, or the ICMP type; `-1` for all types.
        "FromPort" from_port: i32,
        /// `tcp`, `udp`, `icmp`, `icmpv6`, the number of another protocol, or `-1` for all.
        "IpProtocol" ip_protocol: str,
        /// IPv4 ranges.
        "IpRanges" ip_ranges: [IpRange],
        /// IPv6 ranges.
        "Ipv6Ranges" ipv6_ranges: [Ipv6Range],
        /// Managed prefix lists; what they hold is told by another API.
        "PrefixListIds" prefix_list_ids: [PrefixListId],
        /// The last port, or the ICMP code; `-1` for all codes.
        "ToPort" to_port: i32,
        /// Other security groups.
        "UserIdGroupPairs" user_id_group_pairs: [UserIdGroupPair] <- "groups",
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

    /// Adds a managed prefix list.
    #[must_use]
    pub fn with_prefix_list(mut self, id: impl Into<String>) -> Self {
        let prefix_list_id = Some(id.into());
        self.prefix_list_ids.push(PrefixListId { prefix_list_id, description: None });
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
    /// Several ranges that add up to the whole are not recognized. Where no range decides and the
    /// rule names a managed prefix list, whose entries are not read, the answer is unknown: the
    /// check ends there and does not pass.
    pub fn names_the_whole_internet(&self) -> bool {
        if self.cidrs().any(|cidr| cidr.ends_with("/0")) {
            return true;
        }
        match self.prefix_list_ids.first() {
            Some(list) => unknown::unwind(prefix_list_unknown(list)),
            None => false,
        }
    }
}

fn prefix_list_unknown(list: &PrefixListId) -> Unknown {
    let id = list.prefix_list_id.as_deref().unwrap_or("without an id");
    Unknown {
        reason: Reason::NotCollected,
        operation: "ec2:GetManagedPrefixListEntries".to_owned(),
        code: None,
        message: format!("what the prefix list {id} of this rule holds is not read"),
        iam_action: None,
    }
}

shape! {
    /// An IPv4 range.
    pub struct IpRange in ec2 {
        /// In CIDR notation.
        #[serde(deserialize_with = "present")]
        "CidrIp" cidr_ip: str,
        /// What the rule is for.
        "Description" description: str,
    }
}

shape! {
    /// An IPv6 range.
    pub struct Ipv6Range in ec2 {
        /// In CIDR notation.
        #[serde(deserialize_with = "present")]
        "CidrIpv6" cidr_ipv6: str,
        /// What the rule is for.
        "Description" description: str,
    }
}

shape! {
    /// A managed prefix list in a rule.
    pub struct PrefixListId in ec2 {
        /// What the rule is for.
        "Description" description: str,
        /// The id: `pl-0123`.
        "PrefixListId" prefix_list_id: str,
    }
}

shape! {
    /// Another security group in a rule.
    pub struct UserIdGroupPair in ec2 {
        /// What the rule is for.
        "Description" description: str,
        /// The id of the group.
        "GroupId" group_id: str,
        /// Its name.
        "GroupName" group_name: str,
        /// The state of that connection.
        "PeeringStatus" peering_status: str,
        /// The account that owns it.
        "UserId" user_id: str,
        /// Its VPC, where that is another one.
        "VpcId" vpc_id: str,
        /// The peering connection to that VPC.
        "VpcPeeringConnectionId" vpc_peering_connection_id: str,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::known;

    #[test]
    fn a_rule_covers_its_ports_under_every_name_of_the_protocol() {
        for (protocol, first, last, covers_ssh) in [
            ("tcp", Some(22), Some(22), true),
            ("6", Some(20), Some(25), true),
            ("TCP", Some(0), Some(65535), true),
            ("-1", None, None, true),
            ("tcp", None, None, true),
            ("tcp", Some(-1), Some(-1), true),
            ("tcp", Some(23), Some(25), false),
            ("udp", Some(22), Some(22), false),
            ("17", Some(0), Some(65535), false),
            ("icmp", Some(-1), Some(-1), false),
        ] {
            let rule = IpPermission {
                ip_protocol: Some(protocol.to_owned()),
                from_port: first,
                to_port: last,
                ..IpPermission::default()
            };
            assert_eq!(rule.covers("tcp", 22), covers_ssh, "{rule:?}");
        }
    }

    #[test]
    fn what_a_prefix_list_holds_is_unknown() {
        let rule = IpPermission::new("tcp", 22..=22).with_cidr("10.0.0.0/8");
        assert_eq!(known(|| rule.names_the_whole_internet()), Ok(false));
        let rule = rule.with_prefix_list("pl-0123");
        let unknown = known(|| rule.names_the_whole_internet()).unwrap_err();
        assert!(unknown.message().contains("pl-0123"), "{unknown}");
        let rule = rule.with_cidr("::/0");
        assert_eq!(known(|| rule.names_the_whole_internet()), Ok(true), "a range decides");
    }

    #[test]
    fn a_range_that_a_recording_lost_is_malformed_and_not_closed() {
        let whole = r#"{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"Ipv6Ranges":[],
            "IpRanges":[{"CidrIp":"0.0.0.0/0"}],"PrefixListIds":[],"UserIdGroupPairs":[]}"#;
        let read = |text: &str| serde_json::from_str::<IpPermission>(text);
        assert!(read(whole).unwrap().names_the_whole_internet());
        for (from, to) in [("IpRanges", "IpRange"), ("CidrIp", "CidrIP"), ("Ipv6Ranges", "Ipv6")] {
            assert!(read(&whole.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
