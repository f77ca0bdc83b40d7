//! The function under the attribute: what can be a check, and what it runs over.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Expr, FnArg, GenericParam, Meta, Result, Safety, Signature, Type, Visibility,
};

use crate::errors::Errors;

/// The function, its body left as it is: a body that does not parse yet is the compiler's to
/// report, and an editor goes on completing inside it.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) signature: Signature,
    pub(crate) body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let _: Visibility = input.parse()?;
        Ok(Self { attributes, signature: input.parse()?, body: input.parse()? })
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

    /// The names of the methods that the body calls, sorted.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods = Vec::new();
        collect_methods(self.body.clone(), &mut methods);
        methods.sort();
        methods.dedup();
        methods
    }

    /// The type of the resource that the check takes by reference.
    pub(crate) fn subject(&self, errors: &mut Errors) -> Option<Type> {
        let signature = &self.signature;
        for attribute in &self.attributes {
            for of_tests in ["ignore", "should_panic", "test"] {
                if attribute.path().is_ident(of_tests) {
                    let message = format!("`#[{of_tests}]` means nothing on a check");
                    errors.on(attribute, message);
                }
            }
        }
        if let Some(token) = &signature.constness {
            errors.on(token, "a check cannot be `const`");
        }
        if let Some(token) = &signature.asyncness {
            errors.on(token, "a check cannot be `async`");
        }
        if let Safety::Unsafe(token) = &signature.safety {
            errors.on(token, "a check cannot be `unsafe`");
        }
        if let Some(token) = &signature.abi {
            errors.on(token, "a check cannot have another ABI");
        }
        if let Some(token) = &signature.variadic {
            errors.on(token, "a check takes one resource");
        }
        let is_lifetime = |parameter: &GenericParam| matches!(parameter, GenericParam::Lifetime(_));
        if !signature.generics.params.iter().all(is_lifetime) {
            errors.on(
                &signature.generics,
                "a check cannot be generic: it runs over one kind of resource",
            );
        }
        let mut inputs = signature.inputs.iter();
        let Some(first) = inputs.next() else {
            errors.on(
                &signature.ident,
                "a check takes the resource that it looks at, as in `bucket: &s3::Bucket`",
            );
            return None;
        };
        if let Some(second) = inputs.next() {
            errors.on(second, "a check takes one resource");
        }
        match first {
            FnArg::Receiver(receiver) => {
                errors.on(receiver, "a check is a function, not a method");
                None
            }
            FnArg::Typed(argument) => match ungrouped(&argument.ty) {
                Type::Reference(reference) if reference.mutability.is_none() => {
                    Some((*reference.elem).clone())
                }
                other => {
                    errors.on(
                        other,
                        "a check takes its resource by shared reference, as in `bucket: &s3::Bucket`",
                    );
                    None
                }
            },
        }
    }
}

/// The type without the invisible brackets that a macro's `$type:ty` puts around it.
fn ungrouped(kind: &Type) -> &Type {
    match kind {
        Type::Group(group) => ungrouped(&group.elem),
        other => other,
    }
}

/// Finds `.name(` and `.name::<` at any depth, inside macros too.
fn collect_methods(tokens: TokenStream, methods: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (position, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect_methods(group.stream(), methods),
            TokenTree::Punct(dot) if dot.as_char() == '.' => {
                let Some(TokenTree::Ident(name)) = tokens.get(position + 1) else { continue };
                if is_call(tokens.get(position + 2)) {
                    methods.push(unraw(name));
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

fn unraw(name: &Ident) -> String {
    syn::ext::IdentExt::unraw(name).to_string()
}
