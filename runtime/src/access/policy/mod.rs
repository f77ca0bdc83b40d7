//! Policy documents.

mod error;
mod form;
mod json;
mod model;
mod operator;
mod parts;
mod read;
mod unknown;
mod words;
mod write;

pub use error::{PolicyError, PolicyFault};
pub use form::UnknownElement;
pub use model::{
    Condition, Effect, Place, Policy, PrincipalEntry, PrincipalKind, Principals, Statement, Texts,
    Version,
};
pub use operator::{Operator, Quantifier, Test};
pub use unknown::{Unknown, UnknownKind};
