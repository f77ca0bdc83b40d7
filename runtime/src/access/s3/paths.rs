//! Statements that hand the decision on to access points.

use super::limits::{account_of_arn, is_account, is_text_test, lets_absent};
use crate::access::{Effect, Policy, PrincipalKind, Principals, Statement};

/// A policy of a bucket, taken apart.
#[derive(Debug)]
pub(super) struct Paths {
    /// What it says itself.
    pub(super) direct: Policy,
    /// What it leaves to access points of the account of the bucket.
    pub(super) own: Vec<Statement>,
    /// What it leaves to those of other accounts, and theirs.
    pub(super) others: Vec<(Statement, Vec<String>)>,
}

/// Takes out the statements by which everyone gets in who comes through access points of some accounts:
/// who that is, their policies say. Without the account of the bucket all is its own word.
///
/// Source: "Configuring IAM policies for using access points" in the S3 user guide, "Delegating access
/// control to access points".
pub(super) fn split(policy: &Policy, account: Option<&str>) -> Paths {
    let mut paths = Paths {
        direct: Policy { statements: Vec::new(), ..policy.clone() },
        own: Vec::new(),
        others: Vec::new(),
    };
    for statement in &policy.statements {
        match (account, delegated_to(statement)) {
            (Some(account), Some(to)) if to.iter().all(|each| each == account) => {
                paths.own.push(statement.clone());
            }
            // Whose they are is not known without the account.
            (_, Some(to)) => paths.others.push((statement.clone(), to)),
            (_, None) => paths.direct.statements.push(statement.clone()),
        }
    }
    paths
}

/// The accounts whose access points a statement for everyone is limited to.
fn delegated_to(statement: &Statement) -> Option<Vec<String>> {
    if statement.effect != Effect::Allow || !names_everyone(statement) {
        return None;
    }
    statement.conditions.iter().find_map(|condition| {
        let account: fn(&str) -> Option<&str> = match condition.key.to_ascii_lowercase().as_str() {
            "s3:dataaccesspointaccount" => |value| is_account(value).then_some(value),
            "s3:dataaccesspointarn" => account_of_arn,
            _ => return None,
        };
        let limits =
            is_text_test(&condition.operator.test) && lets_absent(&condition.operator).is_none();
        let values = condition.values.values.iter().filter(|_| limits);
        let accounts: Vec<String> =
            values.map(|value| account(value).map(str::to_owned)).collect::<Option<_>>()?;
        (!accounts.is_empty()).then_some(accounts)
    })
}

fn names_everyone(statement: &Statement) -> bool {
    match &statement.principals {
        // Everyone but some.
        _ if statement.is_not_principal => true,
        Some(Principals::Everyone) => true,
        Some(Principals::These(entries)) => entries.iter().any(|entry| {
            entry.kind == PrincipalKind::Aws && entry.names.values.iter().any(|name| name == "*")
        }),
        None => false,
    }
}

impl Paths {
    /// Whether what is left to access points is all that there is, so that their policies alone decide.
    pub(super) fn leaves_all(&self) -> bool {
        self.direct.statements.iter().all(|each| each.effect == Effect::Allow)
            && self.own.iter().any(allows_all)
    }
}

/// Whether a statement allows all that there is in S3 on objects, by one condition.
fn allows_all(statement: &Statement) -> bool {
    let all = ["*", "s3:*"];
    let is_all = |text: &String| text == "*" || text.ends_with("/*");
    !statement.is_not_action
        && !statement.is_not_resource
        && statement.actions.values.iter().any(|action| all.contains(&action.as_str()))
        && statement.resources.iter().flat_map(|each| &each.values).any(is_all)
        && statement.conditions.len() == 1
}
