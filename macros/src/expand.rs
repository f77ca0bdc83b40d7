//! What the attribute becomes: the function as it was, and one static of plain data.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::attribute::{self, Attribute};
use crate::errors::Errors;
use crate::signature::Function;

pub(crate) fn config_test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let attribute = attribute::parse(attribute, &mut errors);
    let function: Function = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            errors.at(Span::call_site(), "`#[config_test]` goes on a function");
            let errors = errors.into_tokens();
            return quote!(#item #errors);
        }
    };
    let subject = function.subject(&mut errors);
    let registration = match subject {
        Some(subject) if errors.is_empty() => registration(&attribute, &function, &subject),
        Some(_) | None => TokenStream::new(),
    };
    let errors = errors.into_tokens();
    // The item comes first and whole, so that a mistake in the attribute costs no other message.
    quote!(#item #errors #registration)
}

fn registration(attribute: &Attribute, function: &Function, subject: &syn::Type) -> TokenStream {
    let Attribute { severity, controls, allow_empty } = attribute;
    let name = &function.signature.ident;
    let name_text = name.unraw().to_string();
    let doc = function.doc();
    let methods = function.methods();
    // A function that is unsafe to call is reported where it is called, which is its own name.
    let call = quote_spanned!(name.span()=> #name);
    // The types are checked where they are written: a wrong parameter is marked at its type.
    let kind = quote_spanned!(subject.span()=> <#subject as ::configtest::__private::Kind>);
    let conclude = match &function.signature.output {
        syn::ReturnType::Default => quote!(::configtest::__private::Conclude::conclude),
        syn::ReturnType::Type(_, returned) => {
            quote_spanned!(returned.span()=> <#returned as ::configtest::__private::Conclude>::conclude)
        }
    };
    // Of the macro's own scope, so that no check's name is shadowed.
    let core = Ident::new("core", Span::mixed_site());
    let resource = Ident::new("resource", Span::mixed_site());
    quote! {
        const _: () = {
            ::configtest::__private::inventory::submit! {
                ::configtest::__private::Check {
                    name: #name_text,
                    module_path: ::core::module_path!(),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    doc: ::core::concat!(#(#doc, "\n"),*),
                    severity: ::configtest::__private::Severity::#severity,
                    controls: &[#(#controls),*],
                    allow_empty: #allow_empty,
                    kind: #kind::SPEC,
                    methods: &[#(#methods),*],
                    run: |#core| {
                        let #resource = #kind::from_core(::configtest::__private::Arc::clone(#core));
                        #conclude(#call(&#resource))
                    },
                }
            }
        };

        #[cfg(test)]
        mod #name {
            #[test]
            fn config_test() {
                ::configtest::__private::run_twin(
                    &::configtest::__private::Suite {
                        package: ::core::env!("CARGO_MANIFEST_DIR"),
                        file: ::core::file!(),
                        target_tmp: ::core::option_env!("CARGO_TARGET_TMPDIR"),
                        mock: ::core::option::Option::None,
                    },
                    ::core::module_path!(),
                );
            }
        }
    }
}
