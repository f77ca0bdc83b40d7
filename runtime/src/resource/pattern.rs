//! Which resources are meant, by their names.

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
