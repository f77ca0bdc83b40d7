//! The time that throttling and credentials go by.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Tells the time. Clones of a clock that stands still are moved on together.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Source>);

#[derive(Debug)]
enum Source {
    System { start: Instant, since_1970: Duration },
    Manual(Mutex<Duration>),
}

impl Clock {
    /// The machine's time.
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    pub fn system() -> Self {
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let since_1970 = since_1970.unwrap_or_default();
        Self(Arc::new(Source::System { start: Instant::now(), since_1970 }))
    }

    /// A clock that stands still at the beginning of 2026 until it is moved on.
    pub fn manual() -> Self {
        Self(Arc::new(Source::Manual(Mutex::new(Duration::from_secs(1_767_225_600)))))
    }

    /// Moves a manual clock on. The machine's clock is left as it is.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(now) = &*self.0 {
            *now.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }

    /// The time since 1970.
    pub(crate) fn now(&self) -> Duration {
        match &*self.0 {
            Source::System { start, since_1970 } => *since_1970 + start.elapsed(),
            Source::Manual(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}
