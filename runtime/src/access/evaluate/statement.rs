//! Policies, ready to match.

use std::collections::HashMap;

use super::arn::ArnPattern;
use super::condition::CompiledCondition;
use super::glob::Glob;
use super::principals::{CompiledPrincipals, Naming};
use super::{Asked, By, Decision, Outcome, PolicyKind, Reason, Truth};
use crate::access::{Condition, Effect, Pattern, Place, Policy, Request, Statement, Version};

/// A policy, ready to decide on many requests: its patterns are taken apart once.
#[derive(Debug, Clone)]
pub struct Compiled {
    kind: PolicyKind,
    statements: Vec<CompiledStatement>,
    /// The services that actions name without a wildcard; an action knows its own by its number here.
    services: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct CompiledStatement {
    effect: Effect,
    place: Place,
    sid: Option<String>,
    principals: Option<CompiledPrincipals>,
    actions: Vec<Action>,
    is_not_action: bool,
    resources: Option<Vec<ArnPattern>>,
    is_not_resource: bool,
    conditions: Vec<CompiledCondition>,
    /// Whether a condition asks for `aws:PrincipalArn`.
    asks_arn: bool,
    /// An element that is not known: it may say of which requests the statement is not.
    unknown: Option<String>,
}

/// An action, in small letters.
#[derive(Debug, Clone)]
enum Action {
    /// All of a service whose name has no wildcard.
    Of { service: usize, name: Glob },
    /// Any other text.
    Whole(Glob),
}

/// What one policy says of a request.
#[derive(Debug)]
pub(super) struct Said {
    /// Whether it allows it, and how closely it names the principal there, for each statement that
    /// does, or may.
    allowing: Vec<(Truth, Naming)>,
    /// Whether it denies it.
    pub(super) denies: Truth,
    /// The statements that do, or may.
    pub(super) by: Vec<(By, Truth)>,
}

impl Said {
    /// Whether it allows it.
    pub(super) fn allows(&self) -> Truth {
        Truth::any(self.allowing.iter().map(|(is, _)| *is))
    }

    /// Whether a statement that names the principal so allows it.
    pub(super) fn allows_by(&self, naming: Naming) -> Truth {
        let so = self.allowing.iter().filter(|(_, by)| *by == naming);
        Truth::any(so.map(|(is, _)| *is))
    }
}

impl Policy {
    /// What this policy alone says of a request: it is allowed if a statement allows it and none
    /// denies it. A policy in which a statement names principals is that of a resource, any other
    /// belongs to the principal. For many requests, make it ready once: [`Compiled`].
    pub fn decide(&self, request: &Request) -> Decision {
        Compiled::new(self).decide(request)
    }
}

impl Compiled {
    /// A policy in which a statement names principals as that of a resource, any other as one of the
    /// principal.
    pub fn new(policy: &Policy) -> Self {
        let is_of_resource = policy.statements.iter().any(|one| one.principals.is_some());
        Self::of_kind(
            policy,
            if is_of_resource { PolicyKind::Resource } else { PolicyKind::Identity },
        )
    }

    /// A policy of this kind.
    pub fn of_kind(policy: &Policy, kind: PolicyKind) -> Self {
        let version = policy.version();
        let mut services = HashMap::new();
        let statements = policy
            .statements
            .iter()
            .map(|statement| {
                let unknown = policy.unknown_elements().iter().chain(statement.unknown_elements());
                CompiledStatement {
                    unknown: unknown.map(|element| element.name().to_owned()).next(),
                    ..CompiledStatement::new(statement, version, &mut services)
                }
            })
            .collect();
        Self { kind, statements, services }
    }

    /// The kind of policy that it is taken for.
    pub fn kind(&self) -> PolicyKind {
        self.kind
    }

    /// What this policy alone says of a request.
    pub fn decide(&self, request: &Request) -> Decision {
        let asked = Asked::new(request);
        let said = self.say(0, &asked);
        let reasons = asked.into_reasons();
        let (outcome, wanted) = match (said.denies, said.allows()) {
            (Truth::Yes, _) => (Outcome::ExplicitDeny, Some((Effect::Deny, Truth::Yes))),
            (_, Truth::No) => (Outcome::ImplicitDeny, None),
            (Truth::No, Truth::Yes) => (Outcome::Allowed, Some((Effect::Allow, Truth::Yes))),
            _ => (Outcome::Unknown(reasons), Some((Effect::Allow, Truth::Unknown))),
        };
        let is_unknown = matches!(outcome, Outcome::Unknown(_));
        let lacking = if said.allows() == Truth::Yes { Vec::new() } else { vec![self.kind] };
        let by = said.by.into_iter().filter(|(by, is)| match wanted {
            Some((effect, truth)) => is_unknown || (by.effect == effect && *is == truth),
            None => false,
        });
        Decision { outcome, by: by.map(|(by, _)| by).collect(), lacking }
    }

