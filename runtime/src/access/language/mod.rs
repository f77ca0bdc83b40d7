//! Sets of values, as conditions describe them: of texts, of addresses, of numbers.
//!
//! Everything here is exact. Where an exact answer would take too long, it is given up within a
//! [`Budget`], and never guessed. No state is kept between two questions: a term of theirs is freed
//! with them. (`aws-smt-strings` and other libraries of derivatives intern their terms for the life of
//! the process. That suits a solver that answers once and ends, and not a library that is asked again
//! and again. The globs of policies are also far simpler than regular expressions.)

mod addresses;
mod budget;
mod candidates;
mod glob;
mod intervals;
mod numbers;
mod plain;
mod relations;
mod search;
mod strings;

pub(crate) use addresses::Addresses;
pub(crate) use budget::{Budget, GivenUp};
pub(crate) use glob::Glob;
pub(crate) use numbers::{Number, Numbers};
pub(crate) use strings::Strings;
