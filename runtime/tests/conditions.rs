//! `check!` over conditions of many shapes: what comes out is what comes out of `if`, everything is
//! evaluated as often and in the order as there, and a failure shows what the parts were.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::pedantic)]

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use configtest::{check, check_eq, check_ne};

/// What a check says that fails where nobody takes notes, which is a panic.
fn said(check: impl FnOnce() -> bool) -> Option<String> {
    let panic = match catch_unwind(AssertUnwindSafe(check)) {
        Ok(held) => {
            assert!(held, "it did not hold, and nobody noticed");
            return None;
        }
        Err(panic) => panic,
    };
    let text = panic.downcast_ref::<String>().map(String::as_str).unwrap_or_default();
    let said = text.strip_prefix("check failed: ").map(str::to_owned);
    assert!(said.is_some(), "another panic: {text}");
    said
}

macro_rules! said {
    ($($condition:tt)*) => {
        said(|| check!($($condition)*)).unwrap_or_else(|| "held".to_owned())
    };
}

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Small(u8);

impl Small {
    fn is(self, value: u8) -> bool {
        self.0 == value
    }

    fn bump(&mut self) -> u8 {
        self.0 += 1;
        self.0
    }

    fn large(self) -> Large {
        Large { small: self }
    }
}

#[derive(Debug, PartialEq)]
struct Large {
    small: Small,
}

impl Large {
    fn is(&self, value: u8) -> bool {
        self.small.is(value)
    }

    fn into_is(self, value: u8) -> bool {
        self.is(value)
    }

    fn small(&self) -> &Small {
        &self.small
    }

    fn raise(&mut self) -> &mut Self {
        self.small.0 += 1;
        self
    }
}

/// Cannot be shown.
#[derive(PartialEq, Clone, Copy)]
struct Mute(u8);

impl Mute {
    fn is(self, value: u8) -> bool {
        self.0 == value
    }

    fn small(self) -> Small {
        Small(self.0)
    }
}

mod the_same_as_if {
    use super::*;

    /// Notes who is asked and who goes away.
    #[derive(Default)]
    struct Log(RefCell<Vec<String>>);

