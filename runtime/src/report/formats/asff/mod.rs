//! AWS Security Finding Format (schema version 2018-10-08), in batches for BatchImportFindings.
//!
//! Each line is a JSON array that is one batch: at most 100 findings of one account and region, as
//! the call has to be made in that account and to that region. It is fed with
//!
//! ```sh
//! while IFS= read -r batch; do
//!     region=$(printf '%s' "$batch" | jq -r '.[0].Region')
//!     printf '%s' "$batch" |
//!         aws securityhub batch-import-findings --region "$region" --findings file:///dev/stdin
//! done <findings.asff
//! ```
//!
//! with the credentials of `.[0].AwsAccountId`. A finding of several accounts is imported to the
//! first, and its `ProductFields` name them all. What has no region is imported to the one that is
//! home to what is global. Passes are there, so that Security Hub learns that a failure is mended.
//! `Workflow` is taken when a finding is imported first: who waives it later sets it with
//! BatchUpdateFindings; `ProductFields` say at every import what became of the finding.
//!
//! Of each suite and account there is one finding on the run itself: it passes where everything was
//! judged, and is not available where there are gaps or only a part was judged.
//!
//! Limits kept: 100 findings and 6 MB of a batch, 240 KB of a finding, 256 characters of a title,
//! 1,024 of a description, 512 of a recommendation, of an id and of a generator, 32 requirements, 50
//! product fields of 128 and 2,048 characters. All are counted in bytes of UTF-8.

mod batch;
mod finding;
mod kinds;
mod object;
#[cfg(test)]
mod tests;
mod write;

pub(super) use write::write;
