//! Policy documents.

mod model;
mod operator;

pub use model::{
    Condition, Effect, Place, Policy, PrincipalEntry, PrincipalKind, Principals, Statement, Texts,
    Version,
};
pub use operator::{Operator, Quantifier, Test};
