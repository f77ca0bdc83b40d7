//! The keys that policies ask for, and what each can be at all.

use std::collections::{BTreeMap, BTreeSet};

use super::domain::{Domain, Set};
use crate::access::language::{Glob, Number, Numbers, Strings};
use crate::access::{Pattern, Piece, Policy, Test, Version};

/// What the values of a key are compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// `true` or `false`.
    Flag,
    Text,
    Date,
    Number,
    Address,
}

/// The keys that policies ask for.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    families: BTreeMap<String, Family>,
    several: BTreeSet<String>,
    variables: Vec<String>,
    names: Vec<String>,
}

/// Keys that have one value, and so keep it where a set operator asks for all or any of them. Of other keys that
/// set operators are used with, there can be several.
///
/// Source: "AWS global condition context keys" in the IAM user guide, under "Value type".
const OF_ONE_VALUE: [&str; 28] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:federatedprovider",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalservicename",
    "aws:principaltype",
    "aws:referer",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:securetransport",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceidentity",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:tokenissuetime",
    "aws:useragent",
    "aws:userid",
    "aws:username",
    "aws:vpcsourceip",
];

/// Keys that can have several values, whatever they are used with.
const OF_SEVERAL_VALUES: [&str; 7] = [
    "aws:calledvia",
    "aws:principalorgpaths",
    "aws:principalservicenameslist",
    "aws:resourceorgpaths",
    "aws:sourceorgpaths",
    "aws:tagkeys",
    "aws:vpceorgpaths",
];

/// Keys that every request has, signed or not.
///
/// Source: "AWS global condition context keys" in the IAM user guide, under "Availability".
const ALWAYS_THERE: [&str; 3] = ["aws:currenttime", "aws:epochtime", "aws:securetransport"];

/// Whether AWS says nothing of what a key holds: tags, and the global keys that are no numbers, moments,
/// addresses or words for yes and no.
///
/// Source: "AWS global condition context keys" in the IAM user guide, under "Data type".
pub(crate) fn holds_any_text(key: &str) -> bool {
    const TYPED: [&str; 10] = [
        "aws:currenttime",
        "aws:epochtime",
        "aws:multifactorauthage",
        "aws:multifactorauthpresent",
        "aws:principalisawsservice",
        "aws:securetransport",
        "aws:sourceip",
        "aws:tokenissuetime",
        "aws:viaawsservice",
        "aws:vpcsourceip",
    ];
    key.contains("tag/") || (key.starts_with("aws:") && !TYPED.contains(&key))
}

/// Moments that are written with so few digits could be years.
const FIRST_MOMENT: i64 = 10_000;

impl Family {
    /// Of the values that an operator compares; none where it is not known.
    pub(crate) fn of(test: &Test) -> Option<Self> {
        use Test as T;
        Some(match test {
            T::StringEquals
            | T::StringNotEquals
            | T::StringEqualsIgnoreCase
            | T::StringNotEqualsIgnoreCase
            | T::StringLike
            | T::StringNotLike
            | T::ArnEquals
            | T::ArnLike
            | T::ArnNotEquals
            | T::ArnNotLike
            | T::BinaryEquals => Self::Text,
            T::NumericEquals
            | T::NumericNotEquals
            | T::NumericLessThan
            | T::NumericLessThanEquals
            | T::NumericGreaterThan
            | T::NumericGreaterThanEquals => Self::Number,
            T::DateEquals
            | T::DateNotEquals
            | T::DateLessThan
            | T::DateLessThanEquals
            | T::DateGreaterThan
            | T::DateGreaterThanEquals => Self::Date,
            T::Bool => Self::Flag,
            T::IpAddress | T::NotIpAddress => Self::Address,
            // It compares no value.
            T::Null => Self::Flag,
            T::Other(_) => return None,
        })
    }

    /// Whether values of this family can be compared as those of the other.
    pub(crate) fn takes(self, other: Self) -> bool {
        let is_text = |family| matches!(family, Self::Flag | Self::Text);
        self == other || (is_text(self) && is_text(other))
    }
}

impl Keys {
    /// Those for which these policies ask.
    pub(crate) fn of<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Self {
        let mut keys = Self::default();
        let mut variables = BTreeSet::new();
        for policy in policies {
            let version = policy.version();
            for statement in policy.statements() {
                for text in statement.resources.iter().flat_map(|texts| &texts.values) {
                    variables.extend(variables_of(text, version));
                }
                for condition in &statement.conditions {
                    let key = condition.key.to_ascii_lowercase();
                    for text in &condition.values.values {
                        variables.extend(variables_of(text, version));
                    }
                    let operator = &condition.operator;
                    let is_one = OF_ONE_VALUE.contains(&key.as_str());
                    let is_of_several = OF_SEVERAL_VALUES.contains(&key.as_str());
                    if is_of_several || (!is_one && operator.quantifier.is_some()) {
                        keys.several.insert(key.clone());
                    }
                    // `Null` compares no value.
                    let family = Family::of(&operator.test);
                    if let Some(family) = family.filter(|_| operator.test != Test::Null) {
                        let known = keys.families.entry(key.clone()).or_insert(family);
                        *known = (*known).max(family);
                    }
                    keys.names.push(key);
                }
            }
        }
        keys.names.extend(variables.iter().cloned());
        keys.names.sort();
        keys.names.dedup();
        keys.variables = variables.into_iter().collect();
        keys
    }

    /// As well those.
    pub(crate) fn with(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.names.extend(names);
        self.names.sort();
        self.names.dedup();
        self
    }

    /// Their names, in small letters.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a key is among them.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.names.binary_search_by(|name| name.as_str().cmp(key)).is_ok()
    }

    /// Those that are asked for by variables.
    pub(crate) fn variables(&self) -> &[String] {
        &self.variables
    }

    /// What the values of a key are compared as. Those of one that is compared in several ways are taken for
    /// what is compared the most closely; the other tests are as if they were not known.
    pub(crate) fn family(&self, key: &str) -> Family {
        match self.families.get(key) {
            Some(family) => *family,
            None => Family::Text,
        }
    }

    /// Whether a key can have several values.
    pub(crate) fn is_several(&self, key: &str) -> bool {
        self.several.contains(key)
    }

    /// All that a key can be.
    pub(crate) fn whole(&self, key: &str) -> Domain {
        let set = match self.family(key) {
            Family::Flag => {
                let flags = vec![Glob::text("true"), Glob::text("false")];
                Set::Text(Strings::all().and_any_of(flags), None)
            }
            Family::Text => Set::Text(Strings::all(), None),
            Family::Date => Set::Number(Numbers::at_least(Number::of(FIRST_MOMENT))),
            Family::Number => Set::Number(Numbers::all()),
            Family::Address => Set::Address(crate::access::language::Addresses::all()),
        };
        Domain::all(set, !ALWAYS_THERE.contains(&key), self.is_several(key))
    }
}

/// The keys of the variables in a text.
fn variables_of(text: &str, version: Version) -> Vec<String> {
    if !text.contains("${") {
        return Vec::new();
    }
    let pieces = Pattern::with_wildcards(text, version).pieces;
    let variables = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Variable { key, .. } => Some(key.to_ascii_lowercase()),
        _ => None,
    });
    variables.collect()
}