    struct Guard<'l> {
        log: &'l Log,
        name: &'static str,
        value: bool,
    }

    impl Log {
        fn is(&self, name: &str, value: bool) -> bool {
            self.0.borrow_mut().push(name.to_owned());
            value
        }

        fn guard<'l>(&'l self, name: &'static str, value: bool) -> Guard<'l> {
            self.is(name, value);
            Guard { log: self, name, value }
        }
    }

    impl<'l> Guard<'l> {
        fn is(&self) -> bool {
            self.log.is("is", self.value)
        }

        fn get(&self) -> &bool {
            &self.value
        }

        fn into_is(self) -> bool {
            self.value
        }

        fn and(&self, other: &Guard<'l>) -> Guard<'l> {
            self.log.guard("and", self.value && other.value)
        }

        fn flip(&mut self) -> &mut Self {
            self.value = !self.value;
            self
        }
    }

    impl Drop for Guard<'_> {
        fn drop(&mut self) {
            self.log.is(&format!("drop {}", self.name), true);
        }
    }

    macro_rules! same {
        (|$log:ident, $a:ident, $b:ident, $c:ident| $($condition:tt)*) => {{
            #[expect(clippy::allow_attributes, reason = "they do not all")]
            #[allow(unused_variables, reason = "not all of the conditions look at everything")]
            fn plain($log: &Log, $a: bool, $b: bool, $c: bool) -> bool {
                // What the end of the condition drops comes before what the branches do.
                if $($condition)* { $log.is("held", true) } else { $log.is("did not", false) }
            }

            #[expect(clippy::allow_attributes, reason = "they do not all")]
            #[allow(unused_variables, reason = "not all of the conditions look at everything")]
            fn checked($log: &Log, $a: bool, $b: bool, $c: bool) -> bool {
                let held = said(|| check!($($condition)*)).is_none();
                $log.is(if held { "held" } else { "did not" }, held)
            }

            for bits in 0..8 {
                let (a, b, c) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
                let outcome = |run: fn(&Log, bool, bool, bool) -> bool| {
                    let log = Log::default();
                    let value = run(&log, a, b, c);
                    (value, log.0.into_inner())
                };
                let condition = stringify!($($condition)*);
                assert_eq!(outcome(checked), outcome(plain), "{condition} of {a} {b} {c}");
            }
        }};
    }

    #[test]
    #[expect(clippy::nonminimal_bool, clippy::bool_comparison, reason = "all shapes")]
    fn in_what_is_evaluated() {
        same!(|log, a, b, c| a);
        same!(|log, a, b, c| !a);
        same!(|log, a, b, c| log.is("a", a));
        same!(|log, a, b, c| !log.is("a", a));
        same!(|log, a, b, c| log.is("a", a) && log.is("b", b));
        same!(|log, a, b, c| log.is("a", a) || log.is("b", b));
        same!(|log, a, b, c| log.is("a", a) && log.is("b", b) && log.is("c", c));
        same!(|log, a, b, c| log.is("a", a) || log.is("b", b) || log.is("c", c));
        same!(|log, a, b, c| log.is("a", a) && log.is("b", b) || log.is("c", c));
        same!(|log, a, b, c| log.is("a", a) || log.is("b", b) && log.is("c", c));
        same!(|log, a, b, c| (log.is("a", a) || log.is("b", b)) && log.is("c", c));
        same!(|log, a, b, c| log.is("a", a) && (log.is("b", b) || log.is("c", c)));
        same!(|log, a, b, c| !(log.is("a", a) && log.is("b", b)) && log.is("c", c));
        same!(|log, a, b, c| !(log.is("a", a) || log.is("b", b)) || log.is("c", c));
        same!(|log, a, b, c| !(log.is("a", a) && !(log.is("b", b) || !log.is("c", c))));
        same!(|log, a, b, c| !(log.is("a", a) || log.is("b", b) && log.is("c", c)));
        same!(|log, a, b, c| log.is("a", a) == log.is("b", b));
        same!(|log, a, b, c| log.is("a", a) != log.is("b", b) && log.is("c", c) >= b);
        same!(|log, a, b, c| log.is("a", a) < log.is("b", b) || log.is("c", c) > b);
        same!(|log, a, b, c| log.is("a", a) <= b || log.is("c", c));
        same!(|log, a, b, c| log.is("a", a) ^ log.is("b", b) & log.is("c", c));
        same!(|log, a, b, c| log.is("a", if log.is("b", b) { a } else { c }));
        same!(|log, a, b, c| if a { log.is("b", b) } else { log.is("c", c) });
        same!(|log, a, b, c| {
            log.is("b", b);
            a
        });
        same!(|log, a, b, c| matches!(Some(log.is("a", a)), Some(x) if x == b));
        same!(|log, a, b, c| matches!(log.guard("a", a).get(), x if *x == b));
        same!(|log, a, b, c| [a, b, c].iter().all(|one| log.is("one", *one)));
        same!(|log, a, b, c| [a, b, c].iter().any(|one| log.is("one", *one)));
        same!(|log, a, b, c| let true = log.is("a", a));
        same!(|log, a, b, c| let true = log.is("a", a) && log.is("b", b));
    }

    #[test]
    fn in_what_goes_when() {
        same!(|log, a, b, c| log.guard("a", a).is());
        same!(|log, a, b, c| log.guard("a", a).into_is());
        same!(|log, a, b, c| log.guard("a", a).value);
        same!(|log, a, b, c| !log.guard("a", a).flip().flip().is());
        same!(|log, a, b, c| log.guard("a", a).is() && log.guard("b", b).is());
        same!(|log, a, b, c| log.guard("a", a).is() || log.guard("b", b).is());
        same!(|log, a, b, c| log.guard("a", a).is()
            || log.guard("b", b).is()
            || log.guard("c", c).is());
        same!(|log, a, b, c| log.guard("a", a).is() && log.guard("b", b).is()
            || log.guard("c", c).is());
        same!(|log, a, b, c| log.guard("a", a).and(&log.guard("b", b)).is());
        same!(|log, a, b, c| log
            .guard("a", a)
            .and(&log.guard("b", b))
            .and(&log.guard("c", c))
            .into_is());
        same!(|log, a, b, c| log.guard("a", a).get() == log.guard("b", b).get());
        same!(|log, a, b, c| log.guard("a", a).get() == log.guard("b", b).get()
            || log.guard("c", c).is());
        same!(|log, a, b, c| log.guard("a", a).get() == &b && log.guard("c", c).is());
        same!(|log, a, b, c| !(log.guard("a", a).get() == &b || log.guard("c", c).is()));
        same!(|log, a, b, c| *log.guard("a", a).get());
        same!(|log, a, b, c| (*log.guard("a", a).get()).then_some(log.guard("b", b)).is_some());
        same!(|log, a, b, c| Some(log.guard("a", a)).is_some_and(Guard::into_is));
        same!(|log, a, b, c| Some(log.guard("a", a)).as_ref().map_or(c, Guard::is));
        same!(|log, a, b, c| matches!(log.guard("a", a), Guard { value: true, .. }));
    }

    #[test]
    fn in_what_becomes_of_it() {
        // Each of these borrows, changes or takes what it is called on.
        let mut small = Small(1);
        assert!(check!(small.bump() == 2));
        assert!(check!(small.0 == small.bump() - 1), "an integer is read before the other side");
        assert!(check!(small.large().raise().raise().is(5)));
        assert!(check!(small.large().into_is(3)));
        let large = small.large();
        assert!(check!(large.into_is(3)));
        let mut words = vec!["a".to_owned()].into_iter();
        assert!(check!(words.next().as_deref() == Some("a")));
        assert!(check!(words.next().is_none()));
        assert!(check!(String::from(" a ").as_str().trim().to_owned().ends_with('a')));
        assert!(check!(*String::from("a").as_str() == *"a"));
        let mut stack = vec![1, 2];
        assert!(check!(stack.first() == Some(&1) || stack.pop().is_none()));
        assert!(check!(stack.pop() == Some(2) && stack.pop() == Some(1) && stack.is_empty()));
        let cell = RefCell::new(vec![1]);
        assert!(check!(cell.borrow_mut().pop().is_none() || cell.borrow_mut().is_empty()));
        assert!(check!(cell.borrow().is_empty() && cell.borrow_mut().is_empty()));
        let boxed: Box<dyn FnOnce() -> bool> = Box::new(|| true);
        assert!(check!(boxed()));
        let rows = [[Small(1)], [Small(2)]];
        assert!(check!(rows[1][0].is(2) && (rows[0]).len() == 1 && rows.concat()[1].is(2)));
        let pair = (Mute(1), large_of(2));
        assert!(check!(pair.0.is(1) && pair.1.small.is(2) && pair.1.into_is(2)));
        let mut count = 0;
        assert!(check!(
            count == {
                count += 1;
                0
            }
        ));
        assert_eq!(count, 1);
    }

    fn large_of(value: u8) -> Large {
        Small(value).large()
    }

    #[test]
    fn in_what_a_constant_makes() {
        thread_local! {
            static DROPPED: Cell<u8> = const { Cell::new(0) };
        }
        struct Noisy;
        impl Drop for Noisy {
            fn drop(&mut self) {
                DROPPED.set(DROPPED.get() + 1);
            }
        }
        impl Noisy {
            fn is(&self, value: u8) -> bool {
                DROPPED.get() == value && std::ptr::eq(self, self)
            }
        }
        const NOISY: Noisy = Noisy;
        assert!(check!(NOISY.is(0)));
        assert!(check!(NOISY.is(1) && NOISY.is(2)), "one more for each time it is named");
    }

    #[test]
    fn in_how_it_is_left() {
        fn asks(text: &str) -> Result<bool, std::num::ParseIntError> {
            Ok(check!(text.parse::<u8>()?.is_power_of_two() && text.parse::<u8>()? > 1))
        }
        fn returns(early: bool) -> &'static str {
            check!(if early { return "early" } else { true });
            "late"
        }
        assert_eq!(asks("2"), Ok(true));
        assert!(asks("x").is_err());
        assert_eq!((returns(true), returns(false)), ("early", "late"));
        let mut turns = 0;
        loop {
            turns += 1;
            check!(if turns == 3 { break } else { true });
        }
        assert_eq!(turns, 3);
    }

    #[test]
    fn in_what_it_awaits() {
        async fn value(of: u8) -> Small {
            std::future::ready(Small(of)).await
        }
        async fn holds() -> bool {
            check!(
                value(1).await.is(1) && value(2).await == value(2).await && value(3).await.0 == 3
            )
        }
        let mut future = std::pin::pin!(holds());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert_eq!(future.as_mut().poll(&mut context), std::task::Poll::Ready(true));
    }
}

