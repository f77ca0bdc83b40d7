//! Which methods a piece of code calls: a hint for what to read ahead.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
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
            TokenTree::Punct(dot) if dot.as_char() == '.' && !ends_range(&tokens[..position]) => {
                let Some(TokenTree::Ident(name)) = tokens.get(position + 1) else { continue };
                if is_call(tokens.get(position + 2)) {
                    methods.push(name.unraw().to_string());
                }
            }
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether the dot after these tokens is the second one of `..`.
fn ends_range(before: &[TokenTree]) -> bool {
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.' && punct.spacing() == Spacing::Joint);
    before.last().is_some_and(is_dot)
}

fn is_call(next: Option<&TokenTree>) -> bool {
    match next {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(punct)) => punct.as_char() == ':',
        Some(TokenTree::Ident(_) | TokenTree::Literal(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use proptest::prelude::*;

    use super::methods;

    fn of(code: &str) -> Vec<String> {
        methods(code.parse().unwrap())
    }

    #[test]
    fn are_what_is_called_with_a_dot() {
        assert_eq!(of("bucket.versioning().is_enabled()"), ["is_enabled", "versioning"]);
        assert_eq!(of("bucket\n    .policy()\n    .document()"), ["document", "policy"]);
        assert_eq!(of("a.0.tags(); b.0.1.name()"), ["name", "tags"]);
        assert_eq!(of("b.tags(); a.tags()"), ["tags"]);
    }

    #[test]
    fn are_no_fields_and_no_functions() {
        assert!(of("rule.ip_ranges; rule.ip_ranges[0]; rule.ip_ranges { }").is_empty());
        assert!(of("versioning(bucket); s3::Bucket::versioning(bucket); macro_!(x)").is_empty());
        assert!(of("bucket.await; 0..len(); 0..=len(); ..len(); '.'; \".tags()\"").is_empty());
        assert_eq!(of("0..list.len()"), ["len"]);
    }

    #[test]
    fn have_their_types_written_out() {
        assert_eq!(of("snapshot.all::<s3::Bucket>().get::<8>()"), ["all", "get"]);
        assert_eq!(of("x.collect :: < Vec < _ > > ()"), ["collect"]);
    }

    #[test]
    fn stand_inside_macros_and_closures() {
        assert_eq!(
            of(
                "assert!(list.iter().all(|x| match x.tags() { _ => { move || x.policy() } }), \"{}\", x.acl())"
            ),
            ["acl", "all", "iter", "policy", "tags"]
        );
        assert_eq!(of("vec![[(a.one(), { b.two() })]]"), ["one", "two"]);
    }

    #[test]
    fn are_plain_words() {
        assert_eq!(of("bucket.r#type(); bucket.r#match::<u8>()"), ["match", "type"]);
    }

    proptest! {
        #[test]
        fn are_sorted_whatever_the_code_is(code in "[a-z.(){}\\[\\]:<>#'\"!|, 0-9\\PC]{0,80}") {
            // What is no sequence of tokens never comes to a macro.
            if let Ok(tokens) = code.parse::<TokenStream>() {
                let found = methods(tokens);
                prop_assert!(found.is_sorted());
            }
        }

        #[test]
        fn are_found_among_other_tokens(
            tokens in proptest::collection::vec(
                prop::sample::select(vec![".", "..", "...", "::", "<", ">", "x", "r#type", "0", "()", "{.y()}", "'a", "!", "[]"]),
                0..20,
            ),
        ) {
            let code = tokens.join(" ");
            let found = of(&format!("{code} ; z.last ( {code} )"));
            prop_assert!(found.contains(&"last".to_owned()), "{code}: {found:?}");
        }
    }
}
