//! What the selected checks need, carrying them out, and the findings.

mod again;
mod carry_out;
mod digest;
mod evidence;
mod finding;
mod plan;
mod settle;

pub use carry_out::{carry_out, reads, verdict};
pub use evidence::{Evidence, ReadEvidence, cut};
pub use finding::{Finding, Settled, Verdict};
pub use plan::{everything, listings, needs, needs_among, what_is_held};
pub use settle::{Settling, Unsettled};
