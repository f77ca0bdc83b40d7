//! Conditions, ready to match.
//!
//! Sources: "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context
//! keys" in the IAM user guide.

use std::cmp::Ordering;

use ipnet::IpNet;

use super::arn::ArnPattern;
use super::compare::{Date, Number, boolean, bytes, range};
use super::glob::Glob;
use super::{Asked, Reason, Truth};
use crate::access::{Condition, Key, KeyName, Pattern, Quantifier, Test, Version};

/// A condition, ready to match.
#[derive(Debug, Clone)]
pub(crate) struct CompiledCondition {
    key: KeyName,
    quantifier: Option<Quantifier>,
    if_exists: bool,
    is_negated: bool,
    values: Values,
}

/// What the value in the request is compared with.
#[derive(Debug, Clone)]
enum Values {
    Texts(Vec<Glob>),
    IgnoringCase(Vec<Glob>),
    Arns(Vec<ArnPattern>),
    Numbers(Order, Vec<Parsed<Number>>),
    Dates(Order, Vec<Parsed<Date>>),
    Booleans(Vec<Glob>),
    Bytes(Vec<Parsed<Vec<u8>>>),
    Ranges(Vec<Parsed<IpNet>>),
    Absent(Vec<Parsed<bool>>),
    Other(String),
}

/// A value, or the text that is none.
type Parsed<T> = Result<T, String>;

