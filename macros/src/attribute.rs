//! The options of the attribute: `severity = "high", controls("..."), allow_empty`.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token, parenthesized};

use crate::errors::{Errors, did_you_mean, list};

const OPTIONS: [&str; 3] = ["allow_empty", "controls", "severity"];
const SEVERITIES: [&str; 5] = ["informational", "low", "medium", "high", "critical"];

/// What the attribute says.
pub(crate) struct Attribute {
    /// The variant of `Severity`.
    pub(crate) severity: Ident,
    pub(crate) controls: Vec<LitStr>,
    pub(crate) allow_empty: bool,
}

/// Reads the options; mistakes go to `errors`, and what is wrong counts as not said.
pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Attribute {
    let mut attribute =
        Attribute { severity: format_ident!("Medium"), controls: Vec::new(), allow_empty: false };
    let options = match Punctuated::<OptionSyntax, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(options) => options,
        Err(error) => {
            errors.push(error);
            return attribute;
        }
    };
    let mut seen: Vec<String> = Vec::new();
    for option in options {
        let name = option.name.unraw().to_string();
        if seen.contains(&name) {
            errors.at(option.name.span(), format!("the option `{name}` is given twice"));
            continue;
        }
        match name.as_str() {
            "severity" => severity(&option, &mut attribute, errors),
            "controls" => controls(&option, &mut attribute, errors),
            "allow_empty" => allow_empty(&option, &mut attribute, errors),
            _ => {
                let hint = did_you_mean(&name, &OPTIONS);
                let valid = list(&OPTIONS);
                let message = format!("unknown option `{name}`{hint}\nthe options are {valid}");
                errors.at(option.name.span(), message);
            }
        }
        seen.push(name);
    }
    attribute
}

fn severity(option: &OptionSyntax, attribute: &mut Attribute, errors: &mut Errors) {
    let Argument::Value(word) = &option.argument else {
        errors.at(option.name.span(), "write `severity = \"high\"`");
        return;
    };
    let text = word.value();
    if SEVERITIES.contains(&text.as_str()) {
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let variant: String = first.chain(letters).collect();
        attribute.severity = Ident::new(&variant, word.span());
    } else {
        let hint = did_you_mean(&text.to_lowercase(), &SEVERITIES);
        let valid = list(&SEVERITIES);
        errors.at(
            word.span(),
            format!("unknown severity `{text}`{hint}\nthe severities are {valid}"),
        );
    }
}

fn controls(option: &OptionSyntax, attribute: &mut Attribute, errors: &mut Errors) {
    match &option.argument {
        Argument::List(controls) if !controls.is_empty() => attribute.controls.clone_from(controls),
        Argument::List(_) | Argument::Value(_) | Argument::None => {
            errors.at(option.name.span(), "write `controls(\"CIS AWS 5.0: 2.1.4\", ...)`");
        }
    }
}

fn allow_empty(option: &OptionSyntax, attribute: &mut Attribute, errors: &mut Errors) {
    match &option.argument {
        Argument::None => attribute.allow_empty = true,
        Argument::Value(_) | Argument::List(_) => {
            errors.at(option.name.span(), "`allow_empty` takes no value");
        }
    }
}

struct OptionSyntax {
    name: Ident,
    argument: Argument,
}

enum Argument {
    None,
    Value(LitStr),
    List(Vec<LitStr>),
}

impl Parse for OptionSyntax {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = Ident::parse_any(input).map_err(|error| {
            Error::new(error.span(), format!("an option is one of {}", list(&OPTIONS)))
        })?;
        let argument = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Argument::Value(text(input)?)
        } else if input.peek(syn::token::Paren) {
            let content;
            parenthesized!(content in input);
            let items = content.parse_terminated(|input| text(input), Token![,])?;
            Argument::List(items.into_iter().collect())
        } else {
            Argument::None
        };
        Ok(Self { name, argument })
    }
}

fn text(input: ParseStream<'_>) -> Result<LitStr> {
    input.parse().map_err(|error| Error::new(error.span(), "expected a text in double quotes"))
}
