//! The macros of configtest.
//!
//! Depend on `configtest`, which re-exports and documents them.

mod attribute;
mod check;
mod errors;
mod expand;
mod methods;
mod signature;
mod text;
mod types;

use proc_macro::TokenStream;

/// Marks a function as a check of configuration: see `configtest::config_test`.
#[proc_macro_attribute]
pub fn config_test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::config_test(attribute.into(), item.into()).into()
}

/// What `configtest::check!` becomes.
#[doc(hidden)]
#[proc_macro]
pub fn check_condition(tokens: TokenStream) -> TokenStream {
    check::expand(tokens.into()).into()
}
