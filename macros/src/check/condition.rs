//! A condition as the parts that `&&`, `||` and `!` are between.

use syn::{BinOp, Expr, ExprBinary, ExprUnary, Token, UnOp};

use super::part::compares;

/// A condition.
pub(super) enum Condition {
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    /// One without parts of its own, and its position among all of them.
    Part(usize, Leaf),
}

/// One without parts of its own.
pub(super) struct Leaf {
    /// The operators in front of it, which may be those of its own type.
    pub(super) nots: Vec<Token![!]>,
    pub(super) expression: Box<Expr>,
}

impl Leaf {
    /// Whether it holds where the expression does not.
    pub(super) fn is_negated(&self) -> bool {
        self.nots.len() % 2 == 1
    }

    /// Whether it is known to be of type `bool`, without looking at types.
    fn is_bool(&self) -> bool {
        matches!(&*self.expression, Expr::Binary(binary) if compares(&binary.op))
    }
}

impl Condition {
    /// Takes a condition apart; what has no parts goes to `parts`, from the left.
    pub(super) fn of(condition: Expr, parts: &mut Vec<Expr>) -> Self {
        match ungrouped(condition) {
            Expr::Binary(binary) if binary.attrs.is_empty() => Self::of_binary(binary, parts),
            Expr::Unary(ExprUnary { attrs, op: UnOp::Not(not), expr }) if attrs.is_empty() => {
                match Self::of(*expr, parts) {
                    // It may be a reference, or a type with a `Not` of its own.
                    Self::Part(position, mut leaf) if !leaf.is_bool() => {
                        leaf.nots.insert(0, not);
                        Self::Part(position, leaf)
                    }
                    inner => Self::Not(Box::new(inner)),
                }
            }
            part => Self::part(part, parts),
        }
    }

    fn of_binary(binary: ExprBinary, parts: &mut Vec<Expr>) -> Self {
        match binary.op {
            BinOp::And(_) => {
                let mut all = Vec::new();
                for side in [*binary.left, *binary.right] {
                    match Self::of(side, parts) {
                        Self::And(inner) => all.extend(inner),
                        other => all.push(other),
                    }
                }
                Self::And(all)
            }
            BinOp::Or(_) => {
                let mut any = Vec::new();
                for side in [*binary.left, *binary.right] {
                    match Self::of(side, parts) {
                        Self::Or(inner) => any.extend(inner),
                        other => any.push(other),
                    }
                }
                Self::Or(any)
            }
            _ => Self::part(Expr::Binary(binary), parts),
        }
    }

    fn part(part: Expr, parts: &mut Vec<Expr>) -> Self {
        parts.push(part.clone());
        Self::Part(parts.len() - 1, Leaf { nots: Vec::new(), expression: Box::new(part) })
    }
}

/// Whether it is a chain of conditions with a `let` in it, which is an `if`'s own and cannot be taken
/// apart.
pub(super) fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(ExprBinary { op: BinOp::And(_), left, right, .. }) => {
            has_let(left) || has_let(right)
        }
        Expr::Group(group) => has_let(&group.expr),
        _ => false,
    }
}

/// Without the brackets around it, seen and unseen.
pub(super) fn ungrouped(mut expression: Expr) -> Expr {
    loop {
        expression = match expression {
            Expr::Paren(paren) if paren.attrs.is_empty() => *paren.expr,
            Expr::Group(group) if group.attrs.is_empty() => *group.expr,
            other => return other,
        }
    }
}
