//! Policies: JSON in a text.

use serde_json::{Map, Value};

use super::names::Names;
use super::texts::{is_number, is_time, tag_key, text};

/// The elements of a policy's language.
const ELEMENTS: [&str; 19] = [
    "AWS",
    "Action",
    "CanonicalUser",
    "Condition",
    "Effect",
    "Federated",
    "Id",
    "NotAction",
    "NotPrincipal",
    "NotResource",
    "Principal",
    "Resource",
    "Service",
    "Sid",
    "Statement",
    "Version",
    "Allow",
    "Deny",
    "*",
];
/// Those whose values are words of AWS.
const KEPT: [&str; 5] = ["Action", "Effect", "NotAction", "Service", "Version"];
/// Services that conditions ask: nobody else's words are kept.
const SERVICES: [&str; 16] = [
    "aws",
    "dynamodb",
    "ec2",
    "elasticloadbalancing",
    "iam",
    "kms",
    "lambda",
    "logs",
    "organizations",
    "rds",
    "s3",
    "s3express",
    "secretsmanager",
    "sns",
    "sqs",
    "sts",
];
/// How many digits name an account.
const ACCOUNT_DIGITS: usize = 12;
/// Providers of identities that everybody uses.
const PROVIDERS: [&str; 4] = [
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "graph.facebook.com",
    "www.amazon.com",
];
/// What tags are asked for by.
const TAGS: [&str; 8] = [
    "aws:PrincipalTag/",
    "aws:RequestTag/",
    "aws:ResourceTag/",
    "ec2:ResourceTag/",
    "iam:ResourceTag/",
    "s3:BucketTag/",
    "s3:ExistingObjectTag/",
    "s3:RequestObjectTag/",
];

/// The replacement of the value of a member that holds a policy.
pub(super) fn policy(names: &mut Names, original: &str) -> String {
    document(names, original).unwrap_or_else(|| text(names, original))
}

/// The replacement of a text that is a JSON object; none where it is not.
pub(super) fn document(names: &mut Names, original: &str) -> Option<String> {
    if !original.trim_start().starts_with('{') {
        return None;
    }
    let document: Value = serde_json::from_str(original).ok()?;
    document.is_object().then(|| element(names, "", document).to_string())
}

fn element(names: &mut Names, name: &str, value: Value) -> Value {
    match value {
        Value::Object(members) if name == "Condition" => conditions(names, members).into(),
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| {
                let value = element(names, &name, value);
                let is_known = ELEMENTS.contains(&name.as_str());
                (if is_known { name } else { inside(names, &name) }, value)
            };
            members.into_iter().map(member).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| element(names, name, item)).collect(),
        Value::String(word) if KEPT.contains(&name) && is_word(&word) => word.into(),
        Value::String(word) if name == "Federated" && PROVIDERS.contains(&word.as_str()) => {
            word.into()
        }
        Value::String(original) => inside(names, &original).into(),
        // An account may be written as a number.
        Value::Number(number) if digits(&number.to_string()) >= ACCOUNT_DIGITS => {
            let account = names.account(&number.to_string());
            account.parse::<u64>().map_or_else(|_| account.into(), Value::from)
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}

/// The replacement of a text of a policy, which may have variables in it: `${aws:username}`.
fn inside(names: &mut Names, original: &str) -> String {
    let variable = original.split_once("${").and_then(|(before, rest)| {
        let (variable, after) = rest.split_once('}')?;
        Some((before, variable, after))
    });
    let Some((before, variable, after)) = variable else { return text(names, original) };
    let (before, after) = (inside(names, before), inside(names, after));
    format!("{before}${{{}}}{after}", condition_key(names, variable))
}

/// By operator, key and values.
fn conditions(names: &mut Names, operators: Map<String, Value>) -> Map<String, Value> {
    let operator = |(operator, keys): (String, Value)| {
        let keys = match keys {
            Value::Object(keys) => {
                let key = |(key, values): (String, Value)| {
                    let values = condition_values(names, &operator, values);
                    (condition_key(names, &key), values)
                };
                Value::Object(keys.into_iter().map(key).collect())
            }
            other => element(names, "", other),
        };
        let is_operator = operator.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b':');
        (if is_operator { operator } else { inside(names, &operator) }, keys)
    };
    operators.into_iter().map(operator).collect()
}

/// The replacement of what a condition or a variable asks for: `aws:ResourceTag/owner`.
fn condition_key(names: &mut Names, key: &str) -> String {
    for tags in TAGS {
        let is_alike = key.get(..tags.len()).is_some_and(|start| start.eq_ignore_ascii_case(tags));
        if let (true, Some((start, tag))) = (is_alike, key.split_once('/')) {
            return format!("{start}/{}", tag_key(names, tag));
        }
    }
    let Some((service, asked)) = key.split_once(':') else { return text(names, key) };
    // What stands behind the name of a key is somebody's: `kms:EncryptionContext:project`.
    let length = asked.find([':', '/']).unwrap_or(asked.len());
    let (name, rest) = asked.split_at(length);
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !SERVICES.contains(&service) || !is_name || digits(name) >= ACCOUNT_DIGITS {
        return text(names, key);
    }
    match (rest.get(..1), rest.get(1..)) {
        (Some(separator), Some(rest)) => {
            format!("{service}:{name}{separator}{}", tag_key(names, rest))
        }
        _ => key.to_owned(),
    }
}

fn condition_values(names: &mut Names, operator: &str, values: Value) -> Value {
    match values {
        Value::Array(items) => {
            items.into_iter().map(|item| condition_values(names, operator, item)).collect()
        }
        Value::String(value)
            if ["Numeric", "Date", "Bool", "Null"].iter().any(|of| operator.contains(of))
                && is_plain(&value) =>
        {
            value.into()
        }
        other => element(names, "", other),
    }
}

/// Whether it is a number, a date or a boolean.
fn is_plain(value: &str) -> bool {
    let is_boolean = ["true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word));
    let number = value.strip_prefix('-').unwrap_or(value);
    is_boolean || is_number(number) || is_time(value)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether it is of one piece, and names nobody: an action, a service, a version.
fn is_word(text: &str) -> bool {
    let of_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:*?_".contains(&byte);
    let has_account = digits(text) >= ACCOUNT_DIGITS;
    !text.starts_with("arn:") && !has_account && text.bytes().all(of_word)
}
