//! All policies that apply to a request.
//!
//! Sources: "Policy evaluation logic", "Policy evaluation for requests within a single account" and
//! "Cross-account policy evaluation logic" in the IAM user guide; "SCP evaluation", "Service control
//! policies (SCPs)" and "Resource control policies (RCPs)" in the AWS Organizations user guide; "Key
//! policies in AWS KMS" and "Grants in AWS KMS" in the AWS KMS developer guide.

use std::collections::BTreeSet;

use super::principals::Naming;
use super::statement::Said;
use super::{Asked, Compiled, Decision, Outcome, PolicyKind, Reason, Truth};
use crate::access::{Effect, Policy, Principal, Request};

/// The policies that apply to a request, of every kind.
///
/// ```
/// # use configtest::access::{Policies, Principal, Request, ResourceKind};
/// let user = Principal::User { arn: "arn:aws:iam::111122223333:user/ann".to_owned() };
/// let request = Request::new(user, "s3:GetObject", "arn:aws:s3:::bucket/key")
///     .of_account("111122223333");
/// // Nothing allows it.
/// assert!(Policies::new().evaluate(&request).is_denied());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Policies {
    identity: Vec<Compiled>,
    resource: Vec<Compiled>,
    resource_kind: ResourceKind,
    service_control: Vec<Vec<Compiled>>,
    resource_control: Vec<Compiled>,
    boundary: Vec<Compiled>,
    session: Vec<Compiled>,
    unread: BTreeSet<PolicyKind>,
    has_no_grants: bool,
    is_principal_in_management_account: bool,
    is_resource_in_management_account: bool,
}

/// What the policy of a resource has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ResourceKind {
    /// Within the account, the policy of the principal is enough.
    #[default]
    Ordinary,
    /// A role, whose trust policy has to allow that it is assumed.
    Role,
    /// A key of KMS, whose policy has to allow it, or leave it to the policies of the account.
    Key,
}

/// What grants of KMS can allow.
///
/// Source: "Grant operations" in "Grants in AWS KMS".
const GRANT_OPERATIONS: [&str; 17] = [
    "creategrant",
    "decrypt",
    "derivesharedsecret",
    "describekey",
    "encrypt",
    "generatedatakey",
    "generatedatakeypair",
    "generatedatakeypairwithoutplaintext",
    "generatedatakeywithoutplaintext",
    "generatemac",
    "getpublickey",
    "reencryptfrom",
    "reencryptto",
    "retiregrant",
    "sign",
    "verify",
    "verifymac",
];

/// Services to which resource control policies are sure to apply; more are added over time.
///
/// Source: "List of AWS services that support RCPs".
const UNDER_RESOURCE_CONTROL: [&str; 7] =
    ["aoss", "ecr", "kms", "s3", "secretsmanager", "sqs", "sts"];

impl Policies {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this policy of the principal: of the user and its groups, or of the role.
    #[must_use]
    pub fn identity(mut self, policy: &Policy) -> Self {
        self.identity.push(Compiled::of_kind(policy, PolicyKind::Identity));
        self
    }

    /// With this policy of the resource.
    #[must_use]
    pub fn resource(mut self, policy: &Policy) -> Self {
        self.resource.push(Compiled::of_kind(policy, PolicyKind::Resource));
        self
    }

    /// With a resource of this kind.
    #[must_use]
    pub fn of(mut self, kind: ResourceKind) -> Self {
        self.resource_kind = kind;
        self
    }

