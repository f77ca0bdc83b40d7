//! What the attribute becomes: the function as it was, and one static of plain data.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{LitStr, ReturnType, Token, Type};

use crate::attribute::{self, Attribute};
use crate::errors::Errors;
use crate::methods::methods;
use crate::signature::{Function, Further, Parameter, Parameters, value_text};

/// The item under the attribute, and what registers it.
pub(crate) fn config_test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let attribute = attribute::parse(attribute, &mut errors);
    let function: Function = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            match what_is_no_function(item.clone()) {
                Some(what) => errors.on(what, "`#[config_test]` goes on a function"),
                None => errors.push(error),
            }
            let errors = errors.into_tokens();
            return quote!(#item #errors);
        }
    };
    let in_attribute = errors.count();
    let parameters = function.parameters(&mut errors);
    let is_whole = errors.count() == in_attribute;
    // What is wrong in the attribute hides nothing that is wrong with types, and the other way round.
    let registration = match &parameters.subject {
        Some(subject) if is_whole => {
            registration(&attribute, &function, subject, &parameters.further)
        }
        _ if function.is_generic() => TokenStream::new(),
        _ => types_alone(&attribute, &parameters),
    };
    let errors = errors.into_tokens();
    // The item comes first and whole, so that a mistake in the attribute costs no other message.
    quote!(#function #errors #registration)
}

/// The word that says what an item is, where it is no function.
fn what_is_no_function(item: TokenStream) -> Option<TokenTree> {
    let word = |input: ParseStream<'_>| {
        input.call(syn::Attribute::parse_outer)?;
        input.parse::<syn::Visibility>()?;
        let first: TokenTree = input.fork().parse()?;
        while input.peek(Token![const])
            || input.peek(Token![async])
            || input.peek(Token![unsafe])
            || input.peek(Token![extern])
            || input.peek(LitStr)
        {
            input.parse::<TokenTree>()?;
        }
        let is_function = input.peek(Token![fn]);
        input.parse::<TokenStream>()?;
        Ok((!is_function).then_some(first))
    };
    word.parse2(item).ok().flatten()
}

