//! The function under the attribute: what can be a check, and what it takes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, FnArg, GenericParam, Generics, Meta, Pat, PatType, Result, ReturnType, Safety,
    Signature, Token, Type, Visibility,
};

use crate::attribute::as_text;
use crate::errors::{Errors, did_you_mean};
use crate::methods::methods;
use crate::text::text;
use crate::types::{borrow, impl_trait, without_lifetimes};

/// The function, its body left as it is: a body that does not parse yet is the compiler's to
/// report, and an editor goes on completing inside it.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    visibility: Visibility,
    pub(crate) signature: Signature,
    body: TokenStream,
}

/// What is added to a check's name for the `#[test]` beside it.
pub(crate) const TWIN: &str = "_config_test";

/// What a check is handed.
pub(crate) struct Parameters {
    pub(crate) subject: Option<Parameter>,
    pub(crate) further: Vec<Further>,
}

/// A parameter by its type.
pub(crate) struct Parameter {
    /// The type, without the reference.
    pub(crate) kind: Type,
    pub(crate) is_reference: bool,
}

/// A parameter after the first one.
pub(crate) enum Further {
    /// Comes from the run.
    Context(Parameter),
    /// Takes one value after the other.
    Values { name: String, kind: Type, values: Vec<Expr> },
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
        })
    }
}

/// As it was written, but for the attributes of parameters, which are ours alone.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, visibility, body, .. } = self;
        let mut signature = self.signature.clone();
        for input in &mut signature.inputs {
            if let FnArg::Typed(parameter) = input {
                parameter.attrs.retain(is_of_the_compiler);
            }
        }
        tokens.extend(quote!(#(#attributes)* #visibility #signature #body));
    }
}

impl Function {
    /// The lines of the doc comment.
    pub(crate) fn doc(&self) -> Vec<&Expr> {
        let doc = |attribute: &&Attribute| attribute.path().is_ident("doc");
        let value = |attribute| match attribute {
            &Attribute { meta: Meta::NameValue(ref pair), .. } => Some(&pair.value),
            _ => None,
        };
        self.attributes.iter().filter(doc).filter_map(value).collect()
    }