/// How the request's value has to lie to that of the policy.
#[derive(Debug, Clone, Copy)]
enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Order {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl CompiledCondition {
    pub(crate) fn new(condition: &Condition, version: Version) -> Self {
        let operator = &condition.operator;
        Self {
            key: KeyName::new(&condition.key),
            quantifier: operator.quantifier,
            if_exists: operator.if_exists,
            is_negated: operator.test.is_negated(),
            values: Values::new(&operator.test, &condition.values.values, version),
        }
    }

    /// Whether the request meets it.
    pub(crate) fn is_met(&self, asked: &Asked<'_>) -> Truth {
        if let Values::Other(name) = &self.values {
            return asked.doubt(Reason::Operator(name.clone()));
        }
        let key = asked.key(&self.key);
        if let Values::Absent(wanted) = &self.values {
            return self.is_absent(wanted, &key, asked);
        }
        match (&key, self.quantifier) {
            (Key::Unstated, _) => asked.doubt(Reason::Unstated(self.key.name.clone())),
            (Key::Absent, _) if self.if_exists => Truth::Yes,
            (Key::Absent, Some(quantifier)) => (quantifier == Quantifier::ForAllValues).into(),
            (Key::Absent, None) => self.is_negated.into(),
            (Key::One(value), _) => self.value_passes(value, asked),
            (Key::Many(values), Some(Quantifier::ForAllValues)) => {
                Truth::all(values.iter().map(|value| self.value_passes(value, asked)))
            }
            (Key::Many(values), Some(Quantifier::ForAnyValue)) => {
                Truth::any(values.iter().map(|value| self.value_passes(value, asked)))
            }
            (Key::Many(values), None) => {
                // What is to be done with several is not said; where it does not matter, it is known.
                let (mut least, mut most) = (Truth::Yes, Truth::No);
                for value in *values {
                    let passes = self.value_passes(value, asked);
                    (least, most) = (least.min(passes), most.max(passes));
                }
                match least == most {
                    true => least,
                    false => asked.doubt(Reason::SeveralValues(self.key.name.clone())),
                }
            }
        }
    }

    /// `Null`
    fn is_absent(&self, wanted: &[Parsed<bool>], key: &Key<'_>, asked: &Asked<'_>) -> Truth {
        if self.quantifier.is_some() || self.if_exists {
            return asked.doubt(Reason::Operator("Null with a prefix or a suffix".to_owned()));
        }
        let is_absent = match key {
            Key::Absent => true,
            Key::One(_) | Key::Many(_) => false,
            Key::Unstated => return asked.doubt(Reason::Unstated(self.key.name.clone())),
        };
        any_parsed(wanted, "true or false", asked, |wanted| *wanted == is_absent)
    }

    /// Whether one value of the request is as the values of the policy want it: like any of them, or
    /// like none if the operator is negated.
    fn value_passes(&self, value: &str, asked: &Asked<'_>) -> Truth {
        self.values.have(value, asked).unless(self.is_negated)
    }
}

impl Values {
    fn new(test: &Test, values: &[String], version: Version) -> Self {
        use Test as T;
        let plain = || {
            let glob = |text: &String| Glob::new(Pattern::without_wildcards(text, version));
            values.iter().map(glob).collect()
        };
        let numbers = |order| Self::Numbers(order, parsed(values, Number::parse));
        let dates = |order| Self::Dates(order, parsed(values, Date::parse));
        match test {
            T::StringEquals | T::StringNotEquals => Self::Texts(plain()),
            T::StringEqualsIgnoreCase | T::StringNotEqualsIgnoreCase => Self::IgnoringCase(plain()),
            T::StringLike | T::StringNotLike => {
                let glob = |text: &String| Glob::new(Pattern::with_wildcards(text, version));
                Self::Texts(values.iter().map(glob).collect())
            }
            T::ArnEquals | T::ArnLike | T::ArnNotEquals | T::ArnNotLike => {
                Self::Arns(values.iter().map(|text| ArnPattern::new(text, version)).collect())
            }
            T::NumericEquals | T::NumericNotEquals => numbers(Order::Equal),
            T::NumericLessThan => numbers(Order::Less),
            T::NumericLessThanEquals => numbers(Order::LessOrEqual),
            T::NumericGreaterThan => numbers(Order::Greater),
            T::NumericGreaterThanEquals => numbers(Order::GreaterOrEqual),
            T::DateEquals | T::DateNotEquals => dates(Order::Equal),
            T::DateLessThan => dates(Order::Less),
            T::DateLessThanEquals => dates(Order::LessOrEqual),
            T::DateGreaterThan => dates(Order::Greater),
            T::DateGreaterThanEquals => dates(Order::GreaterOrEqual),
            T::Bool => Self::Booleans(plain()),
            T::BinaryEquals => Self::Bytes(parsed(values, bytes)),
            T::IpAddress | T::NotIpAddress => Self::Ranges(parsed(values, range)),
            T::Null => Self::Absent(parsed(values, boolean)),
            T::Other(name) => Self::Other(name.clone()),
        }
    }

    /// Whether a value of the request is like one of them.
    fn have(&self, value: &str, asked: &Asked<'_>) -> Truth {
        match self {
            Self::Texts(globs) => Truth::any(globs.iter().map(|glob| glob.matches(value, asked))),
            Self::IgnoringCase(globs) => {
                Truth::any(globs.iter().map(|glob| glob.equals_ignoring_case(value, asked)))
            }
            Self::Arns(arns) => Truth::any(arns.iter().map(|arn| arn.matches_value(value, asked))),
            Self::Booleans(globs) => {
                // Variables may stand for them, so that both are compared as texts.
                let own = match boolean(value) {
                    Some(own) => own.to_string(),
                    None => return not_of_kind("true or false", value, asked),
                };
                Truth::any(globs.iter().map(|glob| match glob.as_text() {
                    Some(text) if boolean(text).is_none() => {
                        not_of_kind("true or false", text, asked)
                    }
                    _ => glob.equals_ignoring_case(&own, asked),
                }))
            }
            Self::Numbers(order, wanted) => match Number::parse(value) {
                Some(own) => {
                    any_parsed(wanted, "a number", asked, |than| order.holds(own.compare(*than)))
                }
                None => not_of_kind("a number", value, asked),
            },
            Self::Dates(order, wanted) => match Date::parse(value) {
                Some(own) => any_parsed(wanted, "a date", asked, |than| order.holds(own.cmp(than))),
                None => not_of_kind("a date", value, asked),
            },
            Self::Bytes(wanted) => match bytes(value) {
                Some(own) => any_parsed(wanted, "base 64", asked, |other| own == *other),
                None => not_of_kind("base 64", value, asked),
            },
            Self::Ranges(wanted) => match range(value) {
                Some(own) => {
                    any_parsed(wanted, "a range of addresses", asked, |range| range.contains(&own))
                }
                None => not_of_kind("an address", value, asked),
            },
            // Met or not without any value.
            Self::Absent(_) | Self::Other(_) => Truth::No,
        }
    }
}

fn parsed<T>(values: &[String], parse: impl Fn(&str) -> Option<T>) -> Vec<Parsed<T>> {
    values.iter().map(|text| parse(text).ok_or_else(|| text.clone())).collect()
}

/// Whether one of the values does; what is no value may.
fn any_parsed<T>(
    values: &[Parsed<T>],
    kind: &'static str,
    asked: &Asked<'_>,
    does: impl Fn(&T) -> bool,
) -> Truth {
    Truth::any(values.iter().map(|value| match value {
        Ok(value) => does(value).into(),
        Err(text) => not_of_kind(kind, text, asked),
    }))
}

fn not_of_kind(kind: &'static str, value: &str, asked: &Asked<'_>) -> Truth {
    asked.doubt(Reason::Value { kind, value: value.to_owned() })
}
