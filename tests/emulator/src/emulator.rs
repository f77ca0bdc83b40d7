//! The emulator as a test holds it.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::server::{self, State};
use crate::settings::{Fault, Role};
use crate::{Clock, CountedCall, World};

/// An account that is served until this is dropped.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    state: Arc<State>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Why an account is not served.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// No port of the loopback address can be listened at.
    Listen(io::Error),
    /// There is no runtime, or no thread for it.
    Runtime(io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Listen(_) => "cannot listen at the loopback address",
            Self::Runtime(_) => "cannot start a runtime",
        })
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(error) | Self::Runtime(error) => Some(error),
        }
    }
}

impl Emulator {
    /// Serves a world by the machine's clock, at a free port.
    ///
    /// # Errors
    ///
    /// When there is no port or no thread to be had.
    pub fn start(world: World) -> Result<Self, StartError> {
        Self::start_at(world, Clock::system())
    }

    /// Serves a world by another clock, which throttling and credentials go by. Latency takes its
    /// time by any clock.
    ///
    /// # Errors
    ///
    /// When there is no port or no thread to be had.
    pub fn start_at(world: World, clock: Clock) -> Result<Self, StartError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(StartError::Listen)?;
        listener.set_nonblocking(true).map_err(StartError::Listen)?;
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let runtime = Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(StartError::Runtime)?;
        let state = Arc::new(State::new(world, clock));
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&state);
        let serve = move || {
            runtime.block_on(server::serve(listener, served, stopped));
            // Calls that never get an answer are not waited for.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("emulator".to_owned()).spawn(serve);
        let thread = Some(thread.map_err(StartError::Runtime)?);
        Ok(Self { address, state, stop: Some(stop), thread })
    }

    /// The address of every service.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port of the endpoint.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What is served.
    pub fn world(&self) -> &World {
        &self.state.world
    }

    /// How long every call takes, in regions without a latency of their own.
    pub fn set_latency(&self, latency: Duration) {
        self.state.settings().latency = latency;
    }

    /// How long every call takes in one region.
    pub fn set_latency_in(&self, region: impl Into<String>, latency: Duration) {
        self.state.settings().latencies.insert(region.into(), latency);
    }

    /// Whether a region reads calls and never answers them.
    pub fn set_silent(&self, region: impl Into<String>, is_silent: bool) {
        let region = region.into();
        let silent = &mut self.state.settings().silent;
        if is_silent {
            silent.insert(region)
        } else {
            silent.remove(&region)
        };
    }

    /// Whether EC2 limits calls as its documentation says. It does not, at first. The buckets are
    /// full when this is called.
    pub fn set_throttling(&self, is_throttling: bool) {
        self.state.throttle.fill();
        self.state.settings().is_throttling = is_throttling;
    }

    /// How long the credentials live that AssumeRole gives: an hour, at first. Calls with those
    /// that have expired are refused.
    pub fn set_session_lifetime(&self, lifetime: Duration) {
        self.state.settings().session = lifetime;
    }

    /// What AssumeRole does with a role, by its ARN.
    pub fn set_role(&self, arn: impl Into<String>, role: Role) {
        self.state.settings().roles.insert(arn.into(), role);
    }

    /// Adds a rule after those that there are. The first that a call falls under is carried out.
    pub fn add_fault(&self, fault: Fault) {
        self.state.settings().faults.add(fault);
    }

    /// The rules from now on, in place of those that there were.
    pub fn set_faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.state.settings().faults.set(faults.into_iter().collect());
    }

    /// The calls so far, by operation. Calls that failed are among them.
    pub fn calls(&self) -> BTreeMap<String, u64> {
        let mut calls = BTreeMap::new();
        for (call, count) in self.state.counts.calls() {
            *calls.entry(call.operation).or_default() += count;
        }
        calls
    }

    /// The calls so far, by operation, region and account.
    pub fn calls_by_place(&self) -> BTreeMap<CountedCall, u64> {
        self.state.counts.calls()
    }

    /// The calls of one operation so far.
    pub fn calls_of(&self, operation: &str) -> u64 {
        self.calls().get(operation).copied().unwrap_or_default()
    }

    /// The most calls that were under way at once.
    pub fn most_under_way(&self) -> usize {
        self.state.counts.most_under_way()
    }

    /// The calls that were over EC2's limits.
    pub fn throttled(&self) -> u64 {
        self.state.counts.throttled()
    }

    /// Begins to count anew.
    pub fn forget(&self) {
        self.state.counts.forget();
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A server that has ended needs no word.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