/// Has the types of a function checked that is no check.
fn types_alone(attribute: &Attribute, parameters: &Parameters) -> TokenStream {
    let runtime = &attribute.runtime;
    let subject = parameters.subject.iter().map(|Parameter { kind, .. }| {
        quote_spanned!(kind.span()=> <#kind as #runtime::__private::RunsOver>::OVER;)
    });
    let further = parameters.further.iter().filter_map(|further| match further {
        Further::Context(Parameter { kind, .. }) => {
            Some(quote_spanned!(kind.span()=> <#kind as #runtime::__private::FromContext>::KINDS;))
        }
        Further::Values { .. } => None,
    });
    let mut types = subject.chain(further).peekable();
    match types.peek() {
        Some(_) => quote!(const _: () = { #(let _ = #types)* };),
        None => TokenStream::new(),
    }
}

fn registration(
    attribute: &Attribute,
    function: &Function,
    subject_parameter: &Parameter,
    further: &[Further],
) -> TokenStream {
    let Attribute { severity, controls, allow_empty, runtime, .. } = attribute;
    let private = quote!(#runtime::__private);
    let name_text = function.signature.ident.unraw().to_string();
    let doc = function.doc();
    let methods_called = function.methods();
    let conditions = function.conditions();
    let subject = &subject_parameter.kind;
    // The types are checked where they are written: a wrong parameter is marked at its type.
    let over = quote_spanned!(subject.span()=> <#subject as #private::RunsOver>::OVER);
    let ignore = optional(attribute.ignore.as_ref());
    let resource = optional(attribute.resource.as_ref());
    let when = when(attribute, subject, &private);
    let kinds = further.iter().filter_map(|further| match further {
        Further::Context(Parameter { kind, .. }) => {
            Some(quote_spanned!(kind.span()=> <#kind as #private::FromContext>::KINDS))
        }
        Further::Values { .. } => None,
    });
    let values = further.iter().filter_map(|further| match further {
        Further::Values { name, values, .. } => {
            let texts = values.iter().map(value_text);
            Some(quote!(#private::ParameterValues { parameter: #name, texts: &[#(#texts),*] }))
        }
        Further::Context(_) => None,
    });
    let run = run(function, subject_parameter, further, &private);
    let asserts = asserts(attribute, subject_parameter, &private);
    let twin = twin(attribute, function, &private);
    quote! {
        #(#conditions)*
        const _: () = {
            #asserts
            #private::inventory::submit! {
                #private::Check {
                    name: #name_text,
                    module_path: ::core::module_path!(),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    doc: ::core::concat!(#(#doc, "\n"),*),
                    severity: #private::Severity::#severity,
                    controls: &[#(#controls),*],
                    allow_empty: #allow_empty,
                    ignore: #ignore,
                    over: #over,
                    resource: #resource,
                    when: #when,
                    context: &[#(#kinds),*],
                    values: &[#(#values),*],
                    methods: &[#(#methods_called),*],
                    run: #run,
                }
            }
        };

        #twin
    }
}

/// Has what the check takes and chooses looked at beyond its type.
fn asserts(
    attribute: &Attribute,
    Parameter { kind: subject, is_reference }: &Parameter,
    private: &TokenStream,
) -> TokenStream {
    let by_value = (!is_reference).then(|| {
        quote_spanned! {subject.span()=>
            const _: () =
                <<#subject as #private::RunsOver>::Taken as #private::TakenByValue>::IS_FINE;
        }
    });
    let chooses = attribute.resource.as_ref().map(|resource| {
        quote_spanned! {resource.span()=>
            const _: () =
                <<#subject as #private::RunsOver>::Choice as #private::Choosable>::IS_FINE;
        }
    });
    quote!(#by_value #chooses)
}

fn optional(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn when(attribute: &Attribute, subject: &Type, private: &TokenStream) -> TokenStream {
    let Some((predicate, span)) = &attribute.when else { return optional(None::<TokenStream>) };
    let called = methods(quote!(#predicate));
    let [handle, snapshot, applies] = ["handle", "snapshot", "applies"].map(own);
    let choice = quote_spanned!(*span=> <#subject as #private::RunsOver>::Choice);
    let of = quote_spanned!(*span=> <#choice as #private::Choosable>::Of);
    let resource = quote_spanned!(*span=> <#choice as #private::Choosable>::of(#handle, #snapshot));
    optional(Some(quote! {
        #private::When {
            methods: &[#(#called),*],
            applies: |#handle, #snapshot| {
                let #applies: fn(&#of) -> ::core::primitive::bool = #predicate;
                #applies(&#resource)
            },
        }
    }))
}

/// The closure that hands the function its parameters.
fn run(
    function: &Function,
    Parameter { kind: subject, is_reference }: &Parameter,
    further: &[Further],
    private: &TokenStream,
) -> TokenStream {
    let [context, subject_name] = ["context", "subject"].map(own);
    let from_case = quote_spanned!(subject.span()=> <#subject as #private::RunsOver>::from_case);
    let mut lets = vec![quote!(let #subject_name = #from_case(#context);)];
    let mut arguments = vec![argument(&subject_name, *is_reference)];
    let mut number_of_values = 0_usize;
    for (position, further) in further.iter().enumerate() {
        let name = own(&format!("parameter_{position}"));
        match further {
            Further::Context(Parameter { kind, is_reference }) => {
                let from =
                    quote_spanned!(kind.span()=> <#kind as #private::FromContext>::from_context);
                lets.push(quote!(let #name = #from(#context);));
                arguments.push(argument(&name, *is_reference));
            }
            Further::Values { kind, values, .. } => {
                let number = number_of_values;
                number_of_values += 1;
                // Each value is checked for itself, so that a wrong one is what is marked.
                let value = own("value");
                let mut arms = values
                    .iter()
                    .map(|expression| quote!({ let #value: #kind = #expression; #value }));
                let Some(last) = arms.next_back() else { continue };
                let arms = arms.enumerate().map(|(number, arm)| quote!(#number => #arm));
                lets.push(quote! {
                    let #name = match #context.value(#number) { #(#arms)* _ => #last };
                });
                arguments.push(argument(&name, false));
            }
        }
    }
    // A function that is unsafe to call is reported where it is called, which is its own name.
    let name = &function.signature.ident;
    let call = quote_spanned!(name.span()=> #name);
    let mut call = quote!(#call(#(#arguments),*));
    if function.signature.asyncness.is_some() {
        call = quote!(#private::block_on(#call));
    }
    let conclude = match &function.signature.output {
        ReturnType::Default => quote!(#private::Conclude::conclude),
        ReturnType::Type(_, returned) => {
            quote_spanned!(returned.span()=> <#returned as #private::Conclude>::conclude)
        }
    };
    quote! {
        |#context| {
            #(#lets)*
            #conclude(#call)
        }
    }
}

/// A name of the macro's own scope, so that it shadows none of the user's.
fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn argument(name: &Ident, is_reference: bool) -> TokenStream {
    if is_reference { quote!(&#name) } else { quote!(#name) }
}

/// A `#[test]`, whatever that word means where the check stands, that carries the check out where the target keeps libtest's own harness, and that
/// gives editors something to click. It is stripped elsewhere.
fn twin(attribute: &Attribute, function: &Function, private: &TokenStream) -> TokenStream {
    let name = function.signature.ident.unraw();
    let name_text = name.to_string();
    let span = Span::call_site().located_at(function.signature.ident.span());
    let twin = format_ident!("{name}_config_test", span = span);
    let conditions = function.conditions();
    let ignore = attribute.ignore.as_ref().map(|why| quote!(#[ignore = #why]));
    quote! {
        #(#conditions)*
        #[cfg(test)]
        #[::core::prelude::v1::test]
        #ignore
        fn #twin() {
            #private::run_twin(
                &#private::Suite {
                    package: ::core::env!("CARGO_MANIFEST_DIR"),
                    file: ::core::file!(),
                    name: ::core::option_env!("CARGO_PKG_NAME"),
                    target: ::core::module_path!(),
                    target_tmp: ::core::option_env!("CARGO_TARGET_TMPDIR"),
                    mock: ::core::option::Option::None,
                },
                ::core::module_path!(),
                #name_text,
            );
        }
    }
}

#[cfg(test)]
mod tests;
