//! End-to-end tests: real cargo, real nextest, the real program, and moto as the AWS API.
//!
//! What they need and the machine lacks they install below the target folder; what they cannot
//! install fails them, with the way to get it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]
#![expect(clippy::disallowed_methods, reason = "what the tests start gets a cleaned environment")]

mod accounts;
mod agreement;
mod anonymize;
mod bad_input;
mod cache;
mod diff;
mod examples_ci;
mod expected;
mod faults;
mod gate;
mod hand_over;
mod init;
mod libtest;
mod lints;
mod live;
mod many;
mod model;
mod needs;
mod outcomes;
mod policy;
mod quickstart;
mod record;
mod reports;
mod reports_hostile;
mod reports_merged;
mod runners;
mod settle;
mod sharding;
mod sharing;
mod signatures;
mod support;
mod traps;
mod unknown;
mod verify;
