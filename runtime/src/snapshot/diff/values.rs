//! What differs between two answers of one operation, member by member.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::resource::Secret;
use crate::resource::shape::{Order, Structure, Type};

/// Members that tell the items of a list apart, the most telling first.
const KEYS: [&str; 14] = [
    "Key",
    "ID",
    "Id",
    "Sid",
    "DeviceName",
    "NetworkInterfaceId",
    "AttachmentId",
    "AssociationId",
    "RouteTableAssociationId",
    "NetworkAclAssociationId",
    "SubnetId",
    "OutsideIpAddress",
    "VersionNumber",
    "Name",
];
/// What is shown of a text that may hold a secret.
const HIDDEN: &str = "(a text that may hold a secret)";

/// Why two digests that differ say nothing.
const DIGESTS: &str = "digests stand for a secret, and the two are not salted alike";
/// Why a text and a digest say nothing of each other.
const TEXT_AND_DIGEST: &str = "one side keeps the text and the other a digest";

/// A member that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is: `Rules[0].Status`, `TagSet[Key=owner].Value`; `Groups[]` for an item of a list
    /// whose order says nothing.
    pub path: String,
    /// What the first snapshot says; none where it has no such member or item.
    pub before: Option<Value>,
    /// What the second one says.
    pub after: Option<Value>,
}

/// What was found in two answers.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) changes: Vec<Change>,
    /// The digests of secrets that cannot be compared, each with why not.
    pub(super) digests: Vec<(String, &'static str)>,
}

/// Compares two answers, as `of` describes them. Digests compare where the two have one salt.
pub(super) fn differences(
    of: Option<Type>,
    before: &Value,
    after: &Value,
    one_salt: bool,
) -> Found {
    let mut comparing = Comparing { found: Found::default(), one_salt };
    comparing.values("", of, before, after);
    comparing.found
}

struct Comparing {
    found: Found,
    one_salt: bool,
}

impl Comparing {
    fn values(&mut self, path: &str, of: Option<Type>, before: &Value, after: &Value) {
        if before == after {
            return;
        }
        match (of, before, after) {
            (Some(Type::Secret), Value::String(before), Value::String(after)) => {
                self.secrets(path, before, after);
            }
            (of, Value::Object(before), Value::Object(after)) => {
                self.members(path, of, before, after);
            }
            (of, Value::Array(before), Value::Array(after)) => {
                let (item, order) = match of {
                    Some(Type::List(item, order)) => (Some(*item), order),
                    // Nobody knows whether the order of these says something.
                    _ => (None, Order::Kept),
                };
                match order {
                    Order::Any => self.sets(path, item, before, after),
                    Order::Kept if before.len() == after.len() => {
                        for (position, (before, after)) in before.iter().zip(after).enumerate() {
                            self.values(&format!("{path}[{position}]"), item, before, after);
                        }
                    }
                    Order::Kept => {
                        let whole = |items: &[Value]| Value::Array(items.to_vec());
                        self.change(path, of, Some(&whole(before)), Some(&whole(after)));
                    }
                }
            }
            // A policy is a text whose layout says nothing.
            (Some(Type::String) | None, Value::String(before_text), Value::String(after_text)) => {
                match (document(before_text), document(after_text)) {
                    (Some(before), Some(after)) => self.values(path, None, &before, &after),
                    _ => self.change(path, of, Some(before), Some(after)),
                }
            }
            _ => self.change(path, of, Some(before), Some(after)),
        }
    }

    fn members(
        &mut self,
        path: &str,
        of: Option<Type>,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
    ) {
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names {
            let path = match path {
                "" => name.clone(),
                path => format!("{path}.{name}"),
            };
            let of = of.and_then(|of| member_of(of, name));
            match (before.get(name), after.get(name)) {
                (Some(before), Some(after)) => self.values(&path, of, before, after),
                (before, after) => self.change(&path, of, before, after),
            }
        }
    }

