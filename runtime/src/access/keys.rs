//! The keys of a request's context, those that follow from who asks among them.
//!
//! Sources: "AWS global condition context keys", and "Principal key values" in "IAM policy elements:
//! Variables and tags", both in the IAM user guide.

use std::borrow::Cow;

use super::{ContextValue, Principal, Request};

/// What a request says of a key of its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key<'a> {
    /// It has none.
    Absent,
    /// It has one or may have one, but which is not said: the id of a user, say.
    Unstated,
    /// One value.
    One(Cow<'a, str>),
    /// Several: of a key that can have more than one.
    Many(&'a [String]),
}

/// The name of a key, with what it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyName {
    /// In small letters.
    pub(crate) name: String,
    source: Source,
}

/// What a key follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    PrincipalArn,
    PrincipalAccount,
    PrincipalType,
    PrincipalIsService,
    PrincipalServiceName,
    PrincipalServiceNames,
    UserId,
    UserName,
    /// Keys that only members of an organization and what has tags can have.
    Member,
    FederatedProvider,
    ResourceAccount,
    Context,
}

impl KeyName {
    /// From any spelling: keys are the same in capitals.
    pub(crate) fn new(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let source = match name.as_str() {
            "aws:principalarn" => Source::PrincipalArn,
            "aws:principalaccount" => Source::PrincipalAccount,
            "aws:principaltype" => Source::PrincipalType,
            "aws:principalisawsservice" => Source::PrincipalIsService,
            "aws:principalservicename" => Source::PrincipalServiceName,
            "aws:principalservicenameslist" => Source::PrincipalServiceNames,
            "aws:userid" => Source::UserId,
            "aws:username" => Source::UserName,
            "aws:principalorgid" | "aws:principalorgpaths" => Source::Member,
            "aws:federatedprovider" => Source::FederatedProvider,
            "aws:resourceaccount" => Source::ResourceAccount,
            _ if name.starts_with("aws:principaltag/") => Source::Member,
            _ => Source::Context,
        };
        Self { name, source }
    }
}

impl Request {
    /// The key of a context that says which canonical user of S3 the account of the principal is. It
    /// is no key of AWS: no policy can ask for it.
    pub const CANONICAL_USER: &'static str = "canonical-user";

    /// A request with nothing in its context but what follows from the rest.
    ///
    /// ```
    /// use configtest::access::{Key, Principal, Request};
    ///
    /// let user = Principal::User { arn: "arn:aws:iam::111122223333:user/team/ann".to_owned() };
    /// let request = Request::new(user, "s3:GetObject", "arn:aws:s3:::bucket/key")
    ///     .with("aws:SourceIp", "203.0.113.7");
    /// assert_eq!(request.key("aws:username"), Key::One("ann".into()));
    /// assert_eq!(request.key("AWS:SourceIP"), Key::One("203.0.113.7".into()));
    /// assert_eq!(request.key("aws:SourceVpc"), Key::Absent);
    /// ```
    pub fn new(
        principal: Principal,
        action: impl Into<String>,
        resource: impl Into<String>,
    ) -> Self {
        Self {
            principal,
            action: action.into(),
            resource: resource.into(),
            resource_account: None,
            context: std::collections::BTreeMap::new(),
        }
    }

