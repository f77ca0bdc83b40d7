//! Who can make a request, by classes that the policies at hand cannot tell apart.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::key_rules::{KeyRule, rule_of};
use crate::access::{Policy, Principal, PrincipalKind, Principals};

/// Somebody, as far as policies tell principals apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// This principal.
    Exactly(Principal),
    /// The root user of an account that nobody names.
    Root,
    /// A user whom nobody names.
    User(Account),
    /// A session of a role that nobody names.
    Session(Account),
    /// A federated user whom nobody names.
    FederatedUser(Account),
    /// A service that nobody names.
    Service,
    /// Somebody from a provider of identities that nobody names.
    Federated,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Account {
    /// This one.
    Exactly(String),
    /// One that no principal of the policies belongs to.
    Unnamed,
}

/// A class of principals.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    /// Who.
    pub(crate) who: Who,
    /// All whom the policies name.
    pub(crate) named: std::rc::Rc<Named>,
    /// Keys that have been given a value, or none.
    pub(crate) fixed: BTreeMap<String, Option<String>>,
}

/// All whom the policies name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    pub(crate) accounts: BTreeSet<String>,
    /// Users, federated users and roles, by their ARN.
    pub(crate) arns: BTreeSet<String>,
    pub(crate) sessions: BTreeSet<Principal>,
    pub(crate) services: BTreeSet<String>,
    pub(crate) providers: BTreeSet<String>,
    pub(crate) canonical: BTreeSet<String>,
    /// The partitions in the ARNs of the policies.
    partitions: BTreeSet<String>,
}

/// What is known of a key before the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// It has this value.
    Is(String),
    /// It has none.
    Absent,
    /// Nothing.
    Nothing,
}

impl Class {
    /// What is known of a key, by its name in small letters.
    pub(crate) fn known(&self, key: &str) -> Known {
        match self.fixed.get(key) {
            Some(Some(value)) => return Known::Is(value.clone()),
            Some(None) => return Known::Absent,
            None => {}
        }
        match rule_of(self, key) {
            KeyRule::Is(value) => Known::Is(value),
            KeyRule::Absent => Known::Absent,
            _ => Known::Nothing,
        }
    }

    /// Somebody of this class, whose account and name are of no account here.
    pub(crate) fn sample(&self) -> Principal {
        self.principal(None, None)
    }

    /// Somebody of this class, of this account and with this ARN where they are open.
    pub(crate) fn principal(&self, account: Option<&str>, arn: Option<&str>) -> Principal {
        let unnamed = || self.named.unnamed_account();
        let partition = self.named.own_partition();
        let account_of = |own: &Account| match own {
            Account::Exactly(account) => account.clone(),
            Account::Unnamed => account.map_or_else(unnamed, str::to_owned),
        };
        let named_arn = |make: &dyn Fn(&str) -> String| match arn {
            Some(arn) => arn.to_owned(),
            None => NAMES
                .iter()
                .map(|name| make(name))
                .find(|arn| !self.named.arns.contains(arn))
                .unwrap_or_else(|| make("somebody-else")),
        };
        match &self.who {
            Who::Exactly(principal) => principal.clone(),
            Who::Root => Principal::Root { account: account_of(&Account::Unnamed) },
            Who::User(own) => {
                let account = account_of(own);
                let arn = named_arn(&|name| format!("arn:{partition}:iam::{account}:user/{name}"));
                Principal::User { arn }
            }
            Who::Session(own) => {
                let account = account_of(own);
                let role =
                    named_arn(&|name| format!("arn:{partition}:iam::{account}:role/{name}-role"));
                Principal::Session { role, session: self.named.unnamed_session() }
            }
            Who::FederatedUser(own) => {
                let account = account_of(own);
                let arn = named_arn(&|name| {
                    format!("arn:{partition}:sts::{account}:federated-user/{name}")
                });
                Principal::FederatedUser { arn }
            }
            Who::Service => Principal::Service {
                name: first_other(&SERVICES, &self.named.services, "example.amazonaws.com"),
            },
            Who::Federated => Principal::Federated {
                provider: first_other(&PROVIDERS, &self.named.providers, "idp.example.com"),
            },
        }
    }

