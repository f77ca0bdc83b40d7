use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

#[test]
fn decimal_numbers_are_read_and_written() {
    let cases = [
        ("12.50", "12.5"),
        ("-0.05", "-0.05"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("00000000000000000000000012", "12"),
        ("99999999999999999999.99999999999999999", "99999999999999999999.99999999999999999"),
        ("9007199254740993", "9007199254740993"),
    ];
    for (text, written) in cases {
        assert_eq!(number(text).to_string(), written);
    }
    for text in ["", "-", ".", "1e3", "1,5", "--1", "+-1", " 1", "0x1", "NaN", "1.2.3", "٣"] {
        assert_eq!(Number::parse(text), None, "{text}");
    }
    assert_eq!(Number::parse("100000000000000000000"), None);
    assert_eq!(Number::parse("0.000000000000000001"), None);
    assert_eq!(number("-0.5").whole(), -1);
    assert_eq!(Number::of(i64::MIN).to_string(), i64::MIN.to_string());
}

#[test]
fn a_witness_is_a_simple_number() {
    let (two, three) = (number("2"), number("3"));
    let between = Numbers::more_than(two).intersection(&Numbers::less_than(three));
    let cases = [
        (Numbers::all(), Some("0")),
        (Numbers::equal_to(number("0")).complement(), Some("1")),
        (Numbers::at_least(two), Some("2")),
        (Numbers::more_than(two), Some("3")),
        (Numbers::less_than(number("-2")), Some("-3")),
        (between.clone(), Some("2.1")),
        (between.union(&Numbers::equal_to(number("7"))), Some("7")),
        (Numbers::more_than(number("99999999999999999999")), Some("100000000000000000000")),
        (Numbers::more_than(two).intersection(&Numbers::less_than(two)), None),
        (Numbers::at_least(two).intersection(&Numbers::at_most(two)), Some("2")),
        (Numbers::none(), None),
    ];
    for (set, expected) in cases {
        let witness = set.witness().map(|witness| witness.to_string());
        assert_eq!(witness.as_deref(), expected, "{set:?}");
    }
}

#[test]
fn between_two_numbers_there_is_one() {
    let (low, high) = (number("0.00000000000000001"), number("0.00000000000000002"));
    let between = Numbers::more_than(low).intersection(&Numbers::less_than(high));
    let witness = between.witness().unwrap();
    assert!(low < witness && witness < high, "{witness}");
}

#[derive(Debug, Clone, Copy)]
struct Test {
    kind: usize,
    of: i64,
}

impl Test {
    fn numbers(self) -> Numbers {
        let of = Number::parse(&format!("{}.5", self.of)).unwrap();
        match self.kind {
            0 => Numbers::equal_to(of),
            1 => Numbers::less_than(of),
            2 => Numbers::at_most(of),
            3 => Numbers::more_than(of),
            4 => Numbers::at_least(of),
            _ => Numbers::equal_to(of).complement(),
        }
    }

    /// In halves.
    fn is_met(self, by: i64) -> bool {
        let of = if self.of < 0 { self.of * 2 - 1 } else { self.of * 2 + 1 };
        match self.kind {
            0 => by == of,
            1 => by < of,
            2 => by <= of,
            3 => by > of,
            4 => by >= of,
            _ => by != of,
        }
    }
}

fn tests() -> impl Strategy<Value = Vec<Test>> {
    let test = (0..6_usize, -4..4_i64).prop_map(|(kind, of)| Test { kind, of });
    prop::collection::vec(test, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn sets_are_what_their_numbers_are(one in tests(), other in tests()) {
        let both = |tests: &[Test]| {
            tests.iter().fold(Numbers::all(), |set, test| set.intersection(&test.numbers()))
        };
        let (set, others) = (both(&one), both(&other));
        let made = [set.clone(), set.union(&others), set.complement()];
        let mut is_any = [false; 3];
        for halves in -40..40_i64 {
            let is_in = |tests: &[Test]| tests.iter().all(|test| test.is_met(halves));
            let (a, b) = (is_in(&one), is_in(&other));
            let number = Number { scaled: i128::from(halves) * UNIT / 2 };
            for (at, expected) in [a, a || b, !a].into_iter().enumerate() {
                prop_assert_eq!(made[at].contains(number), expected);
                is_any[at] |= expected;
            }
        }
        for at in 0..3 {
            prop_assert_eq!(made[at].is_empty(), !is_any[at]);
            prop_assert_eq!(made[at].witness().is_some(), is_any[at]);
            prop_assert!(made[at].witness().is_none_or(|witness| made[at].contains(witness)));
        }
    }
}
