//! Condition operators.

use std::fmt;

/// A condition operator.
///
/// Source: "IAM JSON policy elements: Condition operators" in the IAM user guide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operator {
    /// `ForAllValues:` or `ForAnyValue:`.
    pub(crate) quantifier: Option<Quantifier>,
    /// What it tests.
    pub(crate) test: Test,
    /// Whether it ends with `IfExists`.
    pub(crate) if_exists: bool,
}

/// What is asked of a key with several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    /// `ForAllValues:`
    ForAllValues,
    /// `ForAnyValue:`
    ForAnyValue,
}

/// What an operator tests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// `StringEquals`
    StringEquals,
    /// `StringNotEquals`
    StringNotEquals,
    /// `StringEqualsIgnoreCase`
    StringEqualsIgnoreCase,
    /// `StringNotEqualsIgnoreCase`
    StringNotEqualsIgnoreCase,
    /// `StringLike`
    StringLike,
    /// `StringNotLike`
    StringNotLike,
    /// `NumericEquals`
    NumericEquals,
    /// `NumericNotEquals`
    NumericNotEquals,
    /// `NumericLessThan`
    NumericLessThan,
    /// `NumericLessThanEquals`
    NumericLessThanEquals,
    /// `NumericGreaterThan`
    NumericGreaterThan,
    /// `NumericGreaterThanEquals`
    NumericGreaterThanEquals,
    /// `DateEquals`
    DateEquals,
    /// `DateNotEquals`
    DateNotEquals,
    /// `DateLessThan`
    DateLessThan,
    /// `DateLessThanEquals`
    DateLessThanEquals,
    /// `DateGreaterThan`
    DateGreaterThan,
    /// `DateGreaterThanEquals`
    DateGreaterThanEquals,
    /// `Bool`
    Bool,
    /// `BinaryEquals`
    BinaryEquals,
    /// `IpAddress`
    IpAddress,
    /// `NotIpAddress`
    NotIpAddress,
    /// `ArnEquals`
    ArnEquals,
    /// `ArnLike`
    ArnLike,
    /// `ArnNotEquals`
    ArnNotEquals,
    /// `ArnNotLike`
    ArnNotLike,
    /// `Null`
    Null,
    /// A word that this release does not know, as it is written behind the quantifier.
    Other(String),
}

/// The words that AWS knows.
static TESTS: [(&str, Test); 27] = [
    ("StringEquals", Test::StringEquals),
    ("StringNotEquals", Test::StringNotEquals),
    ("StringEqualsIgnoreCase", Test::StringEqualsIgnoreCase),
    ("StringNotEqualsIgnoreCase", Test::StringNotEqualsIgnoreCase),
    ("StringLike", Test::StringLike),
    ("StringNotLike", Test::StringNotLike),
    ("NumericEquals", Test::NumericEquals),
    ("NumericNotEquals", Test::NumericNotEquals),
    ("NumericLessThan", Test::NumericLessThan),
    ("NumericLessThanEquals", Test::NumericLessThanEquals),
    ("NumericGreaterThan", Test::NumericGreaterThan),
    ("NumericGreaterThanEquals", Test::NumericGreaterThanEquals),
    ("DateEquals", Test::DateEquals),
    ("DateNotEquals", Test::DateNotEquals),
    ("DateLessThan", Test::DateLessThan),
    ("DateLessThanEquals", Test::DateLessThanEquals),
    ("DateGreaterThan", Test::DateGreaterThan),
    ("DateGreaterThanEquals", Test::DateGreaterThanEquals),
    ("Bool", Test::Bool),
    ("BinaryEquals", Test::BinaryEquals),
    ("IpAddress", Test::IpAddress),
    ("NotIpAddress", Test::NotIpAddress),
    ("ArnEquals", Test::ArnEquals),
    ("ArnLike", Test::ArnLike),
    ("ArnNotEquals", Test::ArnNotEquals),
    ("ArnNotLike", Test::ArnNotLike),
    ("Null", Test::Null),
];

const FOR_ALL_VALUES: &str = "ForAllValues:";
const FOR_ANY_VALUE: &str = "ForAnyValue:";
const IF_EXISTS: &str = "IfExists";

