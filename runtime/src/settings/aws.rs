//! A live source, as configtest.toml describes it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::region::check_region;
use super::table::Table;
use super::{SettingsError, did_you_mean, list};

/// How long a cache serves where the settings do not say.
const MAX_AGE: Duration = Duration::from_secs(10 * 60);
/// How many calls are under way at once where the settings do not say.
const CONCURRENCY: usize = 64;
/// More than this helps nobody: the service's limits are reached long before.
const MOST_CONCURRENCY: usize = 1024;
/// The part of AWS's limits that is used where the settings do not say.
const LIMIT_PERCENT: usize = 90;
/// How long a connection, and the first answer of a region, may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What may hold a secret, and is redacted unless it is asked for by one of these words.
pub const SECRETS: [&str; 4] = [
    "instance-user-data",
    "launch-template-user-data",
    "vpn-customer-gateway-configuration",
    "vpn-pre-shared-key",
];

/// A live source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AwsSettings {
    /// The regions to read.
    pub regions: Regions,
    /// The roles by which accounts are read; none stands for the credentials that are there.
    pub accounts: Vec<Role>,
    /// How old the cache may be.
    pub max_age: Duration,
    /// How many calls may be under way at once.
    pub concurrency: usize,
    /// The part of AWS's published limits that is used, in percent.
    pub limit_percent: usize,
    /// How long a connection, and the first answer of a region, may take.
    pub connect_timeout: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// What is not redacted: some of `SECRETS`.
    pub keep_secrets: Vec<String>,
}

/// The regions to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Regions {
    /// The one of the environment or the profile; and buckets wherever they are.
    Ambient,
    /// Every region that the account has enabled.
    All,
    /// These.
    Named(Vec<String>),
}

/// A role by which an account is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Role {
    /// The ARN of the role.
    pub arn: String,
    /// What the account asks those to know who assume the role.
    pub external_id: Option<String>,
    /// What the session is called in the account's logs.
    pub session_name: Option<String>,
}

impl Role {
    /// The account of the role.
    pub fn account(&self) -> &str {
        self.arn.split(':').nth(4).unwrap_or_default()
    }

    /// The partition of the role.
    pub fn partition(&self) -> &str {
        self.arn.split(':').nth(1).unwrap_or("aws")
    }
}

impl Default for AwsSettings {
    /// The credentials and the region that are there.
    fn default() -> Self {
        Self {
            regions: Regions::Ambient,
            accounts: Vec::new(),
            max_age: MAX_AGE,
            concurrency: CONCURRENCY,
            limit_percent: LIMIT_PERCENT,
            connect_timeout: CONNECT_TIMEOUT,
            timeout: TIMEOUT,
            keep_secrets: Vec::new(),
        }
    }
}

/// The keys of a live source.
const KEYS: [&str; 9] = [
    "type",
    "regions",
    "accounts",
    "max-age",
    "concurrency",
    "limit-percent",
    "connect-timeout",
    "timeout",
    "keep-secrets",
];

pub(super) fn aws_source(table: &Table<'_, '_>) -> Result<AwsSettings, SettingsError> {
    table.only(&KEYS)?;
    Ok(AwsSettings {
        regions: regions(table)?,
        accounts: accounts(table)?,
        max_age: table.duration("max-age")?.unwrap_or(MAX_AGE),
        concurrency: table.count("concurrency", MOST_CONCURRENCY)?.unwrap_or(CONCURRENCY),
        limit_percent: table.count("limit-percent", 100)?.unwrap_or(LIMIT_PERCENT),
        connect_timeout: patience(table, "connect-timeout", CONNECT_TIMEOUT)?,
        timeout: patience(table, "timeout", TIMEOUT)?,
        keep_secrets: secrets(table)?,
    })
}

