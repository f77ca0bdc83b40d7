//! What can be changed while the emulator runs.

mod fault;

pub use fault::{Fault, FaultKind};
pub(crate) use fault::{Faults, expired};

use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// What AssumeRole does with a role. A role without a rule is given to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// The caller may not assume it.
    Refused,
    /// Only a caller that names this external id may assume it.
    ExternalId(String),
}

#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) latency: Duration,
    pub(crate) latencies: HashMap<String, Duration>,
    pub(crate) silent: HashSet<String>,
    pub(crate) is_throttling: bool,
    pub(crate) session: Duration,
    pub(crate) roles: HashMap<String, Role>,
    pub(crate) faults: Faults,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            latency: Duration::ZERO,
            latencies: HashMap::new(),
            silent: HashSet::new(),
            is_throttling: false,
            session: Duration::from_secs(3600),
            roles: HashMap::new(),
            faults: Faults::default(),
        }
    }
}

impl Settings {
    pub(crate) fn latency_of(&self, region: &str) -> Duration {
        self.latencies.get(region).copied().unwrap_or(self.latency)
    }
}
