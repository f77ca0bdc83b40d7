//! The one door through which time comes in.

use std::time::SystemTime;

use crate::resource::Timestamp;

/// Tells the time, or the time that a test sets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    fixed: Option<SystemTime>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands still.
    pub fn fixed(time: SystemTime) -> Self {
        Self { fixed: Some(time) }
    }

    /// What the time is.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn time(self) -> SystemTime {
        self.fixed.unwrap_or_else(SystemTime::now)
    }

    /// What the time is, to the second.
    pub fn now(self) -> Timestamp {
        Timestamp::new(self.time())
    }
}
