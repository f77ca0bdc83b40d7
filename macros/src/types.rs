//! What the types of a signature say, by their tokens.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Generics, Type};

/// Where the type says `impl`, which makes a function generic.
pub(crate) fn impl_trait(kind: &Type) -> Option<Span> {
    find_impl(kind.to_token_stream())
}

fn find_impl(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) => (word == "impl").then(|| word.span()),
        TokenTree::Group(group) => find_impl(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    })
}

/// Where what a function returns borrows from what it was handed.
pub(crate) fn borrow(returned: &Type) -> Option<Span> {
    find_borrow(returned.to_token_stream())
}

fn find_borrow(tokens: TokenStream) -> Option<Span> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(position, token)| match token {
        TokenTree::Punct(punct) => {
            let borrows = match (punct.as_char(), tokens.get(position + 1)) {
                ('&', Some(TokenTree::Punct(next))) => next.as_char() != '\'',
                ('&', _) => true,
                ('\'', Some(TokenTree::Ident(lifetime))) => lifetime != "static",
                _ => false,
            };
            borrows.then(|| punct.span())
        }
        // What a function takes is no borrow of its own: `Box<dyn Fn(&str)>`.
        TokenTree::Group(group) if takes_parameters(&tokens[..position], group) => None,
        TokenTree::Group(group) => find_borrow(group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => None,
    })
}

fn takes_parameters(before: &[TokenTree], group: &Group) -> bool {
    group.delimiter() == Delimiter::Parenthesis
        && matches!(before.last(), Some(TokenTree::Ident(_)))
}

/// The type where the function's own lifetimes are not known.
pub(crate) fn without_lifetimes(kind: &Type, generics: &Generics) -> Type {
    let own: Vec<&Ident> =
        generics.lifetimes().map(|parameter| &parameter.lifetime.ident).collect();
    if own.is_empty() {
        return kind.clone();
    }
    let tokens = elide(kind.to_token_stream(), &own);
    // A type stays one with other lifetimes.
    syn::parse2(tokens).unwrap_or_else(|_| kind.clone())
}

fn elide(tokens: TokenStream, own: &[&Ident]) -> TokenStream {
    let mut is_lifetime = false;
    let elided = tokens.into_iter().map(|token| {
        let follows_a_quote = std::mem::take(&mut is_lifetime);
        match token {
            TokenTree::Ident(name) if follows_a_quote && own.contains(&&name) => {
                TokenTree::Ident(Ident::new("_", name.span()))
            }
            TokenTree::Group(group) => {
                let mut elided = Group::new(group.delimiter(), elide(group.stream(), own));
                elided.set_span(group.span());
                TokenTree::Group(elided)
            }
            TokenTree::Punct(punct) => {
                is_lifetime = punct.as_char() == '\'';
                TokenTree::Punct(punct)
            }
            other => other,
        }
    });
    elided.collect()
}
