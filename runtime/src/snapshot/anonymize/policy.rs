//! Policies: JSON in a text.

use serde_json::{Map, Value};

use super::names::Names;
use super::texts::{tag_key, text};

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
                (if is_known { name } else { text(names, &name) }, value)
            };
            members.into_iter().map(member).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| element(names, name, item)).collect(),
        Value::String(word) if KEPT.contains(&name) && is_word(&word) => word.into(),
        Value::String(word) if name == "Federated" && PROVIDERS.contains(&word.as_str()) => {
            word.into()
        }
        Value::String(original) => text(names, &original).into(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
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
        (if is_operator { operator } else { text(names, &operator) }, keys)
    };
    operators.into_iter().map(operator).collect()
}

/// The replacement of what a condition or a variable asks for: `aws:ResourceTag/owner`.
pub(super) fn condition_key(names: &mut Names, key: &str) -> String {
    for tags in TAGS {
        let is_alike = key.get(..tags.len()).is_some_and(|start| start.eq_ignore_ascii_case(tags));
        if let (true, Some((start, tag))) = (is_alike, key.split_once('/')) {
            return format!("{start}/{}", tag_key(names, tag));
        }
    }
    match key.split_once(':') {
        Some((service, name)) if is_word(service) && is_word(name) && !service.contains('.') => {
            key.to_owned()
        }
        _ => text(names, key),
    }
}

fn condition_values(names: &mut Names, operator: &str, values: Value) -> Value {
    match values {
        Value::Array(items) => {
            items.into_iter().map(|item| condition_values(names, operator, item)).collect()
        }
        Value::String(value)
            if ["Numeric", "Date", "Bool", "Null"].iter().any(|of| operator.contains(of)) =>
        {
            value.into()
        }
        other => element(names, "", other),
    }
}

/// Whether it is of one piece, and names nobody: an action, a service, a version.
fn is_word(text: &str) -> bool {
    let of_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:*?_".contains(&byte);
    let has_account = text.bytes().filter(u8::is_ascii_digit).count() >= 12;
    !text.starts_with("arn:") && !has_account && text.bytes().all(of_word)
}
