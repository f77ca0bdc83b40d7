//! What limits a statement, in the eyes of S3.

use super::input::NetworkOrigin;
use super::source_ip;
use super::words::{TOLD, quoted};
use crate::access::{
    Condition, Operator, Pattern, Piece, PrincipalEntry, PrincipalKind, Principals, Quantifier,
    Statement, Test, Version,
};

/// Whether something limits whom a statement lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Limit {
    /// To fixed values.
    Fixed,
    /// It does not.
    Open(String),
    /// The page does not say.
    Undecided(String),
}

/// What a policy is attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Bucket,
    AccessPoint,
}

impl On {
    /// Whether the policy of something that is reached from there can be public at all.
    pub(super) fn can_be_public(origin: &NetworkOrigin) -> bool {
        matches!(origin, NetworkOrigin::Internet)
    }
}

/// Keys of the page, and those that stand for "an AWS principal, user, role, or service principal".
const FIXED_KEYS: [&str; 10] = [
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:sourceaccount",
    "aws:principalorgid",
    "aws:principalaccount",
    "aws:principalservicename",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:dataaccesspointaccount",
];
/// Keys that limit, and that the page is silent about. S3 is seen to take some of them for limits.
const SILENT_KEYS: [&str; 10] = [
    "aws:sourcevpcarn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "aws:vpcsourceip",
    "aws:principalisawsservice",
    "aws:principalservicenameslist",
    "s3:accesspointnetworkorigin",
];

/// Whether a statement is limited to fixed values. That of a principal is enough, and so is one
/// condition: all have to be met.
///
/// Source: "Blocking public access to your Amazon S3 storage" in the S3 user guide, "The meaning of
/// 'public'".
pub(super) fn of_statement(statement: &Statement, version: Version, on: On) -> Limit {
    let who = of_principals(statement);
    if who == Limit::Fixed {
        return Limit::Fixed;
    }
    let mut open = Vec::new();
    let mut undecided = Vec::new();
    let conditions = statement.conditions.iter();
    for limit in conditions.filter_map(|condition| of_condition(condition, version, on)) {
        match limit {
            Limit::Fixed => return Limit::Fixed,
            Limit::Open(why) if open.len() < TOLD => open.push(why),
            Limit::Undecided(why) if undecided.len() < TOLD => undecided.push(why),
            Limit::Open(_) | Limit::Undecided(_) => {}
        }
    }
    let who = match who {
        Limit::Open(who) => who,
        Limit::Undecided(who) => {
            undecided.insert(0, who);
            return Limit::Undecided(undecided.join("; "));
        }
        // Returned above.
        Limit::Fixed => return Limit::Fixed,
    };
    if !undecided.is_empty() {
        return Limit::Undecided(undecided.join("; "));
    }
    if open.is_empty() {
        open.push("no condition limits that to a fixed value".to_owned());
    }
    Limit::Open(format!("{who}, and {}", open.join("; ")))
}

fn of_principals(statement: &Statement) -> Limit {
    let entries = match &statement.principals {
        None => return Limit::Undecided("it names no principal".to_owned()),
        Some(_) if statement.is_not_principal => {
            return Limit::Open("it lets in everyone but some".to_owned());
        }
        Some(Principals::Everyone) => return Limit::Open("it lets in everyone".to_owned()),
        Some(Principals::These(entries)) => entries,
    };
    let mut undecided = None;
    for limit in entries.iter().map(of_entry) {
        match limit {
            Limit::Fixed => {}
            Limit::Open(why) => return Limit::Open(why),
            Limit::Undecided(why) => undecided = undecided.or(Some(why)),
        }
    }
    undecided.map_or(Limit::Fixed, Limit::Undecided)
}

fn of_entry(entry: &PrincipalEntry) -> Limit {
    let names = &entry.names.values;
    if names.iter().any(|name| name == "*") {
        return Limit::Open("it lets in everyone".to_owned());
    }
    let wild = names.iter().find(|name| name.contains(['*', '?']) || name.contains("${"));
    if let Some(name) = wild {
        return Limit::Open(format!("the principal {} is not a fixed one", quoted(name)));
    }
    match &entry.kind {
        PrincipalKind::Aws | PrincipalKind::Service | PrincipalKind::CanonicalUser => Limit::Fixed,
        // `graph.facebook.com` is an example of the page. One that stands in an account is not on it.
        PrincipalKind::Federated => match names.iter().find(|name| !name.starts_with("arn:")) {
            Some(name) => Limit::Open(format!("it lets in whoever {} vouches for", quoted(name))),
            None if names.is_empty() => Limit::Fixed,
            None => {
                let why = "S3 does not say whether a provider of identities in an account is fixed";
                Limit::Undecided(why.to_owned())
            }
        },
        PrincipalKind::Other(word) => {
            Limit::Undecided(format!("principals of the kind {} are not known", quoted(word)))
        }
    }
}

