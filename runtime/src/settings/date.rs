//! Days, in UTC.

use std::fmt;
use std::time::Duration;

use crate::resource::Timestamp;

/// A day in UTC: `2027-03-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Its first moment.
    begins: Timestamp,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Date {
    /// The day of a moment.
    pub fn of(moment: Timestamp) -> Self {
        let text = moment.to_string();
        // A moment is written with its day in front.
        let day = text.get(..10).and_then(Self::parse);
        day.unwrap_or(Self { begins: moment })
    }

    /// Reads `2027-03-31`; none where that is no day.
    pub fn parse(text: &str) -> Option<Self> {
        let is_written_so = text.len() == 10
            && text.bytes().enumerate().all(|(position, byte)| match position {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let begins = Timestamp::parse(&format!("{text}T00:00:00Z")).ok()?;
        let date = Self { begins };
        // Before 1970 there is no moment.
        (is_written_so && date.to_string() == text).then_some(date)
    }

    /// Whether the day is over at that moment.
    pub fn is_over_at(self, now: Timestamp) -> bool {
        self < Self::of(now)
    }

    /// How many days after `now`'s it is: 0 on the day itself, less where it is over.
    pub fn days_left(self, now: Timestamp) -> i64 {
        let today = Self::of(now).begins;
        let days = self.begins.age_at(today).as_secs() / DAY.as_secs();
        let days = i64::try_from(days).unwrap_or(i64::MAX);
        if self.begins < today { -days } else { days }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.begins.to_string();
        formatter.pad(text.get(..10).unwrap_or(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_a_day() {
        for text in ["2027-03-31", "2028-02-29", "1970-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-01-00",
            "2027-04-31",
            "27-03-31",
            "2027-3-31",
            "2027/03/31",
            "2027-03-31 ",
            "2027-03-31T00:00:00Z",
            "+027-03-31",
            "",
            "31.03.2027",
            "2100-02-29",
            "1969-12-31",
            "20270-3-31",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_over_when_it_ends() {
        let date = Date::parse("2027-03-31").unwrap();
        assert!(!date.is_over_at(at("2027-03-31T23:59:59Z")));
        assert!(date.is_over_at(at("2027-04-01T00:00:00Z")));
        assert_eq!(date.days_left(at("2027-03-31T23:59:59Z")), 0);
        assert_eq!(date.days_left(at("2027-03-30T23:59:59Z")), 1);
        assert_eq!(date.days_left(at("2027-04-02T00:00:00Z")), -2);
        assert_eq!(date.days_left(at("2026-03-31T12:00:00Z")), 365);
    }
}
