//! The one door through which time comes in.

use std::time::{Duration, Instant, SystemTime};

use crate::resource::Timestamp;

/// Tells the time, and lets it pass. What judges by the time is handed it as a value, so that tests
/// can set it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock(Hands);

#[derive(Debug, Clone, Copy, Default)]
enum Hands {
    #[default]
    System,
    /// A time that passes when somebody waits, and at no other time.
    #[cfg(test)]
    Set(&'static std::sync::Mutex<SystemTime>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Hands::System)
    }

    /// One that stands at that time, and goes on only while somebody waits.
    #[cfg(test)]
    pub fn set(time: SystemTime) -> Self {
        Self(Hands::Set(Box::leak(Box::new(std::sync::Mutex::new(time)))))
    }

    /// What the time is.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn time(self) -> SystemTime {
        match self.0 {
            Hands::System => SystemTime::now(),
            #[cfg(test)]
            Hands::Set(time) => *time.lock().unwrap(),
        }
    }

    /// Lets that time pass.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn wait(self, duration: Duration) {
        match self.0 {
            Hands::System => std::thread::sleep(duration),
            #[cfg(test)]
            Hands::Set(time) => *time.lock().unwrap() += duration,
        }
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
