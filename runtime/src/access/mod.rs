//! What policies allow, without asking AWS: documents, requests, and the questions about them.

#[expect(unused_imports, reason = "the symbolic questions are what asks it")]
#[cfg_attr(not(test), expect(dead_code, reason = "the symbolic questions are what asks it"))]
mod language;
mod pattern;
mod policy;
mod request;

pub(crate) use pattern::{Pattern, Piece};
pub use policy::{
    Condition, Effect, Operator, Place, Policy, PrincipalEntry, PrincipalKind, Principals,
    Quantifier, Statement, Test, Texts, Version,
};
pub use request::{ContextValue, Principal, Request};
