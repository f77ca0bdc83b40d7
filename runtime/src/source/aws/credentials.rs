//! Credentials, kept until they run out.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as Keys;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::settings::Clock;

/// Credentials that run out sooner than this are renewed before they are used.
const MARGIN: Duration = Duration::from_secs(5 * 60);
/// So long a provider is left alone after it was asked.
const PAUSE: Duration = Duration::from_secs(30);
/// So long a provider may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Credentials of one account. Cheap to clone: clones renew for each other.
#[derive(Clone)]
pub(super) struct Credentials {
    provider: SharedCredentialsProvider,
    current: Arc<Mutex<Current>>,
}

#[derive(Default)]
struct Current {
    keys: Option<Keys>,
    /// Those that AWS called expired last, and how often.
    refused: Option<(Keys, u32)>,
    /// When they were asked for last.
    tried: Option<SystemTime>,
    /// Why there are none: whoever refused once is not asked again by every call.
    failed: Option<Arc<CredentialsError>>,
}

impl Credentials {
    pub(super) fn new(provider: SharedCredentialsProvider) -> Self {
        Self { provider, current: Arc::default() }
    }

    /// Credentials that can be used now. Of many callers one asks, and the others wait.
    ///
    /// # Errors
    ///
    /// There are none.
    pub(super) async fn current(&self, clock: Clock) -> Result<Keys, Arc<CredentialsError>> {
        let mut current = self.current.lock().await;
        let lasts = |keys: &Keys, margin: Duration| {
            keys.expiry().is_none_or(|expiry| expiry > clock.time() + margin)
        };
        // What cannot be renewed yet is not asked for again at every call.
        let is_tried = current.tried.is_some_and(|tried| clock.time() < tried + PAUSE);
        let margin = if is_tried { Duration::ZERO } else { MARGIN };
        if let Some(keys) = current.keys.as_ref().filter(|keys| lasts(keys, margin)) {
            return Ok(keys.clone());
        }
        if let Some(failed) = current.failed.as_ref().filter(|_| is_tried) {
            return Err(Arc::clone(failed));
        }
        // A program that hands out credentials may wait for input that nobody gives.
        let provided = timeout(PATIENCE, self.provider.provide_credentials()).await;
        let provided =
            provided.unwrap_or_else(|_| Err(CredentialsError::provider_timed_out(PATIENCE)));
        current.tried = Some(clock.time());
        let provided = provided.and_then(|keys| match &current.refused {
            // AWS may be wrong once.
            Some((refused, times)) if *times > 1 && is_same(refused, &keys) => {
                let why = "the credentials that AWS calls expired are all there are";
                Err(CredentialsError::provider_error(why))
            }
            Some(_) | None => Ok(keys),
        });
        match provided {
            Ok(keys) => {
                current.keys = Some(keys.clone());
                Ok(keys)
            }
            // What still works is used to its end.
            Err(error) => match current.keys.as_ref().filter(|keys| lasts(keys, Duration::ZERO)) {
                Some(keys) => Ok(keys.clone()),
                None => {
                    let error = Arc::new(error);
                    current.failed = Some(Arc::clone(&error));
                    Err(error)
                }
            },
        }
    }

    /// The same as a provider, for what the SDK does with credentials itself.
    pub(super) fn kept(&self, clock: Clock) -> Kept {
        Kept { credentials: self.clone(), clock }
    }

    /// AWS says that these have run out. What another caller has renewed since stays.
    pub(super) async fn expire(&self, keys: &Keys) {
        let mut current = self.current.lock().await;
        if current.keys.as_ref().is_some_and(|held| is_same(held, keys)) {
            let times = match &current.refused {
                Some((refused, times)) if is_same(refused, keys) => times + 1,
                Some(_) | None => 1,
            };
            current.refused = current.keys.take().map(|keys| (keys, times));
        }
    }
}

/// Credentials that are asked for once and handed out again.
#[derive(Debug)]
pub(super) struct Kept {
    credentials: Credentials,
    clock: Clock,
}

impl ProvideCredentials for Kept {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let current = self.credentials.current(self.clock).await;
            current.map_err(|error| CredentialsError::provider_error(error.to_string()))
        })
    }
}

fn is_same(one: &Keys, other: &Keys) -> bool {
    one.access_key_id() == other.access_key_id() && one.session_token() == other.session_token()
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials(..)")
    }
}