/// The regions, each once, or `"all"`. A region that is misspelt would leave out what it holds in
/// silence.
fn regions(table: &Table<'_, '_>) -> Result<Regions, SettingsError> {
    if let Some(word) = table.string_where_it_is_one("regions") {
        return match word.get_ref().as_str() {
            "all" => Ok(Regions::All),
            other => {
                let help = match check_region(other) {
                    Ok(()) => format!("write `regions = [\"{other}\"]`"),
                    Err(_) => "name regions in a list, or say `regions = \"all\"`".to_owned(),
                };
                let message = format!("`regions` is the word `{other}`\nhelp: {help}");
                Err(table.error(word.span(), message))
            }
        };
    }
    let mut regions: Vec<String> = Vec::new();
    for region in table.strings("regions")? {
        let name = region.get_ref();
        if name == "all" {
            let message = "`all` is no region\nhelp: `regions = \"all\"` is every region that the \
                           account has enabled";
            return Err(table.error(region.span(), message));
        }
        if let Err(why) = check_region(name) {
            return Err(table.error(region.span(), why));
        }
        if !regions.contains(name) {
            regions.push(region.into_inner());
        }
    }
    match (regions.is_empty(), table.span_of("regions")) {
        (true, Some(span)) => {
            let message = "`regions` names none\nhelp: name one, say `regions = \"all\"`, or leave \
                           `regions` out for the ambient region";
            Err(table.error(span, message))
        }
        (true, None) => Ok(Regions::Ambient),
        (false, _) => Ok(Regions::Named(regions)),
    }
}

fn accounts(table: &Table<'_, '_>) -> Result<Vec<Role>, SettingsError> {
    let mut roles: Vec<Role> = Vec::new();
    for entry in table.list_of_tables("accounts")? {
        entry.only(&["role-arn", "external-id", "session-name"])?;
        let arn = entry.required("role-arn", "the role by which the account is read")?;
        if let Err(why) = check_role(arn.get_ref()) {
            return Err(table.error(arn.span(), why));
        }
        let session_name = entry.string("session-name")?;
        if let Some(name) = &session_name
            && !is_session_name(name.get_ref())
        {
            let message = "`session-name` takes 2 to 64 letters, digits and `+=,.@_-`";
            return Err(table.error(name.span(), message));
        }
        let role = Role {
            arn: arn.get_ref().clone(),
            external_id: entry.string("external-id")?.map(toml::Spanned::into_inner),
            session_name: session_name.map(toml::Spanned::into_inner),
        };
        if roles.iter().any(|other| other.account() == role.account()) {
            let message = format!("the account {} is there twice", role.account());
            return Err(table.error(arn.span(), message));
        }
        roles.push(role);
    }
    match (roles.is_empty(), table.span_of("accounts")) {
        (true, Some(span)) => {
            let message = "`accounts` names none\nhelp: name a role, or leave `accounts` out for the \
                           account of the ambient credentials";
            Err(table.error(span, message))
        }
        _ => Ok(roles),
    }
}

/// `arn:PARTITION:iam::ACCOUNT:role/NAME`.
fn check_role(arn: &str) -> Result<(), String> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let is_account =
        |account: &str| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    match parts[..] {
        ["arn", partition, "iam", "", account, role]
            if partition.starts_with("aws") && is_account(account) && role.starts_with("role/") =>
        {
            Ok(())
        }
        _ => Err(format!(
            "`{arn}` is no role: one is written like `arn:aws:iam::111122223333:role/audit`"
        )),
    }
}

/// As AWS STS takes it.
fn is_session_name(name: &str) -> bool {
    (2..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte))
}

fn patience(
    table: &Table<'_, '_>,
    key: &str,
    default: Duration,
) -> Result<Duration, SettingsError> {
    match table.duration(key)? {
        Some(Duration::ZERO) => {
            let span = table.span_of(key).unwrap_or(0..0);
            Err(table.error(span, format!("`{key}` leaves no time at all")))
        }
        given => Ok(given.unwrap_or(default)),
    }
}

fn secrets(table: &Table<'_, '_>) -> Result<Vec<String>, SettingsError> {
    let mut secrets = Vec::new();
    for word in table.strings("keep-secrets")? {
        if let Err(why) = check_secret(word.get_ref()) {
            return Err(table.error(word.span(), why));
        }
        secrets.push(word.into_inner());
    }
    Ok(secrets)
}

/// Whether that is a word for what may hold a secret.
///
/// # Errors
///
/// It is none; the nearest is named.
pub fn check_secret(word: &str) -> Result<(), String> {
    if SECRETS.contains(&word) {
        return Ok(());
    }
    let hint = did_you_mean(word, SECRETS);
    Err(format!("nothing secret is called `{word}`{hint}\nhelp: there are {}", list(SECRETS)))
}
