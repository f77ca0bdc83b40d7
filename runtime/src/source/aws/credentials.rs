//! Credentials, kept until they run out.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials as Keys;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use tokio::sync::Mutex;

use crate::settings::Clock;

/// Credentials that run out sooner than this are renewed before they are used.
const MARGIN: Duration = Duration::from_secs(5 * 60);

/// Credentials of one account. Cheap to clone: clones renew for each other.
#[derive(Clone)]
pub(super) struct Credentials {
    provider: SharedCredentialsProvider,
    current: Arc<Mutex<Current>>,
}

#[derive(Default)]
struct Current {
    keys: Option<Keys>,
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
        if let Some(keys) = current.keys.as_ref().filter(|keys| lasts(keys, MARGIN)) {
            return Ok(keys.clone());
        }
        if let Some(failed) = &current.failed {
            return Err(Arc::clone(failed));
        }
        match self.provider.provide_credentials().await {
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

    /// AWS says that these have run out. What another caller has renewed since stays.
    pub(super) async fn expire(&self, keys: &Keys) {
        let mut current = self.current.lock().await;
        let is_same = |held: &Keys| {
            held.access_key_id() == keys.access_key_id()
                && held.session_token() == keys.session_token()
        };
        if current.keys.as_ref().is_some_and(is_same) {
            current.keys = None;
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials(..)")
    }
}
