//! Sets of IP addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

use super::intervals::{Ends, Intervals};

/// A set of IP addresses. No address of one version is one of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addresses {
    v4: Intervals<V4>,
    v6: Intervals<V6>,
}

/// Before this address; after the last one, 2³².
type V4 = u64;

/// Before this address; after the last one where the first is set.
type V6 = (bool, u128);

impl Ends for V4 {
    const FIRST: Self = 0;
    const LAST: Self = 1 << 32;
}

impl Ends for V6 {
    const FIRST: Self = (false, 0);
    const LAST: Self = (true, 0);
}

/// Addresses that are nobody's: "IPv4 Address Blocks Reserved for Documentation" (RFC 5737) and "IPv6
/// Address Prefix Reserved for Documentation" (RFC 3849).
const EXAMPLES: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, 0)),
    IpAddr::V4(Ipv4Addr::new(198, 51, 100, 0)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, 0)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0)),
];

impl Addresses {
    /// The empty set.
    pub(crate) fn none() -> Self {
        Self { v4: Intervals::none(), v6: Intervals::none() }
    }

    /// All addresses of both versions.
    pub(crate) fn all() -> Self {
        Self { v4: Intervals::all(), v6: Intervals::all() }
    }

    /// The addresses of these networks.
    pub(crate) fn of(networks: impl IntoIterator<Item = IpNet>) -> Self {
        let (mut v4, mut v6) = (Vec::new(), Vec::new());
        for network in networks {
            match network {
                IpNet::V4(network) => {
                    let (first, last) =
                        (network.network().to_bits(), network.broadcast().to_bits());
                    v4.push((u64::from(first), u64::from(last) + 1));
                }
                IpNet::V6(network) => {
                    let (first, last) =
                        (network.network().to_bits(), network.broadcast().to_bits());
                    v6.push(((false, first), after(last)));
                }
            }
        }
        Self { v4: Intervals::of(v4), v6: Intervals::of(v6) }
    }

    /// The addresses of `203.0.113.0/24`, or the one of `203.0.113.5`; none where it is neither.
    ///
    /// Source: "IP address condition operators" in the IAM user guide.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let network = match text.parse::<IpNet>() {
            Ok(network) => network,
            Err(_) => IpNet::from(text.parse::<IpAddr>().ok()?),
        };
        Some(Self::of([network]))
    }

    /// The addresses that are in either.
    #[must_use]
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self { v4: self.v4.union(&other.v4), v6: self.v6.union(&other.v6) }
    }

    /// The addresses that are in both.
    #[must_use]
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        Self { v4: self.v4.intersection(&other.v4), v6: self.v6.intersection(&other.v6) }
    }

    /// The addresses that are not in it.
    #[must_use]
    pub(crate) fn complement(&self) -> Self {
        Self { v4: self.v4.complement(), v6: self.v6.complement() }
    }

    /// The addresses of it that are not in the other.
    #[must_use]
    pub(crate) fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// Whether there is none in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// Whether this address is in it.
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        !self.intersection(&Self::of([IpNet::from(address)])).is_empty()
    }

    /// How many addresses of version 4 are in it.
    pub(crate) fn count_v4(&self) -> u64 {
        self.v4.stretches().map(|(from, to)| to - from).sum()
    }

    /// How many addresses of version 6 are in it, or the highest number where they are all.
    pub(crate) fn count_v6(&self) -> u128 {
        let length = |((_, from), (is_end, to)): (V6, V6)| match is_end {
            false => to - from,
            true => (u128::MAX - from).saturating_add(1),
        };
        self.v6.stretches().map(length).fold(0, u128::saturating_add)
    }

    /// An address of it, one that is reserved for examples where it can be.
    pub(crate) fn witness(&self) -> Option<IpAddr> {
        let examples = EXAMPLES.iter().map(|network| {
            let length = if network.is_ipv4() { 24 } else { 32 };
            IpNet::new_assert(*network, length)
        });
        for network in examples {
            // The first address of a network is no host's.
            let hosts = Self::of([network]).difference(&Self::of([IpNet::from(network.addr())]));
            if let Some(address) = self.intersection(&hosts).first() {
                return Some(address);
            }
        }
        self.first()
    }

    fn first(&self) -> Option<IpAddr> {
        let v4 = self.v4.stretches().next().and_then(|(from, _)| u32::try_from(from).ok());
        let v6 = || self.v6.stretches().next().map(|((_, from), _)| from);
        v4.map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
            .or_else(|| v6().map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))))
    }
}

fn after(address: u128) -> V6 {
    address.checked_add(1).map_or(V6::LAST, |next| (false, next))
}

#[cfg(test)]
#[path = "addresses_tests.rs"]
mod tests;
