//! Which addresses stay, and what becomes of the others.

use std::collections::BTreeSet;

use super::addresses::address;
use super::names::Names;

fn names() -> Names {
    Names::new("salt", BTreeSet::new())
}

#[test]
fn addresses_stay_public_or_private_and_keep_their_width() {
    let names = &mut names();
    for kept in [
        "10.0.0.0/8",
        "172.16.5.4",
        "192.168.0.0/16",
        "169.254.1.2/30",
        "100.64.0.0/10",
        "0.0.0.0/0",
        "128.0.0.0/1",
        "::/0",
        "2000::/3",
        "fd00::/8",
        "fe80::1",
    ] {
        assert_eq!(address(names, kept).as_deref(), Some(kept));
    }
    for (public, end) in [
        ("52.1.2.3", ""),
        ("52.1.2.3/32", "/32"),
        ("52.1.2.0/24", "/24"),
        ("52.1.0.0/16", "/16"),
        ("52.0.0.0/8", "/8"),
        ("203.0.113.7", ""),
    ] {
        let replaced = address(names, public).unwrap();
        assert_ne!(replaced, public);
        assert!(replaced.ends_with(end) && replaced.contains('/') != end.is_empty(), "{replaced}");
        let (net, _) = replaced.split_once('/').unwrap_or((&replaced, ""));
        let net: std::net::Ipv4Addr = net.parse().unwrap();
        assert!([203, 198, 192].contains(&net.octets()[0]) && !net.is_private(), "{replaced}");
    }
    let one = address(names, "52.1.2.3").unwrap();
    assert_eq!(address(names, "52.1.2.3/32").unwrap(), format!("{one}/32"));
    let many: BTreeSet<_> =
        (0..=255).map(|last| address(names, &format!("52.9.9.{last}"))).collect();
    assert_eq!(many.len(), 256, "another address is another one while there are some");

    let network = address(names, "2600:1f18:1:2::/64").unwrap();
    let inside = address(names, "2600:1f18:1:2:3:4:5:6").unwrap();
    let around = address(names, "2600:1f18:1::/56").unwrap();
    assert!(network.starts_with("2001:db8:") && network.ends_with("/64"), "{network}");
    let bits = |text: &str| {
        let (net, width) = text.split_once('/').unwrap_or((text, "128"));
        (u128::from(net.parse::<std::net::Ipv6Addr>().unwrap()), width.parse::<u32>().unwrap())
    };
    let holds = |outer: &str, inner: &str| {
        let ((outer, width), (inner, _)) = (bits(outer), bits(inner));
        outer >> (128 - width) == inner >> (128 - width)
    };
    assert!(holds(&network, &inside) && holds(&around, &network), "{around} {network} {inside}");
    assert!(!holds(&network, &address(names, "2600:1f18:1:3::1").unwrap()));
    for other in ["acme", "1.2.3", "1.2.3.4/33", "10.0.0.0/x"] {
        assert_eq!(address(names, other), None);
    }
}

#[test]
fn addresses_and_networks_stay_apart() {
    let names = &mut names();
    let mut all = BTreeSet::new();
    let mut count = 0;
    let mut add = |text: String| {
        let replaced = address(names, &text).unwrap();
        assert_ne!(replaced, text);
        let (network, _) = replaced.split_once('/').unwrap_or((&replaced, ""));
        let network: std::net::Ipv4Addr = network.parse().unwrap();
        assert!(matches!(network.octets()[0], 192 | 198 | 203 | 240..=254), "{replaced}");
        all.insert(replaced);
        count += 1;
    };
    for number in 0..250 {
        add(format!("52.1.{number}.0/24"));
        add(format!("52.{number}.0.0/16"));
        for part in 0..8 {
            add(format!("54.1.{part}.{number}"));
        }
    }
    for kept in ["198.18.0.0/16", "198.19.0.0/16", "198.18.5.5", "240.1.2.3", "241.0.0.0/24"] {
        add(kept.to_owned());
    }
    assert_eq!(all.len(), count);
    assert_ne!(address(names, "52.1.2.3/4").unwrap(), "52.1.2.3/4", "no network, but an address");
    for kept in ["198.18.0.0/15", "240.0.0.0/4", "224.0.0.5", "255.255.255.255"] {
        assert_eq!(address(names, kept).as_deref(), Some(kept));
    }
}

#[test]
fn an_embedded_address_is_replaced_as_it_is_elsewhere() {
    let names = &mut names();
    let inner = address(names, "52.1.2.3").unwrap();
    let inner: std::net::Ipv4Addr = inner.parse().unwrap();
    let expected = format!("64:ff9b::{inner}").parse::<std::net::Ipv6Addr>().unwrap().to_string();
    assert_eq!(address(names, "64:ff9b::52.1.2.3").unwrap(), expected);
    assert_eq!(address(names, "64:ff9b::3401:203/128").unwrap(), format!("{expected}/128"));
    for kept in ["64:ff9b::/96", "64:ff9b::a00:1", "64:ff9b::/104"] {
        assert_eq!(address(names, kept).as_deref(), Some(kept));
    }
    assert!(address(names, "64:ff9b:1::3401:203").unwrap().starts_with("2001:db8:"));
    assert_ne!(address(names, "64:ff9b::3401:203/96").unwrap(), "64:ff9b::3401:203/96");
}