    /// The names that can be those of this class. A federated user whom nobody names does not come from a
    /// user whom somebody names: where one does, what policies say of the user is asked of the user.
    pub(crate) fn seen_by<'n>(&self, principals: &'n Principals) -> Cow<'n, Principals> {
        let Principals::These(entries) = principals else { return Cow::Borrowed(principals) };
        if !matches!(self.who, Who::FederatedUser(_)) {
            return Cow::Borrowed(principals);
        }
        let mut entries = entries.clone();
        for entry in &mut entries {
            entry.names.values.retain(|name| !name.contains(":user/"));
        }
        Cow::Owned(Principals::These(entries))
    }

    /// Its account, where it is a certain one.
    pub(crate) fn account(&self) -> Option<&str> {
        match &self.who {
            Who::Exactly(principal) => principal.account(),
            Who::User(Account::Exactly(account))
            | Who::Session(Account::Exactly(account))
            | Who::FederatedUser(Account::Exactly(account)) => Some(account),
            _ => None,
        }
    }

    /// Whether it belongs to an account that nobody names.
    pub(crate) fn is_of_unnamed_account(&self) -> bool {
        matches!(
            self.who,
            Who::Root
                | Who::User(Account::Unnamed)
                | Who::Session(Account::Unnamed)
                | Who::FederatedUser(Account::Unnamed)
        )
    }
}

const NAMES: [&str; 4] = ["alice", "bob", "carol", "dave"];
const ACCOUNTS: [&str; 4] = ["999988887777", "888877776666", "777766665555", "666655554444"];
const SERVICES: [&str; 3] =
    ["cloudtrail.amazonaws.com", "config.amazonaws.com", "events.amazonaws.com"];
const PROVIDERS: [&str; 2] = ["accounts.google.com", "www.amazon.com"];

fn first_other(of: &[&str], named: &BTreeSet<String>, otherwise: &str) -> String {
    of.iter().find(|name| !named.contains(**name)).map_or(otherwise, |name| name).to_owned()
}

impl Named {
    /// All whom these policies name.
    pub(crate) fn by<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Self {
        let mut named = Self::default();
        for statement in policies.into_iter().flat_map(Policy::statements) {
            let resources = statement.resources.iter().flat_map(|texts| &texts.values);
            let values = statement.conditions.iter().flat_map(|one| &one.values.values);
            for text in resources.chain(values) {
                named.add_partition(text);
            }
            let Some(Principals::These(entries)) = &statement.principals else { continue };
            for entry in entries {
                for name in &entry.names.values {
                    named.add(&entry.kind, name);
                }
            }
        }
        named
    }

    fn add(&mut self, kind: &PrincipalKind, name: &str) {
        // With a wildcard in it a name is nobody's.
        if name.contains(['*', '?']) {
            return;
        }
        match kind {
            PrincipalKind::Service => {
                self.services.insert(name.to_owned());
            }
            PrincipalKind::Federated => {
                self.providers.insert(name.to_owned());
            }
            PrincipalKind::CanonicalUser => {
                self.canonical.insert(name.to_owned());
            }
            PrincipalKind::Aws if !name.contains(':') => {
                self.accounts.insert(name.to_owned());
            }
            PrincipalKind::Aws => self.add_arn(name),
            PrincipalKind::Other(_) => {}
        }
    }

    pub(crate) fn add_partition(&mut self, arn: &str) {
        let partition = arn.strip_prefix("arn:").and_then(|rest| rest.split(':').next());
        if let Some(partition) = partition
            && !self.partitions.contains(partition)
        {
            self.partitions.insert(partition.to_owned());
        }
    }