    /// With this value for a key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.context.insert(key.to_ascii_lowercase(), ContextValue::One(value.into()));
        self
    }

    /// With these values for a key that can have several.
    #[must_use]
    pub fn with_many<T: Into<String>>(
        mut self,
        key: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.context.insert(key.to_ascii_lowercase(), ContextValue::Many(values));
        self
    }

    /// With this account as that of the resource.
    #[must_use]
    pub fn of_account(mut self, account: impl Into<String>) -> Self {
        self.resource_account = Some(account.into());
        self
    }

    /// What it says of a key, in any spelling.
    ///
    /// The context is taken for complete: a key that is not in it is absent. Keys that follow from the
    /// principal, from the resource or from its account are not looked up in the context, so that no
    /// request can contradict itself; those that follow from them in part (`aws:userid` of a user)
    /// are, and are [unstated](Key::Unstated) where it has none.
    ///
    /// An anonymous request has `aws:PrincipalAccount`, `aws:PrincipalType` and `aws:userid`, with
    /// values of their own, and no other key of a principal.
    pub fn key(&self, name: &str) -> Key<'_> {
        self.key_named(&KeyName::new(name))
    }

    pub(crate) fn key_named(&self, key: &KeyName) -> Key<'_> {
        use Principal as P;
        let one = |value: &'static str| Key::One(Cow::Borrowed(value));
        let stated_or = |otherwise| self.stated(&key.name).unwrap_or(otherwise);
        match key.source {
            Source::PrincipalArn => match &self.principal {
                P::Anonymous => Key::Absent,
                P::Service { .. } | P::Federated { .. } => stated_or(Key::Absent),
                P::Root { .. } => {
                    self.principal.arn(self.partition()).map_or(Key::Absent, Key::One)
                }
                principal => principal.arn("aws").map_or(Key::Absent, Key::One),
            },
            Source::PrincipalAccount => match &self.principal {
                P::Anonymous => one("anonymous"),
                principal => match principal.account() {
                    Some(account) => Key::One(Cow::Borrowed(account)),
                    None => stated_or(Key::Unstated),
                },
            },
            Source::PrincipalType => match &self.principal {
                P::Anonymous => one("Anonymous"),
                P::Root { .. } => one("Account"),
                P::User { .. } => one("User"),
                P::Session { .. } => one("AssumedRole"),
                P::FederatedUser { .. } => one("FederatedUser"),
                P::Service { .. } | P::Federated { .. } => stated_or(Key::Unstated),
            },
            Source::PrincipalIsService => match &self.principal {
                P::Anonymous | P::Federated { .. } => Key::Absent,
                P::Service { .. } => one("true"),
                _ => one("false"),
            },
            Source::PrincipalServiceName => match &self.principal {
                P::Service { name } => Key::One(Cow::Borrowed(name)),
                _ => Key::Absent,
            },
            Source::PrincipalServiceNames => match &self.principal {
                P::Service { .. } => stated_or(Key::Unstated),
                _ => Key::Absent,
            },
            Source::UserId => match &self.principal {
                P::Anonymous => one("anonymous"),
                P::Root { account } => Key::One(Cow::Borrowed(account)),
                P::FederatedUser { arn } => {
                    let (account, name) = (account_of(arn).unwrap_or_default(), last_name(arn));
                    Key::One(Cow::Owned(format!("{account}:{name}")))
                }
                _ => stated_or(Key::Unstated),
            },
            Source::UserName => match &self.principal {
                P::User { arn } => Key::One(Cow::Borrowed(last_name(arn))),
                _ => Key::Absent,
            },
            Source::Member => match &self.principal {
                P::Anonymous | P::Service { .. } => Key::Absent,
                _ => stated_or(Key::Absent),
            },
            Source::FederatedProvider => match &self.principal {
                P::Federated { provider } if !provider.contains(":saml-provider/") => {
                    Key::One(Cow::Borrowed(provider))
                }
                P::Session { .. } => stated_or(Key::Absent),
                _ => Key::Absent,
            },
            Source::ResourceAccount => match self.account_of_resource() {
                Some(account) => Key::One(Cow::Borrowed(account)),
                None => stated_or(Key::Unstated),
            },
            Source::Context => stated_or(Key::Absent),
        }
    }

    /// The account of the resource, where it is given or in the ARN.
    pub(crate) fn account_of_resource(&self) -> Option<&str> {
        self.resource_account.as_deref().or_else(|| account_of(&self.resource))
    }

    /// The partition of AWS: that of the resource, since no request leaves its own.
    fn partition(&self) -> &str {
        let partition = self.resource.strip_prefix("arn:").and_then(|rest| rest.split(':').next());
        partition.filter(|name| name.starts_with("aws")).unwrap_or("aws")
    }

    fn stated(&self, name: &str) -> Option<Key<'_>> {
        Some(match self.context.get(name)? {
            ContextValue::One(value) => Key::One(Cow::Borrowed(value)),
            // An empty set is as none: see "Set operators for multivalued context keys".
            ContextValue::Many(values) if values.is_empty() => Key::Absent,
            ContextValue::Many(values) => Key::Many(values),
        })
    }
}

impl Principal {
    /// Its account; none for who has none, or where its ARN has none.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account } => Some(account),
            Self::User { arn } | Self::FederatedUser { arn } => account_of(arn),
            Self::Session { role, .. } => account_of(role),
            Self::Anonymous | Self::Service { .. } | Self::Federated { .. } => None,
        }
    }

    /// What `aws:PrincipalArn` holds: of a session, its role.
    pub(crate) fn arn(&self, partition: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Root { account } => {
                Some(Cow::Owned(format!("arn:{partition}:iam::{account}:root")))
            }
            Self::User { arn } | Self::FederatedUser { arn } => Some(Cow::Borrowed(arn)),
            Self::Session { role, .. } => Some(Cow::Borrowed(role)),
            Self::Anonymous | Self::Service { .. } | Self::Federated { .. } => None,
        }
    }

    /// The ARN of a session, in which its role has lost its path.
    pub(crate) fn session_arn(&self) -> Option<String> {
        let Self::Session { role, session } = self else { return None };
        let partition = role.split(':').nth(1).unwrap_or("aws");
        let (account, name) = (account_of(role)?, last_name(role));
        Some(format!("arn:{partition}:sts::{account}:assumed-role/{name}/{session}"))
    }

    /// Whether it is a session of a role that a service made for itself.
    pub(crate) fn is_service_linked(&self) -> bool {
        matches!(self, Self::Session { role, .. } if role.contains(":role/aws-service-role/"))
    }
}

/// The account in an ARN, where it has one.
pub(crate) fn account_of(arn: &str) -> Option<&str> {
    let account = arn.strip_prefix("arn:")?.split(':').nth(3)?;
    let is_account = account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit());
    is_account.then_some(account)
}

fn last_name(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}
