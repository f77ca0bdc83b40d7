//! Addresses and networks.
//!
//! Public IPv4 addresses become some of the three networks for documentation (RFC 5737). Where these
//! are used up, they become some of 198.18.0.0/15, which is for benchmarks (RFC 2544), and of
//! 240.0.0.0/4, which is reserved. Networks wider than /24 do without the former. What was in one of
//! the two reserves stays in it, under another number. IPv6 addresses become some of 2001:db8::/32.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::names::Names;

/// Addresses for documentation (RFC 5737), and how wide a network of which they are a part may be
/// without holding a private one.
const V4: [([u8; 3], u8); 3] = [([203, 0, 113], 8), ([198, 51, 100], 8), ([192, 0, 2], 9)];
/// How often each of these is tried before the next ones are.
const ATTEMPTS: u32 = 100;
/// IPv4 networks wider than this are nobody's.
const WIDE_V4: u8 = 8;
/// The same of IPv6.
const WIDE_V6: u8 = 13;

/// The replacement of an address, or of a network; none where the text is neither.
pub(super) fn address(names: &mut Names, text: &str) -> Option<String> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix.parse::<u8>().ok()?)),
        None => (text, None),
    };
    match address.parse().ok()? {
        IpAddr::V4(address) if prefix.is_none_or(|prefix| prefix <= 32) => {
            Some(v4(names, text, address, prefix))
        }
        IpAddr::V6(address) if prefix.is_none_or(|prefix| prefix <= 128) => {
            Some(v6(names, text, address, prefix))
        }
        _ => None,
    }
}

fn v4(names: &mut Names, text: &str, address: Ipv4Addr, prefix: Option<u8>) -> String {
    let width = prefix.unwrap_or(32);
    let reserve = Reserve::of(address);
    let is_whole_reserve = reserve == Some(Reserve::Benchmarks) && width <= 15;
    let mask = u32::MAX.checked_shl(32 - u32::from(width)).unwrap_or(0);
    let is_network = u32::from(address) & !mask == 0;
    let is_wide = (width < WIDE_V4 || is_whole_reserve) && is_network;
    if is_special_v4(address) || is_wide {
        return text.to_owned();
    }
    // An address and the network of it alone are the same to whoever reads them.
    let original = if width == 32 { address.to_string() } else { text.to_owned() };
    let replacement = names.replace_by_attempt("v4", &original, |bytes, attempt| {
        let [which, b, c, last, ..] = *bytes else { return String::new() };
        let reserve = match reserve {
            None if attempt < ATTEMPTS && width >= WIDE_V4 => None,
            None if attempt < 2 * ATTEMPTS && width >= 24 => Some(Reserve::Benchmarks),
            None => Some(Reserve::Future),
            reserve => reserve,
        };
        let [a, b, c] = match reserve {
            Some(Reserve::Benchmarks) => [198, 18 + b % 2, c],
            Some(Reserve::Future) => [240 + which % 15, b, c],
            None => {
                let usable: Vec<[u8; 3]> =
                    V4.iter().filter(|(_, widest)| width >= *widest).map(|(net, _)| *net).collect();
                usable[usize::from(which) % usable.len()]
            }
        };
        let drawn = u32::from(Ipv4Addr::new(a, b, c, last));
        let drawn = Ipv4Addr::from(if is_network { drawn & mask } else { drawn });
        match width {
            32 => drawn.to_string(),
            width => format!("{drawn}/{width}"),
        }
    });
    match prefix {
        Some(32) => format!("{replacement}/32"),
        _ => replacement,
    }
}

/// Networks that nobody has in the Internet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reserve {
    /// 198.18.0.0/15.
    Benchmarks,
    /// 240.0.0.0/4.
    Future,
}

impl Reserve {
    fn of(address: Ipv4Addr) -> Option<Self> {
        match address.octets() {
            [198, 18 | 19, ..] => Some(Self::Benchmarks),
            [240..=254, ..] => Some(Self::Future),
            _ => None,
        }
    }
}

/// An address of IPv4 in the network that translates it (RFC 6052).
fn translated(
    names: &mut Names,
    text: &str,
    address: Ipv6Addr,
    prefix: Option<u8>,
) -> Option<String> {
    const TRANSLATED: u128 = 0x64_ff9b << 96;
    let embedded = u32::try_from(u128::from(address).checked_sub(TRANSLATED)?).ok()?;
    let width = match prefix {
        None => None,
        // The network itself, which is everybody's.
        Some(..=96) if embedded == 0 => return Some(text.to_owned()),
        // An address with the width of a network around it.
        Some(prefix) => Some(prefix.saturating_sub(96)),
    };
    let embedded = Ipv4Addr::from(embedded);
    let network = format!("{embedded}/{}", width.unwrap_or(32));
    let replaced = v4(names, &network, embedded, Some(width.unwrap_or(32)));
    let (embedded, _) = replaced.split_once('/')?;
    let embedded: Ipv4Addr = embedded.parse().ok()?;
    let address = Ipv6Addr::from(TRANSLATED | u128::from(u32::from(embedded)));
    Some(prefix.map_or_else(|| address.to_string(), |prefix| format!("{address}/{prefix}")))
}

/// Bit by bit, each as the bits before it say: so networks hold what they held.
fn v6(names: &mut Names, text: &str, address: Ipv6Addr, prefix: Option<u8>) -> String {
    if let Some(translated) = translated(names, text, address, prefix) {
        return translated;
    }
    let width = prefix.unwrap_or(128);
    let original = u128::from(address);
    let mask = u128::MAX.checked_shl(128 - u32::from(width)).unwrap_or(0);
    let is_network = original & !mask == 0;
    if is_special_v6(address) || (width < WIDE_V6 && is_network) {
        return text.to_owned();
    }
    let mut drawn = u128::from(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0));
    for position in 32..128_u32 {
        let before = original >> (128 - position) << (128 - position);
        let [length, ..] = position.to_le_bytes();
        let mut key = vec![length];
        key.extend(before.to_be_bytes());
        let bit = original >> (127 - position) & 1;
        let bit = bit ^ u128::from(names.bit("v6", &key));
        drawn |= bit << (127 - position);
    }
    if is_network {
        drawn &= mask;
    }
    let drawn = Ipv6Addr::from(drawn);
    prefix.map_or_else(|| drawn.to_string(), |prefix| format!("{drawn}/{prefix}"))
}

/// Private, shared, link-local, loopback, multicast, broadcast, or unspecified.
fn is_special_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || a == 0
        || (224..240).contains(&a)
        || a == 255
        || (a == 100 && (64..128).contains(&b))
}

fn is_special_v6(address: Ipv6Addr) -> bool {
    address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
}
