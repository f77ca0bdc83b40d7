//! The one door through which time comes in.

use std::time::{Instant, SystemTime};

use crate::resource::Timestamp;

/// Tells the time. What judges by the time is handed it as a value, so that tests can set it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock(());

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(())
    }

    /// What the time is.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn time(self) -> SystemTime {
        SystemTime::now()
    }

    /// What the time is, to the second.
    pub fn now(self) -> Timestamp {
        Timestamp::new(self.time())
    }

    /// A moment, to tell how long something takes.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn moment(self) -> Instant {
        Instant::now()
    }
}
