//! What the selected checks need, carrying them out, and the findings.

mod carry_out;
mod digest;
mod evidence;
mod finding;
mod plan;

pub use carry_out::{carry_out, reads, verdict};
pub use evidence::{Evidence, ReadEvidence, cut};
pub use finding::{Finding, Verdict};
pub use plan::{everything, listings, needs, needs_among, what_is_held};
