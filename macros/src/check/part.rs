//! One part of a condition: evaluated in steps, between which its values can be looked at.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{BinOp, Expr, ExprBinary, ExprMacro, Token, UnOp};

use super::chain::{Place, is_place};
use super::condition::Leaf;
use super::judge::{Judge, Shown};
use super::open::is_open;

/// How long a value is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The failure is where the part is evaluated.
    UntilJudged,
    /// The failure may come when all that the part borrowed is gone.
    UntilAllIsEvaluated,
}

/// One part of a condition.
pub(super) struct Part {
    steps: Vec<Step>,
    /// The expression of type `bool`, when the steps are done.
    last: TokenStream,
    pub(super) shown: Vec<Shown>,
}

/// What is done before the rest.
enum Step {
    /// `match value { pattern => rest }`, which keeps alive what the value borrows from.
    Match(TokenStream, TokenStream),
    /// A statement.
    Statement(TokenStream),
}

impl Part {
    pub(super) fn new(judge: &mut Judge<'_>, position: usize, part: Leaf, keep: Keep) -> Self {
        let Leaf { nots, expression } = part;
        let (steps, shown) = (Vec::new(), Vec::new());
        // What a secret says is never shown, whatever is asked of it.
        let hides = reveals(expression.to_token_stream());
        let mut writer = Writer { judge, position, keep, hides, steps, shown };
        let mut last = writer.part(*expression);
        if !nots.is_empty() {
            let operand = parenthesized(last);
            last = quote!(#(#nots)* #operand);
        }
        let Writer { steps, shown, .. } = writer;
        Self { steps, last, shown }
    }

    /// The steps, and an `if` at their end.
    pub(super) fn finish(self, then: TokenStream, otherwise: TokenStream) -> TokenStream {
        let condition = parenthesized(&self.last);
        let last = quote!(if #condition #then else #otherwise);
        self.steps.into_iter().rev().fold(last, |rest, step| match step {
            Step::Match(value, pattern) => {
                let value = parenthesized(&value);
                quote!(match #value { #pattern => #rest })
            }
            Step::Statement(statement) => quote!({ #statement #rest }),
        })
    }
}

/// Takes a part into steps.
pub(super) struct Writer<'w, 'a> {
    judge: &'w mut Judge<'a>,
    position: usize,
    keep: Keep,
    hides: bool,
    steps: Vec<Step>,
    shown: Vec<Shown>,
}

impl Writer<'_, '_> {
    fn part(&mut self, part: Expr) -> TokenStream {
        match part {
            Expr::Binary(binary) if binary.attrs.is_empty() && compares(&binary.op) => {
                self.comparison(&binary)
            }
            Expr::Macro(call) if call.attrs.is_empty() && call.mac.path.is_ident("matches") => {
                self.matches(call)
            }
            other => self.value(other).into_token_stream(),
        }
    }

    /// Both sides by reference, as the operator takes them itself.
    fn comparison(&mut self, comparison: &ExprBinary) -> TokenStream {
        let ExprBinary { left, op, right, .. } = comparison;
        // A place on the left is looked at, and may then be changed by the right if it is `Copy`.
        let is_changed = is_place(left) && !is_still(right);
        let left = self.side("left", left, is_changed);
        let right = self.side("right", right, false);
        quote!(#left #op #right)
    }

    fn side(&mut self, label: &str, side: &Expr, is_changed: bool) -> TokenStream {
        if is_literal(side) {
            return side.to_token_stream();
        }
        let root = self.judge.root();
        let span = start(side);
        let name = Ident::new(label, span);
        let borrowed = parenthesized(side);
        let mut value = quote!(&#borrowed);
        let mut dereferenced = quote!(#name);
        if is_changed {
            value = quote!(#root::__private::Probe::new(#value).hold());
            dereferenced = quote!(#name.get());
        }
        self.steps.push(Step::Match(value, name.to_token_stream()));
        match self.keep {
            Keep::UntilJudged => {
                let value = quote!(#root::__private::Probe::new(#dereferenced).shown());
                self.shown(label.to_owned(), false, value);
            }
            // Here the operator has not said yet what type the side is of.
            Keep::UntilAllIsEvaluated if is_open(side) => {}
            Keep::UntilAllIsEvaluated => self.keep(&dereferenced, label.to_owned(), false, false),
        }
        let star = Token![*](span);
        quote!(#star #dereferenced)
    }

    /// `matches!(value, pattern)`, of which the value can be shown.
    fn matches(&mut self, mut call: ExprMacro) -> TokenStream {
        let parse = |input: ParseStream<'_>| {
            let value: Expr = input.parse()?;
            let comma: Token![,] = input.parse()?;
            let pattern: TokenStream = input.parse()?;
            Ok((value, comma, pattern))
        };
        if let Ok((value, comma, pattern)) = parse.parse2(call.mac.tokens.clone()) {
            let value = self.looked_at(value);
            call.mac.tokens = quote!(#value #comma #pattern);
        }
        call.into_token_stream()
    }

    /// Binds a value under a name of its own, with everything alive that it borrows from.
    pub(super) fn bind(&mut self, value: &Expr) -> Expr {
        let mut name = self.judge.fresh("value");
        // Where the compiler marks what is called on it, it marks the value too.
        name.set_span(start(value));
        self.steps.push(Step::Match(value.to_token_stream(), quote!(mut #name)));
        Expr::Verbatim(name.into_token_stream())
    }

    /// Looks at a place before it is used: all that is done is to take a reference and copy what is
    /// `Copy`.
    pub(super) fn look(&mut self, place: &Expr, seen: Place) {
        let borrowed = parenthesized(place);
        self.keep(&quote!(&#borrowed), seen.label, seen.is_start, seen.is_asked);
    }

    fn keep(&mut self, reference: &TokenStream, label: String, is_start: bool, is_asked: bool) {
        let root = self.judge.root();
        let probe = quote!(#root::__private::Probe::new(#reference));
        let (name, statement) = match self.keep {
            Keep::UntilJudged => {
                let name = self.judge.fresh("seen");
                let keep = Judge::name(if is_asked { "keep_asked" } else { "keep" });
                let statement = quote!(let #name = #probe.#keep(););
                (name, statement)
            }
            Keep::UntilAllIsEvaluated => {
                let name = self.judge.slot();
                let some = quote!(#root::__private::Option::Some);
                let statement = quote!(#name = #some(#probe.keep_plain()););
                (name, statement)
            }
        };
        self.steps.push(Step::Statement(statement));
        self.shown(label, is_start, quote!(#root::__private::show(&#name)));
    }

    fn shown(&mut self, label: String, is_start: bool, value: TokenStream) {
        if !self.hides {
            self.shown.push(Shown { part: self.position, label, is_start, value });
        }
    }
}

/// In brackets that are placed at its start, so that the compiler marks the expression and not them.
pub(super) fn parenthesized(tokens: impl ToTokens) -> TokenTree {
    let span = start(&tokens);
    let mut group = Group::new(Delimiter::Parenthesis, tokens.into_token_stream());
    group.set_span(span);
    TokenTree::Group(group)
}

/// The place of the first token, with names of the macro's own.
fn start(tokens: impl ToTokens) -> Span {
    let first = tokens.into_token_stream().into_iter().next();
    first.map_or_else(Span::mixed_site, |first| Span::mixed_site().located_at(first.span()))
}

/// Whether the code asks a secret for what it says, by `.reveal()` or `Secret::reveal`.
fn reveals(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "reveal",
        TokenTree::Group(group) => reveals(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

pub(super) fn compares(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
    )
}

/// Whether the text says the value already: `3`, `Some("prod")`, `Status::Enabled`.
fn is_literal(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_literal(&unary.expr),
        Expr::Paren(paren) => is_literal(&paren.expr),
        Expr::Group(group) => is_literal(&group.expr),
        Expr::Reference(reference) => is_literal(&reference.expr),
        Expr::Array(array) => array.elems.iter().all(is_literal),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_literal),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
        }),
        Expr::Call(call) => {
            matches!(*call.func, Expr::Path(_))
                && is_literal(&call.func)
                && call.args.iter().all(is_literal)
        }
        _ => false,
    }
}

/// Whether it certainly changes nothing.
fn is_still(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) => true,
        Expr::Field(field) => is_still(&field.base),
        Expr::Paren(paren) => is_still(&paren.expr),
        Expr::Group(group) => is_still(&group.expr),
        Expr::Reference(reference) => reference.mutability.is_none() && is_still(&reference.expr),
        Expr::Unary(unary) => is_still(&unary.expr),
        other => is_literal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::condition::ungrouped;
    use super::*;

    #[test]
    fn what_says_its_value_is_a_literal() {
        let is = |text| is_literal(&ungrouped(syn::parse_str(text).unwrap()));
        for text in ["3", "-3", "(3)", "&[1, 2]", "None", "s3::Status::Enabled", "Some((\"a\", 1))"]
        {
            assert!(is(text), "{text}");
        }
        for text in ["x", "LIMIT", "f(3)", "Some(x)", "&x", "!x", "Foo::new(1)", "a.b", "[x, 1]"] {
            assert!(!is(text), "{text}");
        }
    }
}
