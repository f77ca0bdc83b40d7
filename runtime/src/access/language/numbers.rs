//! Sets of numbers.

use std::fmt;

use super::intervals::{Ends, Intervals};

/// A decimal number, exactly: of up to 17 digits after the point, and between ±10²⁰.
///
/// Policies compare integers and decimal numbers, whose binary approximations would make two of one.
/// A number that does not fit is no number here, and its condition is to be called unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Number {
    /// So many times 10⁻¹⁸: one digit more than is read, so that there is one between any two.
    scaled: i128,
}

/// A set of numbers. Dates are the seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbers {
    intervals: Intervals<Cut>,
}

/// Before this number, or after it where the second is set.
type Cut = (i128, bool);

impl Ends for Cut {
    const FIRST: Self = (i128::MIN, false);
    const LAST: Self = (i128::MAX, true);
}

const UNIT: i128 = 1_000_000_000_000_000_000;
const DIGITS: usize = 18;

/// Beyond all numbers that are read, and below what can be written down.
const MOST: i128 = 150 * UNIT * UNIT;

impl Number {
    /// Reads `-12.50`; none where it is no decimal number, or does not fit.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (is_negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(part) || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        if whole.len() > 20 || part.len() >= DIGITS {
            return None;
        }
        let mut scaled: i128 = 0;
        let padding = std::iter::repeat_n(b'0', DIGITS - part.len());
        for byte in whole.bytes().chain(part.bytes()).chain(padding) {
            scaled = scaled * 10 + i128::from(byte - b'0');
        }
        Some(Self { scaled: if is_negative { -scaled } else { scaled } })
    }

    /// The seconds since 1970 of a date, say.
    pub(crate) fn of(whole: i64) -> Self {
        Self { scaled: i128::from(whole) * UNIT }
    }

    /// It, without what it has after the point.
    pub(crate) fn whole(self) -> i128 {
        self.scaled.div_euclid(UNIT)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.scaled < 0 { "-" } else { "" };
        let (unit, scaled) = (UNIT.unsigned_abs(), self.scaled.unsigned_abs());
        let part = format!("{:018}", scaled % unit);
        let part = part.trim_end_matches('0');
        let point = if part.is_empty() { "" } else { "." };
        write!(to, "{sign}{}{point}{part}", scaled / unit)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

impl Numbers {
    /// The empty set.
    pub(crate) fn none() -> Self {
        Self { intervals: Intervals::none() }
    }

    /// All numbers.
    pub(crate) fn all() -> Self {
        Self { intervals: Intervals::all() }
    }

    /// This number only.
    pub(crate) fn equal_to(number: Number) -> Self {
        Self::between((number.scaled, false), (number.scaled, true))
    }

    /// The numbers below this one.
    pub(crate) fn less_than(number: Number) -> Self {
        Self::between(Cut::FIRST, (number.scaled, false))
    }

    /// The numbers up to this one.
    pub(crate) fn at_most(number: Number) -> Self {
        Self::between(Cut::FIRST, (number.scaled, true))
    }

    /// The numbers above this one.
    pub(crate) fn more_than(number: Number) -> Self {
        Self::between((number.scaled, true), Cut::LAST)
    }

    /// The numbers from this one on.
    pub(crate) fn at_least(number: Number) -> Self {
        Self::between((number.scaled, false), Cut::LAST)
    }

    fn between(from: Cut, to: Cut) -> Self {
        Self { intervals: Intervals::of(vec![(from, to)]) }
    }

    /// The numbers that are in either.
    #[must_use]
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self { intervals: self.intervals.union(&other.intervals) }
    }

    /// The numbers that are in both.
    #[must_use]
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        Self { intervals: self.intervals.intersection(&other.intervals) }
    }

    /// The numbers that are not in it.
    #[must_use]
    pub(crate) fn complement(&self) -> Self {
        Self { intervals: self.intervals.complement() }
    }

    /// Whether there is none in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// Whether this number is in it.
    pub(crate) fn contains(&self, number: Number) -> bool {
        let cut = (number.scaled, false);
        self.intervals.stretches().any(|(from, to)| from <= cut && cut < to)
    }

    /// A number of it, one of few digits where it can be: a whole one, and such as is near to 0.
    pub(crate) fn witness(&self) -> Option<Number> {
        let all = self.intervals.stretches().map(|(from, to)| simplest(from, to));
        all.min_by_key(|Number { scaled }| (scaled % UNIT != 0, scaled.unsigned_abs(), *scaled < 0))
    }
}

/// The number between two cuts that has the fewest digits after the point, and is the nearest to 0 of
/// those.
fn simplest(from: Cut, to: Cut) -> Number {
    let (from, to) = (from.max((-MOST, false)), to.min((MOST, true)));
    let mut step = UNIT;
    loop {
        let first = multiple_from(from, step);
        let last = -multiple_from((-to.0, !to.1), step);
        if first <= last || step == 1 {
            return Number { scaled: 0.clamp(first, last.max(first)) };
        }
        step /= 10;
    }
}

/// The least multiple of the step after a cut.
fn multiple_from((number, is_after): Cut, step: i128) -> i128 {
    let below = number.div_euclid(step) * step;
    if below == number && !is_after { number } else { below + step }
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;
