//! Which methods a piece of code calls: a hint for what to read ahead.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;

/// The names in `.name(` and `.name::<` at any depth, inside macros too, sorted.
pub(crate) fn methods(tokens: TokenStream) -> Vec<String> {
    let mut methods = Vec::new();
    collect(tokens, &mut methods);
    methods.sort();
    methods.dedup();
    methods
}

fn collect(tokens: TokenStream, methods: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (position, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(group.stream(), methods),
            TokenTree::Punct(dot) if dot.as_char() == '.' => {
                let Some(TokenTree::Ident(name)) = tokens.get(position + 1) else { continue };
                if is_call(tokens.get(position + 2)) {
                    methods.push(name.unraw().to_string());
                }
            }
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn is_call(next: Option<&TokenTree>) -> bool {
    match next {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(punct)) => punct.as_char() == ':',
        Some(TokenTree::Ident(_) | TokenTree::Literal(_)) | None => false,
    }
}
