//! Calls that return whatever is asked of them.
//!
//! Looking at a value settles what its type can do. Where only what follows says the type, as in
//! `text.parse().is_ok_and(|port: u16| ..)`, that would be too early.

use syn::{Expr, ExprCall, ExprMethodCall, GenericArgument, Ident, PathArguments, Stmt, Type};

/// The functions and methods whose caller chooses what they return.
const OPEN: [&str; 9] =
    ["collect", "from_str", "into", "parse", "partition", "product", "sum", "try_from", "try_into"];
/// Those that take nothing and make something of a type that may have parameters.
const MAKERS: [&str; 2] = ["default", "new"];
/// The methods that return one type, whatever they are called on; so do those that begin with `is_`.
const SETTLING: [&str; 4] = ["contains", "count", "len", "to_string"];

/// Whether its type may depend on what is done with it.
pub(super) fn is_open(expression: &Expr) -> bool {
    match expression {
        Expr::MethodCall(call) => is_open_method(call),
        Expr::Call(call) => is_open_call(call),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
            // A function that is handed over: `Into::into`.
            path.path.segments.len() > 1
                && last.arguments.is_none()
                && (is_one_of(&OPEN, &last.ident) || last.ident == "default")
        }),
        Expr::Closure(closure) => is_open(&closure.body),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(Stmt::Expr(last, None)) => is_open(last),
            _ => false,
        },
        Expr::Paren(paren) => is_open(&paren.expr),
        Expr::Group(group) => is_open(&group.expr),
        Expr::Try(question) => is_open(&question.expr),
        Expr::Await(awaited) => is_open(&awaited.base),
        Expr::Field(field) => is_open(&field.base),
        Expr::Index(index) => is_open(&index.expr),
        Expr::Reference(reference) => is_open(&reference.expr),
        Expr::Unary(unary) => is_open(&unary.expr),
        _ => false,
    }
}

fn is_open_method(call: &ExprMethodCall) -> bool {
    let method = &call.method;
    let is_said =
        |argument: &GenericArgument| !matches!(argument, GenericArgument::Type(Type::Infer(_)));
    if call.turbofish.as_ref().is_some_and(|types| types.args.iter().any(is_said))
        || is_one_of(&SETTLING, method)
        || method.to_string().starts_with("is_")
    {
        return false;
    }
    // What a closure returns is often what the method does; any other argument seldom.
    let is_open_function =
        |argument: &Expr| matches!(argument, Expr::Closure(_) | Expr::Path(_)) && is_open(argument);
    is_one_of(&OPEN, method) || is_open(&call.receiver) || call.args.iter().any(is_open_function)
}

fn is_open_call(call: &ExprCall) -> bool {
    let Expr::Path(function) = &*call.func else { return false };
    let segments = &function.path.segments;
    let Some(last) = segments.last() else { return false };
    let is_variant = last.ident.to_string().starts_with(char::is_uppercase);
    if is_variant {
        return call.args.iter().any(is_open);
    }
    let says_types =
        |arguments: &PathArguments| matches!(arguments, PathArguments::AngleBracketed(_));
    if segments.len() < 2 || segments.iter().any(|segment| says_types(&segment.arguments)) {
        return false;
    }
    is_one_of(&OPEN, &last.ident) || call.args.is_empty() && is_one_of(&MAKERS, &last.ident)
}

fn is_one_of(names: &[&str], name: &Ident) -> bool {
    names.contains(&name.to_string().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_returns_whatever_is_asked_of_it_is_open() {
        let is = |text| is_open(&syn::parse_str(text).unwrap());
        for text in [
            "a.parse()",
            "a.parse::<_>()",
            "(a.parse())",
            "a.parse().ok()",
            "a.parse()?",
            "Some(a.into())",
            "str::parse(a)",
            "a.map(Into::into)",
            "a.and_then(|a| a.parse().ok())",
            "a.map(|a| { let b = a; b.into() })",
            "Vec::new()",
            "Default::default()",
            "Wrapper::default().0",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "a",
            "a.b()",
            "a.parse::<u8>()",
            "a.parse::<u8>().ok()",
            "Vec::<u8>::new()",
            "Foo::new(1)",
            "Some(a)",
            "new()",
            "a.get(&b.into())",
            "f(b.into())",
            "a.parse().is_ok()",
            "a.filter(|a| a.parse().is_ok_and(f))",
            "a.split(' ').collect::<Vec<_>>()",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