impl Test {
    /// Whether it is met by all values but some, and so where there is none.
    pub(crate) fn is_negated(&self) -> bool {
        matches!(
            self,
            Self::StringNotEquals
                | Self::StringNotEqualsIgnoreCase
                | Self::StringNotLike
                | Self::NumericNotEquals
                | Self::DateNotEquals
                | Self::NotIpAddress
                | Self::ArnNotEquals
                | Self::ArnNotLike
        )
    }
}

impl Operator {
    /// What a word of a policy means. Capital letters count: IAM refuses a policy with `stringEquals`.
    pub(crate) fn named(word: &str) -> Self {
        let (quantifier, rest) = if let Some(rest) = word.strip_prefix(FOR_ALL_VALUES) {
            (Some(Quantifier::ForAllValues), rest)
        } else if let Some(rest) = word.strip_prefix(FOR_ANY_VALUE) {
            (Some(Quantifier::ForAnyValue), rest)
        } else {
            (None, word)
        };
        let known = |name: &str| {
            TESTS.iter().find(|(known, _)| *known == name).map(|(_, test)| test.clone())
        };
        // There is no `NullIfExists`.
        let with_suffix =
            rest.strip_suffix(IF_EXISTS).and_then(known).filter(|test| *test != Test::Null);
        if let Some(test) = with_suffix {
            return Self { quantifier, test, if_exists: true };
        }
        let test = known(rest).unwrap_or_else(|| Test::Other(rest.to_owned()));
        Self { quantifier, test, if_exists: false }
    }

    /// `ForAllValues:` or `ForAnyValue:`.
    pub fn quantifier(&self) -> Option<Quantifier> {
        self.quantifier
    }

    /// What it tests.
    pub fn test(&self) -> &Test {
        &self.test
    }

    /// Whether it ends with `IfExists`: whether a key that is not in the request meets it.
    pub fn if_exists(&self) -> bool {
        self.if_exists
    }

    /// Whether this release knows it.
    pub fn is_known(&self) -> bool {
        !matches!(self.test, Test::Other(_))
    }

    /// All that there are, as they are written.
    pub(super) fn words() -> Vec<String> {
        let mut words = Vec::new();
        for quantifier in ["", FOR_ALL_VALUES, FOR_ANY_VALUE] {
            for (name, test) in &TESTS {
                words.push(format!("{quantifier}{name}"));
                if *test != Test::Null {
                    words.push(format!("{quantifier}{name}{IF_EXISTS}"));
                }
            }
        }
        words
    }
}

/// As it is written in a policy.
impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.quantifier {
            Some(Quantifier::ForAllValues) => FOR_ALL_VALUES,
            Some(Quantifier::ForAnyValue) => FOR_ANY_VALUE,
            None => "",
        })?;
        f.write_str(self.test.name())?;
        f.write_str(if self.if_exists { IF_EXISTS } else { "" })
    }
}

impl Test {
    /// As it is written in a policy.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => TESTS.iter().find(|(_, test)| test == known).map_or("", |(name, _)| name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_and_written_back() {
        let words = Operator::words();
        assert_eq!(words.len(), 3 * (2 * TESTS.len() - 1));
        for word in words {
            let operator = Operator::named(&word);
            assert!(operator.is_known(), "{word}");
            assert_eq!(operator.to_string(), word);
        }
    }

    #[test]
    fn other_words_are_kept_as_they_are() {
        for word in
            ["stringEquals", "NullIfExists", "ForAnyValue:Sounds", "IfExists", "", "For:Bool"]
        {
            let operator = Operator::named(word);
            assert!(!operator.is_known(), "{word}");
            assert!(!operator.if_exists(), "{word}");
            assert_eq!(operator.to_string(), word);
        }
        let operator = Operator::named("ForAllValues:StringLikeIfExists");
        assert_eq!(operator.quantifier(), Some(Quantifier::ForAllValues));
        assert_eq!((operator.test(), operator.if_exists()), (&Test::StringLike, true));
    }
}
