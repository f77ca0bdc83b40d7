//! OCSF 1.5.0: an array of Compliance Findings (class 2003) under the profile `cloud`, one a line.
//!
//! Every finding is there, passes too. `compliance.status_id` is what the check said: 1 passes, 3
//! fails, 0 cannot be judged, 99 has nothing to look at. The `status_id` of the finding is what
//! became of that: 1 new, 3 suppressed by a waiver or the baseline, 4 resolved where it passes, 0
//! unknown, 99 below the threshold. The schema has no limits of sizes; texts are cut at 4,000 bytes.
//! Gaps, and why the findings are not all, are findings of their own whose status is unknown.

mod event;
mod ids;
#[cfg(test)]
mod tests;
mod write;

pub(super) use write::write;
