//! The accounts of a source: who asks, in which regions, and whose account it is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::sts::AssumeRoleProvider;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_types::service_config::ServiceConfigKey;
use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::Value;
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::JoinSet;

use super::client::{Client, Target, Timeouts};
use super::credentials::Credentials;
use super::endpoint::Variant;
use super::pace::Limits;
use super::request::Call;
use super::{CollectError, xml};
use crate::resource::shape::Described;
use crate::resource::table::{ASSUME_ROLE, DESCRIBE_REGIONS, GET_CALLER_IDENTITY};
use crate::resource::{Identity, Reason, Unknown, ec2};
use crate::settings::{AwsSettings, Clock, Environment, Regions, Role};
use crate::source::error::with_causes;
use crate::source::protocol::AwsSource;

/// The region that is asked where nothing names one.
const FALLBACK: &str = "us-east-1";
/// How long a region may take to say whose account it is before another is asked too.
const HEDGE: Duration = Duration::from_secs(1);
/// So many roles are assumed at once.
const ROLES_AT_ONCE: usize = 8;
/// How long the session of a role is called where the settings do not say.
const SESSION: &str = "configtest";

/// The way to the accounts of a source.
pub(super) struct Connection {
    pub(super) client: Client,
    source: AwsSource,
    endpoint: Option<String>,
    access: Access,
    /// Sorted by id; nobody asks whose they are before it matters.
    accounts: OnceCell<Vec<Account>>,
    /// The regions that the settings or the environment name.
    regions: Vec<String>,
    /// Where buckets turned out to be that are not where the list says.
    redirects: Mutex<HashMap<String, String>>,
}

/// Who asks.
enum Access {
    /// Whoever has the credentials that are there.
    Ambient(Credentials),
    /// Those who may assume roles, each of another account.
    Roles(Box<SdkConfig>),
}

/// An account.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub(super) id: String,
    /// `aws`, `aws-cn`, `aws-us-gov`, ...
    pub(super) partition: String,
    pub(super) credentials: Credentials,
    /// Why nothing can be asked of it.
    pub(super) unusable: Option<Unknown>,
    /// The regions that are asked for what any region tells.
    pub(super) any_regions: Vec<String>,
    enabled: Arc<OnceCell<Result<Vec<String>, Unknown>>>,
}

impl Account {
    fn new(id: String, partition: String, credentials: Credentials, regions: &[String]) -> Self {
        let unusable = None;
        let (any_regions, enabled) = (regions.to_vec(), Arc::default());
        Self { id, partition, credentials, unusable, any_regions, enabled }
    }

    pub(super) fn in_region<'a>(&'a self, region: &'a str) -> Target<'a> {
        Target { credentials: &self.credentials, account: &self.id, region }
    }
}

impl Connection {
    /// Finds credentials; nothing is asked yet.
    pub(super) async fn open(
        source: &AwsSource,
        environment: &Environment,
        clock: Clock,
    ) -> Result<Self, CollectError> {
        let settings = &source.settings;
        let config = load(settings).await;
        let timeouts = Timeouts { connect: settings.connect_timeout, attempt: settings.timeout };
        let limits = Limits {
            concurrency: settings.concurrency.max(1),
            share: settings.limit_percent as f64 / 100.0,
        };
        let client = Client::new(variant(&config), timeouts, limits, clock);
        let regions = match (&settings.regions, config.region()) {
            (Regions::Named(regions), _) if !regions.is_empty() => regions.clone(),
            (Regions::Named(_), _) => return Err(CollectError::NoRegion(source.name.clone())),
            (Regions::All | Regions::Ambient, Some(region)) => vec![region.to_string()],
            (Regions::All, None) => vec![FALLBACK.to_owned()],
            (Regions::Ambient, None) => return Err(CollectError::NoRegion(source.name.clone())),
        };
        let access = match settings.accounts.is_empty() {
            true => Access::Ambient(ambient(source, &config, clock).await?),
            false => Access::Roles(Box::new(config)),
        };
        Ok(Self {
            client,
            source: source.clone(),
            endpoint: environment.get("AWS_ENDPOINT_URL").map(str::to_owned),
            access,
            accounts: OnceCell::new(),
            regions,
            redirects: Mutex::default(),
        })
    }