    /// With the service control policies of one level above the account of the principal: the root of
    /// the organization, a unit, the account. Each level has to allow.
    #[must_use]
    pub fn service_control<'p>(mut self, level: impl IntoIterator<Item = &'p Policy>) -> Self {
        let compile = |policy| Compiled::of_kind(policy, PolicyKind::ServiceControl);
        self.service_control.push(level.into_iter().map(compile).collect());
        self
    }

    /// With a resource control policy above the account of the resource. They can only deny: AWS itself
    /// attaches one that allows everything, which need not be given.
    #[must_use]
    pub fn resource_control(mut self, policy: &Policy) -> Self {
        self.resource_control.push(Compiled::of_kind(policy, PolicyKind::ResourceControl));
        self
    }

    /// With this permissions boundary of the principal.
    #[must_use]
    pub fn boundary(mut self, policy: &Policy) -> Self {
        self.boundary.push(Compiled::of_kind(policy, PolicyKind::Boundary));
        self
    }

    /// With this policy, given when the session began.
    #[must_use]
    pub fn session(mut self, policy: &Policy) -> Self {
        self.session.push(Compiled::of_kind(policy, PolicyKind::Session));
        self
    }

    /// With policies of this kind that could not be read.
    #[must_use]
    pub fn unread(mut self, kind: PolicyKind) -> Self {
        self.unread.insert(kind);
        self
    }

    /// With no grants of the key. Otherwise a grant may always allow what it can.
    #[must_use]
    pub fn without_grants(mut self) -> Self {
        self.has_no_grants = true;
        self
    }

    /// With a principal in the management account of its organization, whom no service control policy
    /// binds.
    #[must_use]
    pub fn principal_in_management_account(mut self) -> Self {
        self.is_principal_in_management_account = true;
        self
    }

    /// With a resource in the management account of its organization, which no resource control policy
    /// binds.
    #[must_use]
    pub fn resource_in_management_account(mut self) -> Self {
        self.is_resource_in_management_account = true;
        self
    }

    /// What becomes of a request.
    pub fn evaluate(&self, request: &Request) -> Decision {
        let asked = Asked::new(request);
        let layers = Layers::new(self, &asked);
        let denies = layers.denies(&asked);
        let grants = layers.grants(self, &asked).min(layers.service_control.allows());
        let outcome = match (denies, grants) {
            (Truth::Yes, _) => Outcome::ExplicitDeny,
            (_, Truth::No) => Outcome::ImplicitDeny,
            (Truth::No, Truth::Yes) => Outcome::Allowed,
            _ => Outcome::Unknown(Vec::new()),
        };
        let wanted = match outcome {
            Outcome::Allowed => Some((Effect::Allow, Truth::Yes)),
            Outcome::ExplicitDeny => Some((Effect::Deny, Truth::Yes)),
            Outcome::ImplicitDeny | Outcome::Unknown(_) => None,
        };
        let lacking = if grants == Truth::Yes { Vec::new() } else { layers.lacking(self, &asked) };
        let by = layers.said().flat_map(|said| &said.by).filter(|(by, is)| match &outcome {
            Outcome::Unknown(_) => true,
            _ => wanted.is_some_and(|wanted| wanted == (by.effect, *is)),
        });
        let by = by.map(|(by, _)| by.clone()).collect();
        let outcome = match outcome {
            Outcome::Unknown(_) => Outcome::Unknown(asked.into_reasons()),
            known => known,
        };
        Decision { outcome, by, lacking }
    }
}

/// What the policies of one kind say.
struct Layer {
    /// What has to allow: for each level, all that its policies say. None where there is no level.
    levels: Vec<Vec<Said>>,
    is_unread: bool,
}

impl Layer {
    /// Whether every level allows.
    fn allows(&self) -> Truth {
        let levels = self.levels.iter();
        let all = Truth::all(levels.map(|level| Truth::any(level.iter().map(Said::allows))));
        if self.is_unread { all.min(Truth::Unknown) } else { all }
    }

    /// Whether one of its policies allows.
    fn any_allows(&self) -> Truth {
        let any = Truth::any(self.levels.iter().flatten().map(Said::allows));
        if self.is_unread { any.max(Truth::Unknown) } else { any }
    }

    /// Whether one of its policies allows and names the principal so.
    fn allows_by(&self, naming: Naming) -> Truth {
        let any = Truth::any(self.levels.iter().flatten().map(|said| said.allows_by(naming)));
        if self.is_unread { any.max(Truth::Unknown) } else { any }
    }

    fn denies(&self) -> Truth {
        let any = Truth::any(self.levels.iter().flatten().map(|said| said.denies));
        if self.is_unread { any.max(Truth::Unknown) } else { any }
    }
}

/// What all policies say that bind this request.
struct Layers {
    identity: Layer,
    resource: Layer,
    service_control: Layer,
    resource_control: Layer,
    boundary: Layer,
    session: Layer,
}

impl Layers {
    fn new(policies: &Policies, asked: &Asked<'_>) -> Self {
        let principal = &asked.request.principal;
        let has_account = principal.account().is_some();
        let is_service_linked = principal.is_service_linked();
        let say = |kind: PolicyKind, binds: bool, levels: &[&[Compiled]]| {
            let is_unread = binds && policies.unread.contains(&kind);
            if is_unread {
                asked.doubt(Reason::Unread(kind));
            }
            let mut number = 0;
            let mut said = |policy: &Compiled| {
                number += 1;
                policy.say(number - 1, asked)
            };
            let levels = levels.iter().filter(|_| binds);
            let levels = levels.map(|level| level.iter().map(&mut said).collect()).collect();
            Layer { levels, is_unread }
        };
        fn level(policies: &[Compiled]) -> Vec<&[Compiled]> {
            if policies.is_empty() { Vec::new() } else { vec![policies] }
        }
        let levels: Vec<_> = policies.service_control.iter().map(Vec::as_slice).collect();
        let binds_scp =
            has_account && !is_service_linked && !policies.is_principal_in_management_account;
        let binds_rcp = !is_service_linked && !policies.is_resource_in_management_account;
        use PolicyKind as K;
        Self {
            identity: say(K::Identity, has_account, &level(&policies.identity)),
            resource: say(K::Resource, true, &level(&policies.resource)),
            service_control: say(K::ServiceControl, binds_scp, &levels),
            resource_control: say(
                K::ResourceControl,
                binds_rcp,
                &level(&policies.resource_control),
            ),
            boundary: say(K::Boundary, has_account, &level(&policies.boundary)),
            session: say(K::Session, has_account, &level(&policies.session)),
        }
    }

