//! Ranges of `aws:SourceIp`.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::limits::Limit;
use super::words::quoted;

/// The private ranges of RFC 1918.
const PRIVATE: [(Ipv4Addr, u8); 3] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
];
/// A range that is broader counts as public.
const BROADEST_V4: u8 = 8;
const BROADEST_V6: u8 = 32;

/// Whether these ranges together are few enough addresses.
///
/// The page says that a value broader than /8, for IPv6 than /32, is public, and nothing of several
/// values. Here they are counted together, private ones left out: two halves of the internet are no less
/// than the whole.
pub(super) fn limit(values: &[String]) -> Limit {
    let mut v4 = Vec::new();
    let mut v6 = Vec::new();
    for value in values {
        match read(value) {
            Some(IpNet::V4(net)) if net.prefix_len() < BROADEST_V4 => return broad(value, "/8"),
            Some(IpNet::V6(net)) if net.prefix_len() < BROADEST_V6 => return broad(value, "/32"),
            Some(IpNet::V4(net)) => v4.push(net),
            Some(IpNet::V6(net)) => v6.push(net),
            None => {}
        }
    }
    let v4_addresses: u64 = Ipv4Net::aggregate(&v4).into_iter().map(public_addresses).sum();
    if v4_addresses > 1 << (32 - u32::from(BROADEST_V4)) {
        let text = "the ranges of `aws:SourceIp` together are broader than a /8".to_owned();
        return Limit::Open(text);
    }
    let v6_blocks = u128::from(BROADEST_V6);
    let v6_addresses = Ipv6Net::aggregate(&v6)
        .into_iter()
        .map(|net| 1_u128 << (128 - u32::from(net.prefix_len())))
        .fold(0_u128, u128::saturating_add);
    if v6_addresses > 1 << (128 - v6_blocks) {
        let text = "the ranges of `aws:SourceIp` together are broader than a /32".to_owned();
        return Limit::Open(text);
    }
    match values.iter().find(|value| read(value).is_none()) {
        Some(value) => Limit::Undecided(format!(
            "`aws:SourceIp` is compared with {}, which is no range of addresses",
            quoted(value)
        )),
        None => Limit::Fixed,
    }
}

fn broad(value: &str, than: &str) -> Limit {
    Limit::Open(format!("{} of `aws:SourceIp` is broader than a {than}", quoted(value)))
}

/// A range, or one address.
fn read(text: &str) -> Option<IpNet> {
    let net = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    net.ok().map(|net| net.trunc())
}

/// How many addresses there are without the private ones.
fn public_addresses(net: Ipv4Net) -> u64 {
    let size = |net: Ipv4Net| 1_u64 << (32 - u32::from(net.prefix_len()));
    let private = PRIVATE.iter().filter_map(|(address, length)| {
        let private = Ipv4Net::new(*address, *length).ok()?;
        let shared = if private.contains(&net) { net } else { private };
        net.contains(&shared).then_some(shared)
    });
    size(net).saturating_sub(private.map(size).sum())
}