    /// The accounts, sorted by id: one call for that of the credentials that are there, one for each
    /// role, and only where something is listed.
    pub(super) async fn accounts(&self) -> Result<&[Account], CollectError> {
        let accounts = self.accounts.get_or_try_init(|| async {
            let mut accounts = match &self.access {
                Access::Ambient(credentials) => vec![self.identity(credentials).await?],
                Access::Roles(config) => self.of_roles(config).await,
            };
            accounts.sort_by(|left, right| left.id.cmp(&right.id));
            Ok(accounts)
        });
        accounts.await.map(Vec::as_slice)
    }

    /// The account that holds something which is known already.
    pub(super) async fn account_of(&self, of: &Identity) -> Result<Option<Account>, CollectError> {
        match (&self.access, self.accounts.get()) {
            // The cache is the caller's own, so what is in it is the caller's account.
            (Access::Ambient(credentials), None) => {
                let partition = of.arn.split(':').nth(1).unwrap_or("aws").to_owned();
                let id = of.account.clone();
                Ok(Some(Account::new(id, partition, credentials.clone(), &self.regions)))
            }
            (Access::Ambient(_) | Access::Roles(_), _) => {
                let mut accounts = self.accounts().await?.iter();
                Ok(accounts.find(|account| account.id == of.account).cloned())
            }
        }
    }

    /// The regions of an account that are read.
    pub(super) async fn regions(&self, account: &Account) -> Result<Vec<String>, Unknown> {
        if self.source.settings.regions != Regions::All {
            return Ok(self.regions.clone());
        }
        let enabled = account.enabled.get_or_init(|| self.enabled_regions(account));
        enabled.await.clone()
    }

    /// Whether a bucket of that region is read.
    pub(super) fn reads_buckets_of(&self, region: &str) -> bool {
        match &self.source.settings.regions {
            Regions::Named(regions) => regions.iter().any(|named| named == region),
            Regions::All | Regions::Ambient => true,
        }
    }

    /// Every region that was read, sorted.
    pub(super) fn regions_read(&self) -> Vec<String> {
        if self.source.settings.regions != Regions::All {
            return self.regions.clone();
        }
        let accounts = self.accounts.get().map_or(&[][..], Vec::as_slice);
        let enabled = accounts.iter().filter_map(|account| account.enabled.get()?.as_ref().ok());
        let mut regions: Vec<String> = enabled.flatten().cloned().collect();
        regions.sort();
        regions.dedup();
        regions
    }

    /// Where a bucket is, where it turned out not to be where the list says.
    pub(super) fn redirect(&self, bucket: &str) -> Option<String> {
        self.redirects.lock().unwrap_or_else(PoisonError::into_inner).get(bucket).cloned()
    }

    pub(super) fn note_redirect(&self, bucket: &str, region: &str) {
        let mut redirects = self.redirects.lock().unwrap_or_else(PoisonError::into_inner);
        redirects.insert(bucket.to_owned(), region.to_owned());
    }

