//! Whom a statement names.
//!
//! Sources: "AWS JSON policy elements: Principal" and "AWS JSON policy elements: NotPrincipal" in the
//! IAM user guide.

use super::{Asked, Reason, Truth};
use crate::access::keys::account_of;
use crate::access::{ContextValue, Effect, Principal, PrincipalKind, Principals, Request};

/// Whom a statement names, ready to match.
#[derive(Debug, Clone)]
pub(crate) struct CompiledPrincipals {
    names: Vec<Name>,
    /// `NotPrincipal`, with the effect of its statement.
    not: Option<Effect>,
}

/// One name.
#[derive(Debug, Clone)]
enum Name {
    Everyone,
    Account(String),
    User(String),
    Role(String),
    /// The ARN of a session or of a federated user.
    Session(String),
    Service(String),
    EveryService,
    Federated(String),
    EveryFederated,
    CanonicalUser(String),
    /// The id of somebody who is gone, or a name with a wildcard in it.
    Nobody,
    Other(String),
}

/// How closely a statement names the principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Naming {
    /// By its account.
    Account,
    /// By its role.
    Role,
    /// With everyone.
    Everyone,
    /// With everyone, and a condition that asks for `aws:PrincipalArn`.
    EveryoneByArn,
    /// Itself.
    Itself,
}

impl CompiledPrincipals {
    pub(crate) fn new(principals: &Principals, is_not: bool, effect: Effect) -> Self {
        let names = match principals {
            Principals::Everyone => vec![Name::Everyone],
            Principals::These(entries) => entries
                .iter()
                .flat_map(|entry| {
                    entry.names.values.iter().map(|name| Name::new(&entry.kind, name))
                })
                .collect(),
        };
        Self { names, not: is_not.then_some(effect) }
    }

    /// Whether it names the principal, and how closely, if so.
    pub(crate) fn name(&self, asked: &Asked<'_>) -> (Truth, Naming) {
        if let Some(effect) = self.not {
            return (self.leaves_out(effect, asked), Naming::Everyone);
        }
        let mut best = (Truth::No, Naming::Account);
        for name in &self.names {
            best = best.max(name.names(asked));
        }
        best
    }

    /// Whether `NotPrincipal` leaves the principal to its statement: where it lists neither it nor what
    /// it belongs to. Where it lists some of that, what becomes of it is not said.
    fn leaves_out(&self, effect: Effect, asked: &Asked<'_>) -> Truth {
        let listed: Vec<_> = self.names.iter().map(|name| name.names(asked)).collect();
        let lists = |naming: Naming| {
            Truth::any(listed.iter().filter(|(_, by)| *by == naming).map(|(is, _)| *is))
        };
        let itself = lists(Naming::Itself).max(lists(Naming::Everyone));
        let (account, role) = (lists(Naming::Account), lists(Naming::Role));
        let principal = &asked.request.principal;
        let all = match principal {
            _ if lists(Naming::Everyone) == Truth::Yes => Truth::Yes,
            Principal::Session { .. } => Truth::all([itself, role, account]),
            Principal::User { .. } | Principal::FederatedUser { .. } => {
                Truth::all([itself, account])
            }
            Principal::Root { .. } => itself.max(account),
            Principal::Anonymous | Principal::Service { .. } | Principal::Federated { .. } => {
                itself
            }
        };
        let some = match effect {
            // The account by itself does not keep its users from being denied.
            Effect::Deny if !matches!(principal, Principal::Root { .. }) => itself.max(role),
            _ => Truth::any([itself, role, account]),
        };
        match (all, some) {
            (Truth::Yes, _) => Truth::No,
            (_, Truth::No) => Truth::Yes,
            _ => asked.doubt(Reason::NotPrincipal),
        }
    }
}

impl Name {
    fn new(kind: &PrincipalKind, name: &str) -> Self {
        let is_all = name == "*";
        let name = name.to_owned();
        match kind {
            PrincipalKind::Aws if is_all => Self::Everyone,
            PrincipalKind::Aws => Self::of_aws(name),
            PrincipalKind::Service if is_all => Self::EveryService,
            PrincipalKind::Service => Self::Service(name),
            PrincipalKind::Federated if is_all => Self::EveryFederated,
            PrincipalKind::Federated => Self::Federated(name),
            PrincipalKind::CanonicalUser => Self::CanonicalUser(name),
            PrincipalKind::Other(kind) => Self::Other(kind.clone()),
        }
    }

    fn of_aws(name: String) -> Self {
        if name.len() == 12 && name.bytes().all(|digit| digit.is_ascii_digit()) {
            return Self::Account(name);
        }
        let Some([_, _, service, _, account, resource]) = super::arn::segments(&name) else {
            return Self::Nobody;
        };
        match (service, resource.split('/').next().unwrap_or_default()) {
            _ if name.contains(['*', '?']) => Self::Nobody,
            ("iam", "root") => Self::Account(account.to_owned()),
            ("iam", "user") => Self::User(name),
            ("iam", "role") => Self::Role(name),
            ("sts", "assumed-role" | "federated-user") => Self::Session(name),
            _ => Self::Nobody,
        }
    }

    fn names(&self, asked: &Asked<'_>) -> (Truth, Naming) {
        use Principal as P;
        let principal = &asked.request.principal;
        match (self, principal) {
            (Self::Everyone, _) => (Truth::Yes, Naming::Everyone),
            (Self::Account(account), P::Root { account: own }) => {
                ((account == own).into(), Naming::Itself)
            }
            (Self::Account(account), _) => {
                ((principal.account() == Some(account)).into(), Naming::Account)
            }
            (Self::User(arn), P::User { arn: own }) => ((arn == own).into(), Naming::Itself),
            (Self::User(arn), P::FederatedUser { arn: own }) => {
                // The ARN of a federated user does not say which user it comes from.
                let is = match account_of(arn) == account_of(own) {
                    true => asked.doubt(Reason::FederatingUser(arn.clone())),
                    false => Truth::No,
                };
                (is, Naming::Role)
            }
            (Self::Role(arn), P::Session { role, .. }) => ((arn == role).into(), Naming::Role),
            (Self::Session(arn), P::Session { .. }) => {
                ((asked.session_arn() == Some(arn)).into(), Naming::Itself)
            }
            (Self::Session(arn), P::FederatedUser { arn: own }) => {
                ((arn == own).into(), Naming::Itself)
            }
            (Self::Service(name), P::Service { name: own }) => {
                ((name == own).into(), Naming::Itself)
            }
            (Self::EveryService, P::Service { .. })
            | (Self::EveryFederated, P::Federated { .. }) => (Truth::Yes, Naming::Everyone),
            (Self::Federated(name), P::Federated { provider }) => {
                ((name == provider).into(), Naming::Itself)
            }
            (Self::CanonicalUser(id), _) => (is_canonical(id, asked), Naming::Account),
            (Self::Other(kind), _) => {
                (asked.doubt(Reason::PrincipalKind(kind.clone())), Naming::Account)
            }
            _ => (Truth::No, Naming::Account),
        }
    }
}

/// Whether the account of the principal is that canonical user.
fn is_canonical(id: &str, asked: &Asked<'_>) -> Truth {
    if asked.request.principal.account().is_none() {
        return Truth::No;
    }
    match asked.request.context.get(Request::CANONICAL_USER) {
        Some(ContextValue::One(own)) if id != "*" => (own == id).into(),
        _ => asked.doubt(Reason::CanonicalUser(id.to_owned())),
    }
}