mod what_is_shown {
    use super::*;

    #[test]
    fn the_sides_of_a_comparison() {
        let (one, two) = (Small(1), Small(2));
        assert_eq!(said!(one == two), "one == two\n  left = Small(1)\n  right = Small(2)");
        assert_eq!(said!(one != Small(1)), "one != Small(1)\n  left = Small(1)");
        assert_eq!(said!(3 < one.0), "3 < one.0\n  right = 1");
        assert_eq!(said!(1 + 1 > 3), "1 + 1 > 3\n  left = 2");
        assert_eq!(
            said!(*"a" == *String::from("b")),
            "*\"a\" == *String::from(\"b\")\n  left = \"a\"\n  right = \"b\""
        );
        assert_eq!(
            said!(one.large() == two.large()),
            "one.large() == two.large()\n  left = Large { small: Small(1) }\n  right = Large { small: Small(2) }"
        );
    }

    #[test]
    fn what_methods_are_called_on() {
        let small = Small(1);
        let large = small.large();
        assert_eq!(said!(small.is(2)), "small.is(2)\n  small = Small(1)", "nothing else to show");
        assert_eq!(said!(large.small().is(2)), "large.small().is(2)\n  large.small() = Small(1)");
        assert_eq!(said!(large.small.is(2)), "large.small.is(2)\n  large.small = Small(1)");
        assert_eq!(
            said!(Mute(1).small().large().small().is(2)),
            "Mute(1).small().large().small().is(2)\n  Mute(1).small() = Small(1)\n  Mute(1).small().large().small() = Small(1)",
        );
        assert_eq!(
            said!(small.large().small.is(2)),
            "small.large().small.is(2)\n  small.large().small = Small(1)"
        );
        assert_eq!(
            said!(Some(small).filter(|small| small.is(2)).is_some_and(|small| small.is(1))),
            "Some(small).filter(|small| small.is(2)).is_some_and(|small| small.is(1))\n  Some(small) = Some(Small(1))\n  Some(small).filter(|small| small.is(2)) = None",
        );
    }

