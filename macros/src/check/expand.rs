//! From the tokens in `check!(..)` to the expression that they become.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Expr, Result, Token};

use super::condition::{Condition, has_let};
use super::judge::Judge;
use super::text::text;

/// `$crate, condition` or `$crate, condition, "message", arguments..`.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let parse = |input: ParseStream<'_>| {
        let root: TokenTree = input.parse()?;
        input.parse::<Token![,]>()?;
        let rest: TokenStream = input.parse()?;
        Ok((root, rest))
    };
    let (root, rest) = match parse.parse2(tokens) {
        Ok(parsed) => parsed,
        Err(error) => return error.into_compile_error(),
    };
    if rest.is_empty() {
        let message =
            "`check!` takes a condition, as in `check!(bucket.versioning().is_enabled())`";
        return Error::new(Span::call_site(), message).into_compile_error();
    }
    match syn::parse2::<Check>(rest.clone()) {
        Ok(check) => check.into_tokens(&root),
        Err(_) => quote!(#root::__check_as_it_is!(#rest)),
    }
}

struct Check {
    condition: Expr,
    message: TokenStream,
}

impl Parse for Check {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let condition = input.parse()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(Self { condition, message: input.parse()? })
    }
}

impl Check {
    fn into_tokens(self, root: &TokenTree) -> TokenStream {
        let Self { condition, message } = self;
        let written = text(&condition);
        let end = match message.is_empty() {
            true => quote!(silently()),
            false => quote!(saying(#root::__private::format_args!(#message))),
        };
        if has_let(&condition) {
            return quote! {
                if #condition {
                    true
                } else {
                    #root::__private::Values::new().failed(#written).#end
                }
            };
        }
        let mut parts = Vec::new();
        let condition = Condition::of(condition, &mut parts);
        let mut judge = Judge::new(root, parts.len());
        let verdict = judge.judge(condition, true, &[]);
        let declarations = judge.declarations(&parts);
        let failed = match parts.len() {
            1 => quote!(failed(#written)),
            _ => {
                let parts = judge.parts();
                quote!(failed_in(#written, &#parts))
            }
        };
        let [verdict_name, values] = ["verdict", "values"].map(Judge::name);
        quote! {
            {
                #declarations
                let #verdict_name = #verdict;
                match #verdict_name {
                    #root::__private::Option::None => true,
                    #root::__private::Option::Some(#values) => #values.#failed.#end,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(check: &str) -> String {
        expand(format!("root, {check}").parse().unwrap()).to_string()
    }

    #[test]
    fn every_call_is_there_once() {
        let parts =
            ["one()", "a.two()", "b.c.three(four(), five())", "six() == seven()", "eight()?"];
        let numbers =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        for operators in [["&&"; 4], ["||"; 4], ["&&", "||", "&&", "||"], ["||", "&&", "&&", "||"]]
        {
            for not in ["", "!"] {
                let mut condition = parts[0].to_owned();
                for (operator, part) in operators.iter().zip(&parts[1..]) {
                    condition = format!("{not}({condition}) {operator} {part}");
                }
                let condition =
                    format!("{condition} || matches!(nine(), Some(x) if x), \"{{}}\", ten()");
                let expanded = expanded(&condition);
                syn::parse_str::<Expr>(&expanded).unwrap();
                for number in numbers {
                    let calls = without_texts(&expanded).matches(&format!("{number} (")).count();
                    assert_eq!(calls, 1, "{number} in {condition}: {expanded}");
                }
            }
        }
    }

    /// The tokens but for literals.
    fn without_texts(tokens: &str) -> String {
        fn visit(tokens: TokenStream) -> TokenStream {
            let kept = tokens.into_iter().filter(|token| !matches!(token, TokenTree::Literal(_)));
            let kept = kept.map(|token| match token {
                TokenTree::Group(group) => {
                    let inner = visit(group.stream());
                    TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))
                }
                other => other,
            });
            kept.collect()
        }
        visit(tokens.parse().unwrap()).to_string()
    }

    #[test]
    fn what_cannot_be_read_is_left_to_the_compiler() {
        let as_it_is = expanded("a.b() c");
        assert_eq!(as_it_is, "root :: __check_as_it_is ! (a . b () c)");
        assert!(expanded("").contains("compile_error"));
    }

    #[test]
    fn a_condition_of_one_part_counts_none() {
        assert!(!expanded("!(a.b())").contains("Parts"));
        assert!(expanded("a && b").contains("Parts"));
        assert!(
            !expanded("a == 1 && b").contains("keep_plain"),
            "the failure is where it is found"
        );
        assert!(expanded("a == 1 || b").contains("keep_plain"));
    }
}
