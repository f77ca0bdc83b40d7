//! The objects of the format, as far as they are written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Finding<'a> {
    pub(super) schema_version: &'static str,
    pub(super) id: Cow<'a, str>,
    pub(super) product_arn: String,
    pub(super) product_name: &'static str,
    pub(super) company_name: &'static str,
    pub(super) region: &'a str,
    pub(super) generator_id: Cow<'a, str>,
    pub(super) aws_account_id: &'a str,
    pub(super) types: [&'static str; 1],
    pub(super) first_observed_at: &'a str,
    pub(super) last_observed_at: &'a str,
    pub(super) created_at: &'a str,
    pub(super) updated_at: &'a str,
    pub(super) severity: Severity,
    pub(super) title: Cow<'a, str>,
    pub(super) description: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation<'a>>,
    pub(super) product_fields: BTreeMap<String, Cow<'a, str>>,
    pub(super) resources: [Resource<'a>; 1],
    pub(super) compliance: Compliance<'a>,
    pub(super) workflow: Workflow,
    pub(super) record_state: &'static str,
    pub(super) finding_provider_fields: ProviderFields,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Severity {
    pub(super) label: &'static str,
    pub(super) original: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Remediation<'a> {
    pub(super) recommendation: Recommendation<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Recommendation<'a> {
    pub(super) text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Resource<'a> {
    pub(super) r#type: &'static str,
    pub(super) id: Cow<'a, str>,
    pub(super) partition: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Compliance<'a> {
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_requirements: Vec<Cow<'a, str>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Workflow {
    pub(super) status: &'static str,
}

/// What an import may change later.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ProviderFields {
    pub(super) severity: Severity,
    pub(super) types: [&'static str; 1],
}