    #[test]
    fn collections_that_are_asked() {
        let list = vec![Small(1).large()];
        assert_eq!(said!(list.is_empty()), "list.is_empty()\n  list = [Large { small: Small(1) }]");
        assert_eq!(
            said!(Vec::from(["a"]).contains(&"b")),
            "Vec::from([\"a\"]).contains(&\"b\")\n  Vec::from([\"a\"]) = [\"a\"]"
        );
        assert_eq!(
            said!("a".repeat(2).starts_with('b')),
            "\"a\".repeat(2).starts_with('b')\n  \"a\".repeat(2) = \"aa\""
        );
        assert_eq!(
            said!(list.iter().next().is_none()),
            "list.iter().next().is_none()\n  list.iter().next() = Some(Large { small: Small(1) })"
        );
        assert_eq!(
            said!(list.into_iter().next().is_none()),
            "list.into_iter().next().is_none()\n  list.into_iter().next() = Some(Large { small: Small(1) })"
        );
    }

    #[test]
    fn what_a_pattern_is_held_against() {
        let small = Small(1);
        assert_eq!(
            said!(matches!(small, Small(2 | 3))),
            "matches!(small, Small(2 | 3))\n  small = Small(1)"
        );
        assert_eq!(
            said!(matches!(small.large().small(), Small(n) if *n > 1)),
            "matches!(small.large().small(), Small(n) if *n > 1)\n  small.large().small() = Small(1)",
        );
        assert_eq!(said!(matches!(Mute(1), Mute(2))), "matches!(Mute(1), Mute(2))");
        assert_eq!(said!(let Small(2) = small), "let Small(2) = small");
        assert_eq!(said!(let Some(2) = Some(3), "of {}", 3), "let Some(2) = Some(3): of 3");
    }

