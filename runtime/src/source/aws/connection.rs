//! Credentials, regions, clients, and whose account it is.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use tokio::sync::{OnceCell, Semaphore};

use super::CollectError;
use crate::settings::Environment;
use crate::source::protocol::AwsSource;

/// An attempt that takes longer than this is given up.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);
/// A call with all its attempts that takes longer than this is given up.
const OPERATION_TIMEOUT: Duration = Duration::from_secs(90);
/// How often a call is tried: AWS's own default.
const ATTEMPTS: u32 = 3;

/// The way to an account.
pub(super) struct Connection {
    name: String,
    config: SdkConfig,
    endpoint: Option<String>,
    regions: Vec<String>,
    /// Whether the settings name the regions.
    pub(super) regions_are_set: bool,
    /// Bounds the calls under way.
    pub(super) permits: Semaphore,
    account: OnceCell<Account>,
    s3: Mutex<BTreeMap<String, aws_sdk_s3::Client>>,
}

/// Whose account it is.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub(super) id: String,
    /// `aws`, `aws-cn`, `aws-us-gov`, ...
    pub(super) partition: String,
}

impl Connection {
    pub(super) async fn open(
        source: &AwsSource,
        environment: &Environment,
    ) -> Result<Self, CollectError> {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .operation_timeout(OPERATION_TIMEOUT)
            .build();
        let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12())
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            .timeout_config(timeouts);
        if let Some(first) = source.regions.first() {
            loader = loader.region(Region::new(first.clone()));
        }
        let config = loader.load().await;
        let regions = match (source.regions.is_empty(), config.region()) {
            (false, _) => source.regions.clone(),
            (true, Some(region)) => vec![region.to_string()],
            (true, None) => return Err(CollectError::NoRegion(source.name.clone())),
        };
        Ok(Self {
            name: source.name.clone(),
            config,
            endpoint: environment.get("AWS_ENDPOINT_URL").map(str::to_owned),
            regions,
            regions_are_set: !source.regions.is_empty(),
            permits: Semaphore::new(source.concurrency.max(1)),
            account: OnceCell::new(),
            s3: Mutex::default(),
        })
    }

    /// The regions to read, as the settings name them, or the ambient one.
    pub(super) fn regions(&self) -> &[String] {
        &self.regions
    }

    /// Whose account it is: one call, and only where something is listed.
    pub(super) async fn account(&self) -> Result<&Account, CollectError> {
        self.account.get_or_try_init(|| self.ask_for_account()).await
    }

    /// Asks in each region until one answers: a region that is not enabled does not accept the
    /// credentials, and says nothing of the others.
    async fn ask_for_account(&self) -> Result<Account, CollectError> {
        let mut failure = None;
        for region in &self.regions {
            match self.ask_in(region).await {
                Ok(account) => return Ok(account),
                Err(error) if matches!(error, CollectError::NoCredentials { .. }) => {
                    return Err(error);
                }
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        Err(failure.unwrap_or_else(|| CollectError::NoRegion(self.name.clone())))
    }

    async fn ask_in(&self, region: &str) -> Result<Account, CollectError> {
        let config = aws_sdk_sts::config::Builder::from(&self.config)
            .region(Region::new(region.to_owned()))
            .build();
        let client = aws_sdk_sts::Client::from_conf(config);
        let regions = self.regions.join(", ");
        let refused = |code: &str, message: &str| CollectError::Refused {
            source_name: self.name.clone(),
            regions: regions.clone(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        let identity = match client.get_caller_identity().send().await {
            Ok(identity) => identity,
            Err(SdkError::ServiceError(error)) => {
                let error = error.into_err();
                let code = error.code().unwrap_or("an error without a code");
                return Err(refused(code, error.message().unwrap_or_default()));
            }
            Err(error) if has_no_credentials(&error) => {
                return Err(CollectError::NoCredentials {
                    source_name: self.name.clone(),
                    source: Box::new(error),
                });
            }
            Err(error) => {
                let endpoint = self
                    .endpoint
                    .as_ref()
                    .map(|endpoint| format!(" at {endpoint}, which AWS_ENDPOINT_URL names"));
                return Err(CollectError::Unreachable {
                    regions,
                    endpoint: endpoint.unwrap_or_default(),
                    source: Box::new(error),
                });
            }
        };
        let partition = identity.arn().and_then(|arn| arn.split(':').nth(1));
        match (identity.account(), partition) {
            (Some(id), Some(partition)) => {
                Ok(Account { id: id.to_owned(), partition: partition.to_owned() })
            }
            _ => Err(refused("nothing", "the answer names no account")),
        }
    }

    /// The client of Amazon S3 for a region.
    ///
    /// Path style, so that all buckets of a region share connections: with a host name per
    /// bucket, every bucket costs a look-up and a TLS handshake of its own.
    pub(super) fn s3(&self, region: &str) -> aws_sdk_s3::Client {
        let mut clients = self.s3.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let config = aws_sdk_s3::config::Builder::from(&self.config)
                .region(Region::new(region.to_owned()))
                .force_path_style(true)
                .build();
            aws_sdk_s3::Client::from_conf(config)
        };
        clients.entry(region.to_owned()).or_insert_with(make).clone()
    }

    /// The client of Amazon EC2 for a region.
    pub(super) fn ec2(&self, region: &str) -> aws_sdk_ec2::Client {
        let config = aws_sdk_ec2::config::Builder::from(&self.config)
            .region(Region::new(region.to_owned()))
            .build();
        aws_sdk_ec2::Client::from_conf(config)
    }
}

/// Whether a call was not even sent, since there is nobody to ask as.
fn has_no_credentials(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(next) = cause {
        if next.is::<CredentialsError>() {
            return true;
        }
        cause = next.source();
    }
    false
}
