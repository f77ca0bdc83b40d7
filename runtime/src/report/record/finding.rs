//! What one check said of one resource, and what became of it.

use serde::{Deserialize, Serialize};

use crate::gate::{BaselineEntry, Status};
use crate::run::Verdict;

/// A finding, written down. Its texts do nothing to a terminal, and long ones are cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FindingRecord {
    /// The same for the same check of the same resource in every run: 32 hexadecimal digits.
    pub fingerprint: String,
    /// The suite: `PACKAGE::TARGET`.
    pub suite: String,
    /// The check's path: `buckets::block_public_access`.
    pub check: String,
    /// The name of the case: the check's path, its values and its resource.
    pub test: String,
    /// The values of its parameters: `port=22,protocol=tcp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<String>,
    /// The kind that the check runs over: `AWS::S3::Bucket`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What it looked at.
    pub subject: SubjectRecord,
    /// The resource, where it looked at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceRecord>,
    /// The accounts of which it read something, where it looked at no single resource.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// Where resources could not be listed: `111122223333/eu-west-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What the check said.
    pub verdict: Verdict,
    /// What became of that.
    pub status: Status,
    /// Whether it breaks the build.
    pub breaks: bool,
    /// Why it does not pass, in words; empty where it passed or the failures say it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The place of the assertion: `tests/config.rs:12:5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// What was wrong before that and did not end the check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<FailureRecord>,
    /// The fact that was missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<UnknownRecord>,
    /// What the check read; empty where it passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<ReadRecord>,
    /// How many more it read that are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reads_omitted: usize,
    /// A digest of all that it read: a failure that changes has another one. Empty where it passed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// That the source was asked again, since it did not pass at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<SettledRecord>,
    /// The waiver that accepts it, or did until it expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverRecord>,
    /// The entry of the baseline that accepts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineRecord>,
    /// Where the baseline itself is judged: the entries that can be removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<BaselineEntry>,
}

/// What a check looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectRecord {
    /// A resource.
    Resource,
    /// All resources of its kind together.
    All,
    /// The whole snapshot.
    Snapshot,
    /// Resources that could not be listed.
    Unlisted,
    /// Nothing: there is none of which it speaks.
    Nothing,
    /// A waiver or the baseline itself: is it still needed?
    Gate,
}

/// A resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourceRecord {
    /// By which its API addresses it.
    pub id: String,
    /// Its Amazon Resource Name.
    pub arn: String,
    /// What people call it, where that is not its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The account that holds it.
    pub account: String,
    /// Its region, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Something that was wrong and did not end the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FailureRecord {
    /// The place of the assertion.
    pub location: String,
    /// What it said.
    pub message: String,
}

/// A fact that was not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UnknownRecord {
    /// Why not, in a word or two.
    pub reason: String,
    /// The operation that would have told: `s3:GetBucketVersioning`; empty where none would.
    pub operation: String,
    /// The error code that it answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The IAM action to grant, where granting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iam_action: Option<String>,
    /// All of it, in words.
    pub message: String,
}

/// One attribute that a check read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReadRecord {
    /// The id of the resource.
    pub resource: String,
    /// The attribute's method.
    pub attribute: String,
    /// What it was: JSON, or in words that it was not set or not known.
    pub value: String,
    /// The operation that told, when, and where that is recorded.
    pub provenance: String,
}

/// That what a check read was read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SettledRecord {
    /// How many times.
    pub readings: u32,
    /// How many seconds after the beginning of the run it was read for the last time; none where it
    /// never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// Whether the resource was gone by then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_gone: bool,
    /// Why the last time was not, where the source could not be asked: the finding is of the time
    /// before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A waiver, as the settings have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct WaiverRecord {
    /// Why it is accepted.
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Where it is tracked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The last day on which it holds, in UTC: `2027-03-31`.
    pub expires: String,
    /// Whether that day is over.
    #[serde(default, skip_serializing_if = "is_false")]
    pub expired: bool,
    /// Where it stands: `configtest.toml:12`.
    pub place: String,
}

/// An entry of the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BaselineRecord {
    /// The file.
    pub path: String,
    /// The day on which it was written, in UTC.
    pub since: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(value: &usize) -> bool {
    *value == 0
}
