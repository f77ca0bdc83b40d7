use proptest::prelude::*;

use super::*;

fn of(networks: &[&str]) -> Addresses {
    Addresses::of(networks.iter().map(|network| network.parse::<IpNet>().unwrap()))
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn networks_and_bare_addresses_are_read() {
    assert_eq!(Addresses::parse("203.0.113.5"), Some(of(&["203.0.113.5/32"])));
    assert_eq!(Addresses::parse("203.0.113.5/24"), Some(of(&["203.0.113.0/24"])));
    assert_eq!(Addresses::parse("2001:db8::1"), Some(of(&["2001:db8::1/128"])));
    assert_eq!(Addresses::parse("203.0.113.0/33"), None);
    assert_eq!(Addresses::parse("203.0.113.*"), None);
}

#[test]
fn the_ends_of_both_lines_are_in_and_counted() {
    assert_eq!(of(&["0.0.0.0/0", "::/0"]), Addresses::all());
    assert_eq!(of(&["0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"]), Addresses::all());
    assert!(Addresses::all().complement().is_empty());
    assert_eq!(Addresses::none().complement(), Addresses::all());
    assert!(Addresses::all().contains(address("255.255.255.255")));
    assert_eq!(Addresses::all().count_v4(), 1 << 32);
    assert_eq!(Addresses::all().count_v6(), u128::MAX);
    assert_eq!(of(&["::/1"]).complement().count_v6(), 1 << 127);
    assert_eq!(of(&["10.0.0.0/8", "10.1.0.0/16"]).count_v4(), 1 << 24);
    assert_eq!(of(&["10.0.0.0/8"]).count_v6(), 0);
}

#[test]
fn a_witness_is_of_a_network_for_examples_where_it_can_be() {
    let cases = [
        (Addresses::all(), Some("203.0.113.1")),
        (of(&["203.0.113.0/24", "203.0.112.0/24"]).complement(), Some("198.51.100.1")),
        (of(&["0.0.0.0/0"]).complement(), Some("2001:db8::1")),
        (of(&["10.0.0.0/8", "2001:db8::/48"]), Some("2001:db8::1")),
        (of(&["10.0.0.0/8"]), Some("10.0.0.0")),
        (of(&["203.0.113.0/32"]), Some("203.0.113.0")),
        (of(&["fe80::/10"]), Some("fe80::")),
        (Addresses::none(), None),
    ];
    for (set, expected) in cases {
        assert_eq!(set.witness(), expected.map(address), "{set:?}");
    }
}

/// So many before the last one.
fn last_v6(before: u8) -> IpAddr {
    IpAddr::from(Ipv6Addr::from_bits(u128::MAX - u128::from(before)))
}

/// Networks in the last four bits of both versions.
fn networks() -> impl Strategy<Value = Vec<IpNet>> {
    prop::collection::vec(
        (any::<bool>(), 0..16_u8, 0..=4_u8).prop_map(|(is_v4, low, length)| {
            let (address, length) = match is_v4 {
                true => (IpAddr::from([255, 255, 255, 240 + low]), 28 + length),
                false => (last_v6(15 - low), 124 + length),
            };
            IpNet::new(address, length).unwrap()
        }),
        0..5,
    )
}

fn all_addresses() -> impl Iterator<Item = IpAddr> {
    let v4 = (0..32_u8).map(|low| IpAddr::from([255, 255, 255, 224 + low]));
    v4.chain((0..32).map(last_v6))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn sets_are_what_their_addresses_are(one in networks(), other in networks()) {
        let is_in = |nets: &[IpNet], address: IpAddr| nets.iter().any(|net| net.contains(&address));
        let (set, others) = (Addresses::of(one.clone()), Addresses::of(other.clone()));
        let made = [
            set.clone(),
            set.union(&others),
            set.intersection(&others),
            set.complement(),
            set.difference(&others),
        ];
        let mut count = [0_u64; 5];
        for address in all_addresses() {
            let (a, b) = (is_in(&one, address), is_in(&other, address));
            let expected = [a, a || b, a && b, !a, a && !b];
            for (at, made) in made.iter().enumerate() {
                prop_assert_eq!(made.contains(address), expected[at], "{} {}", at, address);
                count[at] += u64::from(expected[at]);
            }
        }
        for at in [0, 1, 2, 4] {
            prop_assert_eq!(made[at].count_v4() + made[at].count_v6() as u64, count[at]);
            prop_assert_eq!(made[at].is_empty(), count[at] == 0);
            let witness = made[at].witness();
            prop_assert_eq!(witness.is_some(), count[at] > 0);
            prop_assert!(witness.is_none_or(|witness| made[at].contains(witness)));
        }
    }
}
