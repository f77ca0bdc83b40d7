//! What can be wrong with a policy document.

use super::json::At;

/// A text is no policy document that AWS would keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct PolicyError {
    line: usize,
    column: usize,
    fault: PolicyFault,
}

impl PolicyError {
    pub(super) fn new(at: At, fault: PolicyFault) -> Self {
        Self { line: at.line as usize, column: at.column as usize, fault }
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, in characters, from 1; one behind the last where the text ends too early.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong.
    pub fn fault(&self) -> &PolicyFault {
        &self.fault
    }
}

/// What is wrong with a policy document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyFault {
    /// The text is not JSON.
    #[error("not JSON: {what}\nhelp: {help}")]
    Json {
        /// What is there.
        what: String,
        /// How to mend it.
        help: &'static str,
    },
    /// The text is far larger than AWS keeps any policy.
    #[error(
        "the text has more than {limit} {what}\n\
         help: AWS keeps no policy of more than some ten thousand characters; see what this text is"
    )]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much of it is read.
        limit: usize,
    },
    /// A name is there twice, of which JSON readers would drop one.
    #[error(
        "{} is there twice in one object, first in line {line}, column {column}\nhelp: {help}",
        super::words::quoted(.name)
    )]
    Twice {
        /// The name.
        name: String,
        /// The line of the first.
        line: usize,
        /// The column of the first.
        column: usize,
        /// How to mend it.
        help: &'static str,
    },
    /// A value is of another type.
    #[error("{of} is {found}, where {wanted} belongs\nhelp: {help}")]
    Type {
        /// What it is the value of.
        of: String,
        /// What it is.
        found: String,
        /// What it has to be.
        wanted: &'static str,
        /// How to mend it.
        help: String,
    },
    /// An element is missing.
    #[error("{of} has no {element}{hint}\nhelp: {help}")]
    Missing {
        /// What lacks it.
        of: String,
        /// The element.
        element: &'static str,
        /// What may be meant to be it.
        hint: String,
        /// How to mend it.
        help: &'static str,
    },
    /// Two elements exclude each other.
    #[error(
        "{of} has both `{one}` and `{other}`\n\
         help: keep one of them; what both together are to say takes two statements"
    )]
    Both {
        /// The statement.
        of: String,
        /// One element.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A value is none of the words that AWS knows.
    #[error("{of} cannot be {}{hint}\nhelp: {help}", super::words::quoted(.word))]
    Word {
        /// What it is the value of.
        of: String,
        /// What it is.
        word: String,
        /// The nearest word.
        hint: String,
        /// How to mend it.
        help: &'static str,
    },
}