    /// What it says, as the policy of this number among its like.
    pub(super) fn say(&self, number: usize, asked: &Asked<'_>) -> Said {
        let mut said = Said { allowing: Vec::new(), denies: Truth::No, by: Vec::new() };
        let service = self.services.get(asked.service()).copied();
        for statement in &self.statements {
            let (matches, naming) = statement.matches(self.kind, service, asked);
            if matches == Truth::No {
                continue;
            }
            let by = By {
                kind: self.kind,
                policy: number,
                place: statement.place,
                sid: statement.sid.clone(),
                effect: statement.effect,
            };
            said.by.push((by, matches));
            match statement.effect {
                Effect::Allow => said.allowing.push((matches, naming)),
                Effect::Deny => said.denies = said.denies.max(matches),
            }
        }
        said
    }
}

impl CompiledStatement {
    fn new(statement: &Statement, version: Version, services: &mut HashMap<String, usize>) -> Self {
        let asks_arn = |one: &Condition| one.key.eq_ignore_ascii_case("aws:PrincipalArn");
        let resources = statement
            .resources
            .as_ref()
            .map(|texts| texts.values.iter().map(|text| ArnPattern::new(text, version)).collect());
        let principals = statement.principals.as_ref().map(|principals| {
            CompiledPrincipals::new(principals, statement.is_not_principal, statement.effect)
        });
        Self {
            effect: statement.effect,
            place: statement.place,
            sid: statement.sid.clone(),
            principals,
            actions: statement
                .actions
                .values
                .iter()
                .map(|text| Action::new(text, services))
                .collect(),
            is_not_action: statement.is_not_action,
            resources,
            is_not_resource: statement.is_not_resource,
            conditions: statement
                .conditions
                .iter()
                .map(|condition| CompiledCondition::new(condition, version))
                .collect(),
            asks_arn: statement.conditions.iter().any(asks_arn),
            unknown: None,
        }
    }

    /// Whether the request is one that it is about, and how closely it names the principal.
    fn matches(
        &self,
        kind: PolicyKind,
        service: Option<usize>,
        asked: &Asked<'_>,
    ) -> (Truth, Naming) {
        // The cheapest first: most statements are about other services.
        let doubts = asked.doubts();
        let action = Truth::any(self.actions.iter().map(|action| action.matches(service, asked)));
        let action = action.unless(self.is_not_action);
        if action == Truth::No {
            asked.forget_from(doubts);
            return (Truth::No, Naming::Account);
        }
        let (principal, naming) = self.names(kind, asked);
        let mut matches = action.min(principal);
        if matches != Truth::No {
            matches = matches.min(self.is_of_resource(kind, asked));
        }
        for condition in &self.conditions {
            if matches == Truth::No {
                break;
            }
            matches = matches.min(condition.is_met(asked));
        }
        if let Some(element) = self.unknown.as_ref().filter(|_| matches != Truth::No) {
            matches = matches.min(asked.doubt(Reason::Element(element.clone())));
        }
        if matches != Truth::Unknown {
            asked.forget_from(doubts);
        }
        (matches, naming)
    }

    fn names(&self, kind: PolicyKind, asked: &Asked<'_>) -> (Truth, Naming) {
        match &self.principals {
            Some(principals) => match principals.name(asked) {
                (is, Naming::Everyone) if self.asks_arn => (is, Naming::EveryoneByArn),
                named => named,
            },
            None if kind == PolicyKind::Resource => {
                (asked.doubt(Reason::NoPrincipal), Naming::Account)
            }
            None => (Truth::Yes, Naming::Account),
        }
    }

    /// Whether it is about the resource; without `Resource` it is about what it is attached to.
    fn is_of_resource(&self, kind: PolicyKind, asked: &Asked<'_>) -> Truth {
        match &self.resources {
            None => Truth::Yes,
            Some(resources) => {
                Truth::any(resources.iter().map(|one| one.matches_resource(kind, asked)))
                    .unless(self.is_not_resource)
            }
        }
    }
}

impl Action {
    /// Actions know no variables.
    fn new(text: &str, services: &mut HashMap<String, usize>) -> Self {
        let text = text.to_ascii_lowercase();
        let glob = |text: &str| Glob::new(Pattern::with_wildcards(text, Version::V2008));
        match text.split_once(':') {
            Some((service, name)) if !service.contains(['*', '?']) => {
                let next = services.len();
                let service = *services.entry(service.to_owned()).or_insert(next);
                Self::Of { service, name: glob(name) }
            }
            _ => Self::Whole(glob(&text)),
        }
    }

    fn matches(&self, service_asked: Option<usize>, asked: &Asked<'_>) -> Truth {
        match self {
            Self::Of { service, name } if service_asked == Some(*service) => {
                name.matches(asked.name(), asked)
            }
            Self::Of { .. } => Truth::No,
            Self::Whole(glob) => glob.matches(&asked.action, asked),
        }
    }
}
