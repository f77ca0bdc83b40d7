//! What policies allow, without asking AWS: documents, requests, and the questions about them.

mod evaluate;
mod keys;
#[expect(unused_imports, reason = "the symbolic questions are what asks it")]
#[cfg_attr(not(test), expect(dead_code, reason = "the symbolic questions are what asks it"))]
mod language;
mod pattern;
mod policy;
mod request;

pub use evaluate::{By, Compiled, Decision, Outcome, Policies, PolicyKind, Reason, ResourceKind};
pub use keys::Key;
pub(crate) use keys::KeyName;
pub(crate) use pattern::{Pattern, Piece};
pub use policy::{
    Condition, Effect, Operator, Place, Policy, PolicyError, PolicyFault, PrincipalEntry,
    PrincipalKind, Principals, Quantifier, Statement, Test, Texts, Unknown, UnknownElement,
    UnknownKind, Version,
};
pub use request::{ContextValue, Principal, Request};
