//! The attribute macro of configtest.
//!
//! Depend on `configtest`, which re-exports the attribute and documents it.

mod attribute;
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
