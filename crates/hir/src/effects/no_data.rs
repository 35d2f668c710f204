//! Which routines may end with NO_DATA_FOUND, which SQL takes for NULL (PL/SQL Language Reference, "Predefined Exceptions").

use crate::expr::ExprKind;
use crate::query::{Query, QueryBody};
use crate::stmt::{Block, ExceptionRef, Statement, StatementKind};
use crate::visit::{children, walk_operands};

/// Whether the handlers of a block take the exception.
pub(super) fn is_handled(block: &Block) -> bool {
    block
        .handlers
        .iter()
        .flat_map(|handler| &handler.exceptions)
        .any(|exception| match exception {
            ExceptionRef::Others => true,
            ExceptionRef::Predefined(name) => name == "NO_DATA_FOUND",
            ExceptionRef::Declared(id) => id.number == Some(100),
            ExceptionRef::Unresolved(_) => false,
        })
}

/// Whether the statements of a block raise it themselves and its handlers do not take it.
pub(super) fn of_block(block: &Block) -> bool {
    let raised = !is_handled(block) && block.statements.iter().any(of_statement);
    let mut in_handlers = block.handlers.iter().flat_map(|handler| &handler.statements);
    raised || in_handlers.any(of_statement)
}

fn of_statement(statement: &Statement) -> bool {
    if let StatementKind::Block(block) = &statement.kind {
        return of_block(block);
    }
    let raises = match &statement.kind {
        StatementKind::SelectInto(query) => may_be_empty(query),
        StatementKind::Raise(Some(ExceptionRef::Predefined(name))) => name == "NO_DATA_FOUND",
        _ => false,
    };
    raises || children(statement).any(of_statement)
}

/// Whether a SELECT INTO may find no row: not with BULK COLLECT, nor where aggregates make one row of none.
fn may_be_empty(query: &Query) -> bool {
    let QueryBody::Block(block) = &query.body else {
        return true;
    };
    if block.into.as_ref().is_some_and(|into| into.bulk) {
        return false;
    }
    let mut aggregates = false;
    for item in &block.items {
        walk_operands(&item.expr, &mut |expr| {
            aggregates |= matches!(expr.kind, ExprKind::Aggregate(_));
        });
    }
    let of_dual = block.from.is_empty() && block.condition.is_none();
    let one_row = of_dual || (aggregates && block.group_by.is_empty() && block.having.is_none());
    !one_row
}
