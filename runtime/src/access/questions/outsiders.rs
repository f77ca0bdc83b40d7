//! Who has access from outside.

use super::Witness;
use super::answer::describe;
use crate::access::language::Glob;
use crate::access::symbolic::{Class, Doubt, Engine, Found, Limits, Who};
use crate::access::{Policy, Principal};

/// Whom one trusts: accounts, and organizations.
///
/// Which accounts an organization has, no policy says: a principal of an account that is named in the policy, but
/// not here, is taken for one who may be in no organization.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustZone {
    /// Accounts, by their 12 digits.
    pub accounts: Vec<String>,
    /// Organizations, by their id: `o-exampleorg1`.
    pub organizations: Vec<String>,
}

/// Who has access from outside of a trust zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outsiders {
    /// Those who have it.
    pub access: Vec<Access>,
    /// Why there may be others; nothing where there are none.
    pub doubts: Vec<Doubt>,
}

/// What some principals have access to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who they are, in words: `a principal of account 111122223333`.
    pub principals: String,
    /// One of them, a user of any account if it may be anybody.
    pub example: Principal,
    /// Actions that they can use, one request each; those that are well known come first.
    pub witnesses: Vec<Witness>,
    /// Whether these are all of their actions that exist.
    pub is_complete: bool,
}

/// So many actions are told of each kind of principals.
const MOST_ACTIONS: usize = 16;

impl Outsiders {
    /// Whether it is known that there are none.
    pub fn are_none(&self) -> bool {
        self.access.is_empty() && self.doubts.is_empty()
    }
}

/// Whom the policy of a resource lets in from outside of a trust zone, with what they can do.
///
/// Principals are told by kinds: nobody, each one that the policy names, the others of each account that it names,
/// and those of all other accounts. Services of AWS are not told: they have no account.
///
/// ```
/// use configtest::access::{Policy, TrustZone, who_has_access};
///
/// let policy = Policy::parse(
///     r#"{
///         "Version": "2012-10-17",
///         "Statement": {
///             "Effect": "Allow", "Principal": {"AWS": ["111122223333", "444455556666"]},
///             "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:jobs"
///         }
///     }"#,
/// )?;
/// let own = TrustZone { accounts: vec!["111122223333".to_owned()], ..TrustZone::default() };
/// let outsiders = who_has_access(&policy, &own);
/// assert_eq!(outsiders.access[0].principals, "a principal of account 444455556666");
/// assert!(outsiders.access[0].is_complete);
/// # Ok::<(), configtest::access::PolicyError>(())
/// ```
pub fn who_has_access(policy: &Policy, zone: &TrustZone) -> Outsiders {
    let mut limits = Limits { accounts: zone.accounts.clone(), ..Limits::default() };
    if !zone.organizations.is_empty() {
        let ids = zone.organizations.iter().map(|id| Glob::text(id)).collect();
        limits.none_of.push(("aws:principalorgid".to_owned(), ids));
    }
    let mut engine = Engine::new(policy, None, &limits);
    let mut outsiders = Outsiders { access: Vec::new(), doubts: Vec::new() };
    if !engine.is_of_resource() {
        return outsiders;
    }
    for class in engine.classes() {
        if is_trusted(&class, zone) {
            continue;
        }
        limits.but.clear();
        let mut witnesses = Vec::new();
        let mut is_complete = false;
        while witnesses.len() < MOST_ACTIONS {
            match engine.find(&class, &limits) {
                Found::Nothing => {
                    is_complete = true;
                    break;
                }
                Found::Unsure(doubts) => {
                    outsiders.doubts.extend(doubts);
                    break;
                }
                Found::Request(finding) => {
                    // Names that do not exist are as good as one.
                    let is_real = finding.is_real_action;
                    if is_real || witnesses.is_empty() {
                        limits.but.push(finding.request.action.to_ascii_lowercase());
                        witnesses.push(Witness::new(*finding, true));
                    }
                    if !is_real {
                        is_complete = true;
                        break;
                    }
                }
            }
        }
        if let Some(first) = witnesses.first() {
            outsiders.access.push(Access {
                principals: describe(&class.who),
                example: first.request().principal.clone(),
                witnesses,
                is_complete,
            });
        }
    }
    outsiders.doubts.sort();
    outsiders.doubts.dedup();
    outsiders
}

fn is_trusted(class: &Class, zone: &TrustZone) -> bool {
    let account = match &class.who {
        Who::Service | Who::Exactly(Principal::Service { .. }) => return true,
        Who::Exactly(Principal::Federated { provider }) => provider.split(':').nth(4),
        _ => class.account(),
    };
    account.is_some_and(|account| zone.accounts.iter().any(|own| own == account))
}
