//! The objects of OCSF, as far as they are written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

/// A Compliance Finding.
#[derive(Debug, Serialize)]
pub(super) struct Event<'a> {
    #[serde(flatten)]
    pub(super) header: Header<'a>,
    pub(super) severity_id: u8,
    pub(super) severity: &'static str,
    pub(super) status_id: u8,
    pub(super) status: &'static str,
    pub(super) status_code: &'static str,
    pub(super) status_detail: Cow<'static, str>,
    pub(super) message: Cow<'static, str>,
    pub(super) finding_info: FindingInfo<'a>,
    pub(super) compliance: Compliance<'a>,
    pub(super) cloud: Cloud<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) resources: Vec<Resource<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidences: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unmapped: Option<Unmapped<'a>>,
}

/// What is the same of all of them.
#[derive(Debug, Serialize)]
pub(super) struct Header<'a> {
    class_uid: u16,
    class_name: &'static str,
    category_uid: u8,
    category_name: &'static str,
    activity_id: u8,
    activity_name: &'static str,
    type_uid: u32,
    type_name: &'static str,
    time: u64,
    metadata: Metadata<'a>,
}

impl<'a> Header<'a> {
    /// A finding that was made at that time, in milliseconds since 1970, by that release.
    pub(super) fn new(time: u64, version: Cow<'a, str>) -> Self {
        Self {
            class_uid: 2003,
            class_name: "Compliance Finding",
            category_uid: 2,
            category_name: "Findings",
            activity_id: 1,
            activity_name: "Create",
            type_uid: 200_301,
            type_name: "Compliance Finding: Create",
            time,
            metadata: Metadata {
                version: "1.5.0",
                profiles: ["cloud"],
                product: Product { name: "configtest", vendor_name: "configtest", version },
            },
        }
    }
}

#[derive(Debug, Serialize)]
struct Metadata<'a> {
    version: &'static str,
    profiles: [&'static str; 1],
    product: Product<'a>,
}

#[derive(Debug, Serialize)]
struct Product<'a> {
    name: &'static str,
    vendor_name: &'static str,
    version: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingInfo<'a> {
    pub(super) uid: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) desc: Option<Cow<'a, str>>,
    pub(super) created_time: u64,
    pub(super) analytic: Analytic<'a>,
}

/// The check.
#[derive(Debug, Serialize)]
pub(super) struct Analytic<'a> {
    uid: Cow<'a, str>,
    name: Cow<'a, str>,
    type_id: u8,
    r#type: &'static str,
}

impl<'a> Analytic<'a> {
    pub(super) fn rule(uid: Cow<'a, str>, name: Cow<'a, str>) -> Self {
        Self { uid, name, type_id: 1, r#type: "Rule" }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Compliance<'a> {
    pub(super) status_id: u8,
    pub(super) status: &'static str,
    pub(super) standards: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) requirements: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) checks: Vec<Check<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Check<'a> {
    pub(super) uid: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
    pub(super) standards: Vec<Cow<'a, str>>,
    pub(super) status_id: u8,
    pub(super) status: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Cloud<'a> {
    provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<Account<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Cow<'a, str>>,
}

#[derive(Debug, Serialize)]
struct Account<'a> {
    uid: Cow<'a, str>,
    type_id: u8,
    r#type: &'static str,
}

impl<'a> Cloud<'a> {
    pub(super) fn new(account: Option<Cow<'a, str>>, region: Option<Cow<'a, str>>) -> Self {
        let account = account.map(|uid| Account { uid, type_id: 10, r#type: "AWS Account" });
        Self { provider: "AWS", account, region }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Resource<'a> {
    pub(super) uid: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) r#type: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Cow<'a, str>>,
    pub(super) cloud_partition: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Remediation<'a> {
    pub(super) desc: Cow<'a, str>,
}

/// An attribute that the check read.
#[derive(Debug, Serialize)]
pub(super) struct Evidence<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) data: BTreeMap<&'static str, Cow<'a, str>>,
}

/// What the schema has no name for.
#[derive(Debug, Serialize)]
pub(super) struct Unmapped<'a> {
    pub(super) breaks: bool,
    pub(super) line: u32,
    pub(super) reads_omitted: usize,
    #[serde(flatten)]
    pub(super) words: BTreeMap<&'static str, Cow<'a, str>>,
}
