//! What of a policy this release does not know.

use std::fmt;

use super::read::{POLICY_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS};
use super::words::{did_you_mean, quoted};
use super::{Operator, Place, Policy, PrincipalKind};

/// A word of a policy that this release does not know: a newer one, or one that AWS would not keep.
/// What the statement means that it stands in is not known.
///
/// ```
/// use configtest::access::Policy;
///
/// let policy = Policy::parse(
///     r#"{"Statement": {"Effect": "Deny", "Action": "*", "Condition": {"StringEqual": {"a:b": "c"}}}}"#,
/// )?;
/// assert_eq!(
///     policy.unknown()[0].to_string(),
///     "statement 1, line 1, column 63: unknown condition operator `StringEqual`; \
///      did you mean `StringEquals`?",
/// );
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    place: Place,
    of: Option<(usize, String)>,
    kind: UnknownKind,
    word: String,
}

/// What a word is that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnknownKind {
    /// An element of the policy or of a statement.
    Element,
    /// A kind of principals.
    PrincipalKind,
    /// A condition operator.
    Operator,
}

impl Unknown {
    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The number of its statement, from 0; none for an element of the policy itself.
    pub fn statement(&self) -> Option<usize> {
        self.of.as_ref().map(|(index, _)| *index)
    }

    /// What it is.
    pub fn kind(&self) -> UnknownKind {
        self.kind
    }

    /// The word, as it is written.
    pub fn word(&self) -> &str {
        &self.word
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, of, kind, word } = self;
        let statement = of.as_ref().map(|(_, shown)| format!("{shown}, ")).unwrap_or_default();
        let words: Vec<String>;
        let (what, hint) = match kind {
            UnknownKind::Element => {
                let valid: &[&str] =
                    if of.is_some() { &STATEMENT_ELEMENTS } else { &POLICY_ELEMENTS };
                ("element", did_you_mean(word, valid.iter().copied()))
            }
            UnknownKind::PrincipalKind => {
                ("kind of principals", did_you_mean(word, PRINCIPAL_KINDS))
            }
            UnknownKind::Operator => {
                words = Operator::words();
                ("condition operator", did_you_mean(word, words.iter().map(String::as_str)))
            }
        };
        let Place { line, column, .. } = place;
        let word = quoted(word);
        write!(f, "{statement}line {line}, column {column}: unknown {what} {word}{hint}")
    }
}

impl Policy {
    /// The words that this release does not know, in the order of the document.
    ///
    /// Condition keys and the names of principals, actions and resources are free, and none of them.
    pub fn unknown(&self) -> Vec<Unknown> {
        let mut found = Vec::new();
        let mut add = |place: Place, of: Option<&(usize, String)>, kind, word: String| {
            found.push(Unknown { place, of: of.cloned(), kind, word });
        };
        for element in &self.form.unknown {
            add(element.place, None, UnknownKind::Element, element.name.clone());
        }
        for statement in &self.statements {
            let of = (statement.place.index, statement.shown());
            for element in &statement.form.unknown {
                add(element.place, Some(&of), UnknownKind::Element, element.name.clone());
            }
            for entry in statement.principals.iter().flat_map(|some| some.entries()) {
                if let PrincipalKind::Other(name) = &entry.kind {
                    add(entry.place, Some(&of), UnknownKind::PrincipalKind, name.clone());
                }
            }
            // One operator tests several keys, and is told of once.
            let mut last = None;
            for condition in &statement.conditions {
                if last != Some(&condition.operator) && !condition.operator.is_known() {
                    let word = condition.operator.to_string();
                    add(condition.operator_place, Some(&of), UnknownKind::Operator, word);
                }
                last = Some(&condition.operator);
            }
            for idle in &statement.form.idle {
                if !idle.operator.is_known() {
                    let word = idle.operator.to_string();
                    add(idle.place, Some(&of), UnknownKind::Operator, word);
                }
            }
        }
        found.sort_by_key(|unknown| (unknown.place.line, unknown.place.column));
        found
    }
}