    /// Asks whose account it is in the first region, and in the next where that one refuses or is
    /// slow: a region that is not enabled does not accept the credentials, and says nothing of the
    /// others.
    async fn identity(&self, credentials: &Credentials) -> Result<Account, CollectError> {
        let call =
            Call { operation: &GET_CALLER_IDENTITY, resource: None, token: None, narrowed: &[] };
        let target = |region| Target { credentials, account: "", region };
        let call = &call;
        let ask = |region| async move { self.client.call(call, target(region)).await };
        let is_heard = |region: &str| self.client.has_heard("sts", "", region);
        let answer = first_to_answer(&self.regions, is_heard, ask).await;
        let shown = self.regions.join(", ");
        let refused = |code: &str, message: &str| CollectError::Refused {
            source_name: self.source.name.clone(),
            regions: shown.clone(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if error.refusal.is_answer() => {
                return Err(refused(&error.refusal.code, error.refusal.unknown.message()));
            }
            Err(error) => {
                let endpoint = self
                    .endpoint
                    .as_ref()
                    .map(|endpoint| format!(" at {endpoint}, which AWS_ENDPOINT_URL names"));
                return Err(CollectError::Unreachable {
                    regions: shown.clone(),
                    endpoint: endpoint.unwrap_or_default(),
                    source: error.refusal.unknown.message().to_owned().into(),
                });
            }
        };
        let id = xml::text_of(&answer.body, "Account").filter(|id| !id.is_empty());
        let arn = xml::text_of(&answer.body, "Arn");
        let partition = arn.as_deref().and_then(|arn| arn.split(':').nth(1)).map(str::to_owned);
        match (id, partition) {
            (Some(id), Some(partition)) => {
                Ok(Account::new(id, partition, credentials.clone(), &self.regions))
            }
            _ => Err(refused("nothing", "the answer names no account")),
        }
    }

    /// The accounts of the roles that the source names, some at once. One whose role may not be
    /// assumed is unknown as a whole.
    async fn of_roles(&self, config: &SdkConfig) -> Vec<Account> {
        // Whoever hands out the credentials that assume the roles is asked once for all of them.
        let source = config.credentials_provider().map(Credentials::new);
        let permits = Arc::new(Semaphore::new(ROLES_AT_ONCE));
        let mut opened = JoinSet::new();
        for role in &self.source.settings.accounts {
            let (role, config, regions) = (role.clone(), config.clone(), self.regions.clone());
            let (source, permits) = (source.clone(), Arc::clone(&permits));
            let clock = self.client.clock();
            opened.spawn(async move {
                let _permit = permits.acquire().await;
                of_role(&role, &config, source.as_ref(), &regions, clock).await
            });
        }
        opened.join_all().await
    }

    /// The regions that an account has enabled.
    async fn enabled_regions(&self, account: &Account) -> Result<Vec<String>, Unknown> {
        let call =
            &Call { operation: &DESCRIBE_REGIONS, resource: None, token: None, narrowed: &[] };
        let ask = |region| async move { self.client.call(call, account.in_region(region)).await };
        let is_heard = |region: &str| self.client.has_heard("ec2", &account.id, region);
        let answer = first_to_answer(&account.any_regions, is_heard, ask).await;
        let answer = answer.map_err(Unknown::from)?;
        let page = xml::page(&answer.body, "regionInfo", ec2::RegionDescription::TYPE, "");
        let page = page.map_err(|why| Unknown::malformed(&DESCRIBE_REGIONS, why.0))?;
        let name = |region: &Value| region["RegionName"].as_str().map(str::to_owned);
        let mut regions: Vec<String> = page.items.iter().filter_map(name).collect();
        regions.sort();
        match regions.is_empty() || regions.len() != page.items.len() {
            true => Err(Unknown::malformed(&DESCRIBE_REGIONS, "the answer names no region")),
            false => Ok(regions),
        }
    }
}

/// The credentials that are there.
async fn ambient(
    source: &AwsSource,
    config: &SdkConfig,
    clock: Clock,
) -> Result<Credentials, CollectError> {
    let none = |cause: Box<dyn std::error::Error + Send + Sync>| CollectError::NoCredentials {
        source_name: source.name.clone(),
        source: cause,
    };
    let provider = config
        .credentials_provider()
        .ok_or_else(|| none("no provider of credentials is set up".into()))?;
    let credentials = Credentials::new(provider);
    match credentials.current(clock).await {
        Ok(_) => Ok(credentials),
        Err(error) => Err(none(with_causes(&*error).into())),
    }
}

/// The account of one role.
async fn of_role(
    role: &Role,
    config: &SdkConfig,
    source: Option<&Credentials>,
    regions: &[String],
    clock: Clock,
) -> Account {
    let mut builder = AssumeRoleProvider::builder(&role.arn)
        .session_name(role.session_name.as_deref().unwrap_or(SESSION));
    if let Some(id) = &role.external_id {
        builder = builder.external_id(id);
    }
    if let Some(region) = regions.first() {
        builder = builder.region(Region::new(region.clone()));
    }
    let builder = builder.configure(config);
    let provider = match source {
        Some(source) => builder.build_from_provider(source.kept(clock)).await,
        None => builder.build().await,
    };
    let credentials = Credentials::new(SharedCredentialsProvider::new(provider));
    let failed = credentials.current(clock).await.err();
    let (id, partition) = (role.account().to_owned(), role.partition().to_owned());
    let account = Account::new(id, partition, credentials, regions);
    let unusable = failed.map(|error| {
        let words = with_causes(&*error);
        let reason = match words.contains("AccessDenied") {
            true => Reason::AccessDenied,
            false => Reason::Failed,
        };
        let message = format!("the role {} cannot be assumed: {words}", role.arn);
        Unknown::new(reason, &ASSUME_ROLE, None, message)
    });
    Account { unusable, ..account }
}

/// Asks the regions in turn, the next one where the one before refuses, or has not let anything be
/// heard of it in a while, and takes the first answer; the first refusal where there is none.
pub(super) async fn first_to_answer<'a, T, E, F>(
    regions: &'a [String],
    is_heard: impl Fn(&str) -> bool,
    ask: impl Fn(&'a str) -> F,
) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
{
    let mut asked = FuturesUnordered::new();
    let mut others = regions.iter();
    let mut last = others.next();
    let mut refusal = None;
    asked.extend(last.map(|region| ask(region)));
    loop {
        let next = asked.next();
        let answered = match last.is_some_and(|region| is_heard(region)) || others.len() == 0 {
            true => next.await,
            false => match tokio::time::timeout(HEDGE, next).await {
                Ok(answered) => answered,
                // It may have begun to answer by now, with page after page.
                Err(_) if last.is_some_and(|region| is_heard(region)) => continue,
                Err(_) => {
                    last = others.next();
                    asked.extend(last.map(|region| ask(region)));
                    continue;
                }
            },
        };
        match answered {
            Some(Ok(answer)) => return Ok(answer),
            Some(Err(error)) => {
                refusal = refusal.or(Some(error));
                last = others.next();
                asked.extend(last.map(|region| ask(region)));
            }
            None => match refusal {
                Some(refusal) => return Err(refusal),
                None => unreachable!("a connection has a region at least"),
            },
        }
    }
}

/// What the environment and the profiles of AWS say.
async fn load(settings: &AwsSettings) -> SdkConfig {
    // For the calls that the SDK makes itself: those for credentials.
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(settings.connect_timeout)
        .operation_attempt_timeout(settings.timeout)
        .build();
    let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(RetryConfig::standard())
        .timeout_config(timeouts);
    if let Regions::Named(regions) = &settings.regions
        && let Some(first) = regions.first()
    {
        loader = loader.region(Region::new(first.clone()));
    }
    loader.load().await
}

fn variant(config: &SdkConfig) -> Variant {
    let mut urls = Vec::new();
    for (service, id) in [
        ("s3", "S3"),
        ("s3control", "S3 Control"),
        ("ec2", "EC2"),
        ("sts", "STS"),
        ("s3express", "S3"),
    ] {
        let key = ServiceConfigKey::builder()
            .service_id(id)
            .env("AWS_ENDPOINT_URL")
            .profile("endpoint_url")
            .build();
        let url = key.ok().and_then(|key| config.service_config()?.load_config(key));
        urls.extend(url.map(|url| (Some(service), url)));
    }
    urls.extend(config.endpoint_url().map(|url| (None, url.to_owned())));
    Variant {
        urls,
        fips: config.use_fips().unwrap_or(false),
        dual_stack: config.use_dual_stack().unwrap_or(false),
    }
}
