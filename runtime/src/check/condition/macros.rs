//! The macros themselves; what they refer to is re-exported from the crate's root.

/// Asserts that a condition holds, and lets the check go on where it does not: one run shows all that
/// is wrong with a resource.
///
/// A check of which a condition does not hold fails, whatever it does afterwards. What it shows is the
/// place, the condition as it is written, and what the parts of the condition were:
///
/// ```text
/// failed     tests/config.rs:6:5: bucket.versioning().is_enabled()
///              bucket.versioning() = VersioningConfiguration { mfa_delete: None, status: None }
/// failed     tests/config.rs:7:5: bucket.tag("env") == Some("prod"): of acme-logs
///              left = None
/// ```
///
/// ```
/// use configtest::prelude::*;
///
/// /// Buckets keep old versions, and are in production.
/// #[config_test]
/// fn buckets_are_safe(bucket: &s3::Bucket) {
///     check!(bucket.versioning().is_enabled());
///     check!(bucket.tag("env") == Some("prod"), "of {}", bucket.name());
/// }
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// assert_eq!(configtest::verdict(|| buckets_are_safe(&bucket)), configtest::Verdict::Fail);
/// ```
///
/// It returns whether the condition held, for what is only worth looking at then:
///
/// ```
/// # use configtest::prelude::*;
/// # fn buckets_are_encrypted(bucket: &s3::Bucket) {
/// let encryption = bucket.encryption();
/// if check!(encryption.is_some()) {
///     // ...
/// }
/// # }
/// ```
///
/// # What is shown
///
/// * The sides of `==`, `!=`, `<`, `<=`, `>` and `>=`, but for literals.
/// * What a method is called on, along a chain of calls: references and other types that are `Copy`
///   and `Debug`; and the collections of the standard library when they are asked something, as by
///   `is_empty` and `contains`.
/// * What `matches!` looks at.
/// * Which of the parts between `&&` and `||` held, and which were not evaluated.
///
/// A type without `Debug` is not shown. The condition is evaluated as `if` evaluates it, and nothing
/// is formatted while it holds.
///
/// What a method is called on is not shown where only what follows says of what type it is:
/// `text.parse()` in `text.parse().is_ok_and(|port: u16| port > 1024)`. `text.parse::<u16>()` is.
///
/// # What does not compile
///
/// * A method of a variable whose type only later lines say, if it then turns out to be one that
///   cannot be shown: the type has to be known before the check.
///
///   ```
///   # use configtest::prelude::*;
///   # struct Finding;
///   # fn buckets_have_no_findings(bucket: &s3::Bucket) {
///   let mut found: Vec<Finding> = Vec::new(); // `Vec::new()` alone would not do.
///   check!(found.is_empty());
///   found.push(Finding);
///   # }
///   ```
///
/// * A field of a packed type, which nothing can refer to. In a block of its own it is copied:
///
///   ```
///   # use configtest::prelude::*;
///   #[repr(C, packed)]
///   struct Packed {
///       a: u8,
///       b: u32,
///   }
///
///   # fn buckets_are_packed(bucket: &s3::Bucket) {
///   let p = Packed { a: 1, b: 2 };
///   check!({ p.b } == 2);
///   # }
///   ```
///
/// # What is not known
///
/// Where a fact is missing *after* a condition did not hold, the check has failed all the same, and
/// also says which fact it was. Where it is missing before, the finding is unknown.
///
/// # Panics
///
/// As `assert!` does, where no check is being carried out: in a `#[test]` that calls the check as a
/// plain function ([`verdict`](crate::verdict) carries one out), and on a thread that the check
/// started.
#[macro_export]
macro_rules! check {
    ($($condition:tt)*) => {
        $crate::__private::check!($crate, $($condition)*)
    };
}

