//! Values that are compared otherwise than as texts.

use std::cmp::Ordering;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ipnet::IpNet;

/// A number, integer or decimal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    whole: Option<i128>,
    near: f64,
}

impl Number {
    /// `-1.5`; nothing that is no decimal number, such as `inf`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let near = text.parse::<f64>().ok().filter(|near| near.is_finite())?;
        Some(Self { whole: text.parse().ok(), near })
    }

    /// Integers exactly, others as near as a double has them.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        match (self.whole, other.whole) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => self.near.total_cmp(&other.near),
        }
    }
}

/// A point in time, in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(i128);

const SECOND: i128 = 1_000_000_000;

impl Date {
    /// In nanoseconds since 1970.
    pub(crate) fn nanoseconds(self) -> i128 {
        self.0
    }

    /// One of the forms of ISO 8601 that the W3C names, from days to parts of seconds, or seconds since
    /// 1970. Four digits could be a year or seconds, and are neither.
    ///
    /// Source: "Date condition operators" in "IAM JSON policy elements: Condition operators".
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.len() > 4 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return text.parse::<i64>().ok().map(|seconds| Self(i128::from(seconds) * SECOND));
        }
        let (day, time) = text.split_once('T').unwrap_or((text, ""));
        let day = match day.len() {
            7 => format!("{day}-01"),
            _ => day.to_owned(),
        };
        let (time, zone) = match time.find(['Z', '+', '-']) {
            Some(at) => time.split_at(at),
            None if time.is_empty() => ("00:00:00", "Z"),
            None => return None,
        };
        let time = match time.len() {
            5 => format!("{time}:00"),
            _ => time.to_owned(),
        };
        let since = humantime::parse_rfc3339(&format!("{day}T{time}Z")).ok()?;
        let since = since.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Self(i128::try_from(since.as_nanos()).ok()? - offset(zone)? * SECOND))
    }
}

/// The seconds of `+01:30`.
fn offset(zone: &str) -> Option<i128> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let number = |text: &str, most: i128| {
        let is_pair = text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
        is_pair.then(|| text.parse::<i128>().ok()).flatten().filter(|number| *number <= most)
    };
    Some(sign * (number(hours, 23)? * 3600 + number(minutes, 59)? * 60))
}

/// A range of addresses; an address by itself is the range of it alone.
pub(crate) fn range(text: &str) -> Option<IpNet> {
    let text = text.trim();
    match text.parse::<IpAddr>() {
        Ok(address) => Some(IpNet::from(address)),
        Err(_) => text.parse().ok(),
    }
}

/// The bytes of base 64.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.trim()).ok()
}

/// `true` or `false`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
