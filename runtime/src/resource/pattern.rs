//! Which resources are meant, by their names.

use std::collections::BTreeSet;

use wildmatch::WildMatch;

use super::Identity;

/// A pattern for the name or the ARN of a resource, in which `*` stands for anything and `?` for one
/// character.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    text: String,
    compiled: WildMatch,
}

impl Pattern {
    /// That pattern.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), compiled: WildMatch::new(text) }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it speaks of that resource.
    pub fn matches(&self, identity: &Identity) -> bool {
        self.compiled.matches(&identity.id) || self.compiled.matches(&identity.arn)
    }
}

/// Which resources are meant: those that all patterns of one of the alternatives speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    any_of: Vec<Vec<Pattern>>,
    /// Alternatives that are one ARN each: there can be thousands.
    arns: BTreeSet<String>,
}

impl Filter {
    /// Those of which all these patterns speak; every one where there is none.
    pub fn all_of(patterns: Vec<Pattern>) -> Self {
        Self { any_of: vec![patterns], arns: BTreeSet::new() }
    }

    /// Those that have these ARNs.
    pub fn of_arns(arns: impl IntoIterator<Item = String>) -> Self {
        Self { any_of: Vec::new(), arns: arns.into_iter().collect() }
    }

    /// Whether it speaks of that resource.
    pub fn matches(&self, identity: &Identity) -> bool {
        self.arns.contains(&identity.arn)
            || self.any_of.iter().any(|all| all.iter().all(|pattern| pattern.matches(identity)))
    }

    /// Whether it speaks of every resource.
    pub fn is_every(&self) -> bool {
        self.any_of.iter().any(Vec::is_empty)
    }

    /// Takes in those of which the other one speaks.
    pub fn extend(&mut self, other: &Self) {
        self.arns.extend(other.arns.iter().cloned());
        for all in &other.any_of {
            if !self.any_of.contains(all) {
                self.any_of.push(all.clone());
            }
        }
    }

    /// The patterns as they were written.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let texts = |all: &Vec<Pattern>| all.iter().map(|one| one.text().to_owned()).collect();
        let arns = self.arns.iter().map(|arn| vec![arn.clone()]);
        self.any_of.iter().map(texts).chain(arns).collect()
    }

    /// The filter with those patterns.
    pub fn of_texts(texts: &[Vec<String>]) -> Self {
        let mut filter = Self { any_of: Vec::new(), arns: BTreeSet::new() };
        for all in texts {
            match &all[..] {
                [arn] if arn.starts_with("arn:") && !arn.contains(['*', '?']) => {
                    filter.arns.insert(arn.clone());
                }
                all => filter.any_of.push(all.iter().map(|text| Pattern::new(text)).collect()),
            }
        }
        filter
    }
}
