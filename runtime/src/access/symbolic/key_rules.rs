//! What the keys of a principal can hold, by its class.
//!
//! It follows what the requests of the evaluator say of themselves, and leaves open what they leave open.
//!
//! Sources: "AWS global condition context keys" and "Principal key values" in "IAM policy elements:
//! Variables and tags", both in the IAM user guide.

use super::classes::{Account, Class, Who};
use crate::access::{Key, Principal, Request};

/// What a key can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyRule {
    /// Nothing.
    Absent,
    /// This.
    Is(String),
    /// A text that matches one of these, with `*` and `?`, and none of those.
    Like(Vec<String>, Vec<String>),
    /// Anything, or it is absent.
    Free,
}

/// What a key can hold in the requests of a class; by its name in small letters.
pub(crate) fn rule_of(class: &Class, key: &str) -> KeyRule {
    let like = |of: &str, but: Vec<String>| KeyRule::Like(vec![of.to_owned()], but);
    let all = || like("*", Vec::new());
    let is_unsigned = matches!(class.who, Who::Exactly(Principal::Anonymous));
    match key {
        "aws:principalarn"
        | "aws:principalaccount"
        | "aws:principaltype"
        | "aws:principalisawsservice"
        | "aws:principalservicename"
        | "aws:principalservicenameslist"
        | "aws:userid"
        | "aws:username"
        | "aws:federatedprovider" => {}
        "aws:principalorgid" | "aws:principalorgpaths" => {
            return match &class.who {
                Who::Exactly(Principal::Anonymous | Principal::Service { .. }) | Who::Service => {
                    KeyRule::Absent
                }
                _ => KeyRule::Free,
            };
        }
        "aws:multifactorauthpresent"
        | "aws:multifactorauthage"
        | "aws:tokenissuetime"
        | "aws:sourceidentity"
            if is_unsigned =>
        {
            return KeyRule::Absent;
        }
        _ if key.starts_with("aws:principaltag/") => {
            return match &class.who {
                Who::Exactly(Principal::Anonymous | Principal::Service { .. }) | Who::Service => {
                    KeyRule::Absent
                }
                _ => KeyRule::Free,
            };
        }
        _ => return KeyRule::Free,
    }
    let (kind, account) = match &class.who {
        Who::Exactly(principal) => return of_principal(principal, key, class.named.partition()),
        Who::Service => {
            return match key {
                "aws:principalservicename" => {
                    like("*", class.named.services.iter().cloned().collect())
                }
                _ => of_principal(&class.sample(), key, class.named.partition()),
            };
        }
        Who::Federated => {
            return match key {
                "aws:federatedprovider" => KeyRule::Free,
                _ => of_principal(&class.sample(), key, class.named.partition()),
            };
        }
        Who::Root => (":root", &Account::Unnamed),
        Who::User(account) => ("user/*", account),
        Who::Session(account) => ("role/*", account),
        Who::FederatedUser(account) => ("federated-user/*", account),
    };
    let service = if kind.starts_with("federated") { "sts" } else { "iam" };
    let sample = class.sample();
    let named = &class.named;
    match (key, account) {
        ("aws:principalarn", _) => {
            let of = match account {
                Account::Exactly(account) => account.as_str(),
                Account::Unnamed => "????????????",
            };
            let separator = if kind == ":root" { "" } else { ":" };
            let mut but: Vec<String> = named.arns.iter().cloned().collect();
            if *account == Account::Unnamed {
                but.extend(named.accounts.iter().map(|one| format!("arn:*:*:*:{one}:*")));
            }
            like(&format!("arn:{}:{service}::{of}{separator}{kind}", named.partition()), but)
        }
        ("aws:principalaccount", Account::Exactly(account)) => KeyRule::Is(account.clone()),
        ("aws:principalaccount", Account::Unnamed) => {
            like("????????????", named.accounts.iter().cloned().collect())
        }
        ("aws:userid", _) => match &class.who {
            Who::Root => like("????????????", named.accounts.iter().cloned().collect()),
            Who::Session(_) => like("*:*", Vec::new()),
            Who::FederatedUser(Account::Exactly(account)) => {
                like(&format!("{account}:*"), Vec::new())
            }
            Who::FederatedUser(Account::Unnamed) => like("????????????:*", Vec::new()),
            _ => like("*", vec!["*:*".to_owned()]),
        },
        ("aws:username", _) if matches!(class.who, Who::User(_)) => {
            like("?*", vec!["*/*".to_owned()])
        }
        ("aws:federatedprovider", _) if matches!(class.who, Who::Session(_)) => KeyRule::Free,
        _ => match of_principal(&sample, key, named.partition()) {
            KeyRule::Free => all(),
            rule => rule,
        },
    }
}

/// What a key holds in the requests of this principal.
fn of_principal(principal: &Principal, key: &str, partition: &str) -> KeyRule {
    match (key, principal) {
        // The partition is that of the resource.
        ("aws:principalarn", Principal::Root { account }) => {
            return KeyRule::Like(vec![format!("arn:{partition}:iam::{account}:root")], Vec::new());
        }
        ("aws:userid", Principal::User { .. }) => {
            return KeyRule::Like(vec!["*".to_owned()], vec!["*:*".to_owned()]);
        }
        ("aws:userid", Principal::Session { .. }) => {
            return KeyRule::Like(vec!["*:*".to_owned()], Vec::new());
        }
        ("aws:federatedprovider", Principal::Session { .. }) => return KeyRule::Free,
        _ => {}
    }
    let request = Request::new(principal.clone(), "", "");
    match request.key(key) {
        Key::Absent => KeyRule::Absent,
        Key::Unstated => KeyRule::Free,
        Key::One(value) => KeyRule::Is(value.into_owned()),
        Key::Many(_) => KeyRule::Free,
    }
}
