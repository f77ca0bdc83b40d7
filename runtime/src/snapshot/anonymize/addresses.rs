//! Addresses and networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::names::Names;

/// Addresses for documentation (RFC 5737), and how wide a network of which they are a part may be
/// without holding a private one.
const V4: [([u8; 3], u8); 3] = [([203, 0, 113], 8), ([198, 51, 100], 8), ([192, 0, 2], 9)];
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
    if is_special_v4(address) || width < WIDE_V4 {
        return text.to_owned();
    }
    let mask = u32::MAX.checked_shl(32 - u32::from(width)).unwrap_or(0);
    let is_network = u32::from(address) & !mask == 0;
    // An address and the network of it alone are the same to whoever reads them.
    let original = if width == 32 { address.to_string() } else { text.to_owned() };
    let replacement = names.replace("v4", &original, |bytes| {
        let [which, last, ..] = *bytes else { return String::new() };
        let usable: Vec<[u8; 3]> =
            V4.iter().filter(|(_, widest)| width >= *widest).map(|(net, _)| *net).collect();
        let [a, b, c] = usable[usize::from(which) % usable.len()];
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

/// Bit by bit, each as the bits before it say: so networks hold what they held.
fn v6(names: &Names, text: &str, address: Ipv6Addr, prefix: Option<u8>) -> String {
    let width = prefix.unwrap_or(128);
    if is_special_v6(address) || width < WIDE_V6 {
        return text.to_owned();
    }
    let original = u128::from(address);
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
    let mask = u128::MAX.checked_shl(128 - u32::from(width)).unwrap_or(0);
    if original & !mask == 0 {
        drawn &= mask;
    }
    let drawn = Ipv6Addr::from(drawn);
    prefix.map_or_else(|| drawn.to_string(), |prefix| format!("{drawn}/{prefix}"))
}

/// Private, shared, link-local, loopback, multicast, reserved, or unspecified.
fn is_special_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
}

fn is_special_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        // Translated from IPv4, in every network.
        || (first == 0x64 && second == 0xff9b)
}
