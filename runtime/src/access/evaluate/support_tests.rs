//! What the tests of the evaluator share.

use crate::access::{Decision, Outcome, Policy, Principal, Request};

pub(super) const OWN: &str = "111122223333";
pub(super) const OTHER: &str = "444455556666";

/// A policy of these statements, in the new version.
pub(super) fn policy(statements: &str) -> Policy {
    let json = format!(r#"{{"Version": "2012-10-17", "Statement": {statements}}}"#);
    parse(&json)
}

/// A policy.
pub(super) fn parse(json: &str) -> Policy {
    Policy::parse(json).expect(json)
}

/// `allowed`, `denied` (explicitly), `nothing` (allows it), or `unknown`.
pub(super) fn word(decision: &Decision) -> &'static str {
    match decision.outcome {
        Outcome::Allowed => "allowed",
        Outcome::ExplicitDeny => "denied",
        Outcome::ImplicitDeny => "nothing",
        Outcome::Unknown(_) => "unknown",
    }
}

/// Somebody, from a short name or an ARN.
pub(super) fn who(text: &str) -> Principal {
    let arn = text.to_owned();
    match text.split_once(' ') {
        _ if text == "anonymous" => Principal::Anonymous,
        Some(("root", account)) => Principal::Root { account: account.to_owned() },
        Some((role, session)) => {
            Principal::Session { role: role.to_owned(), session: session.to_owned() }
        }
        None if text.contains(":user/") => Principal::User { arn },
        None if text.contains(":federated-user/") => Principal::FederatedUser { arn },
        None if text.contains("-provider/") || text.contains("google") => {
            Principal::Federated { provider: arn }
        }
        None => Principal::Service { name: arn },
    }
}

pub(super) const ANN: &str = "arn:aws:iam::111122223333:user/team/ann";
pub(super) const SESSION: &str = "arn:aws:iam::111122223333:role/team/audit monday";

/// What Ann asks.
pub(super) fn ask(action: &str, resource: &str) -> Request {
    Request::new(who(ANN), action, resource)
}