    /// Items in any order: those that are equal are the same, and so are those of the same name.
    fn sets(&mut self, path: &str, of: Option<Type>, before: &[Value], after: &[Value]) {
        let mut after: Vec<&Value> = after.iter().collect();
        let mut gone = Vec::new();
        for (position, item) in before.iter().enumerate() {
            match after.iter().position(|other| *other == item) {
                Some(found) => {
                    after.swap_remove(found);
                }
                None => gone.push((position, item)),
            }
        }
        after.sort_by_key(|item| item.to_string());
        self.sets_but_for_secrets(path, of, &mut gone, &mut after);
        let is_structure = matches!(of, Some(Type::Structure(_)));
        // One item that became another one is the same item with other members.
        if let ([(position, before)], [after], true) = (&gone[..], &after[..], is_structure) {
            let key =
                KEYS.iter().find_map(|key| Some((key, text(before, key)?, text(after, key)?)));
            let path = match key {
                Some((key, before, after)) if before == after => format!("{path}[{key}={before}]"),
                Some(_) => {
                    self.change(&format!("{path}[]"), of, Some(before), None);
                    self.change(&format!("{path}[]"), of, None, Some(after));
                    return;
                }
                None => format!("{path}[{position}]"),
            };
            return self.values(&path, of, before, after);
        }
        let all_gone: Vec<&Value> = gone.iter().map(|(_, item)| *item).collect();
        let key = KEYS
            .iter()
            .find(|key| is_structure && all_named(&all_gone, key) && all_named(&after, key));
        let mut named: BTreeMap<String, (Option<&Value>, Option<&Value>)> = BTreeMap::new();
        let path_of_item = format!("{path}[]");
        match key {
            Some(key) => {
                for (_, item) in &gone {
                    named.entry(text(item, key).unwrap_or_default()).or_default().0 = Some(item);
                }
                for item in &after {
                    named.entry(text(item, key).unwrap_or_default()).or_default().1 = Some(item);
                }
                for (name, items) in named {
                    match items {
                        (Some(before), Some(after)) => {
                            self.values(&format!("{path}[{key}={name}]"), of, before, after);
                        }
                        (before, after) => self.change(&path_of_item, of, before, after),
                    }
                }
            }
            None => {
                for (_, item) in gone {
                    self.change(&path_of_item, of, Some(item), None);
                }
                for item in after {
                    self.change(&path_of_item, of, None, Some(item));
                }
            }
        }
    }

    fn secrets(&mut self, path: &str, before: &str, after: &str) {
        let is_digest = |text: &str| Secret::new(text).is_redacted();
        match (is_digest(before), is_digest(after)) {
            (true, true) if self.one_salt => {}
            (false, false) => {}
            (true, true) => return self.found.digests.push((path.to_owned(), DIGESTS)),
            _ => return self.found.digests.push((path.to_owned(), TEXT_AND_DIGEST)),
        }
        let shown = |text: &str| match is_digest(text) {
            true => Some(Value::from(text)),
            false => Some(Value::from(HIDDEN)),
        };
        let (before, after) = (shown(before), shown(after));
        self.found.changes.push(Change { path: path.to_owned(), before, after });
    }

    /// Takes out the items that are equal but for their secrets. They are the same items.
    fn sets_but_for_secrets(
        &mut self,
        path: &str,
        of: Option<Type>,
        gone: &mut Vec<(usize, &Value)>,
        after: &mut Vec<&Value>,
    ) {
        let Some(of) = of else { return };
        let blank = |item: &Value| {
            let mut item = item.clone();
            crate::resource::redact(of, &mut item, &|_, _| Some(String::new()));
            item
        };
        let mut blanks: Vec<(Value, &Value)> =
            after.iter().map(|item| (blank(item), *item)).collect();
        gone.retain(|(position, item)| {
            let blanked = blank(item);
            match blanks.iter().position(|(other, _)| *other == blanked) {
                Some(found) => {
                    let (_, other) = blanks.remove(found);
                    let key = KEYS.iter().find_map(|key| Some((key, text(item, key)?)));
                    let path = match key {
                        Some((key, name)) => format!("{path}[{key}={name}]"),
                        None => format!("{path}[{position}]"),
                    };
                    self.values(&path, Some(of), item, other);
                    false
                }
                None => true,
            }
        });
        *after = blanks.into_iter().map(|(_, item)| item).collect();
    }

    fn change(
        &mut self,
        path: &str,
        of: Option<Type>,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let shown = |value: Option<&Value>| value.map(|value| without_secrets(of, value.clone()));
        let (before, after) = (shown(before), shown(after));
        self.found.changes.push(Change { path: path.to_owned(), before, after });
    }
}

/// The value with a word in place of every secret that is no digest.
pub(super) fn without_secrets(of: Option<Type>, mut value: Value) -> Value {
    if let Some(of) = of {
        let hide =
            |_: &str, text: &str| (!Secret::new(text).is_redacted()).then(|| HIDDEN.to_owned());
        crate::resource::redact(of, &mut value, &hide);
    }
    value
}

fn member_of(of: Type, name: &str) -> Option<Type> {
    let Type::Structure(Structure { members, .. }) = of else { return None };
    members.iter().find(|member| member.name == name).map(|member| member.of)
}

/// Whether that member gives each of the items a name of its own.
fn all_named(items: &[&Value], member: &str) -> bool {
    let mut names = BTreeSet::new();
    items.iter().all(|item| text(item, member).is_some_and(|name| names.insert(name)))
}

/// What a member of an item says: a text, or a number.
fn text(item: &Value, member: &str) -> Option<String> {
    match item.get(member)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The document that a text holds, if it holds one.
fn document(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    serde_json::from_str(text).ok()
}
