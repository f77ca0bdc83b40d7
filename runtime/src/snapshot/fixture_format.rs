//! The files of a fixture, as serde reads and writes them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use super::CallLog;
use crate::resource::{Reason, Timestamp, Unknown};

/// The version of the format that this release writes, and the newest that it reads.
pub(super) const FORMAT_VERSION: u64 = 1;
/// The file that makes a folder a fixture.
pub const HEADER_FILE: &str = "snapshot.json";

/// `snapshot.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Header {
    pub(super) format_version: u64,
    pub(super) tool: String,
    pub(super) source: String,
    /// Whether it was made up: no account was asked, and what it does not hold is known not to exist.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) mock: bool,
    /// With what the digests are salted that stand for secrets; none where it is not to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) salt: Option<String>,
    pub(super) start: Moment,
    pub(super) end: Moment,
    pub(super) accounts: Vec<String>,
    pub(super) regions: Vec<String>,
    pub(super) operations: Vec<CallDoc>,
    /// The SHA-256 of each file as it was recorded.
    pub(super) files: BTreeMap<String, String>,
}

/// The part of `snapshot.json` that every version has.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Version {
    pub(super) format_version: u64,
    pub(super) tool: Option<String>,
}

/// A time in RFC 3339.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Moment(pub(super) Timestamp);

impl TryFrom<String> for Moment {
    type Error = humantime::TimestampError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Timestamp::parse(&text).map(Self)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.0.to_string()
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct CallDoc {
    operation: String,
    account: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    start: Moment,
    end: Moment,
    outcomes: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<UnknownDoc>,
}

impl From<&CallLog> for CallDoc {
    fn from(call: &CallLog) -> Self {
        Self {
            operation: call.operation.clone(),
            account: call.account.clone(),
            region: call.region.clone(),
            start: Moment(call.start),
            end: Moment(call.end),
            outcomes: call.outcomes.clone(),
            unknown: call.unknown.as_ref().map(UnknownDoc::from),
        }
    }
}

impl From<CallDoc> for CallLog {
    fn from(doc: CallDoc) -> Self {
        Self {
            operation: doc.operation,
            account: doc.account,
            region: doc.region,
            start: doc.start.0,
            end: doc.end.0,
            outcomes: doc.outcomes,
            unknown: doc.unknown.map(Unknown::from),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct UnknownDoc {
    reason: Reason,
    operation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_action: Option<String>,
}

impl From<&Unknown> for UnknownDoc {
    fn from(unknown: &Unknown) -> Self {
        let Unknown { reason, operation, code, message, iam_action } = unknown.clone();
        Self { reason, operation, code, message, iam_action }
    }
}

impl From<UnknownDoc> for Unknown {
    fn from(doc: UnknownDoc) -> Self {
        let UnknownDoc { reason, operation, code, message, iam_action } = doc;
        Self { reason, operation, code, message, iam_action }
    }
}

/// The part of a resource file that says what it holds.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Kind {
    pub(super) kind: String,
}

/// `ACCOUNT/REGION/KIND.json`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct KindFile<'a> {
    pub(super) kind: String,
    #[serde(borrow)]
    pub(super) resources: Vec<ResourceDoc<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct ResourceDoc<'a> {
    pub(super) id: String,
    pub(super) arn: String,
    #[serde(borrow)]
    pub(super) facets: Facets<'a>,
}

/// Exactly one member is there, raw for its place in the file.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct FacetDoc<'a> {
    #[serde(borrow)]
    pub(super) value: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) absent: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) unknown: Option<&'a RawValue>,
}

/// The facets of a resource. One that occurs twice, as a merge may leave it, is an error: which of
/// the two is true nobody knows.
pub(super) struct Facets<'a>(pub(super) Vec<(Name<'a>, FacetDoc<'a>)>);

/// The name of a facet, where it stands in the file if it stands there as it is.
#[derive(Deserialize)]
pub(super) struct Name<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Facets<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Facets<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object with one member per operation")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut facets: Vec<(Name<'_>, FacetDoc<'_>)> = Vec::new();
                while let Some(name) = map.next_key::<Name<'_>>()? {
                    let shown = &name.0;
                    if facets.iter().any(|(known, _)| known.0 == *shown) {
                        return Err(de::Error::custom(format!("`{shown}` is there twice")));
                    }
                    let facet = map.next_value().map_err(|error: A::Error| {
                        let error = error.to_string();
                        let what = error.split(" at line ").next().unwrap_or(&error);
                        de::Error::custom(format!("`{shown}`: {what}"))
                    })?;
                    facets.push((name, facet));
                }
                Ok(Facets(facets))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}
