//! The shapes of statements and expressions that proofs look for.

use plconv_hir::expr::{BinaryOp, CollectionMethod, Expr, ExprKind, Literal};
use plconv_hir::stmt::{Block, Statement, StatementKind};
use plconv_hir::visit::children;

/// Calls `of_block` for a block and those in it, `of_statement` for their statements; nested routines are left out.
pub(super) fn visit<'b>(
    block: &'b Block,
    of_block: &mut dyn FnMut(&'b Block),
    of_statement: &mut dyn FnMut(&'b Statement),
) {
    fn inside<'b>(
        statement: &'b Statement,
        of_block: &mut dyn FnMut(&'b Block),
        of_statement: &mut dyn FnMut(&'b Statement),
    ) {
        of_statement(statement);
        match &statement.kind {
            StatementKind::Block(block) => visit(block, of_block, of_statement),
            _ => children(statement).for_each(|child| inside(child, of_block, of_statement)),
        }
    }
    of_block(block);
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        inside(statement, of_block, of_statement);
    }
}

pub(super) fn variable(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Variable(variable) => Some(&variable.name),
        _ => None,
    }
}

pub(super) fn number(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        ExprKind::Convert { operand, .. } => number(operand),
        _ => None,
    }
}

/// What is converted between integers, as indexes are.
pub(super) fn plain(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert { operand, .. } => plain(operand),
        _ => expr,
    }
}

/// `name + 1`
pub(super) fn is_next(value: &Expr, is_base: &dyn Fn(&Expr) -> bool) -> bool {
    match &plain(value).kind {
        ExprKind::Binary {
            op: BinaryOp::Add,
            left,
            right,
        } => is_base(plain(left)) && number(right) == Some(1),
        _ => false,
    }
}

/// `name := name + 1`
pub(super) fn is_step(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Assign { target, value }
        if variable(target) == Some(name) && is_next(value, &|base| variable(base) == Some(name)))
}

/// `name := 0`
pub(super) fn is_reset(statement: &Statement, name: &str) -> bool {
    matches!(&statement.kind, StatementKind::Assign { target, value }
        if variable(target) == Some(name) && number(value) == Some(0))
}

/// What a procedure of a supplied package may write.
pub(super) fn supplied_out_arguments(statement: &Statement, visit: &mut dyn FnMut(&Expr)) {
    match &statement.kind {
        StatementKind::BuiltinCall { name, args } if !name.starts_with("DBMS_OUTPUT.PUT") => {
            args.iter().for_each(|(_, arg)| visit(arg));
        }
        StatementKind::UnresolvedCall { args, .. } => args.iter().for_each(|(_, arg)| visit(arg)),
        _ => {}
    }
}

/// Whether the statement after it follows it at once, whatever happens.
pub(super) fn goes_on(statement: &Statement) -> bool {
    matches!(
        statement.kind,
        StatementKind::Assign { .. } | StatementKind::SelectInto(_) | StatementKind::Null
    )
}

/// Whether a round of the loop around a statement may end there.
pub(super) fn has_continue(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Continue { .. }) || children(statement).any(has_continue)
}

/// The element of a collection that a place is, or is in.
pub(super) fn element_of(place: &Expr) -> Option<&Expr> {
    match &place.kind {
        ExprKind::Field { base, .. } => element_of(base),
        ExprKind::Element { base, .. } => element_of(base).or(Some(place)),
        _ => None,
    }
}

/// `name.method`, or NVL of it and a number.
pub(super) fn is_method(expr: &Expr, name: &str, wanted: &[CollectionMethod]) -> bool {
    match &plain(expr).kind {
        ExprKind::CollectionMethod { base, method, .. } => {
            wanted.contains(method) && variable(base) == Some(name)
        }
        ExprKind::Builtin {
            name: function, args, ..
        } if function == "NVL" => {
            matches!(args.as_slice(), [first, second] if is_method(first, name, wanted) && number(second).is_some())
        }
        _ => false,
    }
}

pub(super) fn is_first(expr: &Expr, name: &str) -> bool {
    number(expr) == Some(1) || is_method(expr, name, &[CollectionMethod::First])
}

pub(super) fn is_last(expr: &Expr, name: &str) -> bool {
    is_method(expr, name, &[CollectionMethod::Count, CollectionMethod::Last])
}

/// `name.COUNT + 1`
pub(super) fn is_appended(name: &str, index: &Expr) -> bool {
    is_next(index, &|base| is_last(base, name))
}