/// Asserts that two values are equal, and lets the check go on where they are not: see
/// [`check!`](crate::check!).
///
/// ```
/// use configtest::prelude::*;
///
/// #[config_test]
/// fn buckets_are_in_production(bucket: &s3::Bucket) {
///     check_eq!(bucket.tag("env"), Some("prod"));
///     check_eq!(bucket.region(), Some("eu-west-1"), "of {}", bucket.name());
/// }
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// assert_eq!(configtest::verdict(|| buckets_are_in_production(&bucket)), configtest::Verdict::Fail);
/// ```
///
/// shows both values:
///
/// ```text
/// failed     tests/config.rs:5:5: bucket.tag("env") == Some("prod")
///              left = None
///              right = Some("prod")
/// ```
///
/// It returns whether they are equal. What is not known is treated as [`check!`](crate::check!) says.
///
/// # Panics
///
/// Where no check is being carried out: see [`check!`](crate::check!).
#[macro_export]
macro_rules! check_eq {
    ($left:expr, $right:expr $(,)?) => {
        $crate::check_eq!(@ $left, ==, $right, silently())
    };
    ($left:expr, $right:expr, $($message:tt)+) => {
        $crate::check_eq!(@ $left, ==, $right, saying($crate::__private::format_args!($($message)+)))
    };
    (@ $left:expr, $operator:tt, $right:expr, $($end:tt)+) => {
        {
            // What the sides borrow from goes here, in every edition.
            let held = match (&$left, &$right) {
                (left, right) => {
                    if *left $operator *right {
                        true
                    } else {
                        $crate::__private::Values::new()
                            .with(0, "left", $crate::__private::compared(left))
                            .with(0, "right", $crate::__private::compared(right))
                            .failed($crate::__private::concat!(
                                $crate::__private::stringify!($left),
                                " ",
                                $crate::__private::stringify!($operator),
                                " ",
                                $crate::__private::stringify!($right)
                            ))
                            .$($end)+
                    }
                }
            };
            held
        }
    };
}

/// Asserts that two values are not equal, and lets the check go on where they are: see
/// [`check!`](crate::check!).
///
/// ```
/// use configtest::prelude::*;
///
/// #[config_test]
/// fn buckets_are_not_for_trying_out(bucket: &s3::Bucket) {
///     check_ne!(bucket.tag("env"), Some("sandbox"));
/// }
///
/// let bucket = s3::Bucket::mock("acme-logs");
/// let check = || buckets_are_not_for_trying_out(&bucket);
/// assert_eq!(configtest::verdict(check), configtest::Verdict::Pass);
/// ```
///
/// It shows both values, and returns whether they differ. What is not known is treated as
/// [`check!`](crate::check!) says.
///
/// # Panics
///
/// Where no check is being carried out: see [`check!`](crate::check!).
#[macro_export]
macro_rules! check_ne {
    ($left:expr, $right:expr $(,)?) => {
        $crate::check_eq!(@ $left, !=, $right, silently())
    };
    ($left:expr, $right:expr, $($message:tt)+) => {
        $crate::check_eq!(@ $left, !=, $right, saying($crate::__private::format_args!($($message)+)))
    };
}

/// What `check!` becomes of what it cannot read itself: the compiler says what is wrong with it, or
/// knows more of the language.
#[doc(hidden)]
#[macro_export]
macro_rules! __check_as_it_is {
    ($condition:expr $(,)?) => {
        $crate::__check_as_it_is!(@ $condition, silently())
    };
    ($condition:expr, $($message:tt)+) => {
        $crate::__check_as_it_is!(@ $condition, saying($crate::__private::format_args!($($message)+)))
    };
    (@ $condition:expr, $($end:tt)+) => {
        if $condition {
            true
        } else {
            $crate::__private::Values::new()
                .failed($crate::__private::stringify!($condition))
                .$($end)+
        }
    };
}

/// Until the edition of 2024, what the last expression of a block borrows from goes after its
/// variables.
///
/// ```edition2021
/// use std::cell::RefCell;
///
/// fn last_of_a_block() -> bool {
///     let state = RefCell::new(vec![1]);
///     configtest::check!(state.borrow().len() == 1 && !state.borrow().is_empty());
///     configtest::check_eq!(state.borrow().len(), 1)
/// }
///
/// fn of_others() -> bool {
///     let state = RefCell::new(vec![1]);
///     configtest::check_ne!(state.borrow().len(), 2, "{:?}", state.borrow())
/// }
///
/// fn of_a_condition() -> bool {
///     let state = RefCell::new(vec![1]);
///     configtest::check!(state.borrow().len() == 1, "{:?}", state.borrow())
/// }
///
/// fn of_a_pattern() -> bool {
///     let state = RefCell::new(vec![1]);
///     configtest::check!(let Some(1) = state.borrow().first())
/// }
///
/// assert!(last_of_a_block() && of_others() && of_a_condition() && of_a_pattern());
/// ```
#[cfg(doctest)]
struct LastOfABlock;
