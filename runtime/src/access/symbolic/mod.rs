//! The symbolic engine: is there a request that these policies treat so?
//!
//! # What is searched for
//!
//! A policy allows a request if an `Allow` matches it and no `Deny` does. A request that a policy `new` allows
//! and a policy `existing` does not is, for some `Allow` of `new`, one that matches it and no `Deny` of `new`,
//! and that matches no `Allow` of `existing`, or some `Deny` of it.
//!
//! That a statement matches is a conjunction, of what it asks of the principal, the action, the resource and the
//! keys of the context; that it does not match, a disjunction. So the search ([`search`]) is that of a solver for
//! propositional logic: it takes what must be, branches over the disjunction with the fewest ways, and turns back
//! as soon as nothing is left of a dimension. What is left of a dimension is a set ([`domain`]): of texts,
//! addresses or numbers, and whether it may be absent. What a literal leaves of a set is worked out once
//! ([`space`]).
//!
//! Principals are told apart first ([`classes`]): anonymous, each one that a policy names, and those that none
//! names, by kind. Within a class, whether a statement names the principal is the same for all, and the keys that
//! follow from the principal are constraints like others ([`key_rules`]). What other keys have to do with each
//! other is asked as well ([`ties`]).
//!
//! # What is exact and what is not
//!
//! Whatever is not exact lets too much through, so that the absence of a request is always certain. What it finds
//! is put to the concrete evaluator before anyone hears of it; where that does not confirm it, and the rest of the
//! search finds nothing either, the answer is unknown. Not exact are:
//!
//! - Variables in patterns, where the class does not say their value. A pattern with one is taken to match as much
//!   as with `*` instead where it has to match, and as little as nothing where it has not to; but a value never
//!   both matches and misses the same pattern. Where the search finds something so, it is repeated with values
//!   for the variables, exactly.
//! - Tests that are not understood: unknown operators, values that are none of their kind, and tests that compare
//!   the values of one key in different ways. Each is met or not, as one likes, but the same in both policies.
//! - Sets that take too much work to be told from the empty one.
//!
//! Wildcards in the first five parts of an ARN do not match a colon here, although the documentation of AWS says
//! that one at the end of a part may: it is not how AWS compares policies.

mod classes;
mod compile;
mod domain;
mod engine;
mod key_rules;
mod keys;
mod patterns;
mod search;
mod space;
mod ties;
mod witness;

pub(crate) use classes::{Account, Class, Who};
pub(crate) use compile::{action_glob, glob_of, resource_globs};
pub use engine::Doubt;
pub(crate) use engine::{Engine, Finding, Found, Limits};
pub(crate) use keys::{Family, holds_any_text};