    /// The partition of all that a request is about, with a wildcard where the policies name several: no request
    /// goes from one to another.
    ///
    /// Source: "Amazon Resource Names (ARNs)" in the IAM user guide.
    pub(crate) fn partition(&self) -> &str {
        let mut names = self.partitions.iter().filter(|name| name.as_str() != "*");
        match (names.next(), names.next()) {
            (None, _) => "aws",
            (Some(only), None) if only.starts_with("aws") && !only.contains(['*', '?']) => only,
            _ => "aws*",
        }
    }

    /// The partition of somebody.
    pub(crate) fn own_partition(&self) -> &str {
        if self.partition() == "aws*" { "aws" } else { self.partition() }
    }

    fn add_arn(&mut self, arn: &str) {
        self.add_partition(arn);
        let mut segments = arn.splitn(6, ':').skip(1);
        let (partition, service) = (segments.next(), segments.next());
        let (Some(account), Some(name)) = (segments.nth(1), segments.next()) else { return };
        self.accounts.insert(account.to_owned());
        let mut parts = name.split('/');
        match (service, parts.next().unwrap_or_default()) {
            (Some("iam"), "user" | "role") | (Some("sts"), "federated-user") => {
                self.arns.insert(arn.to_owned());
            }
            (Some("sts"), "assumed-role") => {
                if let (Some(role), Some(session)) = (parts.next(), parts.next()) {
                    let partition = partition.unwrap_or("aws");
                    self.sessions.insert(Principal::Session {
                        role: format!("arn:{partition}:iam::{account}:role/{role}"),
                        session: session.to_owned(),
                    });
                }
            }
            _ => {}
        }
    }

    /// A name of a session that nobody names.
    pub(crate) fn unnamed_session(&self) -> String {
        let is_named = |name: &str| {
            self.sessions
                .iter()
                .any(|one| matches!(one, Principal::Session { session, .. } if session == name))
        };
        let mut name = "session".to_owned();
        while is_named(&name) {
            name.push_str("-2");
        }
        name
    }

    /// An account that nobody names.
    pub(crate) fn unnamed_account(&self) -> String {
        first_other(&ACCOUNTS, &self.accounts, "555544443333")
    }
}

/// The classes of all who can make a request for which these policies are asked, those that one fears most
/// first. No two principals of a class can be told apart by the names in them, but perhaps by conditions.
pub(crate) fn classes(named: &std::rc::Rc<Named>, is_of_resource: bool) -> Vec<Class> {
    let class = |who| Class { who, named: std::rc::Rc::clone(named), fixed: BTreeMap::new() };
    let of = |account: &Account| {
        [
            Who::User(account.clone()),
            Who::Session(account.clone()),
            Who::FederatedUser(account.clone()),
        ]
    };
    if !is_of_resource {
        return of(&Account::Unnamed).map(class).into();
    }
    let mut all = vec![Who::Exactly(Principal::Anonymous)];
    all.extend(of(&Account::Unnamed));
    all.push(Who::Root);
    for account in &named.accounts {
        all.extend(of(&Account::Exactly(account.clone())));
        all.push(Who::Exactly(Principal::Root { account: account.clone() }));
    }
    for arn in &named.arns {
        let arn = arn.clone();
        all.push(Who::Exactly(match () {
            () if arn.contains(":user/") => Principal::User { arn },
            () if arn.contains(":federated-user/") => Principal::FederatedUser { arn },
            () => Principal::Session { role: arn, session: named.unnamed_session() },
        }));
    }
    all.extend(named.sessions.iter().cloned().map(Who::Exactly));
    let service = |name: &String| Who::Exactly(Principal::Service { name: name.clone() });
    all.extend(named.services.iter().map(service));
    all.push(Who::Service);
    let provider = |name: &String| Who::Exactly(Principal::Federated { provider: name.clone() });
    all.extend(named.providers.iter().map(provider));
    all.push(Who::Federated);
    all.into_iter().map(class).collect()
}
