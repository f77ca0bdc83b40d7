//! The concrete evaluator: a request and policies in, a decision out.
//!
//! Where AWS does not say what a request gets, or the request does not say enough, the answer is
//! unknown, with reasons.

mod arn;
mod asked;
mod compare;
mod condition;
mod decision;
mod glob;
mod policies;
mod principals;
mod statement;

pub(crate) use asked::{Asked, Truth};
pub(crate) use compare::{Date, boolean, range};
pub use decision::{By, Decision, Outcome, PolicyKind, Reason};
pub use policies::{Policies, ResourceKind};
pub(crate) use principals::CompiledPrincipals;
pub use statement::Compiled;

#[cfg(test)]
#[path = "statement_tests.rs"]
mod statement_tests;

#[cfg(test)]
#[path = "condition_tests.rs"]
mod condition_tests;

#[cfg(test)]
#[path = "policies_tests.rs"]
mod policies_tests;

#[cfg(test)]
#[path = "support_tests.rs"]
mod support;
