//! A chain of method calls, taken apart so that what each method is called on can be looked at.

use syn::{Expr, ExprPath, Ident, UnOp};

use super::open::is_open;
use super::part::Writer;
use super::text::text;

/// A place that is looked at before it is used.
pub(super) struct Place {
    pub(super) label: String,
    /// Whether it is only what a longer expression starts with.
    pub(super) is_start: bool,
    /// Whether a method is called on it that, of a collection of the standard library, only asks.
    pub(super) is_asked: bool,
}

/// The methods that, where a type of the standard library has them, take it by reference and leave it
/// as it is.
const QUESTIONS: [&str; 20] = [
    "as_deref",
    "as_ref",
    "as_slice",
    "as_str",
    "contains",
    "contains_key",
    "ends_with",
    "first",
    "get",
    "is_empty",
    "is_err",
    "is_none",
    "is_ok",
    "is_some",
    "is_subset",
    "iter",
    "keys",
    "last",
    "len",
    "starts_with",
];

impl Writer<'_, '_> {
    /// What an expression becomes of which nothing is called, or nothing that is looked at.
    pub(super) fn value(&mut self, mut value: Expr) -> Expr {
        match &mut value {
            Expr::MethodCall(call) if call.attrs.is_empty() => {
                let is_asked = is_question(&call.method);
                self.replace(&mut call.receiver, |writer, receiver| {
                    writer.receiver(receiver, is_asked)
                });
            }
            Expr::Try(question) if question.attrs.is_empty() => {
                self.replace(&mut question.expr, Self::value);
            }
            Expr::Await(awaited) if awaited.attrs.is_empty() => {
                self.replace(&mut awaited.base, Self::value);
            }
            Expr::Field(field) if field.attrs.is_empty() => {
                self.replace(&mut field.base, |writer, base| writer.base(base).0);
            }
            Expr::Paren(paren) if paren.attrs.is_empty() => {
                self.replace(&mut paren.expr, Self::value);
            }
            Expr::Group(group) if group.attrs.is_empty() => {
                self.replace(&mut group.expr, Self::value);
            }
            _ => {}
        }
        value
    }

    /// What is looked at as it is: by `matches!`.
    pub(super) fn looked_at(&mut self, value: Expr) -> Expr {
        let label = text(&value);
        self.seen(value, Place { label, is_start: false, is_asked: false })
    }

    fn receiver(&mut self, receiver: Expr, is_asked: bool) -> Expr {
        let label = text(&receiver);
        let is_start = matches!(&receiver, Expr::Path(_));
        self.seen(receiver, Place { label, is_start, is_asked })
    }

    /// Looks at a value before it is used, under the name that it then has.
    fn seen(&mut self, mut value: Expr, place: Place) -> Expr {
        let is_open = is_open(&value);
        if makes_a_value(&value) {
            let value = self.value(value);
            let name = self.bind(&value);
            if !is_open {
                self.look(&name, place);
            }
            return name;
        }
        match &mut value {
            Expr::Paren(paren) if paren.attrs.is_empty() => {
                self.replace(&mut paren.expr, |writer, inner| writer.seen(inner, place));
            }
            Expr::Group(group) if group.attrs.is_empty() => {
                self.replace(&mut group.expr, |writer, inner| writer.seen(inner, place));
            }
            Expr::Path(path) if is_variable(path) => self.look(&value, place),
            Expr::Field(field) if field.attrs.is_empty() => {
                let mut is_pure = false;
                self.replace(&mut field.base, |writer, base| {
                    let (base, base_is_pure) = writer.base(base);
                    is_pure = base_is_pure;
                    base
                });
                if is_pure && !is_open {
                    self.look(&value, place);
                }
            }
            Expr::Index(index) if index.attrs.is_empty() => {
                self.replace(&mut index.expr, |writer, base| writer.base(base).0);
            }
            Expr::Unary(unary) if unary.attrs.is_empty() && matches!(unary.op, UnOp::Deref(_)) => {
                self.replace(&mut unary.expr, |writer, base| writer.base(base).0);
            }
            _ => {}
        }
        value
    }

    /// What a field, an element or a target is taken of; and whether it can be named again without
    /// anything happening.
    fn base(&mut self, mut base: Expr) -> (Expr, bool) {
        if makes_a_value(&base) {
            let label = text(&base);
            return (self.seen(base, Place { label, is_start: true, is_asked: false }), true);
        }
        let mut is_pure = false;
        match &mut base {
            Expr::Path(path) => is_pure = is_variable(path),
            Expr::Paren(paren) if paren.attrs.is_empty() => {
                self.replace(&mut paren.expr, |writer, inner| {
                    let (inner, inner_is_pure) = writer.base(inner);
                    is_pure = inner_is_pure;
                    inner
                });
            }
            Expr::Field(field) if field.attrs.is_empty() => {
                self.replace(&mut field.base, |writer, inner| {
                    let (inner, inner_is_pure) = writer.base(inner);
                    is_pure = inner_is_pure;
                    inner
                });
            }
            _ => {}
        }
        (base, is_pure)
    }

    fn replace(&mut self, slot: &mut Expr, change: impl FnOnce(&mut Self, Expr) -> Expr) {
        let old = std::mem::replace(slot, Expr::PLACEHOLDER);
        *slot = change(self, old);
    }
}

/// Whether it stands for a place, which stays where it is when something is called on it.
pub(super) fn is_place(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

/// Whether it makes a value that is nowhere else, which can be given a name.
fn makes_a_value(expression: &Expr) -> bool {
    match expression {
        Expr::MethodCall(call) => call.attrs.is_empty(),
        Expr::Call(call) => call.attrs.is_empty(),
        Expr::Try(question) => question.attrs.is_empty(),
        Expr::Await(awaited) => awaited.attrs.is_empty(),
        _ => false,
    }
}

/// Whether it is a variable; a constant would be made anew when it is looked at.
fn is_variable(path: &ExprPath) -> bool {
    let is_small = |ident: &Ident| !ident.to_string().starts_with(char::is_uppercase);
    path.attrs.is_empty() && path.path.get_ident().is_some_and(is_small)
}

fn is_question(method: &Ident) -> bool {
    QUESTIONS.contains(&method.to_string().as_str())
}
