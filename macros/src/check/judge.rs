//! Evaluating a condition as `if` would, in an order of nested expressions in which all that a failure
//! may show still lives where the failure is found.
//!
//! No closure is put around anything the user wrote, so that `?`, `return` and `.await` work; and
//! everything the user wrote appears once, so that it is evaluated once.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::Expr;

use super::condition::Condition;
use super::part::{Keep, Part};
use super::text::text;

/// Writes the expression.
pub(super) struct Judge<'a> {
    root: &'a TokenTree,
    /// How many parts the condition has.
    count: usize,
    /// The variables that keep a value of a part until all of the condition is evaluated.
    slots: Vec<Ident>,
    names: usize,
}

/// A value that a failure shows.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) part: usize,
    pub(super) label: String,
    /// Whether it is only what a longer expression starts with.
    pub(super) is_start: bool,
    /// An expression of type `Option<String>`.
    pub(super) value: TokenStream,
}

impl<'a> Judge<'a> {
    pub(super) fn new(root: &'a TokenTree, count: usize) -> Self {
        Self { root, count, slots: Vec::new(), names: 0 }
    }

    /// An expression of type `Option<Values>`: none where the condition is `wanted`, and otherwise
    /// what its values were, with those `before` it.
    pub(super) fn judge(
        &mut self,
        condition: Condition,
        wanted: bool,
        before: &[Shown],
    ) -> TokenStream {
        match condition {
            Condition::Not(inner) => self.judge(*inner, !wanted, before),
            Condition::And(all) if wanted => self.every(all, wanted, before),
            Condition::Or(none) if !wanted => self.every(none, wanted, before),
            Condition::And(any) | Condition::Or(any) => self.some(any, wanted, before),
            Condition::Part(position, part) => {
                let is_negated = part.is_negated();
                let part = Part::new(self, position, part, Keep::UntilJudged);
                let then = self.outcome(position, !is_negated);
                let otherwise = self.outcome(position, is_negated);
                let root = self.root;
                let shown = before.iter().chain(&part.shown);
                let values =
                    shown.fold(quote!(#root::__private::Values::new()), |values, shown| {
                        let Shown { part, label, is_start, value } = shown;
                        match is_start {
                            true => quote!(#values.with_start(#part, #label, #value)),
                            false => quote!(#values.with(#part, #label, #value)),
                        }
                    });
                let holds = quote!(#root::__private::Option::None);
                let fails = quote!(#root::__private::Option::Some(#values));
                let (if_true, if_false) = if wanted { (holds, fails) } else { (fails, holds) };
                part.finish(quote!({ #then #if_true }), quote!({ #otherwise #if_false }))
            }
        }
    }

    /// All of them have to be `wanted`; the first that is not tells.
    fn every(&mut self, all: Vec<Condition>, wanted: bool, before: &[Shown]) -> TokenStream {
        let root = self.root;
        let mut judged: Vec<TokenStream> = Vec::new();
        for condition in all {
            judged.push(self.judge(condition, wanted, before));
        }
        let [verdict, failed] = ["verdict", "failed"].map(Self::name);
        let mut judged = judged.into_iter().rev();
        let last = judged.next().unwrap_or_default();
        // `let` ends what the side borrowed before the next one begins, as `&&` does.
        judged.fold(last, |rest, side| {
            quote! {
                {
                    let #verdict = #side;
                    match #verdict {
                        #root::__private::Option::None => #rest,
                        #failed => #failed,
                    }
                }
            }
        })
    }

    /// One of them has to be `wanted`; what the others were is kept as far as it can be.
    fn some(&mut self, mut any: Vec<Condition>, wanted: bool, before: &[Shown]) -> TokenStream {
        let root = self.root;
        let last = any.pop();
        let mut shown = before.to_vec();
        let mut sides = Vec::new();
        for condition in any {
            sides.push(self.evaluate(condition, &mut shown));
        }
        let last = last.map(|last| self.judge(last, wanted, &shown)).unwrap_or_default();
        sides.into_iter().rev().fold(last, |rest, side| {
            let holds = quote!(#root::__private::Option::None);
            match wanted {
                true => quote!(if #side { #holds } else { #rest }),
                false => quote!(if #side { #rest } else { #holds }),
            }
        })
    }

    /// An expression of type `bool`, after which nothing that it borrowed lives any longer.
    fn evaluate(&mut self, condition: Condition, shown: &mut Vec<Shown>) -> TokenStream {
        match condition {
            Condition::Not(inner) => {
                let inner = self.evaluate(*inner, shown);
                quote!(if #inner { false } else { true })
            }
            Condition::And(all) => {
                let sides: Vec<_> =
                    all.into_iter().map(|side| self.evaluate(side, shown)).collect();
                let join = |rest, side| quote!(if #side { #rest } else { false });
                sides.into_iter().rev().reduce(join).unwrap_or_default()
            }
            Condition::Or(any) => {
                let sides: Vec<_> =
                    any.into_iter().map(|side| self.evaluate(side, shown)).collect();
                let join = |rest, side| quote!(if #side { true } else { #rest });
                sides.into_iter().rev().reduce(join).unwrap_or_default()
            }
            Condition::Part(position, part) => {
                let is_negated = part.is_negated();
                let mut part = Part::new(self, position, part, Keep::UntilAllIsEvaluated);
                shown.append(&mut part.shown);
                let then = self.outcome(position, !is_negated);
                let otherwise = self.outcome(position, is_negated);
                part.finish(quote!({ #then true }), quote!({ #otherwise false }))
            }
        }
    }

    /// What is declared in front of the expression.
    pub(super) fn declarations(&self, parts: &[Expr]) -> TokenStream {
        let root = self.root;
        let slots = &self.slots;
        let slots = quote!(#(let mut #slots = #root::__private::Option::None;)*);
        if self.count == 1 {
            return slots;
        }
        let name = self.parts();
        let texts = parts.iter().map(text);
        quote! {
            let mut #name = #root::__private::Parts::new([#(#texts),*]);
            #slots
        }
    }

    /// The variable that says what came out of each part.
    pub(super) fn parts(&self) -> Ident {
        Self::name("parts")
    }

    fn outcome(&self, part: usize, outcome: bool) -> TokenStream {
        if self.count == 1 {
            return TokenStream::new();
        }
        let parts = self.parts();
        quote!(#parts.mark(#part, #outcome);)
    }

    pub(super) fn root(&self) -> &'a TokenTree {
        self.root
    }

    /// A name that is not used yet.
    pub(super) fn fresh(&mut self, word: &str) -> Ident {
        self.names += 1;
        Self::name(&format!("{word}_{}", self.names))
    }

    /// A variable that is there from before the condition to its end.
    pub(super) fn slot(&mut self) -> Ident {
        let slot = self.fresh("kept");
        self.slots.push(slot.clone());
        slot
    }

    /// A name that nothing the user wrote can refer to.
    pub(super) fn name(word: &str) -> Ident {
        format_ident!("{word}", span = Span::mixed_site())
    }
}
