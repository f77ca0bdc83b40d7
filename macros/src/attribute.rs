//! The options of the attribute: `severity = "high", controls("..."), allow_empty`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Lit, LitStr, Path, Result, Token, parenthesized};

use crate::errors::{Errors, did_you_mean, list};

const OPTIONS: [&str; 7] =
    ["allow_empty", "controls", "crate", "ignore", "resource", "severity", "when"];
const SEVERITIES: [&str; 5] = ["informational", "low", "medium", "high", "critical"];

/// What the attribute says.
pub(crate) struct Attribute {
    /// The variant of `Severity`.
    pub(crate) severity: Ident,
    pub(crate) controls: Vec<LitStr>,
    pub(crate) allow_empty: bool,
    pub(crate) ignore: Option<LitStr>,
    pub(crate) resource: Option<LitStr>,
    /// The predicate, and where the option is.
    pub(crate) when: Option<(Expr, Span)>,
    /// Where the runtime is.
    pub(crate) runtime: TokenStream,
}

/// Reads the options; mistakes go to `errors`, and what is wrong counts as not said.
pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Attribute {
    let mut attribute = Attribute {
        severity: format_ident!("Medium"),
        controls: Vec::new(),
        allow_empty: false,
        ignore: None,
        resource: None,
        when: None,
        runtime: quote::quote!(::configtest),
    };
    let options = match options.parse2(tokens) {
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
            "ignore" => attribute.ignore = text(&option, "ignore = \"why\"", errors),
            "resource" => attribute.resource = text(&option, "resource = \"acme-*\"", errors),
            "when" => when(option, &mut attribute, errors),
            "crate" => path(&option, &mut attribute, errors),
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
    let Some(word) = text(option, "severity = \"high\"", errors) else { return };
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
    const EXAMPLE: &str = "write `controls(\"CIS AWS 5.0: 2.1.4\", ...)`";
    let Argument::List(list) = &option.argument else {
        return errors.at(option.name.span(), EXAMPLE);
    };
    let controls = match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(list.clone()) {
        Ok(controls) if controls.is_empty() => return errors.at(option.name.span(), EXAMPLE),
        Ok(controls) => controls,
        Err(error) => return errors.at(error.span(), format!("{error}: {EXAMPLE}")),
    };
    for control in controls {
        match as_text(&control) {
            Some(text) if text.value().trim().is_empty() => {
                errors.at(text.span(), format!("this says nothing: {EXAMPLE}"));
            }
            Some(text) => attribute.controls.push(text),
            None => errors.on(control, "expected a text in double quotes"),
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

fn when(option: OptionSyntax, attribute: &mut Attribute, errors: &mut Errors) {
    match option.argument {
        Argument::Value(predicate) => match as_text(&predicate) {
            Some(text) => errors.at(
                text.span(),
                format!(
                    "`when` takes a function or a closure; by name or ARN, the check chooses with `resource = {}`",
                    text.token()
                ),
            ),
            None => attribute.when = Some((predicate, option.name.span())),
        },
        Argument::None | Argument::List(_) => errors.at(
            option.name.span(),
            "write `when = predicate`, a function or a closure that takes the resource by reference",
        ),
    }
}

/// The value of an option that takes a text which says something.
fn text(option: &OptionSyntax, example: &str, errors: &mut Errors) -> Option<LitStr> {
    match &option.argument {
        Argument::Value(value) => match as_text(value) {
            Some(text) if text.value().trim().is_empty() => {
                errors.at(text.span(), format!("this says nothing: write `{example}`"));
                None
            }
            Some(text) => Some(text),
            None => {
                errors.on(value, format!("expected a text in double quotes: `{example}`"));
                None
            }
        },
        Argument::None | Argument::List(_) => {
            errors.at(option.name.span(), format!("write `{example}`"));
            None
        }
    }
}

fn path(option: &OptionSyntax, attribute: &mut Attribute, errors: &mut Errors) {
    const EXAMPLE: &str = "write `crate = path::to::configtest`";
    let Argument::Value(value) = &option.argument else {
        return errors.at(option.name.span(), EXAMPLE);
    };
    match syn::parse2::<Path>(value.to_token_stream()) {
        Ok(path) => attribute.runtime = path.to_token_stream(),
        Err(_) => errors.on(value, EXAMPLE),
    }
}

/// A text in double quotes.
pub(crate) fn as_text(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.clone()),
            _ => None,
        },
        // A text that came through another macro.
        Expr::Group(group) => as_text(&group.expr),
        _ => None,
    }
}

struct OptionSyntax {
    name: Ident,
    argument: Argument,
}

enum Argument {
    None,
    Value(Expr),
    List(TokenStream),
}

fn options(input: ParseStream<'_>) -> Result<Vec<OptionSyntax>> {
    let mut options = Vec::new();
    while !input.is_empty() {
        options.push(input.parse()?);
        if !input.is_empty() {
            input.parse::<Token![,]>().map_err(|error| {
                Error::new(error.span(), "expected `,`, which stands between two options")
            })?;
        }
    }
    Ok(options)
}

impl Parse for OptionSyntax {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = Ident::parse_any(input).map_err(|error| {
            Error::new(error.span(), format!("an option is one of {}", list(&OPTIONS)))
        })?;
        let argument = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            // Who is still writing is told what to write.
            match input.is_empty() || input.peek(Token![,]) {
                true => Argument::None,
                false => Argument::Value(input.parse()?),
            }
        } else if input.peek(syn::token::Paren) {
            let content;
            parenthesized!(content in input);
            Argument::List(content.parse()?)
        } else {
            Argument::None
        };
        Ok(Self { name, argument })
    }
}