/// None where the key does not count.
fn of_condition(condition: &Condition, version: Version, on: On) -> Option<Limit> {
    let key = condition.key.to_ascii_lowercase();
    let silent = SILENT_KEYS.contains(&key.as_str());
    let special = ["aws:sourceip", "aws:userid", "aws:principalarn", "aws:principalorgpaths"];
    let access_point = key == "s3:dataaccesspointarn";
    if !silent && !access_point && !special.contains(&key.as_str()) {
        FIXED_KEYS.contains(&key.as_str()).then_some(())?;
    }
    let name = quoted(&condition.key);
    if let Some(why) = lets_absent(&condition.operator) {
        return Some(Limit::Open(format!("the test of {name} does not limit: {why}")));
    }
    if silent {
        let why = format!("S3 does not say whether {name} counts");
        return Some(Limit::Undecided(why));
    }
    let values = &condition.values.values;
    if values.is_empty() {
        return Some(Limit::Undecided(format!("{name} is compared with nothing")));
    }
    let test = &condition.operator.test;
    if key == "aws:sourceip" && *test == Test::IpAddress {
        return Some(source_ip::limit(values));
    }
    if key == "aws:sourceip" || !is_text_test(test) {
        let why = format!("S3 does not say whether this operator on {name} counts");
        return Some(Limit::Undecided(why));
    }
    let mut undecided = None;
    for value in values {
        match of_value(&key, value, test, version, on) {
            Limit::Fixed => {}
            Limit::Open(why) => {
                let value = quoted(value);
                return Some(Limit::Open(format!("{name} is compared with {value}, {why}")));
            }
            Limit::Undecided(why) => {
                let why = format!("{name} is compared with {}, {why}", quoted(value));
                undecided = undecided.or(Some(why));
            }
        }
    }
    Some(undecided.map_or(Limit::Fixed, Limit::Undecided))
}

fn of_value(key: &str, value: &str, test: &Test, version: Version, on: On) -> Limit {
    let open = |why: &str| Limit::Open(why.to_owned());
    let undecided = |why: &str| Limit::Undecided(why.to_owned());
    let form = form(value, test, version);
    // In the policy of an access point the key is always that of the access point itself.
    if key == "s3:dataaccesspointarn" && on == On::AccessPoint {
        return match form {
            Form::Fixed => undecided("and the page speaks of sets of access points only"),
            _ => open("a set of access points, in the policy of an access point"),
        };
    }
    let is_of_anonymous = ["aws:userid", "aws:principalaccount"].contains(&key);
    if is_of_anonymous && value.eq_ignore_ascii_case("anonymous") {
        return open("which it is in every request that nobody has signed");
    }
    if key == "aws:userid" && value.starts_with("AROA") && value.contains(':') {
        return open("which is of the pattern `AROLEID:*`");
    }
    match form {
        Form::Fixed => Limit::Fixed,
        Form::Doubtful => undecided("which holds a wildcard or a variable that is none here"),
        Form::Variable => open("which holds a variable"),
        Form::Wild => match key {
            "s3:dataaccesspointarn" if is_any_access_point(value) => Limit::Fixed,
            "s3:dataaccesspointarn" if account_of_arn(value).is_some() => {
                undecided("which leaves more open than the name of the access point")
            }
            "aws:principalarn" if account_of_arn(value).is_some() => {
                undecided("which is not fixed but for the account")
            }
            "aws:principalorgpaths" if has_fixed_organization(value) => {
                undecided("which is not fixed but for the organization")
            }
            _ => open("which is not a fixed value"),
        },
    }
}

/// How a value is written.
enum Form {
    Fixed,
    Wild,
    Variable,
    /// A `*` where it stands for itself, or `${` where there are no variables.
    Doubtful,
}

fn form(value: &str, test: &Test, version: Version) -> Form {
    let pattern = if has_wildcards(test) {
        Pattern::with_wildcards(value, version)
    } else {
        Pattern::without_wildcards(value, version)
    };
    if pattern.has_variable() {
        Form::Variable
    } else if pattern.pieces.iter().any(|piece| !matches!(piece, Piece::Text(_))) {
        Form::Wild
    } else if value.contains(['*', '?']) || value.contains("${") {
        Form::Doubtful
    } else {
        Form::Fixed
    }
}

/// Why an operator is met by requests without the key, or by all but some.
pub(in crate::access) fn lets_absent(operator: &Operator) -> Option<&'static str> {
    if operator.test == Test::Null {
        return Some("`Null` looks at no value");
    }
    if operator.test.is_negated() {
        return Some("its operator is negated");
    }
    if operator.if_exists {
        return Some("`IfExists` is met without the key");
    }
    (operator.quantifier == Some(Quantifier::ForAllValues))
        .then_some("`ForAllValues` is met without the key")
}

/// Whether an operator compares a text with the texts that it may be.
pub(in crate::access) fn is_text_test(test: &Test) -> bool {
    has_wildcards(test) || matches!(test, Test::StringEquals | Test::StringEqualsIgnoreCase)
}

/// Whether `*` is a wildcard to an operator.
pub(in crate::access) fn has_wildcards(test: &Test) -> bool {
    matches!(test, Test::StringLike | Test::ArnEquals | Test::ArnLike)
}

/// The account of an ARN or of a pattern of ARNs, where it is written out. A variable may hold colons,
/// and its name does: which part is the account cannot be told then.
pub(in crate::access) fn account_of_arn(arn: &str) -> Option<&str> {
    if arn.contains("${") {
        return None;
    }
    let account = arn.strip_prefix("arn:")?.split(':').nth(3)?;
    is_account(account).then_some(account)
}

/// Whether it is the 12 digits of an account.
pub(in crate::access) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// `o-…/` at the start, without a wildcard.
pub(in crate::access) fn has_fixed_organization(path: &str) -> bool {
    path.split_once('/').is_some_and(|(organization, _)| {
        organization.starts_with("o-") && !organization.contains(['*', '?', '$'])
    })
}

/// `arn:aws:s3:us-west-2:123456789012:accesspoint/*`: fixed but for the name.
fn is_any_access_point(arn: &str) -> bool {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let [head @ .., account, name] = parts.as_slice() else { return false };
    is_account(account)
        && head.len() == 4
        && head.iter().all(|part| !part.contains(['*', '?']))
        && name.starts_with("accesspoint/")
}