    #[test]
    fn the_parts_and_which_of_them_were_evaluated() {
        let (a, b, c) = (Small(1), Small(2), Small(3));
        assert_eq!(
            said!(a.is(1) && b == Small(3) && c.is(3)),
            "a.is(1) && b == Small(3) && c.is(3)\n  a.is(1) is true\n  b == Small(3) is false\n    left = Small(2)\n  c.is(3) was not evaluated",
        );
        assert_eq!(
            said!(a.0 == 3 || a == b || !b.is(2)),
            "a.0 == 3 || a == b || !b.is(2)\n  a.0 == 3 is false\n    left = 1\n  a == b is false\n  b.is(2) is true\n    b = Small(2)",
        );
        assert_eq!(
            said!(!(a.0 == 1 && b.is(2)) || (a.is(2) && c.is(3))),
            "!(a.0 == 1 && b.is(2)) || (a.is(2) && c.is(3))\n  a.0 == 1 is true\n    left = 1\n  b.is(2) is true\n  a.is(2) is false\n    a = Small(1)\n  c.is(3) was not evaluated",
        );
        assert_eq!(said!(!a.is(1)), "!a.is(1)\n  a = Small(1)");
        let (yes, no) = (true, false);
        assert_eq!(said!(yes && no), "yes && no\n  yes is true\n  no is false");
    }

    #[test]
    fn only_the_text_of_anything_else() {
        let (yes, no) = (true, false);
        assert_eq!(said!(no), "no");
        assert_eq!(said!((no)), "(no)");
        assert_eq!(said!(false), "false");
        assert_eq!(said!(bool::clone(&no)), "bool::clone(&no)");
        assert_eq!(said!(if no { yes } else { no }), "if no { yes } else { no }");
        assert_eq!(said!(no | no), "no | no");
    }

    #[test]
    fn nothing_of_types_without_words() {
        let mute = Mute(1);
        assert_eq!(said!(mute.is(2)), "mute.is(2)");
        assert_eq!(said!(mute == Mute(2)), "mute == Mute(2)");
        assert_eq!(
            said!(mute.is(2) || Some(mute).is_none()),
            "mute.is(2) || Some(mute).is_none()\n  mute.is(2) is false\n  Some(mute).is_none() is false"
        );
        assert_eq!(said!(Vec::from([mute]).is_empty()), "Vec::from([mute]).is_empty()");
    }

    #[test]
    fn the_message_last_and_on_demand() {
        let small = Small(1);
        let asked = Cell::new(0);
        let ask = || {
            asked.set(asked.get() + 1);
            asked.get()
        };
        check!(small.is(1), "{}", ask());
        check!(small.is(1) && small == Small(1), "{}", ask());
        check_eq!(small.0, 1, "{}", ask());
        assert_eq!(asked.get(), 0);
        assert_eq!(
            said!(small.is(2), "{} of {small:?}", ask()),
            "small.is(2): 1 of Small(1)\n  small = Small(1)"
        );
        assert_eq!(
            said!(small.is(1) && small.is(2) || small.is(3), "{}", ask()).lines().next(),
            Some("small.is(1) && small.is(2) || small.is(3): 2")
        );
    }

    #[test]
    fn both_values_of_a_pair() {
        let small = Small(1);
        let pair = said(|| check_eq!(small.large().small(), &Small(2))).unwrap();
        assert_eq!(
            pair,
            "small.large().small() == &Small(2)\n  left = Small(1)\n  right = Small(2)"
        );
        let pair = said(|| check_ne!(small, Small(1), "of {small:?}",)).unwrap();
        assert_eq!(pair, "small != Small(1): of Small(1)\n  left = Small(1)\n  right = Small(1)");
        assert!(check_eq!(*"a", *"a".to_owned()));
        assert!(check_ne!("a", "b", "not {}", "reached"));
    }

