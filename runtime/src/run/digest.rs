//! What tells whether a failure is still the same: a digest of what the check read.

use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::resource::trace::{Read, Trace};
use crate::resource::{KindSpec, Outcome, redact};
use crate::snapshot::Snapshot;

/// The digest of what was read, whenever and from wherever: the same for a recording and the account
/// that it is of. Orders do not count, of reads as of lists: AWS promises none. What may hold a secret
/// counts as one, whatever it is. Empty where nothing was read.
///
/// Of a kind at which the check looked as a whole and of which it read no attribute, it counts which
/// resources there are.
pub(super) fn digest(trace: &Trace, snapshot: &Snapshot) -> String {
    let Trace { reads, listings, .. } = trace;
    let is_unread =
        |kind: &&&KindSpec| !reads.iter().any(|read| read.resource.spec().name == kind.name);
    let listed = listings.iter().filter(is_unread).flat_map(|kind| {
        let view = snapshot.view(kind);
        let arns = view.cores.iter().map(|core| core.identity().arn.clone());
        arns.chain([kind.name.to_owned()]).collect::<Vec<String>>()
    });
    let mut facts: Vec<String> = reads.iter().map(fact).chain(listed).collect();
    if facts.is_empty() {
        return String::new();
    }
    facts.sort();
    facts.dedup();
    let mut hash = Sha256::new();
    for fact in facts {
        hash.update(fact.len().to_le_bytes());
        hash.update(fact);
    }
    let mut text = String::with_capacity(32);
    for byte in hash.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The accounts of which something was read, sorted.
pub(super) fn accounts(reads: &[Read]) -> Vec<String> {
    let mut accounts: Vec<String> = Vec::new();
    for read in reads {
        let account = &read.resource.identity().account;
        if let Err(position) = accounts.binary_search(account) {
            accounts.insert(position, account.clone());
        }
    }
    accounts
}

fn fact(read: &Read) -> String {
    let identity = read.resource.identity();
    let value = match &read.resource.stored(read.operation).outcome {
        Outcome::Value(json) => value(json, read),
        Outcome::Absent(_) => "absent".to_owned(),
        Outcome::Unknown(_) => "unknown".to_owned(),
    };
    let operation = read.operation.qualified();
    [&identity.account, &identity.arn, &operation, read.member, &value]
        .map(|part: &str| part)
        .join("\n")
}

fn value(json: &str, read: &Read) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(json) else { return json.to_owned() };
    if let Some(of) = read.resource.spec().type_of(read.operation) {
        redact(of, &mut value, &|_, _| Some("secret".to_owned()));
    }
    match read.member {
        "" => canonical(&value),
        member => value.get(member).map(canonical).unwrap_or_default(),
    }
}

/// JSON with its members sorted, and its lists too.
fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(canonical).collect();
            items.sort();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                format!("{}:{}", Value::from(name.as_str()), canonical(value))
            };
            let mut members: Vec<String> = members.iter().map(member).collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::resource::trace::during;
    use crate::{Tag, ec2, s3};

    fn digest_of(body: impl FnOnce()) -> String {
        digest(&during(body).1, &Snapshot::mock())
    }

    fn tags(of: &[(&str, &str)]) -> Vec<Tag> {
        of.iter().map(|(key, value)| Tag::new(*key, *value)).collect()
    }

    #[test]
    fn what_was_read_counts_and_its_order_does_not() {
        let bucket =
            |tags_of: &[(&str, &str)]| s3::Bucket::mock("acme-logs").with_tags(tags(tags_of));
        let (one, other) = (bucket(&[("a", "1"), ("b", "2")]), bucket(&[("b", "2"), ("a", "1")]));
        let read = |bucket: &s3::Bucket| {
            digest_of(|| {
                let _ = bucket.tags();
            })
        };
        assert_eq!(read(&one), read(&other));
        assert_eq!(read(&one).len(), 32);
        assert_ne!(read(&one), read(&bucket(&[("a", "1"), ("b", "3")])));
        let both = |first: &dyn Fn(), second: &dyn Fn()| {
            digest_of(|| {
                first();
                second();
            })
        };
        let (tags, versioning) = (
            || {
                let _ = one.tags();
            },
            || {
                let _ = one.versioning();
            },
        );
        assert_eq!(both(&tags, &versioning), both(&versioning, &tags));
        assert_ne!(read(&one), both(&tags, &versioning), "more was read");
        assert_eq!(digest_of(|| ()), "", "nothing was read");
    }

    #[test]
    fn another_resource_is_another_failure() {
        let read = |id: &str| {
            let bucket = s3::Bucket::mock(id);
            digest_of(|| {
                let _ = bucket.versioning();
            })
        };
        assert_ne!(read("acme-logs"), read("acme-web"));
    }

    #[test]
    fn of_what_was_only_counted_it_counts_what_is_there() {
        let counted = |ids: &[&str]| {
            let of = |snapshot: Snapshot, id: &&str| snapshot.with(s3::Bucket::mock(*id));
            let snapshot = ids.iter().fold(Snapshot::mock(), of);
            let body = || {
                let _ = snapshot.all::<s3::Bucket>().len();
            };
            digest(&during(body).1, &snapshot)
        };
        assert_ne!(counted(&["a", "b"]), counted(&["a", "b", "c"]));
        assert_ne!(counted(&["a", "b"]), counted(&["a", "c"]));
        assert_eq!(counted(&["a", "b"]), counted(&["b", "a"]));
        assert_ne!(counted(&[]), "");
    }

    #[test]
    fn a_secret_counts_as_one_whatever_it_is() {
        let read = |instance: &ec2::Instance| {
            digest_of(|| {
                let _ = instance.user_data();
            })
        };
        let instance = ec2::Instance::mock("i-1");
        let with = |text: &str| instance.clone().with_user_data(Secret::new(text));
        assert_eq!(read(&with("hunter2")), read(&with("hunter3")));
        assert_ne!(read(&with("hunter2")), read(&instance));
    }
}
