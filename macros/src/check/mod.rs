//! `check!`: a condition that shows what its parts were when it does not hold.

mod chain;
mod condition;
mod expand;
mod judge;
mod open;
mod part;
mod text;

pub(crate) use expand::expand;
