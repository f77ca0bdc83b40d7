//! The environment of a run that asks an account, cut off from the machine's own.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The variables that point a run at an endpoint.
pub struct Account {
    pub variables: Vec<(&'static str, String)>,
}

impl Account {
    /// Credentials of their own, so that no other test's cache serves this one.
    pub fn at(endpoint: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let key = format!("TEST{}X{number}", std::process::id());
        Self {
            variables: vec![
                ("AWS_ACCESS_KEY_ID", key),
                ("AWS_SECRET_ACCESS_KEY", "hush-hush-secret".to_owned()),
                ("AWS_ENDPOINT_URL", endpoint.to_owned()),
                ("AWS_REGION", "us-east-1".to_owned()),
            ],
        }
    }

    /// Nobody to ask as.
    pub fn without_credentials(endpoint: &str) -> Self {
        let mut account = Self::at(endpoint);
        account.variables.retain(|(name, _)| !name.contains("KEY"));
        account
    }
}
