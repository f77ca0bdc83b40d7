//! Answers, and the requests that they rest on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::access::symbolic::{Account, Doubt, Family, Finding, Found, Who, holds_any_text};
use crate::access::{By, Policy, Principal, Request, Test};

/// Whether something holds of all requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It does.
    Holds,
    /// It does not: not for this request.
    Violated(Box<Witness>),
    /// It is not known, for these reasons. There is at least one.
    Unknown(Vec<Doubt>),
}

/// A request that a policy allows. The evaluator confirms it: [`Policy::decide`](crate::access::Policy::decide).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    request: Request,
    by: Vec<By>,
    is_real_action: bool,
    who: String,
}

impl Answer {
    /// Whether it is known to hold.
    pub fn holds(&self) -> bool {
        *self == Self::Holds
    }

    /// The request for which it does not hold, where there is one.
    pub fn witness(&self) -> Option<&Witness> {
        match self {
            Self::Violated(witness) => Some(witness),
            Self::Holds | Self::Unknown(_) => None,
        }
    }

    /// The same, but for what holds only of values of some kinds: the search takes a key for one of numbers
    /// if it is compared as a number, and a tag can be any text, which misses all of several such tests.
    pub(super) fn beyond_types<'p>(self, policies: impl IntoIterator<Item = &'p Policy>) -> Self {
        if self != Self::Holds {
            return self;
        }
        let mut typed: BTreeMap<String, BTreeSet<(&Test, &Vec<String>)>> = BTreeMap::new();
        let conditions = policies.into_iter().flat_map(Policy::statements);
        for condition in conditions.flat_map(|statement| &statement.conditions) {
            let key = condition.key.to_ascii_lowercase();
            let family =
                Family::of(&condition.operator.test).filter(|family| *family != Family::Text);
            let is_typed = family.is_some() && condition.operator.test != Test::Null;
            if is_typed && holds_any_text(&key) {
                let tests = typed.entry(key).or_default();
                tests.insert((&condition.operator.test, &condition.values.values));
            }
        }
        let is_told_apart = |tests: &BTreeSet<(&Test, &Vec<String>)>| {
            let of_addresses = |(test, _): &(&Test, &Vec<String>)| {
                matches!(test, Test::IpAddress | Test::NotIpAddress)
            };
            tests.len() < 2 && !tests.iter().any(of_addresses)
        };
        let doubtful = typed.into_iter().find(|(_, tests)| !is_told_apart(tests));
        doubtful.map_or(self, |(key, _)| Self::Unknown(vec![Doubt::AnyText(key)]))
    }

    pub(super) fn of(found: Found, is_of_resource: bool) -> Self {
        match found {
            Found::Nothing => Self::Holds,
            Found::Request(finding) => {
                Self::Violated(Box::new(Witness::new(*finding, is_of_resource)))
            }
            Found::Unsure(doubts) => Self::Unknown(doubts),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holds => f.write_str("it holds"),
            Self::Violated(witness) => witness.fmt(f),
            Self::Unknown(doubts) => {
                f.write_str("it is not known: ")?;
                for (number, doubt) in doubts.iter().enumerate() {
                    let separator = if number == 0 { "" } else { "; " };
                    write!(f, "{separator}{doubt}")?;
                }
                Ok(())
            }
        }
    }
}

impl Witness {
    pub(super) fn new(finding: Finding, is_of_resource: bool) -> Self {
        let Finding { who, request, is_real_action, by } = finding;
        let who = match (&who, is_of_resource) {
            (Who::User(_), false) => "a user with this policy".to_owned(),
            (_, false) => "a session with this policy".to_owned(),
            (who, true) => describe(who),
        };
        Self { request, by, is_real_action, who }
    }

    /// The request.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The statements that allow it.
    pub fn statements(&self) -> &[By] {
        &self.by
    }

    /// Whether the action is known to exist. Otherwise the policies speak of actions that are newer than this
    /// release, or that AWS does not have.
    pub fn is_real_action(&self) -> bool {
        self.is_real_action
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = &self.request;
        f.write_str(&self.who)?;
        write!(f, " can {} on {}", request.action, request.resource)?;
        let mut separator = " with ";
        for (key, value) in &request.context {
            let values = match value {
                crate::access::ContextValue::One(value) => value.clone(),
                crate::access::ContextValue::Many(values) if values.is_empty() => continue,
                crate::access::ContextValue::Many(values) => values.join(", "),
            };
            if key == Request::CANONICAL_USER {
                continue;
            }
            write!(f, "{separator}{key} = {values}")?;
            separator = ", ";
        }
        if !self.is_real_action {
            f.write_str(" (no action of this name is known)")?;
        }
        Ok(())
    }
}

/// A principal in words.
struct Shown<'a>(&'a Principal);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Principal::Anonymous => f.write_str("anyone on the internet"),
            Principal::Root { account } => write!(f, "the root user of account {account}"),
            Principal::User { arn } => write!(f, "the user {arn}"),
            Principal::Session { role, .. } => write!(f, "a session of the role {role}"),
            Principal::FederatedUser { arn } => write!(f, "the federated user {arn}"),
            Principal::Service { name } => write!(f, "the service {name}"),
            Principal::Federated { provider } => write!(f, "somebody from {provider}"),
        }
    }
}

/// Whom a class of principals stands for, in words.
pub(super) fn describe(who: &Who) -> String {
    let of = |kind: &str, account: &Account| match account {
        Account::Exactly(account) => format!("{kind} of account {account}"),
        Account::Unnamed => format!("{kind} of any AWS account"),
    };
    match who {
        Who::Exactly(principal) => Shown(principal).to_string(),
        Who::Root => "the root user of any AWS account".to_owned(),
        Who::User(account) => of("a principal", account),
        Who::Session(account) => of("a session of a role", account),
        Who::FederatedUser(account) => of("a federated user", account),
        Who::Service => "any AWS service".to_owned(),
        Who::Federated => "somebody from any provider of identities".to_owned(),
    }
}
