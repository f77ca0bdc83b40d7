//! Whom the statements of a policy name besides everyone.

use super::exposure::{Audience, Reach};
use super::limits::{account_of_arn, is_account, is_text_test, lets_absent};
use super::words::{label_of, quoted};
use crate::access::{Condition, PrincipalEntry, PrincipalKind, Principals, Statement};

/// The account of a bucket, by its two names, as far as they are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) account: Option<&'a str>,
    pub(super) canonical: Option<&'a str>,
}

/// Whom a statement lets in, if everyone is not let in: no more than this.
pub(super) fn of_statement(statement: &Statement, own: Own<'_>) -> Reach {
    if statement.is_not_principal {
        return of_everyone(statement, own);
    }
    match &statement.principals {
        None => Reach::unknown(format!("{} names no principal", label_of(statement))),
        Some(Principals::Everyone) => of_everyone(statement, own),
        Some(Principals::These(entries)) => {
            let each = entries.iter().map(|entry| of_entry(statement, entry, own));
            each.fold(Reach::Known(Audience::Private), Reach::and)
        }
    }
}

/// One condition that holds to the own account is enough.
fn of_everyone(statement: &Statement, own: Own<'_>) -> Reach {
    let held = own.account.is_some_and(|account| {
        statement.conditions.iter().any(|condition| holds_to(condition, account))
    });
    Reach::Known(if held { Audience::Private } else { Audience::OtherAccounts })
}

/// Whether a condition is met by requests of an account only.
fn holds_to(condition: &Condition, account: &str) -> bool {
    let is_own: fn(&str, &str) -> bool = match condition.key.to_ascii_lowercase().as_str() {
        "aws:principalaccount" | "aws:sourceaccount" | "aws:sourceowner" => {
            |value, own| value == own
        }
        // A wildcard before the account could stand for another one.
        "aws:principalarn" => |value, own| {
            account_of_arn(value) == Some(own) && !value.split(':').take(4).any(has_wildcard)
        },
        _ => return false,
    };
    let values = &condition.values.values;
    is_text_test(&condition.operator.test)
        && lets_absent(&condition.operator).is_none()
        && !values.is_empty()
        && values.iter().all(|value| is_own(value, account))
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

fn of_entry(statement: &Statement, entry: &PrincipalEntry, own: Own<'_>) -> Reach {
    let (everyone, names): (Vec<_>, Vec<_>) =
        entry.names.values.iter().partition(|name| *name == "*");
    let everyone = if everyone.is_empty() {
        Reach::Known(Audience::Private)
    } else {
        of_everyone(statement, own)
    };
    let each = names.into_iter().map(|name| match &entry.kind {
        PrincipalKind::Aws => of_name(name, own),
        PrincipalKind::Service => Reach::Known(Audience::Private),
        PrincipalKind::CanonicalUser => of_canonical(name, own),
        PrincipalKind::Federated | PrincipalKind::Other(_) => Reach::unknown(format!(
            "of which account {} is that {} names is not known",
            quoted(name),
            label_of(statement)
        )),
    });
    each.fold(everyone, Reach::and)
}

fn of_name(name: &str, own: Own<'_>) -> Reach {
    let account = if is_account(name) { Some(name) } else { account_of_arn(name) };
    match (account, own.account) {
        (Some(account), Some(own)) if account == own => Reach::Known(Audience::Private),
        (Some(_), Some(_)) => Reach::Known(Audience::OtherAccounts),
        (Some(_), None) => Reach::unknown("the account of the bucket is not known".to_owned()),
        // The id of a principal that was deleted: nobody.
        (None, _) if !name.contains(':') => Reach::Known(Audience::Private),
        // An origin access identity of CloudFront, for one.
        (None, _) => Reach::unknown(format!("of which account {} is, is not known", quoted(name))),
    }
}

pub(super) fn of_canonical(id: &str, own: Own<'_>) -> Reach {
    match own.canonical {
        Some(own) if own == id => Reach::Known(Audience::Private),
        Some(_) => Reach::Known(Audience::OtherAccounts),
        None => Reach::unknown("the canonical id of the account is not known".to_owned()),
    }
}