    #[test]
    fn a_condition_as_it_is_written() {
        let list = [Small(1)];
        #[rustfmt::skip]
        let text = said(|| check!(list
            .iter()
            // They are all two.
            .all(
                |small| small.is(  2 ),
            )));
        assert_eq!(
            text.as_deref(),
            Some("list.iter().all(|small| small.is( 2 ))\n  list = [Small(1)]")
        );
    }
}

/// Whose `Debug` nobody may call.
#[derive(Clone, Copy, PartialEq)]
struct Private(u8);

impl std::fmt::Debug for Private {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        unreachable!("nothing is formatted while a condition holds")
    }
}

impl Private {
    fn is(self, value: u8) -> bool {
        self.0 == value
    }
}

#[test]
fn nothing_is_formatted_while_a_condition_holds() {
    let private = Private(1);
    assert!(check!(private.is(1)));
    assert!(check!(private == Private(1) && !private.is(2)));
    assert!(check!(private == Private(2) || private.is(3) || private.is(1)));
    assert!(check!((private.is(1) && private == Private(2)) || Some(private).is_some()));
    assert!(check!(matches!(private, Private(1))));
    assert!(check!(Vec::from([private]).contains(&private)));
    assert!(check_eq!(private, Private(1)));
    assert!(check_ne!(private, Private(2)));
}

mod hygiene {
    /// As good as none of the standard library.
    mod std {}
    mod core {}
    mod alloc {}
    mod configtest {}

    mod again {
        pub(super) use ::configtest::{check as holds, check_eq as are_equal};
    }

    #[derive(Clone, Copy)]
    enum Option {
        None,
        Some,
    }

    #[test]
    fn names_of_the_user_are_the_users() {
        use self::Option::{None, Some};
        use again::{are_equal, holds};

        let (left, right, values, verdict, parts, failed) = (1, 2, 3, 4, 5, 6);
        let (seen_1, value_1, value_2, kept_1) = (7, 8, 9, 10);
        assert!(holds!(right > left && left < right || right == values));
        assert!(holds!(values.max(left).max(verdict).min(parts) == verdict && parts < failed));
        assert!(holds!(seen_1.max(value_1).max(value_2).max(kept_1) == kept_1));
        assert!(are_equal!(left + 1, right, "{values}"));
        assert!(holds!(matches!((None, Some), (Option::None, Option::Some))));
    }
}

mod generic {
    use super::*;

    fn bare<T: PartialEq>(one: &T, two: &T) -> bool {
        check!(one == two) && check!(*one == *two && !(one != two) || one.eq(two))
    }

    fn shown<T: PartialEq + Copy + std::fmt::Debug>(one: T, two: T) -> bool {
        check!(Some(one).is_some_and(|one| one == two))
    }

    const fn answer<const N: usize>(_: [u8; N]) -> usize {
        N
    }

    fn sized<const N: usize>(array: [u8; N]) -> bool {
        check!(answer(array) == N && array.len() <= N)
    }

    #[test]
    fn helpers_know_what_their_bounds_tell() {
        assert!(bare(&Mute(1), &Mute(1)));
        assert!(bare(&[1], &[1]));
        assert!(shown(1, 1));
        assert!(sized([1, 2]));
        assert_eq!(said(|| bare(&1, &2)).as_deref(), Some("one == two"));
        assert_eq!(
            said(|| shown(1, 2)).as_deref(),
            Some("Some(one).is_some_and(|one| one == two)\n  Some(one) = Some(1)"),
        );
    }
}

mod of_types_not_settled_yet {
    use super::*;

    #[test]
    fn what_a_call_returns_is_left_to_what_follows() {
        let text = "8080";
        assert!(check!(text.parse().is_ok_and(|port: u16| port > 1024)));
        assert!(check!(text.parse().ok().is_some_and(|port: u16| port > 1024)));
        assert!(check!(text.parse() == Ok(-1) || matches!(text.parse(), Ok(8080_u16))));
        assert!(check!(text.parse() == Ok(80) || text.parse() == Ok(8080)));
        assert!(check!(str::parse(text).is_ok_and(|port: Port| port.0 == 8080)));
        assert!(check!(Some(text).map(str::parse).is_some_and(|port: Parsed| port.is_ok())));
        assert!(check!(
            Some(text).and_then(|text| text.parse().ok()).is_some_and(|port: Port| port.0 > 1024)
        ));
        assert!(check!(8080_u32.try_into().is_ok_and(|port: u16| port > 1024)));
        assert!(check!(Some(text).map(Into::into).is_some_and(|text: Box<str>| text.len() == 4)));
        assert!(check!(!Vec::new().contains(&Mute(1))));
        assert!(check!(!Some(text.parse()).is_some_and(|port: Parsed| port.is_err())));
    }