    fn said(&self) -> impl Iterator<Item = &Said> {
        let all = [
            &self.identity,
            &self.resource,
            &self.service_control,
            &self.resource_control,
            &self.boundary,
            &self.session,
        ];
        all.into_iter().flat_map(|layer| layer.levels.iter().flatten())
    }

    /// Whether a statement denies it.
    fn denies(&self, asked: &Asked<'_>) -> Truth {
        let others =
            [&self.identity, &self.resource, &self.service_control, &self.boundary, &self.session];
        let others = Truth::any(others.map(Layer::denies));
        let mut control = self.resource_control.denies();
        if control == Truth::Yes && !UNDER_RESOURCE_CONTROL.contains(&asked.service()) {
            control = asked.doubt(Reason::ResourceControl(asked.service().to_owned()));
        }
        others.max(control)
    }

    /// Whether what has to allow it does, but for service control policies.
    fn grants(&self, policies: &Policies, asked: &Asked<'_>) -> Truth {
        let request = asked.request;
        let by_policies = match (request.principal.account(), request.account_of_resource()) {
            // Nobody with identity policies.
            (None, _) => self.resource.any_allows(),
            (Some(own), Some(other)) if own != other => self.across_accounts(asked),
            // What is about no resource is about the account itself.
            (Some(_), None) if request.resource != "*" => {
                let within = self.within_account(policies.resource_kind, asked);
                match within == self.across_accounts(asked) {
                    true => within,
                    false => asked.doubt(Reason::Account),
                }
            }
            (Some(_), _) => self.within_account(policies.resource_kind, asked),
        };
        let operation = asked.action.strip_prefix("kms:").unwrap_or("");
        let may_have_grant = policies.resource_kind == ResourceKind::Key
            && !policies.has_no_grants
            && request.principal != Principal::Anonymous
            && GRANT_OPERATIONS.contains(&operation);
        match by_policies {
            Truth::No if may_have_grant => asked.doubt(Reason::Grant),
            known => known,
        }
    }

    /// Whether the boundary and the policies of the session let through what others allow.
    fn limits(&self, asked: &Asked<'_>) -> Truth {
        self.boundary.allows().min(self.session_allows(asked))
    }

    fn session_allows(&self, asked: &Asked<'_>) -> Truth {
        match &asked.request.principal {
            // A federated user has only what its session was given.
            Principal::FederatedUser { .. } => self.session.any_allows(),
            _ => self.session.allows(),
        }
    }

    /// Whether the policies of the principal allow it; a root user needs none.
    fn identity_allows(&self, asked: &Asked<'_>) -> Truth {
        match &asked.request.principal {
            Principal::Root { .. } => Truth::Yes,
            _ => self.identity.any_allows(),
        }
    }

    fn within_account(&self, kind: ResourceKind, asked: &Asked<'_>) -> Truth {
        let limits = self.limits(asked);
        let identity = self.identity_allows(asked);
        // What is given to a user or a session itself, no boundary and no session limits; that holds
        // for everyone, too, where a condition says which ARN.
        let by_itself = self
            .resource
            .allows_by(Naming::Itself)
            .max(self.resource.allows_by(Naming::EveryoneByArn));
        let by_everyone = match self.resource.allows_by(Naming::Everyone) {
            Truth::No => Truth::No,
            some if limits == Truth::Yes => some,
            _ => asked.doubt(Reason::Everyone),
        };
        let by_role = self.resource.allows_by(Naming::Role);
        // To name the account leaves it to the policies of its principals.
        let by_principal = match kind {
            ResourceKind::Ordinary => identity,
            ResourceKind::Role | ResourceKind::Key => {
                identity.min(self.resource.allows_by(Naming::Account))
            }
        };
        Truth::any([by_itself, by_everyone, by_role.max(by_principal).min(limits)])
    }

    fn across_accounts(&self, asked: &Asked<'_>) -> Truth {
        let own = self.identity_allows(asked).min(self.limits(asked));
        own.min(self.resource.any_allows())
    }

    /// The kinds of policies that do not allow it, or may not, and would have to.
    fn lacking(&self, policies: &Policies, asked: &Asked<'_>) -> Vec<PolicyKind> {
        let request = asked.request;
        let identity = self.identity_allows(asked);
        let has_account = request.principal.account().is_some();
        let is_within = match request.account_of_resource() {
            None => request.resource == "*",
            account => account == request.principal.account(),
        };
        let is_enough =
            is_within && policies.resource_kind == ResourceKind::Ordinary && identity == Truth::Yes;
        let limits = [
            (PolicyKind::Identity, has_account && identity != Truth::Yes),
            (PolicyKind::Resource, !is_enough && self.resource.any_allows() != Truth::Yes),
            (PolicyKind::ServiceControl, self.service_control.allows() != Truth::Yes),
            (PolicyKind::Boundary, self.boundary.allows() != Truth::Yes),
            (PolicyKind::Session, self.session_allows(asked) != Truth::Yes),
        ];
        limits.into_iter().filter(|(_, lacks)| *lacks).map(|(kind, _)| kind).collect()
    }
}
