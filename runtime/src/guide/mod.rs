//! The guide: how a suite of checks is written, run and kept.
//!
//! Each page stands alone; together they follow a suite from its first check into the gate before
//! production.
//!
//! 1. [`first_check`]: a suite in a few minutes, without an account.
//! 2. [`selecting`]: which checks run, over which resources, and what the tests are called.
//! 3. [`unknown`]: what happens where AWS does not tell, and what never passes.
//! 4. [`testing_checks`]: checks put to the test themselves, with resources built in code.
//! 5. [`fixtures`]: recordings of an account: made, compared, edited, published.
//! 6. [`live`]: reading the account itself: credentials, permissions, cache, cost.
//! 7. [`ci`]: in a pipeline: exit status, cargo-nextest, JUnit, GitHub Actions.
//! 8. [`gate`]: what breaks the build: thresholds, waivers, a baseline, reports.
#![cfg_attr(
    feature = "access",
    doc = "9. [`access`]: what policies really allow, with the feature of that name."
)]
//!
//! What the attribute takes is told at [`config_test`](macro@crate::config_test), and what there is
//! to ask of a resource at the types of [`s3`](crate::s3) and [`ec2`](crate::ec2).

// The pages are Markdown, readable where they stand: what they name in brackets is resolved by
// `links.md` here, and by the last lines of each page there.

#[doc = include_str!("links.md")]
#[doc = include_str!("first_check.md")]
pub mod first_check {}

#[doc = include_str!("links.md")]
#[doc = include_str!("selecting.md")]
pub mod selecting {}

#[doc = include_str!("links.md")]
#[doc = include_str!("unknown.md")]
pub mod unknown {}

#[doc = include_str!("links.md")]
#[doc = include_str!("testing_checks.md")]
pub mod testing_checks {}

#[doc = include_str!("links.md")]
#[doc = include_str!("fixtures.md")]
pub mod fixtures {}

#[doc = include_str!("links.md")]
#[doc = include_str!("live.md")]
pub mod live {}

#[doc = include_str!("links.md")]
#[doc = include_str!("ci.md")]
pub mod ci {}

#[doc = include_str!("links.md")]
#[doc = include_str!("gate.md")]
pub mod gate {}

#[cfg(feature = "access")]
#[doc = include_str!("access_links.md")]
#[doc = include_str!("access.md")]
pub mod access {}
