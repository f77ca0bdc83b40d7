//! What the tests of the evaluator share.

use serde_json::Value;

use crate::access::{
    Condition, Decision, Effect, Operator, Outcome, Place, Policy, Principal, PrincipalEntry,
    PrincipalKind, Principals, Quantifier, Request, Statement, Test, Texts, Version,
};

pub(super) const OWN: &str = "111122223333";
pub(super) const OTHER: &str = "444455556666";

/// A policy of these statements, in the new version.
pub(super) fn policy(statements: &str) -> Policy {
    let json = format!(r#"{{"Version": "2012-10-17", "Statement": {statements}}}"#);
    parse(&json)
}

/// A policy.
pub(super) fn parse(json: &str) -> Policy {
    let json: Value = serde_json::from_str(json).expect(json);
    let version = match json["Version"].as_str() {
        Some("2012-10-17") => Some(Version::V2012),
        Some(_) => Some(Version::V2008),
        None => None,
    };
    let statements = match &json["Statement"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    let statements = statements.iter().enumerate().map(|(at, one)| statement(at, one)).collect();
    Policy { version, id: None, statements }
}

fn statement(index: usize, json: &Value) -> Statement {
    let texts_of = |key: &str| json.get(key).map(texts);
    let principals = json.get("Principal").or_else(|| json.get("NotPrincipal"));
    let conditions = json.get("Condition").and_then(Value::as_object).into_iter().flatten();
    Statement {
        sid: json["Sid"].as_str().map(str::to_owned),
        effect: if json["Effect"] == "Deny" { Effect::Deny } else { Effect::Allow },
        principals: principals.map(|json| match json {
            Value::String(_) => Principals::Everyone,
            _ => Principals::These(
                json.as_object()
                    .into_iter()
                    .flatten()
                    .map(|(kind, names)| PrincipalEntry {
                        kind: match kind.as_str() {
                            "AWS" => PrincipalKind::Aws,
                            "Service" => PrincipalKind::Service,
                            "Federated" => PrincipalKind::Federated,
                            "CanonicalUser" => PrincipalKind::CanonicalUser,
                            other => PrincipalKind::Other(other.to_owned()),
                        },
                        names: texts(names),
                    })
                    .collect(),
            ),
        }),
        is_not_principal: json.get("NotPrincipal").is_some(),
        actions: texts_of("Action").or(texts_of("NotAction")).expect("an action"),
        is_not_action: json.get("NotAction").is_some(),
        resources: texts_of("Resource").or(texts_of("NotResource")),
        is_not_resource: json.get("NotResource").is_some(),
        conditions: conditions
            .flat_map(|(name, keys)| {
                let keys = keys.as_object().into_iter().flatten();
                keys.map(|(key, values)| Condition {
                    operator: operator(name),
                    key: key.clone(),
                    values: texts(values),
                    place: Place::default(),
                })
            })
            .collect(),
        place: Place { index, line: 1, column: 1 },
    }
}

fn texts(json: &Value) -> Texts {
    let text = |json: &Value| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    match json {
        Value::Array(all) => Texts { values: all.iter().map(text).collect(), is_list: true },
        one => Texts { values: vec![text(one)], is_list: false },
    }
}

fn operator(name: &str) -> Operator {
    let (quantifier, name) = match name.split_once(':') {
        Some(("ForAllValues", name)) => (Some(Quantifier::ForAllValues), name),
        Some(("ForAnyValue", name)) => (Some(Quantifier::ForAnyValue), name),
        _ => (None, name),
    };
    let (name, if_exists) = match name.strip_suffix("IfExists") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let test = match name {
        "StringEquals" => Test::StringEquals,
        "StringNotEquals" => Test::StringNotEquals,
        "StringEqualsIgnoreCase" => Test::StringEqualsIgnoreCase,
        "StringNotEqualsIgnoreCase" => Test::StringNotEqualsIgnoreCase,
        "StringLike" => Test::StringLike,
        "StringNotLike" => Test::StringNotLike,
        "NumericEquals" => Test::NumericEquals,
        "NumericNotEquals" => Test::NumericNotEquals,
        "NumericLessThan" => Test::NumericLessThan,
        "NumericLessThanEquals" => Test::NumericLessThanEquals,
        "NumericGreaterThan" => Test::NumericGreaterThan,
        "NumericGreaterThanEquals" => Test::NumericGreaterThanEquals,
        "DateEquals" => Test::DateEquals,
        "DateNotEquals" => Test::DateNotEquals,
        "DateLessThan" => Test::DateLessThan,
        "DateLessThanEquals" => Test::DateLessThanEquals,
        "DateGreaterThan" => Test::DateGreaterThan,
        "DateGreaterThanEquals" => Test::DateGreaterThanEquals,
        "Bool" => Test::Bool,
        "BinaryEquals" => Test::BinaryEquals,
        "IpAddress" => Test::IpAddress,
        "NotIpAddress" => Test::NotIpAddress,
        "ArnEquals" => Test::ArnEquals,
        "ArnLike" => Test::ArnLike,
        "ArnNotEquals" => Test::ArnNotEquals,
        "ArnNotLike" => Test::ArnNotLike,
        "Null" => Test::Null,
        other => Test::Other(other.to_owned()),
    };
    Operator { quantifier, test, if_exists }
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
