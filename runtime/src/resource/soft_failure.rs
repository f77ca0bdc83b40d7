//! What `check!` found wrong, and went on.

use std::fmt;

/// One thing that a check found wrong before it went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoftFailure {
    /// The place of the macro, `tests/config.rs:12:5`.
    pub location: String,
    /// The condition that does not hold, as it is written.
    pub condition: &'static str,
    /// What the check has to say of it.
    pub message: Option<String>,
    /// What the parts of the condition were, a line each.
    pub values: Vec<String>,
}

/// Without the place.
impl fmt::Display for SoftFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.condition)?;
        if let Some(message) = &self.message {
            write!(formatter, ": {message}")?;
        }
        for value in &self.values {
            write!(formatter, "\n  {value}")?;
        }
        Ok(())
    }
}
