//! What the tests of several formats need.

use serde_json::Value;

use super::super::results::{Results, sample};
use crate::gate::Status;
use crate::resource::is_active;

/// That many failures of one check, over two accounts and a region or none.
pub(super) fn many(findings: usize) -> Results {
    let mut results = sample::results();
    let check = results.findings[0].check.clone();
    results.findings = (0..findings)
        .map(|number| {
            let name = format!("bucket-{number:06}");
            let mut finding = sample::failing(sample::finding(&check, &name, Status::Fail));
            if let Some(resource) = &mut finding.resource
                && number % 3 == 0
            {
                resource.account = "444455556666".to_owned();
                resource.region = None;
            }
            finding
        })
        .collect();
    results
}

/// Whether a text of it, once it is read again, does something to whoever shows it.
pub(super) fn acts(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(is_active),
        Value::Array(items) => items.iter().any(acts),
        Value::Object(members) => {
            members.iter().any(|(name, value)| name.contains(is_active) || acts(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