    #[test]
    fn what_is_settled_again_is_shown() {
        let text = "80";
        assert_eq!(
            said!(text.parse::<u16>().ok().is_none()),
            "text.parse::<u16>().ok().is_none()\n  text.parse::<u16>().ok() = Some(80)"
        );
        assert_eq!(said!(text.parse() == Ok(81)), "text.parse() == Ok(81)\n  left = Ok(80)");
        assert_eq!(
            said!(text.parse().is_ok_and(|port: u16| port > 1024)),
            "text.parse().is_ok_and(|port: u16| port > 1024)\n  text = \"80\""
        );
        assert_eq!(
            said!(text.chars().collect::<String>().is_empty()),
            "text.chars().collect::<String>().is_empty()\n  text.chars().collect::<String>() = \"80\""
        );
        assert_eq!(
            said!(Some(text).unwrap_or_default().is_empty()),
            "Some(text).unwrap_or_default().is_empty()\n  Some(text) = Some(\"80\")\n  Some(text).unwrap_or_default() = \"80\""
        );
    }

    type Parsed = Result<Port, std::num::ParseIntError>;

    /// Neither `Copy` nor to be shown.
    struct Port(u16);

    impl std::str::FromStr for Port {
        type Err = std::num::ParseIntError;

        fn from_str(text: &str) -> Result<Self, Self::Err> {
            text.parse().map(Self)
        }
    }
}

mod what_can_be_negated {
    use super::*;

    /// Yes or no, and no `bool`.
    #[derive(Clone, Copy)]
    struct Flag(bool);

    impl std::ops::Not for Flag {
        type Output = bool;

        fn not(self) -> bool {
            !self.0
        }
    }

    impl Flag {
        fn itself(&self) -> &bool {
            &self.0
        }
    }

    #[test]
    fn is_whatever_has_the_operator() {
        let (yes, no) = (true, false);
        let flags = [Flag(true), Flag(false)];
        let [set, unset] = flags;
        for no in [&no, unset.itself()] {
            assert!(check!(!no));
        }
        assert!(check!(!unset && !unset.itself()));
        assert!(check!(!set || !(unset) || !unset.itself()));
        assert!(check!(!(!set || !set.itself())));
        assert!(check!(!!set));
        let (yes, no) = (&yes, &no);
        assert_eq!(said!(!yes), "!yes");
        assert_eq!(said!(!!no), "!!no");
        assert_eq!(said!(!no && !yes), "!no && !yes\n  no is false\n  yes is true");
        assert_eq!(said!(!set || !!unset), "!set || !!unset\n  set is true\n  unset is false");
        assert_eq!(said!(!(!no && !unset)), "!(!no && !unset)\n  no is false\n  unset is false");
        let small = Small(1);
        assert_eq!(
            said!(!small.is(1) || !!small.is(2)),
            "!small.is(1) || !!small.is(2)\n  small.is(1) is true\n  small.is(2) is false\n    small = Small(1)"
        );
    }
}

#[test]
fn it_can_stand_where_an_expression_or_a_statement_can() {
    let one = 1_i32;
    check!(one == 1);
    check!(one == 1,);
    check! { one == 1 };
    check!(one == 1 && one > 0, "always");
    let held = check!(one.is_positive()) && check!(one == 1) || check_eq!(one, 2);
    assert!(held);
    if check!(one == 1) {
        assert!(check!(one < 2));
    }
    let both = [check!(one == 1), check!(!one.is_negative())];
    assert_eq!(both, [true, true]);
    let later = || check!(one == 1);
    assert!(later());
}