    /// The conditions under which the function is compiled, as attributes.
    pub(crate) fn conditions(&self) -> Vec<TokenStream> {
        let conditions = self.attributes.iter().filter_map(|attribute| condition(&attribute.meta));
        conditions.map(|condition| quote!(#[#condition])).collect()
    }

    /// The names of the methods that the body calls, sorted.
    pub(crate) fn methods(&self) -> Vec<String> {
        methods(self.body.clone())
    }

    /// What the check takes, as far as that can be told.
    pub(crate) fn parameters(&self, errors: &mut Errors) -> Parameters {
        self.refuse_what_is_no_check(errors);
        if self.body.to_string() == ";" {
            errors.on(&self.body, "a check is a function with a body");
            return Parameters { subject: None, further: Vec::new() };
        }
        let mut inputs = self.signature.inputs.iter();
        let Some(first) = inputs.next() else {
            errors.on(
                &self.signature.ident,
                "a check takes the resource that it looks at, as in `bucket: &s3::Bucket`",
            );
            return Parameters { subject: None, further: Vec::new() };
        };
        let generics = &self.signature.generics;
        let subject = subject(first, generics, errors);
        let further = inputs.filter_map(|input| further(input, generics, errors));
        // Where the order is wrong, there is nothing to say of the others.
        let further = if comes_first(first) { further.collect() } else { Vec::new() };
        Parameters { subject, further }
    }

    /// Whether types may name what only the function knows.
    pub(crate) fn is_generic(&self) -> bool {
        let is_lifetime = |parameter: &GenericParam| matches!(parameter, GenericParam::Lifetime(_));
        !self.signature.generics.params.iter().all(is_lifetime)
    }

    fn refuse_what_is_no_check(&self, errors: &mut Errors) {
        let signature = &self.signature;
        for attribute in &self.attributes {
            for (of_tests, instead) in [
                ("ignore", "; say `#[config_test(ignore = \"why\")]`"),
                ("should_panic", "; a check fails where it panics"),
                ("test", "; `cargo test` runs it without"),
            ] {
                if attribute.path().is_ident(of_tests) {
                    let message = format!("`#[{of_tests}]` means nothing on a check{instead}");
                    errors.on(attribute, message);
                }
            }
            if attribute.path().segments.last().is_some_and(|last| last.ident == "config_test") {
                errors.on(attribute, "the function is a check already");
            }
        }
        if signature.ident.to_string().ends_with(TWIN) {
            let message = format!(
                "a check's name cannot end in `{TWIN}`: so ends the `#[test]` that stands beside each check"
            );
            errors.on(&signature.ident, message);
        }
        if let Some(token) = &signature.constness {
            errors.on(token, "a check cannot be `const`");
        }
        if let Safety::Unsafe(token) = &signature.safety {
            errors.on(token, "a check cannot be `unsafe`");
        }
        if let Some(token) = &signature.abi {
            errors.on(token, "a check cannot have another ABI");
        }
        if let Some(token) = &signature.variadic {
            errors.on(token, "a check takes parameters that are there");
        }
        if self.is_generic() {
            errors.on(&signature.generics, GENERIC);
        }
        if let ReturnType::Type(_, returned) = &signature.output {
            if let Some(span) = impl_trait(returned) {
                errors.at(span, "a check returns nothing or a `Result<(), E>`: name the type");
            } else if let Some(span) = borrow(returned) {
                let message =
                    "the error of a check may not borrow: return an owned one, as a `String`";
                errors.at(span, message);
            }
        }
    }
}

fn subject(first: &FnArg, generics: &Generics, errors: &mut Errors) -> Option<Parameter> {
    let FnArg::Typed(parameter) = first else {
        errors.on(first, "a check is a function, not a method");
        return None;
    };
    if let Some(attribute) = parameter.attrs.iter().find(|attribute| is_values(attribute)) {
        errors.on(
            attribute,
            "the first parameter is what the check runs over; values go on a further one",
        );
        return None;
    }
    if !allows_attributes(parameter, errors) {
        return None;
    }
    let subject = by_type(&parameter.ty, generics, errors);
    subject.filter(|subject| can_be_resource(&subject.kind, errors))
}

/// Whether a parameter can be the first one of a check.
fn comes_first(parameter: &FnArg) -> bool {
    match parameter {
        FnArg::Typed(parameter) => !parameter.attrs.iter().any(is_values),
        FnArg::Receiver(_) => false,
    }
}

/// Whether the type has the form of one that a check can run over.
fn can_be_resource(kind: &Type, errors: &mut Errors) -> bool {
    let hint = match ungrouped(kind) {
        Type::Path(_) | Type::Macro(_) | Type::Infer(_) | Type::Verbatim(_) => return true,
        Type::Slice(_) | Type::Array(_) => {
            "; one that looks at all resources of a kind together takes `All<s3::Bucket>`"
        }
        _ => ", as in `bucket: &s3::Bucket`",
    };
    errors.on(kind, format!("a check takes the resource that it looks at{hint}"));
    false
}

const GENERIC: &str = "a check cannot be generic: it runs over one kind of resource";

fn further(input: &FnArg, generics: &Generics, errors: &mut Errors) -> Option<Further> {
    // Only the first one can be `self`.
    let FnArg::Typed(parameter) = input else { return None };
    if !allows_attributes(parameter, errors) {
        return None;
    }
    let mut lists = parameter.attrs.iter().filter(|attribute| is_values(attribute));
    let Some(list) = lists.next() else {
        return by_type(&parameter.ty, generics, errors).map(Further::Context);
    };
    if let Some(second) = lists.next() {
        errors.on(second, "the values are given twice");
        return None;
    }
    let values = values(list, errors)?;
    let kind = without_generic_parts(&parameter.ty, generics, errors)?;
    let name = match &*parameter.pat {
        Pat::Ident(name) => name_text(&name.ident),
        other => {
            errors.on(
                other,
                "a parameter with values has a plain name, which is part of the tests' names",
            );
            return None;
        }
    };
    Some(Further::Values { name, kind, values })
}

/// A parameter's name in the names of tests.
fn name_text(name: &Ident) -> String {
    let name = name.unraw().to_string();
    match name.trim_start_matches('_') {
        "" => name,
        word => word.to_owned(),
    }
}

fn values(attribute: &Attribute, errors: &mut Errors) -> Option<Vec<Expr>> {
    const EXAMPLE: &str = "write `#[values(22, 3389)]`";
    let Meta::List(list) = &attribute.meta else {
        errors.on(attribute, EXAMPLE);
        return None;
    };
    match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(list.tokens.clone()) {
        Ok(values) if values.is_empty() => {
            errors.on(attribute, format!("there are no values: {EXAMPLE}"));
            None
        }
        Ok(values) => {
            let mut seen: Vec<String> = Vec::new();
            for value in &values {
                let text = value.to_token_stream().to_string();
                if seen.contains(&text) {
                    errors.on(value, "the value is given twice, and two tests would have one name");
                }
                seen.push(text);
            }
            Some(values.into_iter().collect())
        }
        Err(error) => {
            errors.at(error.span(), format!("{error}: {EXAMPLE}"));
            None
        }
    }
}

/// The value as it stands in the names of tests.
pub(crate) fn value_text(value: &Expr) -> String {
    match as_text(value) {
        // A name is one line.
        Some(text) if !text.value().contains(char::is_control) => text.value(),
        _ => text(value.to_token_stream()),
    }
}

fn by_type(kind: &Type, generics: &Generics, errors: &mut Errors) -> Option<Parameter> {
    let kind = without_generic_parts(kind, generics, errors)?;
    match ungrouped(&kind) {
        Type::Reference(reference) if reference.mutability.is_some() => {
            errors.on(
                &kind,
                "a check looks and changes nothing: it takes its parameters by shared reference, as in `bucket: &s3::Bucket`",
            );
            None
        }
        Type::Reference(reference) => {
            Some(Parameter { kind: (*reference.elem).clone(), is_reference: true })
        }
        other => Some(Parameter { kind: other.clone(), is_reference: false }),
    }
}

fn without_generic_parts(kind: &Type, generics: &Generics, errors: &mut Errors) -> Option<Type> {
    match impl_trait(kind) {
        Some(span) => {
            errors.at(span, GENERIC);
            None
        }
        None => Some(without_lifetimes(kind, generics)),
    }
}

/// What an attribute says of the conditions under which the item is compiled.
fn condition(meta: &Meta) -> Option<TokenStream> {
    if meta.path().is_ident("cfg") {
        return Some(meta.to_token_stream());
    }
    let Meta::List(list) = meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    // One that does not parse is the compiler's to report.
    let parts = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok()?;
    let mut parts = parts.iter();
    let predicate = parts.next()?;
    let conditions: Vec<TokenStream> = parts.filter_map(condition).collect();
    (!conditions.is_empty()).then(|| quote!(cfg_attr(#predicate, #(#conditions),*)))
}

/// A parameter's attributes are `values` and those that the compiler knows.
fn allows_attributes(parameter: &PatType, errors: &mut Errors) -> bool {
    let is_foreign =
        |attribute: &&Attribute| !is_values(attribute) && !is_of_the_compiler(attribute);
    let before = errors.count();
    for attribute in parameter.attrs.iter().filter(is_foreign) {
        let path = attribute.path();
        let name = path.to_token_stream().to_string().replace(' ', "");
        let hint = did_you_mean(&name, &["values"]);
        errors.on(path, format!("`#[{name}]` means nothing on a parameter of a check{hint}"));
    }
    errors.count() == before
}

fn is_of_the_compiler(attribute: &Attribute) -> bool {
    const KNOWN: [&str; 6] = ["allow", "deny", "doc", "expect", "forbid", "warn"];
    KNOWN.iter().any(|known| attribute.path().is_ident(known))
}

fn is_values(attribute: &Attribute) -> bool {
    attribute.path().is_ident("values")
}

/// The type without brackets around it: those that are written, and the invisible ones of a macro's
/// `$type:ty`.
fn ungrouped(kind: &Type) -> &Type {
    match kind {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}
